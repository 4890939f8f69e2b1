"""Pages of what meetings decided: reported by the office, confirmed, sent back or taken back by the meeting's side."""

from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from anlan.campaigns.steering import actions, queries, rules
from anlan.campaigns.steering.actions.checking import require
from anlan.campaigns.steering.forms.meetings import ReportForm
from anlan.campaigns.steering.models import MeetingTask
from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.steps import Step, form_page, step, story
from anlan.org.doors import needs
from anlan.org.models import User

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "campaigns.decide_task": "交办",
    "campaigns.report_task": "报办理情况",
    "campaigns.return_task": "退回",
    "campaigns.settle_task": "确认办结",
    "campaigns.take_back_task": "撤回交办",
}


def _task(request: HttpRequest, pk: UUID) -> MeetingTask:
    return get_object_or_404(queries.tasks(request.user), pk=pk)


@require_GET
@needs("campaigns.read_steering")
def task(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One thing that was decided, and how far it is."""
    found, user = _task(request, pk), request.user
    context = {
        "title": found.what,
        "task": found,
        "steps": [] if found.settled_at or found.taken_back else _steps(found, user),
        "story": story(found, WORDS),
    }
    return render(request, "campaigns/steering/task.html", context)


def _steps(found: MeetingTask, user: User) -> list[Step]:
    """What can be done while it is open."""
    settle = rules.may_settle(user, found)
    return [
        step("报办理情况", "campaigns:report_task", found.pk, reason=rules.may_report(user, found)),
        step("确认办结", "campaigns:settle_task", found.pk, reason=settle),
        step("退回", "campaigns:return_task", found.pk, reason=settle, hint="写明还差什么，期限不变。"),
        step("撤回交办", "campaigns:take_back_task", found.pk, reason=rules.may_take_back_task(user, found)),
    ]


@BOTH
def report_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what was done."""
    found = _task(request, pk)
    require(rules.may_report(request.user, found))
    return form_page(
        request,
        ReportForm(request.POST or None, initial={"report": found.report}),
        lambda given: actions.report_task(found, actor=request.user, client_id=form_id(request), **given),
        title=f"报办理情况：{found.what}",
        verb="提交",
        back=found.get_absolute_url(),
        done="已提交，等待确认办结。",
    )


@BOTH
@needs("campaigns.steer")
def settle_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Confirm that it is done."""
    found = _task(request, pk)
    require(rules.may_settle(request.user, found))
    return form_page(
        request,
        Form(request.POST or None),
        lambda given: actions.settle_task(found, actor=request.user, client_id=form_id(request)),
        title=f"确认办结：{found.what}",
        verb="确认办结",
        back=found.get_absolute_url(),
        done="已办结。",
        sentence=f"{found.office}报告：{found.report}",
    )


@BOTH
@needs("campaigns.steer")
def return_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the report back."""
    found = _task(request, pk)
    require(rules.may_settle(request.user, found))
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: actions.return_task(found, actor=request.user, client_id=form_id(request), **given),
        title=f"退回：{found.what}",
        verb="退回",
        back=found.get_absolute_url(),
        done="已退回，期限不变。",
        sentence=f"{found.office}报告：{found.report}",
    )


@BOTH
@needs("campaigns.steer")
def take_back_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for it no more."""
    found = _task(request, pk)
    require(rules.may_take_back_task(request.user, found))
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: actions.take_back_task(found, actor=request.user, client_id=form_id(request), **given),
        title=f"撤回交办：{found.what}",
        verb="撤回",
        back=found.get_absolute_url(),
        sentence="交错了单位、不用再办的撤回，写明原因；撤回后不再催办，经过仍可查。",
        done="已撤回，不再催办。要改交别的单位的，在会议里另交办一项。",
    )
