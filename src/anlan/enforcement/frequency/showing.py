"""What frequency adds to lower pages."""

from django.urls import reverse

from anlan.core.hooks import Tab, Task, Work
from anlan.enforcement.frequency import queries, rules
from anlan.org import scope
from anlan.org.models import User

NAME = "enforcement.frequency"
ENTERPRISE_TAB = Tab("到访与检查频次", "enforcement:line_of", order=45, shown=rules.sees)


def work(user: User) -> list[Work]:
    """Objections that wait for the person."""
    rows = list(queries.to_answer(user)[:20]) if scope.may(user, "enforcement.answer_objection") else []
    tasks = [Task(str(one), one.get_absolute_url(), one.words, one.answer_due_on) for one in rows]
    hint = "十个工作日内答复，成立的不再计入"
    return [Work("待答复的频次异议", hint, tasks, len(tasks), reverse("enforcement:caps"))]
