"""Rhythms: into which periods a duty falls, each with the day it is due and how many times are wanted."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

HALF = 0.5


@dataclass(frozen=True)
class Span:
    """A stretch of days, both ends included, with its name: a stage of the campaign."""

    name: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Happening:
    """Something that calls for a duty: an accident, a flood, a holiday; done within `days` days from its day.

    `village` (a region's code) and `enterprise` (an id) say where it happened; empty: everywhere. `only` are the ids of
    whom it concerns where it names them, and `key` names it where only facts of its own answer it.
    """

    name: str
    on: dt.date
    days: int
    village: str = ""
    enterprise: Any = None
    only: frozenset[Any] | None = None
    key: Any = None


@dataclass(frozen=True)
class Rule:
    """How often a duty falls due within a campaign.

    `rhythm` is one of the words of the plan reader (once, weekly, monthly, quarterly, half_yearly, yearly, per_stage,
    on_event, as_needed, none); `due_on` matters for once; `day_of_month` for monthly duties with a day of their own
    (每月26日前). A version of a duty holds from `since` to `until`, and `goes_on` where another version follows it.
    """

    rhythm: str
    first: dt.date
    last: dt.date
    min_count: int = 1
    due_on: dt.date | None = None
    day_of_month: int | None = None
    stages: Sequence[Span] = field(default_factory=tuple)
    happenings: Sequence[Happening] = field(default_factory=tuple)
    since: dt.date | None = None
    until: dt.date | None = None
    goes_on: bool = False


@dataclass(frozen=True)
class Period:
    """One stretch in which something is wanted `wanted` times, at the latest on `due_on`."""

    name: str
    first: dt.date
    due_on: dt.date
    wanted: int
    called_by: Happening | None = None


def periods(rule: Rule) -> list[Period]:
    """The periods of a duty in their order; none for duties that follow no calendar.

    Periods are calendar weeks, months, quarters, halves and years cut to the campaign. One of which less than half lies
    in the campaign asks nothing, unless it is the only one: a notice of 28 November wants no inspection in November.
    """
    return [one for one in _of_all_versions(rule) if _holds(rule, one)]


def _holds(rule: Rule, period: Period) -> bool:
    """Whether this version asks it: what runs when a duty is changed keeps its basis, what is called off asks no more.

    What is done once goes by the version that holds on its day.
    """
    day = period.due_on if rule.rhythm == "once" else period.first
    is_called_off = rule.until is not None and not rule.goes_on and period.due_on > rule.until
    return (rule.since is None or day >= rule.since) and (rule.until is None or day <= rule.until) and not is_called_off


def _of_all_versions(rule: Rule) -> list[Period]:
    if rule.rhythm == "once":
        due_on = rule.due_on or rule.last
        return [Period("", min(rule.first, due_on), due_on, rule.min_count)]
    if rule.rhythm == "per_stage":
        return [Period(one.name, one.first, one.last, rule.min_count) for one in rule.stages]
    if rule.rhythm == "on_event":
        return [_after(one, rule) for one in rule.happenings if rule.first <= one.on <= rule.last]
    cut = CALENDAR.get(rule.rhythm)
    return _cut(rule, cut) if cut else []


def _after(happening: Happening, rule: Rule) -> Period:
    due_on = happening.on + dt.timedelta(days=happening.days)
    return Period(happening.name, happening.on, due_on, rule.min_count, happening)


Whole = tuple[str, dt.date, dt.date]


def _cut(rule: Rule, wholes: Callable[[dt.date, dt.date], Iterator[Whole]]) -> list[Period]:
    found = []
    for name, first, last in wholes(rule.first, rule.last):
        begins, ends = max(first, rule.first), min(last, rule.last)
        share = ((ends - begins).days + 1) / ((last - first).days + 1)
        found.append((share, Period(name, begins, _due(ends, begins, rule), rule.min_count)))
    kept = [period for share, period in found if share >= HALF]
    return kept or [period for _, period in found[:1]]


def _due(ends: dt.date, begins: dt.date, rule: Rule) -> dt.date:
    if rule.rhythm != "monthly" or not rule.day_of_month:
        return ends
    wanted = ends.replace(day=min(rule.day_of_month, month_end(ends).day))
    return wanted if begins <= wanted <= ends else ends


def month_end(day: dt.date) -> dt.date:
    """The last day of a day's month."""
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def _months(count: int, name: Callable[[dt.date], str]) -> Callable[[dt.date, dt.date], Iterator[Whole]]:
    """Stretches of so many months that begin where the year divides by them."""

    def wholes(first: dt.date, last: dt.date) -> Iterator[Whole]:
        start = first.replace(day=1, month=(first.month - 1) // count * count + 1)
        while start <= last:
            following = _plus(start, count)
            yield name(start), start, following - dt.timedelta(days=1)
            start = following

    return wholes


def _plus(month: dt.date, count: int) -> dt.date:
    years, place = divmod(month.month - 1 + count, 12)
    return dt.date(month.year + years, place + 1, 1)


def _weeks(first: dt.date, last: dt.date) -> Iterator[Whole]:
    start = first - dt.timedelta(days=first.weekday())
    while start <= last:
        yield f"{start.month}月{start.day}日当周", start, start + dt.timedelta(days=6)
        start += dt.timedelta(days=7)


CALENDAR: dict[str, Callable[[dt.date, dt.date], Iterator[Whole]]] = {
    "weekly": _weeks,
    "monthly": _months(1, lambda day: f"{day.year}年{day.month}月"),
    "quarterly": _months(3, lambda day: f"{day.year}年第{'一二三四'[day.month // 3]}季度"),
    "half_yearly": _months(6, lambda day: f"{day.year}年{'上' if day.month == 1 else '下'}半年"),
    "yearly": _months(12, lambda day: f"{day.year}年"),
}
