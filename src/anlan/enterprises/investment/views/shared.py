"""What the pages here share: finding what the person sees, keeping a scan, a form about it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from anlan.core.forms import form_id
from anlan.core.steps import form_page
from anlan.enterprises import queries as register
from anlan.enterprises.investment import rules
from anlan.enterprises.models import Enterprise
from anlan.enterprises.refusing import require
from anlan.files import actions as files

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "enterprises.plan_spending": "填报计划",
    "enterprises.record_expense": "登记支出",
    "enterprises.strike_expense": "划掉一笔",
    "enterprises.carry_over": "说明结余",
    "enterprises.record_standardization": "登记证书",
    "enterprises.end_standardization": "停用",
    "enterprises.engage": "聘请",
    "enterprises.record_visit": "专家到场",
    "enterprises.follow_advice": "改好一条",
    "enterprises.end_engagement": "结束聘请",
}


def place(request: HttpRequest, pk: UUID) -> Enterprise:
    """An enterprise the person sees."""
    return get_object_or_404(register.detail_of(request.user), pk=pk)


def kept(request: HttpRequest, given: dict[str, Any]) -> list[str]:
    """The scan of a form, kept; its sha256 as the evidence of an action."""
    upload = given.pop("scan", None)
    return [files.keep(upload, actor=request.user).pk] if upload else []


def asked(
    request: HttpRequest,
    enterprise: Enterprise,
    form: Any,
    act: Callable[..., Any],
    *,
    title: str,
    verb: str,
    done: str,
    back: str = "",
    **more: Any,
) -> HttpResponse:
    """A form of an enterprise's managers; `act` gets what was given with actor and client_id."""
    require(rules.may_keep(request.user, enterprise))
    shared = {"actor": request.user, "client_id": form_id(request)}
    address = back or reverse("enterprises:investment", args=[enterprise.pk])

    def send(given: dict[str, Any]) -> str:
        act(**given, **shared)
        return address

    said = {"sentence": enterprise.name, **more}
    return form_page(request, form, send, title=title, verb=verb, back=address, done=done, **said)
