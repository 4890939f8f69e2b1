"""What transfers add to lower pages: a line at the head of the hazard's record, its tab, the page of one's work."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from anlan.core import clock
from anlan.core.hooks import Note, Tab, Task, Work
from anlan.enforcement.transfers import queries
from anlan.enforcement.transfers.models import Transfer
from anlan.hazards.models import Hazard
from anlan.org import scope
from anlan.org.models import User

EACH = 6
NOTED = frozenset({"sent", "disputed", "accepted"})


def _count(user: User, hazard: Hazard) -> int:
    return queries.of_hazard(hazard.pk).count()


HAZARD_TAB = Tab(
    "移送",
    "enforcement:transfers_of",
    order=50,
    shown=lambda user, hazard: scope.may(user, "enforcement.read_transfers"),
    count=_count,
)


def notes(user: User, hazard: Hazard) -> list[Note]:
    """Who answers for a hazard that is on its way or was taken over: everybody who sees the record sees it."""
    rows = queries.of_hazard(hazard.pk).filter(state__in=NOTED)
    reads = scope.may(user, "enforcement.read_transfers")
    return [_note(one, one.get_absolute_url() if reads else "") for one in rows]


def _note(transfer: Transfer, url: str) -> Note:
    late = "，已逾期" if transfer.is_late else ""
    until = f"，期限 {clock.day_words(transfer.due_on)}{late}" if transfer.due_on else ""
    return Note(f"移送 {transfer.number}：现由{transfer.holder}{until}", url, transfer.is_waiting or transfer.is_late)


def opens(user: User, hazard_id: Any) -> bool:
    """Whether the record of a hazard lies open to the person by a transfer."""
    return queries.opens(user, hazard_id)


def work(user: User) -> list[Work]:
    """What transfers ask of the person, and what their offices still answer for because nobody has taken it."""
    if not scope.may(user, "enforcement.read_transfers"):
        return []
    return [
        _work("待裁定的移送", "两次未被接收，两个工作日内裁定由谁负责", queries.to_rule(user), "disputed", red=True),
        _work("待接收的移送", "三个工作日内接收，或写明理由退回", queries.to_answer(user), "sent", red=True),
        _work("接收后待反馈的移送", "办完后把结果反馈给移送单位", queries.to_report(user), "accepted"),
        _work("已移送、对方未接收的", "对方接收前仍由本单位负责", queries.waiting(user), "sent"),
    ]


def _work(label: str, hint: str, rows: QuerySet[Transfer], state: str, *, red: bool = False) -> Work:
    first = list(rows[:EACH])
    count = rows.count() if len(first) == EACH else len(first)
    tasks = [Task(_title(one), one.get_absolute_url(), one.holder, one.due_on) for one in first]
    return Work(label, hint, tasks, count, f"{reverse('enforcement:transfers')}?state={state}", red)


def _title(transfer: Transfer) -> str:
    return f"{transfer.number} {transfer.hazard} {transfer.hazard.description}"
