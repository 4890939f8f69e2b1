"""What signs add to lower pages: a tab of the enterprise, the page of one's work."""

from django.urls import reverse

from anlan.core.hooks import Tab, Task, Work
from anlan.enforcement.forshow import queries, rules
from anlan.enforcement.forshow.models import Review, Sign
from anlan.enterprises.models import Enterprise
from anlan.org import scope
from anlan.org.models import User

NAME = "enforcement.forshow"
EACH = 6


def _count(user: User, enterprise: Enterprise) -> int:
    return Sign.objects.filter(enterprise=enterprise, over_at=None).count()


ENTERPRISE_TAB = Tab("自查是否走过场", "enforcement:signs_of", order=42, shown=rules.sees, count=_count)


def work(user: User) -> list[Work]:
    """Proposals to the person's office, and talks the person decided."""
    if not scope.may(user, "enforcement.read_for_show"):
        return []
    url = f"{reverse('enforcement:for_show')}?standing=waiting"
    return [
        _work("走过场自查的处理建议", "查实后下达责令限期整改或者立案，不采纳的说明理由", queries.to_settle(user), url),
        _work("待约谈的走过场自查", "约谈后登记时间、谁谈的、对方怎么说", queries.to_talk(user), url),
    ]


def _work(label: str, hint: str, rows: list[Review], url: str) -> Work:
    tasks = [Task(str(one), one.get_absolute_url(), one.reason) for one in rows[:EACH]]
    return Work(label, hint, tasks, len(rows), url)
