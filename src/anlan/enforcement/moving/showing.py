"""What cases on their way add to the page of one's work: what the own desk owes, what waits for others."""

from django.urls import reverse

from anlan.core.hooks import Task, Work
from anlan.enforcement.cases import queries
from anlan.enforcement.cases.clocks import next_move_clock
from anlan.enforcement.cases.models import Case
from anlan.org import scope
from anlan.org.models import User

NAME = "enforcement.moving"
EACH = 6


def work(user: User) -> list[Work]:
    """Cases sent to the person's desk, or whose paper answer the person enters."""
    if not scope.may(user, "enforcement.read_cases"):
        return []
    rows = queries.to_take(user)
    hint = "受理、退回要写明日期和文号；受理后反馈处理结果"
    late = any(found.is_late for one in rows if (found := next_move_clock(one)))
    tasks = [_task(one) for one in rows[:EACH]]
    return [Work("待答复的案件移送", hint, tasks, len(rows), reverse("enforcement:moved_cases"), is_red=late)]


def _task(case: Case) -> Task:
    found = next_move_clock(case)
    url = reverse("enforcement:moved_case", args=[case.pk])
    return Task(f"{case.move_number} {case.party} {case.cause}", url, case.holder, found.due_on if found else None)
