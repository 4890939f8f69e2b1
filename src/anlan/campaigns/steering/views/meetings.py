"""Pages of meetings and of what they decided."""

from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.campaigns.steering import actions, queries, rules
from anlan.campaigns.steering.actions.checking import require
from anlan.campaigns.steering.forms.meetings import MeetingForm, MinutesForm, ReportForm, TaskForm
from anlan.campaigns.steering.models import Meeting, MeetingTask
from anlan.campaigns.steering.views.pages import own_township
from anlan.core import clock
from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.steps import form_page, step, story
from anlan.org.doors import needs

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "campaigns.plan_meeting": "登记",
    "campaigns.minute_meeting": "写纪要",
    "campaigns.call_off_meeting": "取消",
    "campaigns.decide_task": "交办",
    "campaigns.report_task": "报办理情况",
    "campaigns.return_task": "退回",
    "campaigns.settle_task": "确认办结",
}


def _meeting(request: HttpRequest, pk: UUID) -> Meeting:
    return get_object_or_404(queries.meetings(request.user), pk=pk)


def _task(request: HttpRequest, pk: UUID) -> MeetingTask:
    return get_object_or_404(queries.tasks(request.user), pk=pk)


@require_GET
@needs("campaigns.read_steering")
def meeting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One meeting: when, who, what was said, what was decided and how far that is."""
    found, user = _meeting(request, pk), request.user
    context = {
        "title": found.title,
        "meeting": found,
        "gone_to": found.enterprises.order_by("sort_key"),
        "tasks": found.tasks.select_related("office"),
        "steps": [
            step(
                "写纪要",
                "campaigns:minutes",
                pk,
                reason=rules.may_minute(user, found),
                hint="参加人员、会议内容，写文字。",
            ),
            step(
                "交办事项",
                "campaigns:new_task",
                pk,
                reason=rules.may_decide_task(user, found),
                hint="议定事项逐项交给单位。",
            ),
            step("取消会议", "campaigns:call_off", pk, reason=rules.may_call_off(user, found)),
        ],
        "story": story(found, WORDS),
    }
    return render(request, "campaigns/steering/meeting.html", context)


@BOTH
@needs("campaigns.steer")
def new_meeting(request: HttpRequest) -> HttpResponse:
    """Plan a meeting, or put one that was held on record."""
    region = own_township(request)
    form = MeetingForm(request.POST or None, user=request.user)
    return form_page(
        request,
        form,
        lambda given: actions.plan_meeting(region, actor=request.user, client_id=form_id(request), **given),
        title="登记会议、督导",
        verb="保存",
        back=reverse("campaigns:steering", args=["meetings"]),
        done="已登记。开完后写纪要，再逐项交办。",
    )


@BOTH
@needs("campaigns.steer")
def minutes(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the minutes."""
    found = _meeting(request, pk)
    require(rules.may_minute(request.user, found))
    form = MinutesForm(request.POST or None, initial={"held_on": min(found.planned_on, clock.today())})
    return form_page(
        request,
        form,
        lambda given: actions.minute_meeting(found, actor=request.user, client_id=form_id(request), **given),
        title=f"写纪要：{found.title}",
        verb="保存纪要",
        back=found.get_absolute_url(),
        done="纪要已保存。有交办事项的，请逐项登记。",
    )


@BOTH
@needs("campaigns.steer")
def call_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Call it off."""
    found = _meeting(request, pk)
    require(rules.may_call_off(request.user, found))
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: actions.call_off_meeting(found, actor=request.user, client_id=form_id(request), **given),
        title=f"取消：{found.title}",
        verb="取消会议",
        back=found.get_absolute_url(),
        done="已取消。",
    )


@BOTH
@needs("campaigns.steer")
def new_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give an office something the meeting decided."""
    found = _meeting(request, pk)
    require(rules.may_decide_task(request.user, found))
    decide = actions.decide_task
    return form_page(
        request,
        TaskForm(request.POST or None),
        lambda given: decide(found, actor=request.user, client_id=form_id(request), **given).meeting,
        title=f"交办事项：{found.title}",
        verb="交办",
        back=found.get_absolute_url(),
        done="已交办。",
    )


@require_GET
@needs("campaigns.read_steering")
def task(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One thing that was decided, and how far it is."""
    found, user = _task(request, pk), request.user
    settle = rules.may_settle(user, found)
    context = {
        "title": found.what,
        "task": found,
        "steps": [
            step("报办理情况", "campaigns:report_task", pk, reason=rules.may_report(user, found)),
            step("确认办结", "campaigns:settle_task", pk, reason=settle),
            step("退回", "campaigns:return_task", pk, reason=settle, hint="写明还差什么，期限不变。"),
        ],
        "story": story(found, WORDS),
    }
    return render(request, "campaigns/steering/task.html", context)


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
