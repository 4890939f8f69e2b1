"""Reminders before a standardization level ends: 90, 60, 30 and 7 days, once each."""

import datetime as dt

from anlan.core import clock, hooks
from anlan.enterprises.investment import queries
from anlan.enterprises.models import Standardization
from anlan.enterprises.rules import MANAGERS
from anlan.org import inbox
from anlan.org.models import User

NAME = "enterprises.standardization"


def remind(day: dt.date | None = None) -> int:
    """Tell the managers; safe to repeat. Returns how many notices are new."""
    today = day or clock.today()
    return sum(_tell(one, (one.expires_on - today).days, reminder) for one, reminder in queries.ending(today))


def _tell(one: Standardization, left: int, reminder: int) -> int:
    managers = {"enterprise_posts__post__in": MANAGERS, "enterprise_posts__until": None}
    people = User.objects.filter(enterprise_posts__enterprise=one.enterprise_id, is_active=True, **managers)
    return inbox.tell(
        people,
        key=f"{NAME}.{one.pk}.{reminder}",
        title=f"{one} {left} 天后到期"[:120],
        body="期满前 3 个月可以申请直接换证；到期没有续评的，会列入档案缺口。",
        url=one.get_absolute_url(),
        is_red=left <= 7,
    )


def register() -> None:
    """Let the worker call each day."""
    hooks.daily.register(NAME, remind)
