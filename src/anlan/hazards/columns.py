"""The columns of the ledger: what each shows on the page and what it becomes in a sheet or on paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from anlan.core import workdays
from anlan.core.templatetags.anlan import day, moment
from anlan.files.presses.xlsx import Head
from anlan.hazards.models import Hazard, Level, Supervision

LEVELS = {str(value): str(label) for value, label in Level.choices}
Part = tuple[str, float, Callable[[Hazard], Any]]


@dataclass(frozen=True)
class Column:
    """One column: `text` is what the page shows where it draws nothing special; `parts` its columns in a sheet."""

    name: str
    label: str
    text: Callable[[Hazard], str]
    parts: tuple[Part, ...]
    sort: str = ""
    usual: bool = True
    fixed: bool = False


def supervision_words(hazard: Hazard) -> str:
    """The level it is supervised at, in words: 乡级督办."""
    known = dict(Supervision.Level.choices) if hazard.supervision_level else {}
    return f"{known.get(hazard.supervision_level, '')}督办" if hazard.supervision_level else ""


def level_words(hazard: Hazard) -> str:
    """重大, 一般, 存疑 or 未判定."""
    return LEVELS[hazard.level] if hazard.level else ("存疑" if hazard.doubt else "未判定")


def countdown_words(hazard: Hazard, left: workdays.Countdown | None = None) -> str:
    """How far its binding date is, in words; for a plan's date it says so. `left` where it is already known."""
    left = left or workdays.countdown(hazard.next_due_on)
    if left is None:
        return ""
    return f"方案{left.words}" if waits_for_plan(hazard) else left.words


def waits_for_plan(hazard: Hazard) -> bool:
    """Whether the date that binds now is the one for filing the plan."""
    return bool(hazard.is_open and hazard.is_major and hazard.plan_due_on and hazard.next_due_on == hazard.plan_due_on)


def criterion_words(hazard: Hazard) -> str:
    """The pack and the item it was judged by."""
    return f"{hazard.criterion.pack.title} {hazard.criterion.code}" if hazard.criterion else ""


def _plain(name: str, label: str, text: Callable[[Hazard], Any], width: float = 14, **more: Any) -> Column:
    return Column(name, label, lambda one: text(one) or "", ((label, width, text),), usual=False, **more)


def _village(hazard: Hazard) -> str:
    return hazard.region.plain_name


def _strip(hazard: Hazard) -> str:
    return hazard.strip.name if hazard.strip else ""


CODE = Column("code", "编号", str, (("编号", 14, str),), "code", fixed=True)
WHAT: tuple[Part, ...] = (
    ("隐患描述", 36, lambda one: one.description),
    ("部位", 14, lambda one: one.place_words),
    ("判定条款", 25, criterion_words),
)
WHERE: tuple[Part, ...] = (("单位", 22, lambda one: one.enterprise.name), ("所在村", 12, _village))
LEVEL: tuple[Part, ...] = (("级别", 10, level_words), ("督办", 12, supervision_words))
DUE: tuple[Part, ...] = (("期限", 15, lambda one: one.next_due_on), ("剩余或逾期", 24, countdown_words))

COLUMNS: dict[str, Column] = {
    column.name: column
    for column in (
        CODE,
        Column("hazard", "隐患", lambda one: one.description, WHAT, fixed=True),
        Column("enterprise", "企业 · 村", lambda one: one.enterprise.name, WHERE, "enterprise"),
        Column("level", "级别", level_words, LEVEL, "level"),
        Column("state", "状态", lambda one: one.state_words, (("状态", 12, lambda one: one.state_words),), "state"),
        Column("due", "期限", countdown_words, DUE, "due"),
        _plain("strip", "主管单位", _strip, 18),
        _plain("industry", "行业", lambda one: str(one.industry or "")),
        _plain("source", "来源", lambda one: one.get_source_display()),
        Column(
            "found",
            "发现时间",
            lambda one: moment(one.found_at),
            (("发现时间", 17, lambda one: one.found_at),),
            "found",
            usual=False,
        ),
        _plain("finder", "发现人", lambda one: one.finder_name, 10),
        _plain("responsible", "整改责任人", lambda one: one.responsible_name, 12),
        _plain("handler", "经办人", lambda one: str(one.handler or ""), 10),
        Column(
            "closed",
            "销号时间",
            lambda one: moment(one.closed_at),
            (("销号时间", 17, lambda one: one.closed_at),),
            "closed",
            usual=False,
        ),
        _plain("due_basis", "期限依据", lambda one: one.get_due_basis_display(), 12),
        _plain("address", "地址", lambda one: one.enterprise.address, 26),
        _plain("legacy", "老台账", lambda one: "是" if one.legacy else "", 8),
    )
}
# All that any column asks of a row: a sheet of a million rows must not read the rest.
FIELDS = (
    *("code", "description", "place_words", "state", "level", "doubt", "supervision_level", "source", "legacy"),
    "fixed_at_once",
    *("found_at", "finder_name", "responsible_name", "closed_at", "plan_due_on", "reported_at", "due_on", "due_basis"),
    *("enterprise", "region", "strip", "industry", "criterion", "handler", "previous"),
)
OF_ONE_COLUMN = {"found": "found_at", "closed": "closed_at"}
"""What only that column asks, and takes long to read: moments."""
SHARED = {
    # Many rows name the same few: each is read once per piece of the sheet and not once per row.
    "enterprise": ("name", "address"),
    "region": ("name",),
    "strip": ("name",),
    "industry": ("name",),
    "criterion": ("code", "pack__title"),
    "handler": ("full_name",),
}
MOST_KNOWN = 5000
USUAL = [name for name, column in COLUMNS.items() if column.usual]


def chosen(names: list[str]) -> list[Column]:
    """The columns of these names in their own order; code and hazard are always there; none gives the usual ones."""
    wanted = set(names) & set(COLUMNS) or set(USUAL)
    return [column for name, column in COLUMNS.items() if name in wanted or column.fixed]


def heads(columns: list[Column]) -> list[Head]:
    """The columns as headings of a sheet."""
    return [Head(label, width) for column in columns for label, width, _ in column.parts]


def cells(hazard: Hazard, columns: list[Column]) -> list[Any]:
    """One row of a sheet."""
    return [value(hazard) for column in columns for _, _, value in column.parts]


def bare(rows: QuerySet[Hazard]) -> QuerySet[Hazard]:
    """The rows with what columns ask of them; what they refer to is brought after them (`Referred`).

    Nine tables in one statement cost PostgreSQL more to plan than to read.
    """
    return rows.select_related(None).only(*FIELDS).prefetch_related(None)


def asked(shown: Sequence[Column]) -> list[str]:
    """The fields a sheet of these columns asks of each row, its key first."""
    left_out = set(OF_ONE_COLUMN.values()) - {OF_ONE_COLUMN.get(column.name) for column in shown}
    return ["id", *(name for name in FIELDS if name not in left_out)]


def _shared(name: str) -> QuerySet[Any]:
    model: Any = Hazard._meta.get_field(name).related_model
    joined = {field.rpartition("__")[0] for field in SHARED[name]} - {""}
    return model._base_manager.select_related(*joined or (None,)).only(*SHARED[name])


class Referred:
    """What rows of a page or a sheet refer to, piece after piece: what many of them name is read once for all."""

    def __init__(self) -> None:
        self._known: dict[str, dict[Any, Any]] = {name: {} for name in SHARED}

    def bring(self, piece: Sequence[Hazard]) -> None:
        """Set what a piece refers to, reading what no piece before it named."""
        for name, known in self._known.items():
            field: Any = Hazard._meta.get_field(name)
            wanted = {getattr(one, field.attname) for one in piece} - {None}
            if len(known) > MOST_KNOWN:  # the rows may name as many enterprises as there are
                known.clear()
            if new := wanted - known.keys():
                known |= _shared(name).in_bulk(new)
            for one in piece:
                field.set_cached_value(one, known.get(getattr(one, field.attname)))


def due_day(hazard: Hazard) -> str:
    """The binding date as people write it."""
    return day(hazard.next_due_on)
