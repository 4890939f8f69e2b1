"""Reading certificates: whose, until when, who works without one, who wants training."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from anlan.core import clock
from anlan.enterprises import queries as register
from anlan.enterprises.certificates.kinds import RULE
from anlan.enterprises.models import Certificate, Enterprise, KeyPost, Person
from anlan.enterprises.models.certificates import CertificateRows
from anlan.org.models import User

WITH = ("person__enterprise__region", "person__enterprise__strip", "verified_by")


def visible_to(user: User) -> CertificateRows:
    """Certificates at the enterprises the person sees, with `good_until`."""
    places = register.visible_to(user).order_by().values("pk")
    rows: CertificateRows = Certificate.objects.filter(person__enterprise__in=places)
    return rows.dated().select_related(*WITH)


def of_enterprise(enterprise: Enterprise) -> list[Certificate]:
    """Certificates of the people in office there, the first to end first."""
    rows = Certificate.objects.kept().dated().filter(person__enterprise=enterprise)
    return list(rows.select_related(*WITH).order_by("good_until", "id"))


def good_for(person: Person, kinds: Iterable[str], day: dt.date) -> tuple[Certificate | None, str]:
    """A certificate of one of the kinds the person may work by on a day; else none, and why not in words."""
    wanted = set(kinds)
    rows = [one for one in person.certificates.all() if one.kind in wanted and not one.withdrawn_at]
    rows.sort(key=lambda one: one.expires_on, reverse=True)
    for one in rows:
        if not one.why_not(day):
            return one, ""
    return None, rows[0].why_not(day) if rows else "没有登记这一类的特种作业操作证"


def posts_of(enterprise: Enterprise) -> list[KeyPost]:
    """Who does special work there, by the survey."""
    rows = KeyPost.objects.filter(person__enterprise=enterprise, person__until=None, ended_on=None)
    return list(rows.select_related("person").prefetch_related("person__certificates"))


def lacking(post: KeyPost) -> str:
    """Why somebody at a key post may not work today; empty where they may. Uses prefetched certificates."""
    rows = [one for one in post.person.certificates.all() if one.kind == post.kind and not one.withdrawn_at]
    reasons = [one.why_not(clock.today()) for one in rows]
    if "" in reasons:
        return ""
    return reasons[0] if reasons else "没有证"


def lacking_at(enterprises: Sequence[Enterprise]) -> dict[Any, list[tuple[KeyPost, str]]]:
    """Enterprise → everybody at a key post who may not work today, and why; two queries for any number."""
    rows = KeyPost.objects.filter(
        person__enterprise__in=[one.pk for one in enterprises], person__until=None, ended_on=None
    )
    found: dict[Any, list[tuple[KeyPost, str]]] = defaultdict(list)
    for post in rows.select_related("person").prefetch_related("person__certificates"):
        if why := lacking(post):
            found[post.person.enterprise_id].append((post, why))
    return found


def wishes(user: User) -> QuerySet[KeyPost]:
    """People of the territory who want training, an examination or a re-examination."""
    places = register.visible_to(user).order_by().values("pk")
    rows = KeyPost.objects.filter(person__enterprise__in=places, person__until=None, ended_on=None).exclude(wants="")
    return rows.select_related("person__enterprise__region")


def ending(day: dt.date) -> list[tuple[Certificate, int, int]]:
    """Certificates that end within the reminders, with the days left and the reminder that is due by now.

    So a day on which nobody was reminded loses none. One that a newer card of the same kind outlasts is left out.
    """
    until = day + dt.timedelta(days=max(RULE["reminders"]))
    rows = Certificate.objects.kept().dated()
    newer = rows.filter(person=OuterRef("person"), kind=OuterRef("kind"), good_until__gt=OuterRef("good_until"))
    found = rows.filter(good_until__gte=day, good_until__lte=until).exclude(Exists(newer))
    return [(one, left, _reminder(left)) for one in found.select_related(*WITH) for left in [(one.last_day - day).days]]


def _reminder(left: int) -> int:
    return min(days for days in RULE["reminders"] if days >= left)


def surveyed(user: User) -> QuerySet[Enterprise]:
    """The open enterprises of the territory with their survey, if there is one."""
    rows = register.visible_to(user).filter(status=Enterprise.Status.OPEN).exclude(kind=Enterprise.Kind.NO_OPERATOR)
    return rows.select_related("region", "post_survey")
