"""The dashboard's parts, each a few queries over what the person may see."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from anlan.core import clock
from anlan.hazards import figures, queries
from anlan.hazards.figures import AXES, Axis, Point, Table
from anlan.hazards.models import Hazard, Level, State
from anlan.org.models import User
from anlan.web import links

OLDEST = 10
WIDTH, HEIGHT, TOP, LEFT = 520, 180, 16, 36


@dataclass(frozen=True)
class Card:
    """One number that may need the person today, what it counts, and the list it opens."""

    number: int
    label: str
    url: str
    note: str = ""
    is_late: bool = False


def cards(user: User) -> list[Card]:
    """What needs attention first, in one query."""
    late = figures.overdue(clock.today())
    major = Q(level=Level.MAJOR)
    counts = {
        "late": late,
        "late_major": late & major,
        "submitted": Q(state=State.SUBMITTED),
        "accepted": Q(state=State.ACCEPTED),
        "unplanned": major & Q(state=State.JUDGED),
        "unjudged": Q(state=State.FOUND),
        "doubt": Q(state=State.FOUND, doubt=True),
    }
    n = figures.count_each(queries.visible_to(user).filter(figures.OPEN), counts)
    return [
        Card(n["late"], "逾期未办结", links.ledger(due="overdue"), f"其中重大 {n['late_major']} 条", n["late"] > 0),
        Card(n["unplanned"], "重大隐患待报方案、待收悉", links.ledger(level="major", state="judged")),
        Card(n["submitted"], "等待验收", links.ledger(state="submitted")),
        Card(n["accepted"], "等待销号", links.ledger(state="accepted")),
        Card(n["unjudged"], "等待判定级别", links.ledger(state="found"), f"其中存疑 {n['doubt']} 条"),
    ]


def axes(words: Any) -> tuple[Axis, Axis]:
    """The two axes the URL names; village by office where it names none, or the same twice."""
    rows = AXES.get(words.get("rows", ""), AXES["village"])
    columns = AXES.get(words.get("columns", ""), AXES["office"])
    if rows == columns:
        columns = AXES["office"] if rows != AXES["office"] else AXES["village"]
    return rows, columns


@dataclass(frozen=True)
class LinkedCell:
    """A cell with the lists behind its two numbers."""

    open: int
    overdue: int
    shade: int
    url: str
    late_url: str


@dataclass(frozen=True)
class LinkedLine:
    """A row of the base table with its links."""

    label: str
    cells: list[LinkedCell]
    total: LinkedCell


def linked(table: Table) -> list[LinkedLine]:
    """The base table's rows, every number with the list it opens, the sums last."""
    rows, columns = table.rows, table.columns
    keys = [key for key, _ in table.heads]
    lines = []
    for line in table.lines:
        words = {rows.name: links.value_of(line.key)}
        cells = [
            _linked(cell, words | {columns.name: links.value_of(key)})
            for cell, key in zip(line.cells, keys, strict=True)
        ]
        lines.append(LinkedLine(line.label, cells, _linked(line.total, words)))
    foot = [_linked(cell, {columns.name: links.value_of(key)}) for cell, key in zip(table.foot, keys, strict=True)]
    return [*lines, LinkedLine("合计", foot, _linked(table.total, {}))]


def _linked(cell: figures.Cell, words: dict[str, str]) -> LinkedCell:
    late = links.ledger(**words, due="overdue")
    return LinkedCell(cell.open, cell.overdue, cell.shade, links.ledger(**words), late)


def oldest(hazards: QuerySet[Hazard]) -> QuerySet[Hazard]:
    """The hazards that have been late the longest."""
    late = hazards.filter(figures.overdue(clock.today()))
    return late.select_related("enterprise", "region", "strip").order_by("binds_on", "id")[:OLDEST]


@dataclass(frozen=True)
class Mark:
    """A point of the trend as it is drawn: where, which month, the numbers."""

    x: int
    all_y: int
    major_y: int
    point: Point
    label: str


@dataclass(frozen=True)
class Drawing:
    """The trend as lines for an SVG of WIDTH × HEIGHT: two lines, the marks, and the grid's numbers."""

    all_line: str
    major_line: str
    marks: list[Mark]
    grid: list[tuple[int, int]]
    width: int = WIDTH
    height: int = HEIGHT


def draw(points: list[Point]) -> Drawing:
    """Lay the trend out; the highest number touches the top."""
    top = max(1, *(point.open for point in points))
    base = HEIGHT - 26
    step = (WIDTH - LEFT - 20) / max(1, len(points) - 1)

    def height_of(number: int) -> int:
        return round(base - number / top * (base - TOP))

    marks = [
        Mark(round(LEFT + n * step), height_of(p.open), height_of(p.major), p, f"{int(p.month[5:])}月")
        for n, p in enumerate(points)
    ]
    return Drawing(
        " ".join(f"{mark.x},{mark.all_y}" for mark in marks),
        " ".join(f"{mark.x},{mark.major_y}" for mark in marks),
        marks,
        [(height_of(number), number) for number in sorted({0, top // 2, top})],
    )
