"""Meetings planned, held with minutes or called off; tasks decided, reported, sent back, settled."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from anlan.campaigns.steering import rules
from anlan.campaigns.steering.actions.checking import require
from anlan.campaigns.steering.models import Meeting, MeetingEvent, MeetingTask, MeetingTaskEvent
from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.enterprises.models import Enterprise
from anlan.org.models import Office, Region, User


@events.once(MeetingEvent)
def plan_meeting(
    region: Region,
    *,
    actor: User,
    office: Office,
    enterprises: Iterable[Enterprise] = (),
    client_id: uuid.UUID | None = None,
    **facts: Any,
) -> Meeting:
    """Plan a meeting or a leader's visit of a township.

    `facts`: kind, title, planned_on, place, chair_name, agenda. Talks and visits name the enterprises gone to.
    Raises NotYours without the township.
    """
    require(rules.may_steer(actor, region))
    meeting = Meeting(region=region, office=office, planned_by=actor, **facts)
    gone_to = list(enterprises)
    data = {**facts, "office": office.name, "enterprises": [one.name for one in gone_to]}
    events.begin(meeting, "campaigns.plan_meeting", actor=actor, data=data, client_id=client_id)
    meeting.enterprises.set(gone_to)
    return meeting


@events.once(MeetingEvent)
def put_off_meeting(
    meeting: Meeting,
    *,
    actor: User,
    planned_on: dt.date,
    place: str,
    reason: str,
    client_id: uuid.UUID | None = None,
) -> Meeting:
    """Move a meeting that was not held to another day or place. Raises Invalid for a day past or for no change."""
    require(rules.may_put_off(actor, meeting))
    if (planned_on, place) == (meeting.planned_on, meeting.place):
        raise Invalid("日期和地点都没有变。", fields={"planned_on": ["请填写改到哪一天。"]})
    if planned_on < clock.today():
        raise Invalid("改到的日期已经过去；已经开过的，写纪要时填召开日期。", fields={"planned_on": ["不能早于今天。"]})
    data = {"from_on": meeting.planned_on, "planned_on": planned_on, "place": place, "reason": reason}
    data["note"] = _moved(meeting, planned_on, place)
    events.append(
        meeting,
        "campaigns.put_off_meeting",
        actor=actor,
        changes={"planned_on": planned_on, "place": place},
        expect={"held_on": None, "called_off": ""},
        data=data,
        client_id=client_id,
    )
    return meeting


def _moved(meeting: Meeting, day: dt.date, place: str) -> str:
    """From when and where to when and where, as the story tells it."""
    days = f"由{clock.day_words(meeting.planned_on)}改到{clock.day_words(day)}" if day != meeting.planned_on else ""
    return "，".join(filter(None, [days, f"地点改为{place}" if place and place != meeting.place else ""]))


@events.once(MeetingEvent)
def minute_meeting(
    meeting: Meeting,
    *,
    actor: User,
    held_on: dt.date,
    attendees: list[str],
    absent: list[str],
    minutes: str,
    client_id: uuid.UUID | None = None,
) -> Meeting:
    """Put on record that it was held: who came, who did not, what was said. Raises Invalid for a day to come."""
    require(rules.may_minute(actor, meeting))
    if held_on > clock.today():
        raise Invalid("召开日期还没有到，请核对。", fields={"held_on": ["不能晚于今天。"]})
    changes = {"held_on": held_on, "attendees": attendees, "absent": absent, "minutes": minutes}
    events.append(
        meeting,
        "campaigns.minute_meeting",
        actor=actor,
        changes=changes,
        expect={"held_on": None, "called_off": ""},
        data=changes,
        client_id=client_id,
    )
    return meeting


@events.once(MeetingEvent)
def call_off_meeting(meeting: Meeting, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Meeting:
    """Call it off with a reason."""
    require(rules.may_call_off(actor, meeting))
    events.append(
        meeting,
        "campaigns.call_off_meeting",
        actor=actor,
        changes={"called_off": reason},
        expect={"held_on": None},
        data={"reason": reason},
        client_id=client_id,
    )
    return meeting


@events.once(MeetingTaskEvent)
def decide_task(
    meeting: Meeting,
    *,
    actor: User,
    what: str,
    office: Office,
    due_on: dt.date,
    client_id: uuid.UUID | None = None,
) -> MeetingTask:
    """Give an office what the meeting decided. Raises Invalid for a date before the meeting."""
    require(rules.may_decide_task(actor, meeting))
    if meeting.held_on and due_on < meeting.held_on:
        raise Invalid("办结期限早于会议日期，请核对。", fields={"due_on": ["不能早于会议日期。"]})
    task = MeetingTask(meeting=meeting, what=what, office=office, due_on=due_on)
    data = {"meeting": meeting.title, "what": what, "office": office.name, "due_on": due_on}
    events.begin(task, "campaigns.decide_task", actor=actor, data=data, client_id=client_id)
    return task


@events.once(MeetingTaskEvent)
def report_task(task: MeetingTask, *, actor: User, report: str, client_id: uuid.UUID | None = None) -> MeetingTask:
    """The office says what it did."""
    require(rules.may_report(actor, task))
    changes = {"report": report, "reported_by": actor, "reported_at": clock.now()}
    expect = {"reported_at": None, "settled_at": None}
    data = {"report": report}
    events.append(
        task, "campaigns.report_task", actor=actor, changes=changes, expect=expect, data=data, client_id=client_id
    )
    return task


@events.once(MeetingTaskEvent)
def return_task(task: MeetingTask, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> MeetingTask:
    """Send a report back with a reason; the date stays."""
    require(rules.may_settle(actor, task))
    changes = {"reported_by": None, "reported_at": None}
    data = {"reason": reason, "report": task.report}
    events.append(task, "campaigns.return_task", actor=actor, changes=changes, data=data, client_id=client_id)
    return task


@events.once(MeetingTaskEvent)
def settle_task(task: MeetingTask, *, actor: User, client_id: uuid.UUID | None = None) -> MeetingTask:
    """Confirm that it is done; by another person than the one who reported."""
    require(rules.may_settle(actor, task))
    changes = {"settled_at": clock.now()}
    expect = {"settled_at": None, "reported_at": task.reported_at}
    events.append(task, "campaigns.settle_task", actor=actor, changes=changes, expect=expect, client_id=client_id)
    return task


@events.once(MeetingTaskEvent)
def take_back_task(task: MeetingTask, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> MeetingTask:
    """Ask for it no more, with the reason: it went to the wrong office, or something else was decided."""
    require(rules.may_take_back_task(actor, task))
    events.append(
        task,
        "campaigns.take_back_task",
        actor=actor,
        changes={"taken_back": reason},
        expect={"settled_at": None, "taken_back": ""},
        data={"reason": reason},
        client_id=client_id,
    )
    return task
