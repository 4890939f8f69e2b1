"""Reading permits, equipment and declarations."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from anlan.core import clock
from anlan.enterprises import queries as enterprises
from anlan.enterprises.contracts import workers
from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import MANAGERS, posts_of
from anlan.hazards.models import Hazard, Level
from anlan.hazards.models.hazard import OPEN_STATES
from anlan.org.models import User
from anlan.permits import clocks, named
from anlan.permits.models import Declaration, Equipment, Permit, State

BUSY = (State.OPEN, State.PAUSED, State.WATCHED)
STOPS = ("gas_tests", *named.NEEDED)
PEOPLE = ("enterprise__region", "enterprise__strip", "worker", "guardian", "approved_by", "drafted_by", "certificate")


def visible_to(user: User) -> QuerySet[Permit]:
    """Permits of the enterprises the person sees."""
    rows = Permit.objects.filter(enterprise__in=_places(user))
    return rows.select_related(*PEOPLE).prefetch_related(*STOPS)


def concerning(user: User) -> QuerySet[Permit]:
    """Permits to come or going on that are this person's: those that name them, and all where they manage."""
    managed = [place for place, post in posts_of(user).items() if post in MANAGERS]
    theirs = Q(enterprise__in=managed) | Q(worker__user=user) | Q(guardian__user=user)
    going_on = Q(state__in=BUSY) | Q(state=State.DRAFTED, ends_at__gt=clock.now())
    return visible_to(user).filter(theirs, going_on, enterprise__in=list(posts_of(user))).order_by("begins_at", "id")


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
    """Open and in time, but what it was approved on no longer holds; read one by one, for few are open at once."""
    rows = Permit.objects.filter(state=State.OPEN, ends_at__gt=clock.now())
    rows = rows.select_related("enterprise", "worker", "guardian").prefetch_related(*STOPS)
    return Q(pk__in=[one.pk for one in rows if clocks.halted(one)])


def unused() -> Q:
    """Its time is over and it was never approved."""
    return Q(state=State.DRAFTED, ends_at__lte=clock.now())


WHOLE = (
    *STOPS,
    "ticks__by",
    "overrides__rule",
    "enterprise__permit_rules",
    "enterprise__industries",
)
"""What a permit's gates read, to be read at once for many."""


@dataclass
class Around:
    """What goes on at an enterprise beside one permit: the others not over, its open major hazards.

    `untaught` are people of contractors there without an entry training on record, by their id.
    """

    permits: list[Permit] = field(default_factory=list)
    hazards: list[Hazard] = field(default_factory=list)
    untaught: set[Any] = field(default_factory=set)

    def guarding_elsewhere(self, permit: Permit) -> Permit | None:
        """Another approved permit of the same time that the guardian guards or works on, if any (4.10)."""
        same = (one for one in self._beside(permit) if permit.guardian_id in (one.guardian_id, one.worker_id))
        return next((one for one in same if one.state in BUSY), None)

    def guarded_by(self, permit: Permit) -> Permit | None:
        """Another approved permit of the same time whose guardian is to work on this one, if any."""
        same = (one for one in self._beside(permit) if one.guardian_id == permit.worker_id)
        return next((one for one in same if one.state in BUSY), None)

    def named(self, number: str, kinds: Collection[str]) -> Permit | None:
        """The permit of that number among those not over, of one of the kinds; None where there is none."""
        wanted = number.strip()
        return next((one for one in self.permits if one.number == wanted and one.kind in kinds), None)

    def clashing(self, permit: Permit) -> list[Permit]:
        """Other permits at the same place in the same time."""
        return [one for one in self._beside(permit) if same_place(one.place_words, permit.place_words)]

    def _beside(self, permit: Permit) -> Iterator[Permit]:
        """The others of the same time; what ran out and nobody closed still goes on."""
        for one in self.permits:
            over = one.state in BUSY and one.ends_at <= clock.now()
            crosses = one.begins_at < permit.ends_at and one.ends_at > permit.begins_at
            if one.pk != permit.pk and (over or crosses):
                yield one


def around(places: Iterable[Any]) -> dict[Any, Around]:
    """Enterprise id → what goes on there; as many queries for any number of places."""
    found = {one: Around() for one in places}
    going_on = Q(state__in=BUSY) | Q(state=State.DRAFTED, ends_at__gt=clock.now())
    for other in Permit.objects.filter(going_on, enterprise__in=found):
        found[other.enterprise_id].permits.append(other)
    for hazard in Hazard.objects.filter(enterprise__in=found, level=Level.MAJOR, state__in=OPEN_STATES):
        found[hazard.enterprise_id].hazards.append(hazard)
    for person in workers.without_entry(found):
        found[person.enterprise_id].untaught.add(person.pk)
    return found


def same_place(one: str, other: str) -> bool:
    """Whether two places by their words are one, or one lies in the other."""
    first, second = ("".join(words.split()) for words in (one, other))
    return bool(first and second) and (first in second or second in first)


def at_door(enterprise: Enterprise) -> list[Permit]:
    """What goes on at a place now, for whoever scans its code; no personal data is shown from it."""
    rows = Permit.objects.filter(enterprise=enterprise, state__in=BUSY)
    rows = rows.select_related("enterprise", "worker", "guardian").prefetch_related(*STOPS)
    return list(rows.order_by("ends_at")[:20])


def declared_at(enterprise: Enterprise) -> list[Declaration]:
    """Declared jobs of a place that are to come or not closed, the next first."""
    rows = Declaration.objects.filter(enterprise=enterprise, closed_at=None)
    return list(rows.select_related("enterprise").order_by("begins_at")[:20])
