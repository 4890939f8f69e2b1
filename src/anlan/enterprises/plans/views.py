"""Pages of emergency plans: the list, one put on file, filed, evaluated, revised, ended."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.steps import form_page, step, story
from anlan.enterprises.learning.rules import may_keep
from anlan.enterprises.learning.views import shared
from anlan.enterprises.models import EmergencyPlan
from anlan.enterprises.plans import actions, forms, queries, rules
from anlan.enterprises.plans.registers import PLANS, due
from anlan.files.registers import pages

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "enterprises.record_plan": "登记",
    "enterprises.file_plan": "备案",
    "enterprises.review_plan": "评估",
    "enterprises.revise_plan": "修订公布",
    "enterprises.end_plan": "废止",
}


listed, export = pages(PLANS, shared.beside)
"""Plans of every enterprise the person sees."""


@BOTH
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a plan on file."""
    found = shared.place(request, pk)
    shared.asks(request, found)
    record, key = actions.record_plan, form_id(request)
    return form_page(
        request,
        forms.PlanForm(request.POST or None),
        lambda given: record(found, actor=request.user, client_id=key, **given),
        title="登记应急预案",
        verb="保存",
        back=reverse("enterprises:learning", args=[pk]),
        done="已登记。",
        sentence=found.name,
    )


def _found(request: HttpRequest, pk: UUID) -> EmergencyPlan:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _why_not_file(plan: EmergencyPlan, no: str) -> str:
    return no or ("已经备案。" if plan.filed_on else "")


@require_GET
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One plan: where it stands, by when what is due, what happened."""
    found = _found(request, pk)
    no = "已废止。" if found.ended_on else may_keep(request.user, found.enterprise)
    context = {
        "title": found.title,
        "plan": found,
        "mark": rules.STANDINGS[rules.standing(found)],
        "due": due(found),
        "must_file": rules.must_file(found.enterprise),
        "must_review": rules.must_review(found.enterprise),
        "clauses": f"{rules.FILING}、第三十五条",
        "steps": [
            step("登记备案", "enterprises:file_plan", pk, reason=_why_not_file(found, no), hint=rules.FILED),
            step("登记评估", "enterprises:review_plan", pk, reason=no),
            step("登记修订", "enterprises:revise_plan", pk, reason=no),
            step("废止", "enterprises:end_plan", pk, reason=no),
        ],
        "story": story(found, WORDS),
    }
    return render(request, "enterprises/plans/plan.html", context)


def _step(request: HttpRequest, pk: UUID, form: Any, act: Any, title: str, done: str) -> HttpResponse:
    return shared.about(request, _found(request, pk), form, act, title, done)


@BOTH
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note its filing."""
    return _step(request, pk, forms.FilingForm(request.POST or None), actions.file_plan, "登记备案", "已登记备案。")


@BOTH
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put its evaluation on record."""
    return _step(request, pk, forms.ReviewForm(request.POST or None), actions.review_plan, "登记评估", "已登记评估。")


@BOTH
def revise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new version was issued."""
    return _step(request, pk, forms.ReviseForm(request.POST or None), actions.revise_plan, "登记修订", "已登记修订。")


@BOTH
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it out of force."""
    return _step(request, pk, ReasonForm(request.POST or None), actions.end_plan, "废止", "已废止，记录保留。")
