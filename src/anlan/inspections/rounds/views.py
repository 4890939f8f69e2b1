"""Pages of fire rounds: the lists, an enterprise's, its plan, one round made, read, struck out."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import clock
from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.pages import is_fragment
from anlan.core.steps import form_page, step, story
from anlan.enterprises import queries as register
from anlan.enterprises.learning.rules import round_hours
from anlan.enterprises.models import Enterprise
from anlan.files import serving
from anlan.files.registers import pages
from anlan.inspections.rounds import actions, queries, rules
from anlan.inspections.rounds.actions import require
from anlan.inspections.rounds.forms import PlanForm, RoundForm
from anlan.inspections.rounds.models import Round, RoundPlan
from anlan.inspections.rounds.registers import PLACES, ROUNDS, entered
from anlan.inspections.rounds.slots import STANDINGS

BOTH = require_http_methods(["GET", "POST"])
SHOWN = 10
LOGGED = "inspections.record_round"
"""Stands in the log; the story of the plan leaves it out."""
WORDS = {
    "inspections.set_round_plan": "定时间和人员",
    "inspections.end_round_plan": "结束",
    "inspections.strike_round": "划掉一次",
}


def _beside() -> dict[str, str]:
    return {"防火巡查": reverse("inspections:rounds"), "防火巡查记录": reverse("inspections:rounds_made")}


listed, export = pages(PLACES, _beside)
"""Enterprises of which rounds are asked, as far as the person sees them."""


made, made_export = pages(ROUNDS, _beside)
"""Rounds made at every enterprise the person sees."""


def _place(request: HttpRequest, pk: UUID) -> Enterprise:
    return get_object_or_404(register.detail_of(request.user), pk=pk)


def _plan(request: HttpRequest, pk: UUID) -> RoundPlan:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _summed(day: dt.date, rows: list[queries.Told]) -> tuple[dt.date, int, int, str]:
    """A day that is over: how many rounds were made, of how many, and which were not."""
    made = sum(standing == "made" for _, standing, _ in rows)
    return day, made, len(rows), "、".join(slot.label for slot, standing, _ in rows if standing == "missed")


@require_GET
def of_enterprise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An enterprise's rounds: today's and those of the last days, its plan, what was put on record."""
    found, user = _place(request, pk), request.user
    known = queries.near(found)
    plan, days = queries.in_force(known), queries.days(known)
    today = [rows for day, rows in days if day == clock.today()]
    context = {
        "title": "防火巡查",
        "enterprise": found,
        "plan": plan,
        "rhythm": rules.rhythm(plan) if plan else "",
        "too_rare": plan is not None and rules.is_too_rare(plan),
        "asked": round_hours(found),
        "law": rules.LAW,
        "today": [(slot, STANDINGS[standing], one) for slot, standing, one in today[0]] if today else [],
        "days": [_summed(day, rows) for day, rows in days if day != clock.today()],
        "why_not_walk": rules.may_walk(user, plan) if plan else "",
        "why_not_set": rules.may_set(user, found),
        "log": [(one, entered(one)) for one in queries.rounds(user).filter(plan__enterprise=found)[:SHOWN]],
        "steps": _steps(user, found, plan),
        "story": [line for line in story(plan, WORDS) if line[0].action != LOGGED] if plan else [],
    }
    page = "inspections/rounds/of_enterprise.html"
    return render(request, f"{page}#tab" if is_fragment(request) else page, context)


def _steps(user: Any, found: Enterprise, plan: RoundPlan | None) -> list[Any]:
    if plan is None:
        return []
    no = rules.may_set(user, found)
    return [
        step("重新定时间和人员", "inspections:set_rounds", found.pk, reason=no, plain=True),
        step("不再巡查", "inspections:end_rounds", plan.pk, reason=rules.why_not_end(user, plan), plain=True),
    ]


@BOTH
def set_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say who goes round how often."""
    found = _place(request, pk)
    require(rules.may_set(request.user, found))
    key = form_id(request)
    return form_page(
        request,
        PlanForm(request.POST or None, enterprise=found, known=queries.current(found)),
        lambda given: actions.set_plan(found, actor=request.user, client_id=key, **given),
        title="定防火巡查的时间和人员",
        verb="保存",
        back=reverse("inspections:rounds_of", args=[pk]),
        done="已定，从下一轮开始算。",
        sentence=found.name,
    )


@BOTH
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go round no longer."""
    found = _plan(request, pk)
    require(rules.why_not_end(request.user, found))
    key = form_id(request)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: actions.end_plan(found, actor=request.user, client_id=key, **given),
        title=f"不再巡查：{found.enterprise}",
        verb="不再巡查",
        back=found.get_absolute_url(),
        done="已结束，记录保留。",
    )


@BOTH
def walk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a round on record."""
    user: Any = request.user
    found = _plan(request, pk)
    require(rules.may_walk(user, found))
    form = RoundForm(request.POST or None, request.FILES or None, plan=found, user=user)

    def act(given: dict[str, Any]) -> Any:
        return actions.record_round(found, actor=user, client_id=form_id(request), **given)

    return form_page(
        request,
        form,
        act,
        title="防火巡查",
        verb="记上",
        back=found.get_absolute_url(),
        template="inspections/rounds/walk.html",
        done="已记上。",
        sentence=f"{found.enterprise.name}，{rules.rhythm(found)}",
        looked_at=rules.LOOKED_AT,
    )


def _round(request: HttpRequest, pk: UUID) -> Round:
    return get_object_or_404(queries.rounds(request.user), pk=pk)


@require_GET
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One round: when, who, what was seen, its photos; struck out if it is wrong."""
    found = _round(request, pk)
    no = rules.may_strike(request.user, found)
    context = {
        "title": "防火巡查",
        "round": found,
        "mark": entered(found),
        "steps": [step("划掉这一次", "inspections:strike_round", pk, reason=no, hint="记错了才划掉。", plain=True)],
    }
    return render(request, "inspections/rounds/round.html", context)


@BOTH
def strike(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Strike a round out."""
    found = _round(request, pk)
    require(rules.may_strike(request.user, found))
    key = form_id(request)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: actions.strike_round(found, actor=request.user, client_id=key, **given),
        title=f"划掉：{found}",
        verb="划掉",
        back=found.get_absolute_url(),
        done="已划掉，不再计入；登记过的隐患照旧办理。",
    )


@require_GET
def photo(request: HttpRequest, pk: UUID, sha256: str) -> HttpResponseBase:
    """A photo of a round."""
    found = _round(request, pk)
    return serving.serve(request, sha256 if sha256 in found.files else "", "shown")
