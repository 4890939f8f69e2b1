"""Pages of a contract's hazards for the enterprise and the officials of its place."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import inputs
from anlan.core.forms import form_id
from anlan.core.pages import is_fragment
from anlan.core.steps import form_page
from anlan.enterprises.contracts import queries as contracts
from anlan.enterprises.contracts.rules import may_keep
from anlan.enterprises.models import Contract
from anlan.enterprises.refusing import require
from anlan.files.evidence import PhotoForm
from anlan.hazards import queries as ledger
from anlan.hazards.contracts import actions, queries


class FoundForm(PhotoForm):
    """What a check of the other side showed."""

    photos_label = "照片"
    photos_hint = "拍清哪里、什么东西、怎么不对。"
    description = inputs.words("看到的隐患", limit=1000)
    place_words = forms.CharField(label="部位", max_length=100, required=False)


def _found(request: HttpRequest, pk: UUID) -> Contract:
    user: Any = request.user
    return get_object_or_404(contracts.visible_to(user), pk=pk)


@require_GET
def of_contract(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The hazards of a contract, inside its page or alone."""
    found = _found(request, pk)
    rows = list(
        queries.of_contracts([found]).filter(pk__in=ledger.visible_to(request.user).values("pk"))[: queries.MOST]
    )
    said = queries.said_of(rows)
    context = {
        "title": "检查发现的隐患",
        "contract": found,
        "rows": [(one, said.get(one.pk, [])[:1]) for one in rows],
        "may_record": not may_keep(request.user, found.enterprise) and not found.is_over,
    }
    template = (
        "hazards/contracts/of_contract.html#tab" if is_fragment(request) else "hazards/contracts/of_contract.html"
    )
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put what a check showed on the ledger."""
    found, user = _found(request, pk), request.user
    require(may_keep(user, found.enterprise))
    key = form_id(request)
    return form_page(
        request,
        FoundForm(request.POST or None, request.FILES or None, user=user, initial={"place_words": found.place[:100]}),
        lambda given: reverse(
            "hazards:record",
            args=[actions.record_on_contract(found, actor=user, client_id=key, **given).pk],
        ),
        title=f"登记隐患：{found.contractor}",
        verb="登记",
        back=found.get_absolute_url(),
        done="已登记到台账，等待判定级别；对方凭链接看得到。",
        template="files/photo_form.html",
        sentence=f"{found.enterprise.name}：{found.content}",
    )
