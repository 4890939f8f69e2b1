"""What running campaigns ask of a person's village, office or township, on the page of their work."""

import datetime as dt

from django.urls import reverse

from anlan.campaigns.duties import queries
from anlan.campaigns.duties.queries import Mine
from anlan.campaigns.duties.standing import Standing
from anlan.campaigns.duties.subjects import Kind
from anlan.core import clock
from anlan.core.hooks import Task, Work
from anlan.org import scope
from anlan.org.models import User

NAME = "campaigns.duties"
SOON = dt.timedelta(days=14)
"""So long before it is due a duty is told on the page of work; all of them stand in their own list."""
SHOWN = 5
OFFICIAL = tuple(kind for kind in Kind if kind is not Kind.ENTERPRISE)


def work(user: User) -> list[Work]:
    """Duties missed or due soon of the offices a person speaks for; an enterprise's stand on its principal's page."""
    if not scope.may(user, "campaigns.state_duty"):
        return []
    found = queries.mine(user, OFFICIAL)
    due = [one for one in found if _is_due(one)]
    ahead = sum(one.instance.standing is Standing.DUE for one in found if not _is_due(one))
    tasks = [_task(one) for one in due[:SHOWN]]
    late = any(one.instance.standing is Standing.MISSED for one in due)
    url = reverse("campaigns:my_duties")
    return [Work("专项行动任务", "做了就会自动计入，系统看不到的写明怎么做的", tasks, len(due), url, late, ahead)]


def _is_due(one: Mine) -> bool:
    standing = one.instance.standing
    soon = one.instance.period.due_on <= clock.today() + SOON
    return standing is Standing.MISSED or (standing is Standing.DUE and soon)


def _task(one: Mine) -> Task:
    url = reverse("campaigns:duty", args=[one.campaign.pk, one.row.asked.duty.lineage])
    under = f"{one.instance.subject.name}，{one.instance.period.name}"
    return Task(one.row.asked.duty.action, url, under, one.instance.period.due_on)
