"""Figures of the ledger: base figures on two axes, the trend of what is open, rates as rules.md 13 defines them.

Every figure is a count of rows one can open; nothing here is stored, nothing typed by hand.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from anlan.core import clock
from anlan.hazards.models import Hazard, Level, Source, State
from anlan.org.models import Office, Region
from anlan.standards.models import Industry

OPEN = Q(stands_open=1)
COUNTED = ~Q(state=State.VOID)
ROWS = "state"
"""What is counted: every row has a state, and the indexes behind the figures hold it where they do not hold the key."""


@dataclass(frozen=True)
class Axis:
    """A way to divide the ledger: its word in the URL, its name, and the column behind it."""

    name: str
    label: str
    column: str


AXES = {
    axis.name: axis
    for axis in (
        Axis("village", "村", "region_id"),
        Axis("office", "主管单位", "strip_id"),
        Axis("industry", "行业", "industry_id"),
        Axis("level", "级别", "level"),
        Axis("source", "来源", "source"),
    )
}


def overdue(today: dt.date) -> Q:
    """What has passed the date that binds it: the plan's while a major hazard has none acknowledged, else its own."""
    return OPEN & Q(binds_on__lt=today)


@dataclass
class Cell:
    """One figure of the table: how many are open, how many of them overdue."""

    open: int = 0
    overdue: int = 0

    @property
    def shade(self) -> int:
        """0 to 3 by the overdue share, for a tint that never stands alone: the numbers are in the cell."""
        if not self.overdue:
            return 0
        share = self.overdue / self.open
        return 1 if share < 0.34 else 2 if share < 0.67 else 3

    def add(self, other: "Cell") -> None:
        """Add another cell's counts to this one's."""
        self.open += other.open
        self.overdue += other.overdue


@dataclass
class Line:
    """A row of the table: what it stands for, its cells in the order of the columns, its sum."""

    key: Any
    label: str
    cells: list[Cell]
    total: Cell


@dataclass
class Table:
    """Base figures on two axes, biggest rows first, with sums."""

    rows: Axis
    columns: Axis
    heads: list[tuple[Any, str]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    foot: list[Cell] = field(default_factory=list)
    total: Cell = field(default_factory=Cell)


def base_table(hazards: QuerySet[Hazard], rows: Axis, columns: Axis, today: dt.date | None = None) -> Table:
    """Open and overdue hazards by two axes (底数). Two or three queries, whatever the number of rows."""
    late = overdue(today or clock.today())
    counted = hazards.filter(OPEN).order_by().values_list(rows.column, columns.column)
    found = {
        (row, column): Cell(n, m) for row, column, n, m in counted.annotate(n=Count(ROWS), m=Count(ROWS, filter=late))
    }
    return _lay_out(Table(rows, columns), found)


def _lay_out(table: Table, found: dict[tuple[Any, Any], Cell]) -> Table:
    row_names = labels(table.rows, {row for row, _ in found})
    column_names = labels(table.columns, {column for _, column in found})
    table.heads = list(column_names.items())
    table.foot = [Cell() for _ in table.heads]
    for key, label in row_names.items():
        cells = [found.get((key, column), Cell()) for column, _ in table.heads]
        line = Line(key, label, cells, Cell())
        for cell, foot in zip(cells, table.foot, strict=True):
            line.total.add(cell)
            foot.add(cell)
        table.total.add(line.total)
        table.lines.append(line)
    table.lines.sort(key=lambda line: (-line.total.overdue, -line.total.open))
    return table


def labels(axis: Axis, keys: Iterable[Any]) -> dict[Any, str]:
    """The names of an axis' values, in their own order; what has no value is said to be missing."""
    known = set(keys)
    named = _names(axis, known - {None, ""})
    if known & {None, ""}:
        named |= dict.fromkeys(known & {None, ""}, "未定")
    return named


def _names(axis: Axis, keys: set[Any]) -> dict[Any, str]:
    if axis.name == "village":
        return {one.code: one.plain_name for one in Region.objects.filter(pk__in=keys).order_by("code")}
    if axis.name == "office":
        return {one.pk: one.short_name for one in Office.objects.filter(pk__in=keys)}
    if axis.name == "industry":
        return {one.pk: one.name for one in Industry.objects.filter(pk__in=keys)}
    words = Level if axis.name == "level" else Source
    return {value: str(label) for value, label in words.choices if value in keys}


@dataclass(frozen=True)
class Point:
    """The end of one month: its name, and how many were open, of them major."""

    month: str
    open: int
    major: int
    found: int
    closed: int


def trend(hazards: QuerySet[Hazard], months: int = 12, today: dt.date | None = None) -> list[Point]:
    """Open hazards at the end of each of the last months, reckoned back from what is open now.

    Only the months shown are read, by the period columns: what was open before is what is open after, less what was
    found, plus what was closed.
    """
    names = _months_back(today or clock.today(), months)
    counted = hazards.filter(COUNTED).order_by()
    found = _by_month(counted.filter(found_month__gte=names[0]), "found_month")
    closed = _by_month(counted.filter(closed_month__gte=names[0]), "closed_month")
    now = hazards.filter(OPEN).aggregate(n=Count(ROWS), m=Count(ROWS, filter=Q(level=Level.MAJOR)))
    points, total, major = [], now["n"], now["m"]
    for name in reversed(names):
        (came, came_major), (went, went_major) = found.get(name, (0, 0)), closed.get(name, (0, 0))
        points.append(Point(name, total, major, came, went))
        total, major = total - came + went, major - came_major + went_major
    return points[::-1]


def _by_month(hazards: QuerySet[Hazard], column: str) -> dict[str, tuple[int, int]]:
    counted = hazards.values_list(column).annotate(n=Count(ROWS), m=Count(ROWS, filter=Q(level=Level.MAJOR)))
    return {month: (n, m) for month, n, m in counted}


def _months_back(today: dt.date, count: int) -> list[str]:
    last = today.year * 12 + today.month - 1
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(last - count + 1, last + 1)]


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both counted, in local time."""

    first: dt.date
    last: dt.date

    def of(self, column: str) -> Q:
        """The condition that a moment lies in the period."""
        after = clock.local(self.last, 0) + dt.timedelta(days=1)
        return Q(**{f"{column}__gte": clock.local(self.first, 0), f"{column}__lt": after})


@dataclass(frozen=True)
class Rate:
    """A share with what it is made of, so that nobody has to believe it: part of whole."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """In per cent, one decimal; None of nothing."""
        return round(100 * self.part / self.whole, 1) if self.whole else None

    def __str__(self) -> str:
        return "—" if self.percent is None else f"{self.percent:.1f}%"


def summary(hazards: QuerySet[Hazard], period: Period) -> dict[str, int]:
    """Counts of a period and of the day it ends on: found, closed, open and overdue now, by level and at once."""
    found, closed = period.of("found_at"), Q(state=State.CLOSED) & period.of("closed_at")
    major, late = Q(level=Level.MAJOR), overdue(clock.today())
    wanted = {
        "found": found,
        "found_major": found & major,
        "found_general": found & Q(level=Level.GENERAL),
        "found_unjudged": found & Q(level=""),
        "closed": closed,
        "closed_major": closed & major,
        "at_once": closed & Q(fixed_at_once=True),
        "open": OPEN,
        "open_major": OPEN & major,
        "overdue": late,
        "overdue_major": late & major,
        "listed": OPEN & ~Q(supervision_level=""),
        "recurred": found & Q(previous__isnull=False),
    }
    return count_each(hazards.filter(COUNTED), wanted)


def rates(hazards: QuerySet[Hazard], period: Period) -> dict[str, Rate]:
    """The rates of rules.md 13: rectified of all found, in time of what fell due, self-found and recurred."""
    rows = hazards.filter(COUNTED)
    today = clock.today()
    due = Q(due_on__isnull=False, due_on__lte=today)
    in_time = Q(state=State.CLOSED, closed_on__lte=F("due_on"))
    major = Q(level=Level.MAJOR) & period.of("found_at")
    counts = rows.aggregate(
        found=Count(ROWS),
        closed=Count(ROWS, filter=Q(state=State.CLOSED)),
        due=Count(ROWS, filter=due),
        in_time=Count(ROWS, filter=due & in_time),
        major=Count(ROWS, filter=major),
        self_found=Count(ROWS, filter=major & Q(source=Source.SELF_INSPECTION)),
        recurred=Count(ROWS, filter=Q(previous__isnull=False)),
    )
    return {
        "rectified": Rate(counts["closed"], counts["found"]),
        "in_time": Rate(counts["in_time"], counts["due"]),
        "self_found": Rate(counts["self_found"], counts["major"]),
        "recurred": Rate(counts["recurred"], counts["closed"]),
    }


def count_each(hazards: QuerySet[Hazard], conditions: dict[str, Q]) -> dict[str, int]:
    """How many rows meet each condition, in one query."""
    counts = {name: Count(ROWS, filter=condition) for name, condition in conditions.items()}
    return hazards.aggregate(**counts)
