"""Writing gaps: what is newly missing is found, what is there now is filled; one event each."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from anlan.core import clock, events
from anlan.core.errors import Stale
from anlan.enterprises.gaps.finders import FINDERS, Missing
from anlan.enterprises.models import Enterprise, Gap

Key = tuple[Any, str, str]


def watched() -> QuerySet[Enterprise]:
    """Those of whom the law asks anything: open, with an operator."""
    return Enterprise.objects.filter(status=Enterprise.Status.OPEN).exclude(kind=Enterprise.Kind.NO_OPERATOR)


def look(enterprises: QuerySet[Enterprise]) -> int:
    """Compare what is missing now with what was found before; returns how many gaps were found or filled.

    Safe to repeat: two looks at once make one event.
    """
    rows = list(enterprises)
    known = {(one.enterprise_id, one.kind, one.about): one for one in _open(rows)}
    now: dict[Key, Missing] = {}
    alive = [one for one in rows if one.status == Enterprise.Status.OPEN and one.kind != Enterprise.Kind.NO_OPERATOR]
    for kind, find in FINDERS.items():
        now |= {(one.enterprise, kind, one.about): one for one in find(alive)}
    new = [_found(key, missing) for key, missing in now.items() if key not in known]
    gone = [_filled(gap) for key, gap in known.items() if key not in now]
    return sum(new) + sum(gone)


def _open(rows: list[Enterprise]) -> QuerySet[Gap]:
    return Gap.objects.filter(enterprise__in=[one.pk for one in rows], filled_at=None)


def _found(key: Key, missing: Missing) -> bool:
    enterprise, kind, about = key
    facts = {"words": missing.words[:300], "clause": missing.clause}
    gap = Gap(enterprise_id=enterprise, kind=kind, about=about, found_at=clock.now(), **facts)
    try:
        with transaction.atomic():
            events.begin(gap, "enterprises.find_gap", actor=None, data={"kind": kind, "about": about, **facts})
    except IntegrityError:
        return False  # another look at the same moment found it
    return True


def _filled(gap: Gap) -> bool:
    try:
        with transaction.atomic():
            moment = clock.now()
            changes, expect = {"filled_at": moment}, {"filled_at": None}
            events.append(gap, "enterprises.fill_gap", actor=None, changes=changes, expect=expect, data={})
    except Stale:
        return False
    return True
