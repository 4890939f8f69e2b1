"""The list of cases on their way to another authority, the same on both desks."""

from django.db.models import Q

from anlan.core import clock
from anlan.core.workdays import countdown
from anlan.enforcement.cases import queries
from anlan.enforcement.cases.clocks import next_move_clock
from anlan.enforcement.cases.models import Case
from anlan.files.registers import Column, Narrowing, Register, mark, options, sort

State = Case.State
STANDING = {
    "waiting": ("待对方答复", "wait"),
    "disputed": ("两次退回，报请指定管辖", "red"),
    "taken": ("已受理，待反馈结果", "blue"),
    "reported": ("已反馈结果", "done"),
    "returned": ("已退回", ""),
}
MEANS = {
    "waiting": Q(state=State.MOVING),
    "disputed": Q(state=State.DISPUTED),
    "taken": Q(state=State.MOVED, reported_on=None),
    "reported": Q(state=State.MOVED, reported_on__isnull=False),
}


def standing_of(case: Case) -> str:
    """How its way to another authority stands."""
    if case.state == State.MOVED:
        return "reported" if case.reported_on else "taken"
    return {State.MOVING: "waiting", State.DISPUTED: "disputed"}.get(State(case.state), "returned")


def due_words(case: Case) -> str:
    """What the receiver owes next, in words."""
    found = next_move_clock(case)
    left = countdown(found.due_on) if found else None
    return f"{found.label} {left.words}" if found and left else ""


def _means(value: str) -> Q:
    return MEANS.get(value) or ~(Q(state__in=[State.MOVING, State.DISPUTED, State.MOVED]))


MOVES = Register(
    "moved_cases",
    "案件移送",
    "件",
    queries.moved_for,
    (
        Column("移送书", lambda row: row.move_number, 28),
        Column("状态", mark(STANDING, standing_of), 20),
        Column("现在谁负责", lambda row: row.holder, 34),
        Column("期限", due_words, 26),
        Column("当事人", lambda row: row.party, 24),
        Column("案由", lambda row: row.cause, 30),
        Column("移送单位", lambda row: row.office.name, 16),
        Column("接收机关", lambda row: row.to_name, 20),
        Column("移送日期", lambda row: clock.local_date(row.moved_at)),
    ),
    "enforcement:moved_case",
    ("move_number", "enterprise__name", "person__name", "to_name", "cause"),
    "文号、当事人、接收机关",
    "还没有移送的案件。不属于本单位管辖的，打开处罚案件，办理“移送有管辖权的机关”。",
    (
        sort("date", "移送日期", "moved_at", "id"),
        sort("to", "接收机关", "to_name", "id"),
    ),
    (Narrowing("standing", "状态", options(STANDING), _means),),
)
