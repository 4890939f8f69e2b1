"""Pages of the register of equipment."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import clock
from anlan.core.errors import NotYours
from anlan.core.forms import form_id
from anlan.core.pages import is_fragment
from anlan.core.steps import form_page, step, story
from anlan.enterprises.rules import posts_of
from anlan.files.registers import show, workbook
from anlan.permits import actions, queries, rules
from anlan.permits.forms import CheckForm, EliminateForm, EquipmentForm
from anlan.permits.models import Equipment
from anlan.permits.registers import EQUIPMENT, SETS
from anlan.permits.views import shared

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "permits.register_equipment": "登记",
    "permits.check_equipment": "检查",
    "permits.eliminate_equipment": "标为淘汰类型",
}


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Every set the person may see."""
    shared.seen(request)
    return show(request, SETS, may_add=bool(posts_of(request.user)), beside=shared.beside())


@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    shared.seen(request)
    return workbook(request, SETS)


@require_GET
def new(request: HttpRequest) -> HttpResponse:
    """Where to register a set."""
    return shared.own_places(request, "permits:register_equipment", "登记设备")


@BOTH
def register(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Register a set."""
    user: Any = request.user
    found = shared.place(request, pk)
    if reason := rules.may_keep(user, found):
        raise NotYours(reason, code="permits.not_yours")
    return form_page(
        request,
        EquipmentForm(request.POST or None),
        lambda given: actions.register_equipment(found, actor=user, client_id=form_id(request), **given),
        title="登记设备",
        verb="保存",
        back=reverse("permits:sets"),
        done="已登记，检查合格后才能写进作业票。",
        sentence=found.name,
    )


@require_GET
def sets_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The sets of one enterprise, inside the page of its special archives or alone."""
    user: Any = request.user
    found = shared.place(request, pk)
    context = {
        "title": "焊割等设备",
        "enterprise": found,
        "rows": [(one, EQUIPMENT[one.standing]) for one in queries.equipment(user).filter(enterprise=found)],
        "may_keep": not rules.may_keep(user, found),
    }
    template = "permits/sets_of.html#tab" if is_fragment(request) else "permits/sets_of.html"
    return render(request, template, context)


def _found(request: HttpRequest, pk: UUID) -> Equipment:
    user: Any = request.user
    return get_object_or_404(queries.equipment(user), pk=pk)


@require_GET
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One set: its checks, whether it may be used."""
    found = _found(request, pk)
    keep = rules.may_check(request.user, found)
    out = "淘汰类型不用再检查。" if found.eliminated else ""
    context = {
        "title": str(found),
        "equipment": found,
        "mark": EQUIPMENT[found.standing],
        "why_not": found.why_not(clock.today()),
        "steps": [
            step("登记检查结果", "permits:check_equipment", pk, reason=out or keep),
            step("标为淘汰类型", "permits:eliminate_equipment", pk, reason=out or keep),
        ],
        "story": story(found, WORDS),
    }
    return render(request, "permits/equipment.html", context)


def _form(request: HttpRequest, pk: UUID, form: Any, action: Any, title: str, done: str) -> HttpResponse:
    found = _found(request, pk)
    return form_page(
        request,
        form,
        lambda given: action(found, actor=request.user, client_id=form_id(request), **given),
        title=f"{title}：{found}",
        verb="保存",
        back=found.get_absolute_url(),
        done=done,
    )


@BOTH
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a check on record."""
    form = CheckForm(request.POST or None, initial={"on": clock.today()})
    return _form(request, pk, form, actions.check_equipment, "检查", "检查结果已登记。")


@BOTH
def eliminate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mark it as of an eliminated type."""
    form = EliminateForm(request.POST or None)
    return _form(request, pk, form, actions.eliminate_equipment, "淘汰类型", "已标为淘汰类型，不能再用于作业票。")
