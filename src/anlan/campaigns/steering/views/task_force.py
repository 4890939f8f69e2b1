"""Pages of the task force."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.campaigns.steering import actions, queries, rules
from anlan.campaigns.steering.actions.checking import require
from anlan.campaigns.steering.forms.meetings import MemberForm, TaskForceForm
from anlan.campaigns.steering.models import TaskForce, TaskForceMember
from anlan.campaigns.steering.views.pages import own_township
from anlan.core import clock
from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.steps import form_page, step, story
from anlan.org.doors import needs

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "campaigns.set_up_task_force": "成立",
    "campaigns.join_task_force": "加入",
    "campaigns.leave_task_force": "离任",
    "campaigns.end_task_force": "撤销",
}


def _force(request: HttpRequest, pk: UUID) -> TaskForce:
    return get_object_or_404(queries.task_forces(request.user), pk=pk)


def _running(request: HttpRequest, pk: UUID) -> TaskForce:
    found = _force(request, pk)
    require(rules.may_steer(request.user, found.region) or ("已撤销。" if found.ended_on else ""))
    return found


@require_GET
@needs("campaigns.read_steering")
def task_force(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is on it and who was."""
    found = _force(request, pk)
    reason = rules.may_steer(request.user, found.region) or ("已撤销。" if found.ended_on else "")
    context = {
        "title": found.name,
        "force": found,
        "former": found.members.exclude(until=None).select_related("office"),
        "may_change": not reason,
        "steps": [
            step("增加成员", "campaigns:join_task_force", pk, reason=reason),
            step("撤销专班", "campaigns:end_task_force", pk, reason=reason),
        ],
        "story": story(found, WORDS),
    }
    return render(request, "campaigns/steering/task_force.html", context)


@BOTH
@needs("campaigns.steer")
def new_task_force(request: HttpRequest) -> HttpResponse:
    """Put a task force on record."""
    region = own_township(request)
    return form_page(
        request,
        TaskForceForm(request.POST or None, initial={"set_up_on": clock.today()}),
        lambda given: actions.set_up_task_force(region, actor=request.user, client_id=form_id(request), **given),
        title="登记专班",
        verb="保存",
        back=reverse("campaigns:steering", args=["task-force"]),
        done="已登记。请逐个登记组成人员。",
    )


@BOTH
@needs("campaigns.steer")
def join_task_force(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody joins."""
    found = _running(request, pk)
    part = TaskForceMember.Part.MEMBER if found.present else TaskForceMember.Part.HEAD
    return form_page(
        request,
        MemberForm(request.POST or None, initial={"part": part, "since": max(clock.today(), found.set_up_on)}),
        lambda given: actions.join_task_force(found, actor=request.user, client_id=form_id(request), **given),
        title=f"增加成员：{found.name}",
        verb="保存",
        back=found.get_absolute_url(),
        done="已登记。",
    )


@require_POST
@needs("campaigns.steer")
def leave_task_force(request: HttpRequest, pk: UUID, member_id: UUID) -> HttpResponse:
    """Somebody leaves as of today."""
    found = _running(request, pk)
    member = get_object_or_404(found.members, pk=member_id, until=None)
    actions.leave_task_force(found, member=member, actor=request.user, client_id=form_id(request))
    return redirect(found)


@BOTH
@needs("campaigns.steer")
def end_task_force(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Dissolve it."""
    found = _running(request, pk)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: actions.end_task_force(found, actor=request.user, client_id=form_id(request), **given),
        title=f"撤销：{found.name}",
        verb="撤销专班",
        back=found.get_absolute_url(),
        done="已撤销，记录保留。",
    )
