"""Finished self-inspections of many enterprises as signs are read from them."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Q

from anlan.core import clock
from anlan.inspections.kinds import Kind
from anlan.inspections.models import Answer, Finding, State, Visit


@dataclass(frozen=True)
class Check:
    """One finished self-inspection: when, how many items, how many not fine, seconds it took, hazards it met with."""

    pk: Any
    enterprise: Any
    at: dt.datetime
    items: int
    bad: int
    seconds: float
    met: int

    @property
    def on(self) -> dt.date:
        """The day."""
        return clock.local_date(self.at)

    @property
    def is_clean(self) -> bool:
        """Whether it found nothing at all."""
        return not self.bad and not self.met


ByPlace = dict[Any, list[Check]]


def checks_of(ids: list[Any], own: Q, since: dt.datetime) -> ByPlace:
    """Self-inspections by enterprise, the earliest first; three queries. `own` says the same of their answers."""
    counted = Answer.objects.filter(own).values("visit").order_by()
    bad = Count("pk", filter=Q(value=Answer.Value.NO))
    answers = counted.annotate(items=Count("pk"), bad=bad, first=Min("answered_at"), last=Max("answered_at"))
    known = {row["visit"]: row for row in answers}
    met = dict(Finding.objects.filter(own).values_list("visit").annotate(number=Count("pk")).order_by())
    rows = Visit.objects.filter(enterprise__in=ids, kind=Kind.SELF_INSPECTION, state=State.FINISHED)
    by: ByPlace = defaultdict(list)
    for visit in rows.filter(ended_at__gte=since).order_by("ended_at", "id"):
        by[visit.enterprise_id].append(_check(visit, known.get(visit.pk), met.get(visit.pk, 0)))
    return by


def _check(visit: Visit, row: Any, met: int) -> Check:
    at = visit.ended_at or visit.begun_at
    if row is None:
        return Check(visit.pk, visit.enterprise_id, at, 0, 0, 0.0, met)
    seconds = (row["last"] - row["first"]).total_seconds()
    return Check(visit.pk, visit.enterprise_id, at, row["items"], row["bad"], seconds, met)
