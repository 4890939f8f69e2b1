"""Whom lookouts ask: the enterprises in business of their industries in their villages."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q, QuerySet

from anlan.campaigns.duties.subjects import WITHOUT_OPERATOR, Subject, subject_of
from anlan.campaigns.lookouts.models import Lookout
from anlan.core import clock
from anlan.enterprises.models import Enterprise
from anlan.standards.models import Industry

Targets = dict[Any, list[Subject]]


def with_parts(wanted: Iterable[set[str]]) -> list[set[str]]:
    """Each set of industries with their parts: who is asked of 工贸 is asked of 木材加工. One query."""
    listed = list(wanted)
    named = set().union(*listed) if listed else set()
    rows = Industry.objects.filter(parent__in=named).values_list("parent_id", "code") if named else ()
    parts = [(str(parent), code) for parent, code in rows]
    return [{*one, *(code for parent, code in parts if parent in one)} for one in listed]


def places(prefixes: Iterable[str], codes: set[str]) -> QuerySet[Enterprise]:
    """Enterprises in business in these regions; of these industries only, if any are named."""
    lies = Q(pk__in=[])
    for prefix in prefixes:
        lies |= Q(region_code__startswith=prefix)
    rows = Enterprise.objects.filter(lies, status=Enterprise.Status.OPEN).exclude(kind=WITHOUT_OPERATOR)
    if codes:
        further = Enterprise.industries.through.objects.filter(industry__in=codes).values("enterprise")
        rows = rows.filter(Q(main_industry__in=codes) | Q(pk__in=further))
    return rows.order_by("sort_key", "id")


def asked_of(lookouts: Iterable[Lookout], among: Collection[Any] | None = None) -> Targets:
    """The subjects of each lookout, by its id; as many queries for thirty as for one (`industries` are prefetched).

    `among`: of these enterprises only.
    """
    listed = [one for one in lookouts if not one.called_off]
    named = with_parts({industry.pk for industry in one.industries.all()} for one in listed)
    codes = dict(zip((one.pk for one in listed), named, strict=True))
    every = set().union(*codes.values()) if all(codes.values()) else set()
    rows = places({one.region.prefix for one in listed}, every) if listed else Enterprise.objects.none()
    rows = rows.only("pk", "name", "region_code", "strip_id", "main_industry_id", "created_at", "sort_key")
    known = list(rows if among is None else rows.filter(pk__in=among))
    doing = _industries(known, set().union(*codes.values())) if listed else {}
    return {
        one.pk: [subject_of(place) for place in known if _is_asked(one, place, codes[one.pk], doing)] for one in listed
    }


def _industries(known: list[Enterprise], codes: set[str]) -> dict[Any, set[str]]:
    """Enterprise → which of these industries it is in."""
    found: dict[Any, set[str]] = defaultdict(set)
    rows = Enterprise.industries.through.objects.filter(industry__in=codes) if codes else ()
    for row in rows:
        found[row.enterprise_id].add(row.industry_id)
    for place in known:
        if place.main_industry_id in codes:
            found[place.pk].add(str(place.main_industry_id))
    return found


def _is_asked(lookout: Lookout, place: Enterprise, codes: set[str], doing: dict[Any, set[str]]) -> bool:
    """Who came on file after the day was over is asked no more."""
    if codes and codes.isdisjoint(doing.get(place.pk, ())):
        return False
    here = place.region_code in lookout.villages if lookout.villages else _lies(place, lookout)
    return here and clock.local_date(place.created_at) <= lookout.due_on


def _lies(place: Enterprise, lookout: Lookout) -> bool:
    return place.region_code.startswith(lookout.region.prefix)
