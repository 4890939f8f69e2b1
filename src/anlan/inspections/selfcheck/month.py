"""Which small premises did this month's self-check: counted from the visits, whichever way they were made."""

import datetime as dt
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from anlan.core import clock
from anlan.enterprises import queries as register
from anlan.enterprises.models import Enterprise
from anlan.enterprises.premises.queries import small
from anlan.inspections.kinds import Kind
from anlan.inspections.models import State, Visit
from anlan.org.models import User

LONG_AGO = dt.date(1970, 1, 2)
"""Where who never checked stands in the order: both databases put no date elsewhere."""
STANDINGS = {
    "led": ("已查，负责人带队", "done"),
    "done": ("已查", "done"),
    "begun": ("查了一半", "wait"),
    "none": ("没查", "red"),
}


def with_month(rows: QuerySet[Enterprise], first: dt.date) -> QuerySet[Enterprise]:
    """Each with `standing` in the month that begins on `first`, and `last_visit`: its latest finished self-check."""
    following = (first + dt.timedelta(days=32)).replace(day=1)
    own = Visit.objects.filter(enterprise=OuterRef("pk"), kind=Kind.SELF_INSPECTION)
    inside = own.filter(begun_at__gte=clock.local(first, 0), begun_at__lt=clock.local(following, 0))
    finished = inside.filter(state=State.FINISHED)
    return rows.annotate(
        standing=Case(
            When(Exists(finished.filter(principal_signed_at__isnull=False)), then=Value("led")),
            When(Exists(finished), then=Value("done")),
            When(Exists(inside.filter(state=State.IN_PROGRESS)), then=Value("begun")),
            default=Value("none"),
            output_field=CharField(),
        ),
        last_visit=Subquery(own.filter(state=State.FINISHED).order_by("-begun_at").values("pk")[:1]),
        last_checked=Subquery(own.filter(state=State.FINISHED).order_by("-begun_at").values("begun_at")[:1]),
    ).annotate(checked_order=Coalesce("last_checked", Value(clock.local(LONG_AGO, 0))))


def rows(user: User) -> QuerySet[Enterprise]:
    """The small premises the person sees, with how they stand this month."""
    found = small(register.visible_to(user)).select_related("region", "strip").prefetch_related("chosen_lists")
    return with_month(found, clock.today().replace(day=1))


def counts(found: QuerySet[Enterprise]) -> dict[str, int]:
    """How many of these stand how, in one query."""
    known: dict[str, Any] = dict(found.order_by().values_list("standing").annotate(Count("pk")))
    return {name: known.get(name, 0) for name in STANDINGS}


def standing_is(value: str) -> Q:
    """The condition for a standing; `any` is every one that counts as done."""
    return Q(standing__in=["led", "done"]) if value == "any" else Q(standing=value)
