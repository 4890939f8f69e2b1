"""What people are told of a case on its way: the receiver when it is sent, the sender of each answer."""

import datetime as dt

from django.urls import reverse

from anlan.core import hooks, journal
from anlan.core.events import Event
from anlan.enforcement.cases import lifecycle, queries, rules
from anlan.enforcement.cases.clocks import next_move_clock
from anlan.enforcement.cases.models import Case, CaseEvent
from anlan.enforcement.moving.showing import NAME
from anlan.org import inbox
from anlan.org.models import User


def tell(event: Event) -> None:
    """Put notices of one step into inboxes: those at the receiver's desk and the two handlers, but who did it."""
    name = event.action.removeprefix("enforcement.")
    if not isinstance(event, CaseEvent) or name not in queries.MOVES:
        return
    case: Case = event.subject
    people = [one for one in _concerned(case) if one.pk != event.actor_id]
    _tell(case, people, f"{NAME}.{event.pk}", lifecycle.STEPS[name].label)


def _concerned(case: Case) -> list[User]:
    return list({one.pk: one for one in [*rules.receivers_of(case), *case.handlers]}.values())


def _tell(case: Case, people: list[User], key: str, words: str) -> None:
    inbox.tell(
        people,
        key=key,
        title=f"案件移送 {case.move_number}：{words}"[:120],
        body=f"{case.name}。现由{case.holder}。"[:500],
        url=reverse("enforcement:moved_case", args=[case.pk]),
        is_red=True,
    )


def remind(day: dt.date) -> None:
    """Each day: both desks hear of an answer that is late, once. Safe to run twice, and after days nobody ran it."""
    rows = Case.objects.filter(state__in=queries.SENT, reported_on=None).exclude(moved_at=None)
    for case in rows.select_related(*queries.SHOWN):
        found = next_move_clock(case)
        if found is not None and found.is_late:
            _tell(case, _concerned(case), f"{NAME}.late.{found.due_on}.{case.pk}", f"{found.label}已逾期")


def register() -> None:
    """Listen to the journal, and look each day at what is late."""
    journal.listen(NAME, tell)
    hooks.daily.register(NAME, remind)
