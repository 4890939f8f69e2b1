"""Drills: the list, one put on record, evaluated, what it showed mended."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import clock
from anlan.core.forms import form_id
from anlan.core.ids import identifier
from anlan.core.inputs import ReasonForm
from anlan.core.steps import Step, form_page, step, story
from anlan.enterprises.learning import actions, papers, rules
from anlan.enterprises.learning.forms import DrillForm, EvaluationForm, MendForm, PlannedDrillForm, ReportForm
from anlan.enterprises.learning.registers import DRILLS, PLANNED, drills_of, evaluated, planned_of
from anlan.enterprises.learning.views import shared
from anlan.enterprises.models import Drill, PlannedDrill
from anlan.files.presses import pdf
from anlan.files.registers import pages
from anlan.files.serving import disposition
from anlan.org.models import User

BOTH = require_http_methods(["GET", "POST"])


drills, export_drills = pages(DRILLS, shared.beside)
"""Drills of every enterprise the person sees."""
planned_drills, export_planned_drills = pages(PLANNED, shared.beside)
"""Drills to come at them."""


@require_GET
def planned_drill(request: HttpRequest, planned: UUID) -> HttpResponse:
    """Where a drill to come is shown: among those of its enterprise."""
    return redirect(get_object_or_404(planned_of(cast(User, request.user)), pk=planned))


@BOTH
def plan_drill(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Plan a drill to come."""
    found = shared.place(request, pk)
    shared.asks(request, found)
    plan, key, user = actions.plan_drill, form_id(request), cast(User, request.user)
    return form_page(
        request,
        PlannedDrillForm(request.POST or None, initial={"led_by": user.full_name}),
        lambda given: plan(found, actor=user, client_id=key, **given),
        title="计划演练",
        verb="保存",
        back=reverse("enterprises:learning", args=[pk]),
        done="已计划，到期前一周在“要办的事”里提醒。做完从计划登记演练。",
        sentence=found.name,
    )


def _planned(pk: UUID, planned: Any) -> PlannedDrill:
    return get_object_or_404(PlannedDrill.objects.select_related("enterprise"), enterprise=pk, pk=identifier(planned))


@BOTH
def call_off_drill(request: HttpRequest, pk: UUID, planned: UUID) -> HttpResponse:
    """Call a planned drill off."""
    shared.place(request, pk)
    form = ReasonForm(request.POST or None)
    return shared.about(request, _planned(pk, planned), form, actions.call_off_drill, "取消", "已取消。")


@BOTH
def new_drill(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a drill on record, by itself or as planned (`planned`)."""
    found = shared.place(request, pk)
    shared.asks(request, found)
    record, key, user = actions.record_drill, form_id(request), cast(User, request.user)
    planned = _planned(pk, request.GET["planned"]) if "planned" in request.GET else None
    known: dict[str, Any] = {"held_on": clock.today(), "led_by": user.full_name}
    if planned:
        known |= {name: getattr(planned, name) for name in ("kind", "scenario", "led_by")}
    return form_page(
        request,
        DrillForm(request.POST or None, initial=known),
        lambda given: record(found, planned=planned, actor=user, client_id=key, **given),
        title="登记演练",
        verb="保存",
        back=reverse("enterprises:learning", args=[pk]),
        done="已登记。写完评估才计入次数。",
    )


@require_GET
def any_drill(request: HttpRequest, drill: UUID) -> HttpResponse:
    """A drill by its own id, as lists link it."""
    return _drill(request, get_object_or_404(drills_of(request.user), pk=drill))


@require_GET
def drill(request: HttpRequest, pk: UUID, drill: UUID) -> HttpResponse:
    """One drill: its evaluation, what is to be mended, its steps."""
    return _drill(request, get_object_or_404(drills_of(request.user), enterprise=pk, pk=drill))


@require_GET
def drill_paper(request: HttpRequest, pk: UUID, drill: UUID) -> HttpResponse:
    """Its record on paper, as PDF."""
    found = get_object_or_404(drills_of(request.user), enterprise=pk, pk=drill)
    user: Any = request.user
    content = pdf.sheet(papers.drill(found, printed_by=user.full_name))
    answer = HttpResponse(content, content_type=pdf.MEDIA_TYPE)
    answer["Content-Disposition"] = disposition(f"{found.enterprise.name}演练记录{found.held_on}.pdf", inline=True)
    return answer


def _drill(request: HttpRequest, found: Drill) -> HttpResponse:
    reason = rules.may_keep(request.user, found.enterprise)
    context = {
        "title": found.scenario,
        "drill": found,
        "mark": evaluated(found),
        "improvements": found.improvements.all(),
        "may_keep": not reason,
        "today": clock.today(),
        "steps": _steps(found, reason),
        "story": story(found, shared.WORDS),
    }
    return render(request, "enterprises/learning/drill.html", context)


def _steps(found: Drill, reason: str) -> list[Step]:
    at = (found.enterprise_id, found.pk)
    steps = [
        step("评估", "enterprises:evaluate_drill", *at, reason=reason or ("已经评估。" if found.evaluated_on else ""))
    ]
    if rules.must_report(found.enterprise):
        no = "先写评估。" if not found.evaluated_on else "已经报送。" if found.reported_on else ""
        steps.append(step("登记报送县（区）部门", "enterprises:report_drill", *at, reason=reason or no))
    return steps


@BOTH
def report_drill(request: HttpRequest, pk: UUID, drill: UUID) -> HttpResponse:
    """Note that it was reported to the county."""
    found = get_object_or_404(drills_of(request.user), enterprise=pk, pk=drill)
    form = ReportForm(request.POST or None, initial={"on": clock.today()})
    return shared.about(request, found, form, actions.report_drill, "报送县（区）部门", "已登记报送。")


@BOTH
def evaluate_drill(request: HttpRequest, pk: UUID, drill: UUID) -> HttpResponse:
    """Evaluate a drill."""
    found = get_object_or_404(drills_of(request.user), enterprise=pk, pk=drill)
    return shared.about(
        request, found, EvaluationForm(request.POST or None), actions.evaluate_drill, "评估", "已评估，计入次数。"
    )


@BOTH
def mend(request: HttpRequest, pk: UUID, drill: UUID, improvement: UUID) -> HttpResponse:
    """Say how something was mended."""
    found = get_object_or_404(drills_of(request.user), enterprise=pk, pk=drill)
    one = get_object_or_404(found.improvements, pk=improvement)

    def act(subject: Drill, **given: Any) -> Drill:
        return actions.mend(subject, improvement=one, **given)

    return shared.about(request, found, MendForm(request.POST or None), act, one.text, "已登记。")
