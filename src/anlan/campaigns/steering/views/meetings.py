"""Pages of meetings: planned, put off, held, called off, and what they decide given out."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.campaigns.steering import actions, papers, queries, rules
from anlan.campaigns.steering.actions.checking import require
from anlan.campaigns.steering.forms.meetings import MeetingForm, MinutesForm, PutOffForm, TaskForm
from anlan.campaigns.steering.models import Meeting
from anlan.campaigns.steering.views.pages import own_township
from anlan.core import clock
from anlan.core.errors import NotNow
from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.steps import Step, form_page, step, story
from anlan.files.presses import pdf
from anlan.files.serving import disposition
from anlan.org.doors import needs
from anlan.org.models import User

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "campaigns.plan_meeting": "登记",
    "campaigns.put_off_meeting": "改期",
    "campaigns.minute_meeting": "写纪要",
    "campaigns.call_off_meeting": "取消",
}


def _meeting(request: HttpRequest, pk: UUID) -> Meeting:
    return get_object_or_404(queries.meetings(request.user), pk=pk)


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
        "steps": _steps(found, user),
        "story": story(found, WORDS),
    }
    return render(request, "campaigns/steering/meeting.html", context)


def _steps(found: Meeting, user: User) -> list[Step]:
    """What can be done, the next step first."""
    writes, gives = rules.may_minute(user, found), rules.may_decide_task(user, found)
    before = [
        step("写纪要", "campaigns:minutes", found.pk, reason=writes, hint="参加人员、会议内容，写文字。"),
        step("交办事项", "campaigns:new_task", found.pk, reason=gives, hint="议定事项逐项交给单位。"),
    ]
    if found.held_on or found.called_off:
        return before[::-1] if found.held_on else []
    return [
        *before,
        step("改期", "campaigns:put_off", found.pk, reason=rules.may_put_off(user, found)),
        step("取消会议", "campaigns:call_off", found.pk, reason=rules.may_call_off(user, found)),
    ]


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
def put_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Move it to another day or place."""
    found = _meeting(request, pk)
    require(rules.may_put_off(request.user, found))
    known = {"planned_on": found.planned_on, "place": found.place}
    return form_page(
        request,
        PutOffForm(request.POST or None, initial=known),
        lambda given: actions.put_off_meeting(found, actor=request.user, client_id=form_id(request), **given),
        title=f"改期：{found.title}",
        verb="改期",
        back=found.get_absolute_url(),
        done="已改期。",
    )


@require_GET
@needs("campaigns.read_steering")
def print_minutes(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The minutes on paper."""
    found = _meeting(request, pk)
    if not found.held_on:
        raise NotNow("还没有纪要。开完会先写纪要，再打印。", code="campaigns.no_minutes")
    page = papers.minutes_of(found, request.user.full_name)
    answer = HttpResponse(pdf.sheet(page), content_type=pdf.MEDIA_TYPE)
    answer["Content-Disposition"] = disposition(f"{page.title}.pdf", inline=True)
    return answer


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
