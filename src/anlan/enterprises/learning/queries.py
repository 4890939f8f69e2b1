"""Reading drills and trainings: whose turn it is, who missed, how many hours each has."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum

from anlan.core import clock
from anlan.enterprises.learning import owed, rules
from anlan.enterprises.models import Attendance, Drill, Enterprise, Person, PlannedDrill, Training


def absent(training: Training) -> list[Person]:
    """Its own people in office since before the day who have not been taught, in person or by making up."""
    rows = training.enterprise.people.filter(until=None, contractor=None, since__lte=training.held_on)
    return list(rows.exclude(trainings__training=training).order_by("post", "since", "id"))


@dataclass(frozen=True)
class Hours:
    """One person's training file in a year: hours taught, hours due, the last lesson."""

    person: Person
    taught: Decimal
    due: int
    last: dt.date | None

    @property
    def missing(self) -> Decimal:
        """Hours still due."""
        return max(Decimal(0), self.due - self.taught)


def hours_of(enterprise: Enterprise, people: Iterable[Person], year: int) -> list[Hours]:
    """Each person's hours of a year; two queries for any number."""
    rows = Attendance.objects.filter(person__enterprise=enterprise, on__year=year)
    taught = dict(rows.values_list("person").annotate(total=Sum("training__hours")).order_by())
    last: dict[Any, dt.date] = {}
    for pk, on in Attendance.objects.filter(person__enterprise=enterprise).order_by("on").values_list("person", "on"):
        last[pk] = on
    return [
        Hours(one, taught.get(one.pk) or Decimal(0), rules.hours_due(enterprise, one, year), last.get(one.pk))
        for one in people
    ]


def still_planned() -> QuerySet[PlannedDrill]:
    """Planned drills neither held nor called off, the first to come first."""
    return PlannedDrill.objects.filter(called_off_at=None, drill=None)


def to_come(enterprise: Enterprise) -> list[PlannedDrill]:
    """Those of one enterprise."""
    return list(still_planned().filter(enterprise=enterprise))


def drilled(ids: Iterable[Any], first: dt.date, last: dt.date) -> list[Drill]:
    """Drills held and evaluated between two days."""
    rows = Drill.objects.filter(enterprise__in=list(ids), held_on__range=(first, last), evaluated_on__isnull=False)
    return list(rows.order_by("held_on", "id"))


def warned(ids: Iterable[Any], first: dt.date, last: dt.date) -> dict[Any, list[tuple[Training, dt.date, int]]]:
    """Enterprise → its all-staff warning lessons nobody is missing from, each with the day it was complete.

    A lesson is complete on the day the last of them was taught. Three queries, however many enterprises.
    """
    listed = list(ids)
    rows = Training.objects.filter(enterprise__in=listed, kind=Training.Kind.WARNING, held_on__range=(first, last))
    people: dict[Any, list[tuple[Any, dt.date]]] = {}
    own = Person.objects.filter(enterprise__in=listed, until=None, contractor=None)
    for enterprise, pk, since in own.values_list("enterprise", "pk", "since"):
        people.setdefault(enterprise, []).append((pk, since))
    there: dict[Any, dict[Any, dt.date]] = {}
    for training, person, on in Attendance.objects.filter(training__in=rows).values_list("training", "person", "on"):
        there.setdefault(training, {})[person] = on
    found: dict[Any, list[tuple[Training, dt.date, int]]] = {}
    for one in rows.order_by("held_on", "id"):
        known = there.get(one.pk, {})
        wanted = [pk for pk, since in people.get(one.enterprise_id, []) if since <= one.held_on]
        if known and all(pk in known for pk in wanted) and max(known.values()) <= last:
            found.setdefault(one.enterprise_id, []).append((one, max(known.values()), len(known)))
    return found


def taught(ids: Iterable[Any], first: dt.date, last: dt.date) -> list[Training]:
    """Lessons to its own people between two days that somebody attended, each with `people`; not outsiders' entry."""
    rows = Training.objects.filter(enterprise__in=list(ids), held_on__range=(first, last))
    counted = rows.exclude(kind=Training.Kind.ENTRY).annotate(people=Count("attendances")).filter(people__gt=0)
    return list(counted.order_by("held_on", "id"))


@dataclass(frozen=True)
class Kept:
    """How a rhythm is kept at an enterprise: drills that count in this period, by when one is due, the last period."""

    rhythm: rules.Rhythm
    done: int
    due_on: dt.date
    missed: tuple[dt.date, dt.date] | None


def kept(enterprise: Enterprise, day: dt.date) -> list[Kept]:
    """Each rhythm of an enterprise on a day; a period before it was on file is not asked for."""
    rows = drilled([enterprise.pk], dt.date(day.year - 1, 1, 1), day)
    since, found = clock.local_date(enterprise.created_at), _taught_of_fire(enterprise, day)
    for one in rules.rhythms(enterprise):
        (first, last), before = one.period(day), one.last_period(day)
        counted = _counted(rows, one)
        missed = since <= before[0] and not any(before[0] <= drill.held_on for drill in counted)
        found.append(Kept(one, sum(first <= drill.held_on for drill in counted), last, before if missed else None))
    return found


def _taught_of_fire(enterprise: Enterprise, day: dt.date) -> list[Kept]:
    rhythm = rules.fire_training(enterprise)
    if rhythm is None:
        return []
    first, last = rhythm.period(day)
    done = taught([enterprise.pk], first, last)
    missed = next((row[2:4] for row in owed.untaught_of_fire([enterprise], day)), None)
    return [Kept(rhythm, sum(one.kind in rhythm.kinds for one in done), last, missed)]


def _counted(rows: Iterable[Drill], rhythm: rules.Rhythm) -> list[Drill]:
    return [one for one in rows if not rhythm.kinds or one.kind in rhythm.kinds]


def drills_missed(rows: Iterable[Enterprise], day: dt.date) -> list[tuple[Enterprise, rules.Rhythm, dt.date, dt.date]]:
    """What had no evaluated drill since its period that ended last began, of enterprises on file since then.

    Who caught up after it ended is not asked any more: that it came late is the campaign's to say.
    """
    asked = [(one, rhythm, *rhythm.last_period(day)) for one in rows for rhythm in rules.rhythms(one)]
    asked = [row for row in asked if clock.local_date(row[0].created_at) <= row[2]]
    if not asked:
        return []
    held: dict[Any, list[Drill]] = {}
    for drill in drilled({row[0].pk for row in asked}, min(row[2] for row in asked), day):
        held.setdefault(drill.enterprise_id, []).append(drill)
    return [row for row in asked if not any(row[2] <= one.held_on for one in _counted(held.get(row[0].pk, []), row[1]))]
