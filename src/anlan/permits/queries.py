"""Reading permits, equipment and declarations."""

import datetime as dt

from django.db.models import Q, QuerySet

from anlan.core import clock
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.org.models import User
from anlan.permits import clocks
from anlan.permits.models import Declaration, Equipment, Permit, State

BUSY = (State.OPEN, State.PAUSED, State.WATCHED)
PEOPLE = ("enterprise__region", "enterprise__strip", "worker", "guardian", "approved_by", "drafted_by", "certificate")


def visible_to(user: User) -> QuerySet[Permit]:
    """Permits of the enterprises the person sees."""
    rows = Permit.objects.filter(enterprise__in=_places(user))
    return rows.select_related(*PEOPLE).prefetch_related("gas_tests")


def equipment(user: User) -> QuerySet[Equipment]:
    """Equipment of the enterprises the person sees."""
    return Equipment.objects.filter(enterprise__in=_places(user)).select_related("enterprise__region")


def declarations(user: User) -> QuerySet[Declaration]:
    """Declared jobs of the enterprises the person sees."""
    rows = Declaration.objects.filter(enterprise__in=_places(user))
    return rows.select_related("enterprise__region", "declared_by", "advised_by")


def _places(user: User) -> QuerySet:
    return enterprises.visible_to(user).order_by().values("pk")


def today() -> Q:
    """What touches today: begun and not over before it, or over time and not closed."""
    begin = clock.local(clock.today(), 0)
    end = begin + dt.timedelta(days=1)
    unfinished = Q(state__in=BUSY)
    return (Q(begins_at__lt=end, ends_at__gt=begin) & ~Q(state=State.VOID)) | unfinished


def lapsed() -> Q:
    """Time is over and nobody said the work is."""
    return Q(state__in=[State.OPEN, State.PAUSED], ends_at__lte=clock.now())


def halted() -> Q:
    """Open and in time, but its gas tests no longer carry it; read one by one, for few are open at any moment."""
    rows = Permit.objects.filter(state=State.OPEN, ends_at__gt=clock.now()).prefetch_related("gas_tests")
    return Q(pk__in=[one.pk for one in rows if clocks.overdue(one)])


def unused() -> Q:
    """Its time is over and it was never approved."""
    return Q(state=State.DRAFTED, ends_at__lte=clock.now())


def _overlapping(permit: Permit) -> QuerySet[Permit]:
    rows = Permit.objects.exclude(pk=permit.pk).filter(enterprise=permit.enterprise_id)
    busy = Q(state__in=BUSY)
    drafted = Q(state=State.DRAFTED, ends_at__gt=clock.now())
    return rows.filter(busy | drafted, begins_at__lt=permit.ends_at, ends_at__gt=permit.begins_at)


def guarding_elsewhere(permit: Permit) -> Permit | None:
    """Another approved permit that needs the same guardian at the same time, if any."""
    rows = Permit.objects.exclude(pk=permit.pk).filter(guardian=permit.guardian_id, state__in=BUSY)
    overlapping = Q(begins_at__lt=permit.ends_at, ends_at__gt=permit.begins_at)
    return rows.filter(overlapping | Q(ends_at__lte=clock.now())).first()


def clashing(permit: Permit) -> list[Permit]:
    """Other permits of the enterprise at the same place in the same time."""
    return [one for one in _overlapping(permit) if same_place(one.place_words, permit.place_words)]


def same_place(one: str, other: str) -> bool:
    """Whether two places by their words are one, or one lies in the other."""
    first, second = ("".join(words.split()) for words in (one, other))
    return bool(first and second) and (first in second or second in first)


def at_door(enterprise: Enterprise) -> list[Permit]:
    """What goes on at a place now, for whoever scans its code; no personal data is shown from it."""
    rows = Permit.objects.filter(enterprise=enterprise, state__in=BUSY).select_related("enterprise")
    return list(rows.prefetch_related("gas_tests").order_by("ends_at")[:20])


def declared_at(enterprise: Enterprise) -> list[Declaration]:
    """Declared jobs of a place that are to come or not closed, the next first."""
    rows = Declaration.objects.filter(enterprise=enterprise, closed_at=None)
    return list(rows.select_related("enterprise").order_by("begins_at")[:20])
