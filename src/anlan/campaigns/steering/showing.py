"""The next drill of the township's own, on the page of work of those who keep its meetings."""

import datetime as dt

from django.urls import reverse

from anlan.campaigns.steering import queries, rules
from anlan.core import clock
from anlan.core.hooks import Task, Work
from anlan.org import scope
from anlan.org.models import User

NAME = "campaigns.own_drills"
SOON = dt.timedelta(days=90)
"""So long before it is due it is told."""


def work(user: User) -> list[Work]:
    """Own drills due soon or late; of who has none on record yet the list of meetings says so, not this page."""
    if not scope.may(user, "campaigns.steer"):
        return []
    url = f"{reverse('campaigns:steering', args=['meetings'])}?kind=drill"
    due = [one for one in queries.own_drills(user) if one.due_on and one.due_on - SOON <= clock.today()]
    tasks = [Task("组织本级应急演练", url, one.township.name, one.due_on) for one in due]
    hint = f"每 {rules.OWN_DRILL_YEARS} 年至少一次（生产安全事故应急条例 第八条），演练后在会议里登记"
    return [Work("本级应急演练", hint, tasks, len(tasks), url, any(one.is_late for one in due))]
