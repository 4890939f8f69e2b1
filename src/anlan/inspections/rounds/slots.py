"""The rounds of a day: which there are, which were made, which were missed. No query, no request.

公安部令第61号 art. 25: key fire units each day; where the public gathers at least every two hours while open, and once
more when it closes. A round is made when somebody went within its span; nobody needs to keep to the minute.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from anlan.core import clock

CLOSING = dt.timedelta(hours=1)
"""So long after closing time the look at the place may take place."""
STANDINGS = {
    "made": ("已巡", "done"),
    "due": ("该巡查了", "wait"),
    "missed": ("没有记录", "red"),
    "later": ("还没到", ""),
}


@dataclass(frozen=True)
class Slot:
    """One round: its span, and whether it is the look at the place after closing."""

    begins: dt.datetime
    ends: dt.datetime
    is_closing: bool = False

    @property
    def label(self) -> str:
        """10:00—12:00, 营业结束, 当天."""
        if self.is_closing:
            return "营业结束"
        if self.ends - self.begins == dt.timedelta(days=1):
            return "当天"
        return f"{timezone.localtime(self.begins):%H:%M}—{timezone.localtime(self.ends):%H:%M}"

    def standing(self, made: bool, now: dt.datetime) -> str:
        """made, due, missed or later."""
        if made:
            return "made"
        return "missed" if self.ends <= now else "due" if self.begins <= now else "later"


def of(plan: Any, day: dt.date) -> list[Slot]:
    """The rounds a plan asks of a day; they begin on it, the last may end after midnight.

    A plan asks from the first round that begins under it, until it ends.
    """
    if day.weekday() in plan.rest_days:
        return []
    listed = _hourly(plan, day) if plan.every_hours else [Slot(clock.local(day, 0), clock.local(_next(day), 0))]
    until = plan.ended_at or listed[-1].ends
    return [one for one in listed if one.begins >= plan.began_at and one.ends <= until]


def _hourly(plan: Any, day: dt.date) -> list[Slot]:
    begins = clock.local(day, plan.opens.hour, plan.opens.minute)
    shuts = clock.local(_next(day) if plan.shuts <= plan.opens else day, plan.shuts.hour, plan.shuts.minute)
    step, found = dt.timedelta(hours=plan.every_hours), []
    # What is left before closing and shorter than half a round goes with the round before it.
    while begins + step / 2 <= shuts:
        found.append(Slot(begins, begins + step))
        begins += step
    found = [*found[:-1], Slot(found[-1].begins, shuts)] if found else [Slot(begins, shuts)]
    return [*found, Slot(shuts, shuts + CLOSING, True)] if plan.closing else found


def _next(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=1)


def told(plan: Any, rounds: Iterable[Any], day: dt.date) -> list[tuple[Slot, str, Any]]:
    """Each round of a day with its standing now and the record of it, the first where there are several; or None."""
    known, now = sorted(rounds, key=lambda one: one.at), clock.now()
    found = []
    for slot in of(plan, day):
        made = next((one for one in known if slot.begins <= one.at < slot.ends), None)
        found.append((slot, slot.standing(made is not None, now), made))
    return found


def missed(plan: Any, rounds: Iterable[Any], day: dt.date) -> list[Slot]:
    """The rounds of a day that are over and of which there is no record."""
    return [slot for slot, standing, _ in told(plan, rounds, day) if standing == "missed"]
