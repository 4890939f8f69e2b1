"""The ladder of dates: whoever must act hears of a date that comes near, and higher desks of one that has passed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from anlan.core.models import Cursor
from anlan.core.workdays import add_workdays
from anlan.hazards import recipients
from anlan.hazards.models import Hazard
from anlan.hazards.recipients import Recipients
from anlan.org import inbox
from anlan.org.models import User

NAME = "hazards.ladder"
ONE = dt.timedelta(days=1)
NAMED = 5


@dataclass(frozen=True)
class Rung:
    """One step of the ladder. `last(day)` is the latest date that has reached it by that day."""

    name: str
    last: Callable[[dt.date], dt.date]
    to: tuple[Recipients, ...]
    words: str
    red: bool = True
    view: str = "overdue"


def _late_by(count: int) -> Callable[[dt.date], dt.date]:
    return lambda day: add_workdays(day + ONE, -count) - ONE


def _within(count: int) -> Callable[[dt.date], dt.date]:
    return lambda day: add_workdays(day, count + 1) - ONE


LADDER = (
    Rung("soon", _within(3), (recipients.fixers,), "三个工作日内到期", red=False, view="week"),
    Rung("late-1", _late_by(1), (recipients.fixers, recipients.handlers), "已逾期"),
    Rung("late-3", _late_by(3), (recipients.supervisors("hazards.assign"),), "逾期满 3 个工作日"),
    Rung("late-7", _late_by(7), (recipients.leaders,), "逾期满 7 个工作日"),
)


def climb(day: dt.date) -> None:
    """Tell of every open hazard that reached a rung since the last run; one notice a person and rung, not a hazard."""
    since = _last_run(day)
    for rung in LADDER:
        for person, hazards in _reached(rung, since, day).items():
            _tell(rung, person, hazards, day)


def _last_run(day: dt.date) -> dt.date:
    # The worker notes each day's work there; days it slept through are made up for.
    cursor = Cursor.objects.filter(name=f"daily.{NAME}").first()
    return dt.date.fromordinal(cursor.position) if cursor and cursor.position else day - ONE


def _reached(rung: Rung, since: dt.date, day: dt.date) -> dict[User, list[Hazard]]:
    rows = Hazard.objects.filter(binds_on__gt=rung.last(since), binds_on__lte=rung.last(day))
    rows = rows.select_related("enterprise", "handler", "strip").prefetch_related("enterprise__people__user")
    found: dict[User, list[Hazard]] = defaultdict(list)
    for hazard in rows.order_by("binds_on", "pk").iterator(chunk_size=500):
        for person in {one.pk: one for group in rung.to for one in group(hazard)}.values():
            found[person].append(hazard)
    return found


def _tell(rung: Rung, person: User, hazards: list[Hazard], day: dt.date) -> None:
    one = hazards[0]
    alone = len(hazards) == 1
    inbox.tell(
        [person],
        key=f"{NAME}.{rung.name}.{day}",
        title=f"{one} {rung.words}" if alone else f"{len(hazards)} 条隐患{rung.words}",
        body=f"{one.enterprise.name}：{one.description}" if alone else _listed(hazards),
        url=reverse("hazards:record", args=[one.pk]) if alone else f"{reverse('hazards:ledger')}?due={rung.view}",
        is_red=rung.red,
    )


def _listed(hazards: list[Hazard]) -> str:
    more = f"等 {len(hazards)} 条" if len(hazards) > NAMED else ""
    return "、".join(f"{hazard}（{hazard.enterprise.name}）" for hazard in hazards[:NAMED]) + more
