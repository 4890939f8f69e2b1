"""Pages of small jobs."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core import clock
from anlan.core.errors import NotYours
from anlan.core.forms import form_id
from anlan.core.steps import form_page, step, story
from anlan.enterprises.rules import posts_of
from anlan.files.registers import show, workbook
from anlan.permits import actions, queries, registers, rules
from anlan.permits.forms import AdviceForm, DeclarationForm
from anlan.permits.models import Declaration
from anlan.permits.views import shared

BOTH = require_http_methods(["GET", "POST"])
WORDS = {"permits.declare": "申报", "permits.advise": "指导", "permits.close_declaration": "收工"}
NOTE = "这是告知，不是审批：没有证的人不能干，现场要有人看护，干完看有没有余火。"


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Every declared job the person may see."""
    shared.seen(request)
    may_add = bool(posts_of(request.user))
    return show(request, registers.DECLARATIONS, may_add=may_add, beside=shared.beside())


@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    shared.seen(request)
    return workbook(request, registers.DECLARATIONS)


@require_GET
def new(request: HttpRequest) -> HttpResponse:
    """Where the job is."""
    return shared.own_places(request, "permits:declare_at", "申报小型作业")


def begins() -> dict[str, Any]:
    """The next full ten minutes and two hours more, as a form proposes them."""
    moment = timezone.localtime(clock.now()).replace(second=0, microsecond=0)
    start = moment + dt.timedelta(minutes=10 - moment.minute % 10)
    return {"begins_at": start, "ends_at": start + dt.timedelta(hours=2)}


@BOTH
def fill(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Declare a job."""
    user: Any = request.user
    found = shared.place(request, pk)
    if reason := rules.may_fill(user, found):
        raise NotYours(reason, code="permits.not_yours")
    return form_page(
        request,
        DeclarationForm(request.POST or None, initial=begins()),
        lambda given: actions.declare(found, actor=user, client_id=form_id(request), **given),
        title="申报小型作业",
        verb="报上去",
        back=reverse("permits:declarations"),
        done="已报上去，村里看得到。",
        sentence=f"{found.name}\n{NOTE}",
    )


def _found(request: HttpRequest, pk: UUID) -> Declaration:
    user: Any = request.user
    return get_object_or_404(queries.declarations(user), pk=pk)


@require_GET
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One job."""
    found, user = _found(request, pk), request.user
    over = "已经收工。" if found.closed_at else ""
    context = {
        "title": found.what,
        "declaration": found,
        "mark": registers.DECLARED[found.standing],
        "span": registers.span(found),
        "cannot_close": over or rules.may_fill(user, found.enterprise),
        "steps": [step("提指导意见", "permits:advise", pk, reason=over or rules.may_advise(user, found))],
        "story": story(found, WORDS),
    }
    return render(request, "permits/declaration.html", context)


@BOTH
def advise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tell the place what to mind."""
    found = _found(request, pk)
    return form_page(
        request,
        AdviceForm(request.POST or None),
        lambda given: actions.advise(found, actor=request.user, client_id=form_id(request), **given),
        title=f"指导：{found}",
        verb="发给对方",
        back=found.get_absolute_url(),
        done="已发，对方在申报里、门口扫码都看得到。",
        sentence=found.what,
    )


@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that it is over."""
    found = _found(request, pk)
    actions.close_declaration(found, actor=request.user, client_id=form_id(request))
    messages.success(request, "已报收工。")
    return redirect(found.get_absolute_url())
