"""When an authority first met with a hazard: the moment before which everything must have been done."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from anlan.core.templatetags.anlan import moment as written
from anlan.hazards.models import Hazard, HazardEvent, Proposal, Source
from anlan.inspections.kinds import KINDS
from anlan.inspections.models import Finding, Visit

OFFICIAL = frozenset({Source.INSPECTION, Source.UPPER_LEVEL, Source.REPORT})
"""How a hazard comes to light to an authority; patrol by the village and guidance only help (国办发〔2024〕54号)."""
AUTHORITY = [kind for kind, about in KINDS.items() if about.source in OFFICIAL]
AT_THE_DOOR = dt.timedelta(days=1)
"""A visit begun so long before counts as going on when the hazard was recorded, until it ended."""


@dataclass(frozen=True)
class Moment:
    """When and how an authority met with it."""

    at: dt.datetime
    words: str


def of(hazard: Hazard, recorded: HazardEvent | None, told: Moment | None = None) -> Moment | None:
    """The earliest: a visit that met with it, one going on as it was recorded, a duplicate, or what was `told`."""
    found = [*_visits(hazard, recorded), *_duplicates(hazard)]
    if hazard.source in OFFICIAL:
        found.append(Moment(hazard.found_at, f"由{hazard.get_source_display()}发现"))
    if told is not None:
        found.append(told)
    return min(found, key=lambda one: one.at, default=None)


def _same(hazard: Hazard) -> Q:
    return Q(hazard=hazard) | Q(
        hazard__proposals__kind=Proposal.Kind.VOID,
        hazard__proposals__agreed=True,
        hazard__proposals__duplicate_of=hazard,
    )


def _visits(hazard: Hazard, recorded: HazardEvent | None) -> Iterator[Moment]:
    met = Finding.objects.filter(_same(hazard)).values("visit")
    wanted = Q(pk__in=met)
    if recorded is not None:
        at = recorded.recorded_at
        begun = Q(enterprise=hazard.enterprise_id, begun_at__range=(at - AT_THE_DOOR, at))
        wanted |= begun & (Q(ended_at=None) | Q(ended_at__gte=at))
    for visit in Visit.objects.filter(wanted, kind__in=AUTHORITY).select_related("led_by"):
        who = visit.upper_office or visit.office_name or visit.led_by.full_name
        yield Moment(visit.begun_at, f"{who}{visit.get_kind_display()}，{written(visit.begun_at)}开始")


def _duplicates(hazard: Hazard) -> Iterator[Moment]:
    same = Hazard.objects.filter(
        proposals__kind=Proposal.Kind.VOID, proposals__agreed=True, proposals__duplicate_of=hazard, source__in=OFFICIAL
    )
    for one in same:
        yield Moment(one.found_at, f"{one.get_source_display()}另行登记为 {one}")
