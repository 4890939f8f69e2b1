"""The next drill of the township's own, on the page of work of those who hold it."""

import datetime as dt

from django.urls import reverse

from anlan.core import clock, hooks
from anlan.core.hooks import Task, Work
from anlan.enterprises.owndrills import queries, rules
from anlan.org import scope
from anlan.org.models import User

NAME = "enterprises.own_drills"


def work(user: User) -> list[Work]:
    """Drills due soon or late; where none is on record yet the list of drills says so, not this page."""
    if not scope.may(user, rules.RECORD):
        return []
    soon, new = clock.today() + dt.timedelta(days=rules.SOON_DAYS), reverse("enterprises:new_own_drill")
    latest = queries.visible_to(user).order_by("office", "held_on")
    due = {one.office: rules.next_by(one) for one in latest}
    tasks = [Task("登记本级应急演练", new, str(office), day) for office, day in due.items() if day <= soon]
    late = any(task.due_on and task.due_on < clock.today() for task in tasks)
    hint = f"每 {rules.YEARS} 年至少一次（{rules.LAW}），做完当天登记"
    return [Work("乡镇本级应急演练", hint, tasks, len(tasks), reverse("enterprises:own_drills"), late)]


def register() -> None:
    """Put it on the page of one's work."""
    hooks.work.register(NAME, work)
