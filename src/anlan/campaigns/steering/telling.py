"""What steering tells people: an office of what a meeting gave it, who asked of the answer, leaders of what waits."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from anlan.campaigns.steering.models import Gate, MeetingTask, Support
from anlan.core import clock, journal
from anlan.core.events import Event
from anlan.core.templatetags.anlan import day
from anlan.org import inbox, scope
from anlan.org.models import Office, Region, User

NAME = "campaigns.steering"
NEWS = dt.timedelta(days=3)
"""What happened longer ago is told to nobody: a listener that is new sees everything from the beginning."""
Told = tuple[Iterable[User | None], str, str]


def tell(event: Event) -> None:
    """One notice an event for each person it concerns, but who did it; an event told twice is one notice."""
    if event.action not in TOLD or event.recorded_at < clock.now() - NEWS:
        return
    subject: Any = event.subject  # type: ignore[attr-defined]  # every kind of event has one
    people, title, body = TOLD[event.action](subject, event)
    inbox.tell(
        [one for one in people if one and one.pk != event.actor_id],
        key=f"{NAME}.{event.pk}",
        title=title[:120],
        body=body,
        url=subject.get_absolute_url(),
    )


def _at(office: Office) -> list[User]:
    """Those who act for an office."""
    place = scope.Place(office.region_id, office.pk)
    return scope.people_with("campaigns.read_steering", place, offices={office.pk})


def _leaders(region: Region) -> list[User]:
    return scope.people_with("campaigns.decide", scope.Place(region.code))


def _given(task: MeetingTask, event: Event) -> Told:
    return _at(task.office), f"会议交办：{task.what}", f"{task.meeting.title}，{day(task.due_on)}前办结。"


def _sent_back(task: MeetingTask, event: Event) -> Told:
    return _at(task.office), f"办理情况被退回：{task.what}", event.data["reason"]


def _taken_back(task: MeetingTask, event: Event) -> Told:
    return _at(task.office), f"交办已撤回，不用办：{task.what}", event.data["reason"]


def _reported(task: MeetingTask, event: Event) -> Told:
    gave = task.events.select_related("actor").order_by("pk").first()
    return [gave.actor if gave else None], f"{task.office}报了办理情况，请确认：{task.what}", task.report


def _support_asked(support: Support, event: Event) -> Told:
    return _leaders(support.region), f"{support.office}申请整改支持，待审批", support.reason


def _support_decided(support: Support, event: Event) -> Told:
    words = "同意" if support.is_granted else "没有同意"
    return [support.asked_by], f"整改支持的申请{words}：{support.hazard}", support.answer


def _gate_asked(gate: Gate, event: Event) -> Told:
    return _leaders(gate.region), f"项目待决定：{gate.name}", gate.opinion


def _gate_decided(gate: Gate, event: Event) -> Told:
    return [gate.asked_by], f"项目{gate.get_decision_display()}：{gate.name}", gate.conditions


TOLD: dict[str, Callable[[Any, Event], Told]] = {
    "campaigns.decide_task": _given,
    "campaigns.return_task": _sent_back,
    "campaigns.take_back_task": _taken_back,
    "campaigns.report_task": _reported,
    "campaigns.ask_support": _support_asked,
    "campaigns.decide_support": _support_decided,
    "campaigns.ask_gate": _gate_asked,
    "campaigns.decide_gate": _gate_decided,
}


def register() -> None:
    """Listen to the journal."""
    journal.listen(NAME, tell)
