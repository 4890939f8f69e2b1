"""Single measures of all lists (国家十五条、省五十条、区六十条) as one list: by unit, state and due date."""

import datetime as dt
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from anlan.campaigns.steering import queries
from anlan.campaigns.steering.models import Measure, MeasureCheck
from anlan.core import clock
from anlan.files.registers import Column, Narrowing, Register, mark, options, sort
from anlan.org.models import Office, User

SOON_DAYS = 30
STANDING = {
    "undecided": ("未明确", "wait"),
    "unrelated": ("与本乡无关", ""),
    "unchecked": ("未检查", "wait"),
    "done": ("已落实", "done"),
    "partly": ("部分落实", "wait"),
    "not_done": ("未落实", "red"),
}
DUE = (("late", "逾期未落实"), ("soon", f"{SOON_DAYS} 天内到期"), ("none", "没有期限"))


def rows(user: User) -> QuerySet[Measure]:
    """Every item a person may read, each with `outcome`, `note`, `by_name`, `at` and `proofs` of the last look."""
    last = MeasureCheck.objects.filter(measure=OuterRef("pk"))
    names = {"outcome": "outcome", "note": "note", "by_name": "by_name", "at": "at", "proofs": "files"}
    seen = {name: Subquery(last.values(column)[:1]) for name, column in names.items()}
    lists = queries.measure_lists(user).order_by().values("pk")
    return Measure.objects.filter(of__in=lists).select_related("of", "office__region").annotate(**seen)


def standing(row: Measure) -> str:
    """Whether the item concerns the township, and what the last look showed."""
    if not row.applies:
        return "undecided" if row.applies is None else "unrelated"
    return getattr(row, "outcome", None) or "unchecked"


def _standing(value: str) -> Q:
    told = {
        "undecided": Q(applies=None),
        "unrelated": Q(applies=False),
        "unchecked": Q(applies=True, outcome=None),
    }
    return told.get(value, Q(applies=True, outcome=value))


def _due(value: str) -> Q:
    today = clock.today()
    open_ = Q(applies=True) & (Q(outcome=None) | ~Q(outcome=MeasureCheck.Outcome.DONE))
    return {
        "late": open_ & Q(due_on__lt=today),
        "soon": open_ & Q(due_on__gte=today, due_on__lte=today + dt.timedelta(SOON_DAYS)),
        "none": open_ & Q(due_on=None),
    }[value]


def _looked(row: Any) -> str:
    """Who looked last and when, what it rests on, how many files show it."""
    if not row.at:
        return ""
    shown = f"（佐证 {len(row.proofs)} 件）" if row.proofs else ""
    return f"{row.by_name} {clock.day_words(clock.local_date(row.at))}：{row.note}{shown}"


COLUMNS = (
    Column("条次", lambda row: f"{row.of.title}第{row.number}条", 28),
    Column("措施原文", lambda row: row.text, 60, "text"),
    Column("本乡做法", lambda row: row.local_measure, 40, "text"),
    Column("责任单位", lambda row: str(row.office or ""), 18),
    Column("完成期限", lambda row: row.due_on, 12),
    Column("状态", mark(STANDING, standing), 12),
    Column("最近检查", _looked, 50, "text"),
)


def of(user: User) -> Register:
    """The list as this person gets it: lists and units to choose from are those of their measures."""
    mine = queries.measure_lists(user)
    units = Office.objects.filter(pk__in=rows(user).order_by().values("office")).select_related("region")
    return Register(
        name="measure-items",
        label="措施逐条对照",
        unit="条",
        rows=rows,
        columns=COLUMNS,
        detail="campaigns:measure_item",
        searched=("text", "local_measure"),
        find="原文、本乡做法",
        empty="没有这样的措施。先在“措施清单”载入原文，再逐条明确。",
        sorts=(
            sort("number", "条次", "of__level", "of__title", "number"),
            sort("due", "完成期限", "due_on", "of__title", "number"),
            sort("unit", "责任单位", "office__sort_key", "of__title", "number"),
        ),
        narrowings=(
            Narrowing("list", "清单", tuple((str(one.pk), one.title) for one in mine), lambda pk: Q(of=pk)),
            Narrowing("unit", "责任单位", tuple((str(one.pk), str(one)) for one in units), lambda pk: Q(office=pk)),
            Narrowing("state", "状态", options(STANDING), _standing),
            Narrowing("due", "期限", DUE, _due),
        ),
    )
