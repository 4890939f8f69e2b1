"""Reminders before a certificate must be re-examined or ends: 90, 60, 30 and 7 days, once each."""

import datetime as dt

from django.urls import reverse

from anlan.core import clock, hooks
from anlan.core.templatetags.anlan import day as written
from anlan.enterprises.certificates import queries
from anlan.enterprises.models import Certificate
from anlan.enterprises.rules import MANAGERS
from anlan.org import inbox
from anlan.org.models import User

NAME = "enterprises.certificates"


def remind(day: dt.date | None = None) -> int:
    """Tell managers and holders; safe to repeat, for a notice is kept once per person and key. Returns how many."""
    return sum(_tell(*one) for one in queries.ending(day or clock.today()))


def _tell(one: Certificate, left: int, reminder: int) -> int:
    person, what = one.person, "到期" if one.last_day == one.expires_on else "该复审"
    managers = User.objects.filter(
        enterprise_posts__enterprise=person.enterprise_id,
        enterprise_posts__post__in=MANAGERS,
        enterprise_posts__until=None,
        is_active=True,
    )
    people = [*managers, *([person.user] if person.user else [])]
    return inbox.tell(
        people,
        key=f"{NAME}.{one.pk}.{one.last_day}.{reminder}",
        title=f"{person.name}的{one.get_kind_display()}证 {left} 天后{what}"[:120],
        body=f"{written(one.last_day)} 之后不能再从事该作业，也不能写进作业票。期满前 60 日内向考核机关申请。",
        url=reverse("enterprises:certificate", args=[one.pk]),
        is_red=left <= 7,
    )


def register() -> None:
    """Let the worker call each day."""
    hooks.daily.register(NAME, remind)
