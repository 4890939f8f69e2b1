"""The list of cases: what it shows, what it can be narrowed and sorted by."""

from django.db.models import Q

from anlan.core import clock
from anlan.core.workdays import countdown
from anlan.enforcement.cases import queries
from anlan.enforcement.cases.clocks import next_clock
from anlan.enforcement.cases.models import Case
from anlan.files.registers import Column, Narrowing, Register, mark, options, sort

TONES = {
    "proposed": "wait",
    "asked": "wait",
    "filed": "blue",
    "concluded": "blue",
    "noticed": "blue",
    "decided": "red",
    "served": "red",
    "performed": "done",
    "moving": "wait",
    "disputed": "red",
    "closed": "done",
    "spared": "done",
}
STANDING = {value: (label, TONES.get(value, "")) for value, label in Case.State.choices}
GROUPS = {"open": "办理中", "over": "已办结"}
PARTIES = {"unit": "单位", "person": "个人"}


def due_words(case: Case) -> str:
    """The clock that is due first, in words: 送达决定书 还剩 3 个工作日."""
    found = next_clock(case)
    left = countdown(found.due_on) if found else None
    return f"{found.label} {left.words}" if found and left else ""


CASES = Register(
    "penalty_cases",
    "处罚案件",
    "件",
    queries.visible_to,
    (
        Column("案件", str, 30),
        Column("状态", mark(STANDING, lambda row: row.state), 14),
        Column("当事人", lambda row: row.party, 26),
        Column("案由", lambda row: row.cause, 30),
        Column("最近期限", due_words, 26),
        Column("处罚", lambda row: row.penalty_words, 24),
        Column("办案单位", lambda row: str(row.office), 14),
        Column("承办人", lambda row: "、".join(one.full_name for one in row.handlers), 16),
        Column("提出日期", lambda row: clock.local_date(row.opened_at)),
    ),
    "enforcement:penalty_case",
    ("decision_number", "filing_number", "enterprise__name", "person__name", "cause"),
    "案号、当事人、案由",
    "还没有处罚案件。打开隐患、已送达的责令整改指令书或已实施的行政检查，在“处罚案件”里提出立案。",
    (
        sort("date", "提出日期", "opened_at", "id"),
        sort("due", "办案期限", "due_on", "id"),
        sort("state", "状态", "state", "id"),
    ),
    (
        Narrowing("standing", "状态", options(STANDING), lambda value: Q(state=value)),
        Narrowing(
            "group",
            "办理",
            tuple(GROUPS.items()),
            lambda value: Q(state__in=queries.OVER) if value == "over" else ~Q(state__in=queries.OVER),
        ),
        Narrowing("party", "当事人", tuple(PARTIES.items()), lambda value: Q(person__isnull=value == "unit")),
        Narrowing("source", "来源", tuple(Case.Source.choices), lambda value: Q(source=value)),
    ),
)
