"""Who is still to be taught by law: all about fire each period, principals and officers at first in their post."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from anlan.core import clock
from anlan.enterprises.learning import rules
from anlan.enterprises.models import Attendance, Enterprise, Person, Training

FIRST_MONTHS = 6


def untaught_of_fire(
    rows: Iterable[Enterprise], day: dt.date
) -> list[tuple[Enterprise, rules.Rhythm, dt.date, dt.date, int, int]]:
    """(enterprise, rhythm, first, last day, how many of its people were not taught, of how many) of the last period.

    A period before it was on file is not asked for; who caught up after it ended is not asked any more.
    """
    asked = [(one, rhythm, *rhythm.last_period(day)) for one in rows if (rhythm := rules.fire_training(one))]
    asked = [row for row in asked if clock.local_date(row[0].created_at) <= row[2]]
    if not asked:
        return []
    people: dict[Any, list[tuple[Any, dt.date]]] = defaultdict(list)
    for place, pk, since in _in_office(row[0] for row in asked).values_list("enterprise", "pk", "since"):
        people[place].append((pk, since))
    taught = _latest_fire({row[0].pk for row in asked})
    found = []
    for one, rhythm, first, last in asked:
        wanted = [pk for pk, since in people[one.pk] if since <= last]
        missing = [pk for pk in wanted if taught.get(pk, dt.date.min) < first]
        if missing:
            found.append((one, rhythm, first, last, len(missing), len(wanted)))
    return found


def _in_office(places: Iterable[Enterprise]) -> Any:
    return Person.objects.filter(enterprise__in=[one.pk for one in places], until=None, contractor=None)


def _latest_fire(places: set[Any]) -> dict[Any, dt.date]:
    rows = Attendance.objects.filter(training__enterprise__in=places, training__kind=Training.Kind.FIRE)
    return dict(rows.exclude(person=None).order_by("on").values_list("person", "on"))


def without_first_training(rows: Iterable[Enterprise], day: dt.date) -> list[tuple[Enterprise, Person, int, Decimal]]:
    """(enterprise, person, hours due, hours taught) of who took the post more than six months ago while on file."""
    places = {one.pk: one for one in rows}
    posts = [Person.Post.PRINCIPAL, Person.Post.SAFETY_OFFICER]
    people = list(_in_office(places.values()).filter(post__in=posts).order_by("since", "id"))
    late = [one for one in people if clock.months_after(one.in_post_since, FIRST_MONTHS) < day]
    late = [one for one in late if clock.local_date(places[one.enterprise_id].created_at) <= one.in_post_since]
    hours = Attendance.objects.filter(person__in=late).values_list("person").annotate(total=Sum("training__hours"))
    taught = dict(hours.order_by())
    found = []
    for one in late:
        place, known = places[one.enterprise_id], taught.get(one.pk) or Decimal(0)
        if known < (due := rules.first_hours(place, one)):
            found.append((place, one, due, known))
    return found
