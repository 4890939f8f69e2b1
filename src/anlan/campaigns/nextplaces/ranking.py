"""The places in their order, as far as a person goes there."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from anlan.campaigns.nextplaces import gathering
from anlan.campaigns.nextplaces.reasons import KINDS, PLACE_OF, Reason
from anlan.core import clock
from anlan.enforcement.errands.models import Errand
from anlan.enforcement.inspecting.capping import barred as barred_by_cap
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import posts_of
from anlan.inspections import rules as visits
from anlan.inspections.kinds import KINDS as VISITS
from anlan.inspections.kinds import Kind
from anlan.org import scope
from anlan.org.models import User


@dataclass(frozen=True)
class Place:
    """A place to go: why, when somebody was last there, who goes there anyway, and why not where a cap forbids it."""

    enterprise: Enterprise
    reasons: list[Reason]
    last: dt.date | None = None
    planned: Errand | None = None
    barred: str = ""
    kilometres: float | None = None
    is_same_village: bool = False

    @property
    def gravest(self) -> Reason:
        """The reason it is ranked by."""
        return self.reasons[0]


def order(place: Place) -> tuple[Any, ...]:
    """The gravest reason, how many there are, high risk, what has lasted longest, the name: nobody's mood."""
    return (
        PLACE_OF[place.gravest.kind],
        -len(place.reasons),
        not place.enterprise.high_risk,
        place.gravest.since,
        place.enterprise.sort_key,
        str(place.enterprise.pk),
    )


def reach(user: User) -> QuerySet[Enterprise]:
    """The places in business a person may visit by themselves; never their own."""
    may = Q(pk__in=[])
    for kind in visits.goes_as(user):
        may |= scope.rows(
            user, permission=VISITS[kind].permission, governor="governed_by_id", industry="main_industry_id"
        )
    rows = enterprises.visible_to(user).filter(may, status=Enterprise.Status.OPEN)
    return rows.exclude(pk__in=list(posts_of(user)))


def places_for(user: User) -> list[Place]:
    """Every place with a reason to go there, in their order."""
    rows, today = reach(user), clock.today()
    told: dict[Any, list[Reason]] = defaultdict(list)
    missed, alike = gathering.of_duties(user, rows), gathering.of_lessons(user, rows)
    for found in (gathering.of_hazards(rows, today), missed, alike):
        for pk, reasons in found.items():
            told[pk] += reasons
    last, planned = gathering.last_visits(rows), gathering.planned(user, rows)
    # A patrol takes none of the inspections a cap allows.
    barred = barred_by_cap(rows, today) if Kind.GUIDANCE in visits.goes_as(user) else {}
    made = []
    for one in rows.select_related("region").defer("former_names", "features", "note"):
        reasons = [*told.get(one.pk, ()), *gathering.of_visit(one, last.get(one.pk), today), *gathering.of_flags(one)]
        if any(KINDS[reason.kind].alone for reason in reasons):
            ranked = sorted(reasons, key=lambda reason: PLACE_OF[reason.kind])
            made.append(Place(one, ranked, last.get(one.pk), planned.get(one.pk), barred.get(one.pk, "")))
    return sorted(made, key=order)
