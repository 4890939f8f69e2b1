"""What waits to be looked at, on the page of one's work."""

from django.urls import reverse

from anlan.core.hooks import Task, Work
from anlan.inspections.tips import queries
from anlan.org.models import User

NAME = "inspections.tips"
EACH = 6


def work(user: User) -> list[Work]:
    """Reports at plates nobody has been to look at."""
    if not queries.sees_any(user):
        return []
    waiting = queries.waiting(user)
    rows = list(waiting[:EACH])
    tasks = [Task(one.enterprise.name, one.get_absolute_url(), one.description[:60]) for one in rows]
    count = len(rows) if len(rows) < EACH else waiting.count()
    hint = "到现场看一看，属实的进台账，不属实的写明情况"
    return [Work("门牌上未核实的报告", hint, tasks, count, f"{reverse('inspections:tips')}?state=unverified")]
