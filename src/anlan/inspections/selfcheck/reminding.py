"""The reminder on the 20th: shops that have not done this month's self-check, their people, and their village."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.urls import reverse

from anlan.core import hooks, jobs, messages
from anlan.enterprises.models import Enterprise
from anlan.enterprises.premises.queries import small
from anlan.inspections.selfcheck import month
from anlan.org import inbox, scope
from anlan.org.models import Notice, Region, User
from anlan.org.scope import Place

NAME = "inspections.selfcheck"
CHUNK = 500
FROM_DAY = 20
"""Ten days are left: enough to walk through a shop, late enough that most have done it."""


def remind(day: dt.date) -> int:
    """From the 20th on, once a month: a notice to the people of each shop that has not begun, and to its village.

    Where texts can be sent the principal gets one. Returns how many shops were reminded; a worker that stood still on
    the 20th does it on the first day after.
    """
    if day.day < FROM_DAY:
        return 0
    named = f"{day:%Y-%m}"
    waiting = list(_waiting(day.replace(day=1)))
    told = set(Notice.objects.filter(key__endswith=f".{named}").values_list("key", flat=True))
    for shop in waiting:
        if f"{NAME}.{shop.pk}.{named}" in told:
            continue
        inbox.tell(
            _people_of(shop),
            key=f"{NAME}.{shop.pk}.{named}",
            title=f"{shop.name}：{day.month}月自查还没有做",
            body="扫门口的码，点“本月自查”，三分钟做完。",
            url=reverse("enterprises:detail", args=[shop.pk]),
        )
        if messages.is_possible():
            jobs.enqueue("anlan.enterprises.premises.jobs.send_reminder", shop.pk, named)
    _tell_villages(waiting, day)
    return len(waiting)


def _waiting(first: dt.date) -> Iterable[Enterprise]:
    rows = month.with_month(small(Enterprise.objects.all()), first)
    return rows.filter(standing="none").prefetch_related("people__user").iterator(chunk_size=CHUNK)


def _people_of(shop: Enterprise) -> list[User]:
    return [one.user for one in shop.people.all() if one.until is None and one.user and one.user.is_active]


def _tell_villages(waiting: Iterable[Enterprise], day: dt.date) -> None:
    for code, number in Counter(one.region_code for one in waiting).items():
        reach = scope.people_with("enterprises.make_known", Place(code))
        inbox.tell(
            [one for one in reach if one.office and one.office.region_id == code],
            key=f"{NAME}.{code}.{day:%Y-%m}",
            title=f"{Region.objects.get(pk=code).plain_name}还有 {number} 家小店没做{day.month}月自查",
            body="没有手机、不会扫码的，请上门带着做一遍。",
            url=f"{reverse('inspections:selfchecks')}?standing=none&village={code}",
        )


def register() -> None:
    """Let the worker call each day."""
    hooks.daily.register(NAME, remind)
