"""The figures of a bulletin: gathered from the ledger at one instant, as plain data that can be frozen.

Formulas are those of rules.md 13, computed in hazards.figures; nothing here is typed by hand.
"""

import datetime as dt
from typing import Any

from django.db.models import Count, Q, QuerySet

from anlan.campaigns import funding
from anlan.core import clock
from anlan.enterprises.models import Enterprise
from anlan.hazards import figures as ledger
from anlan.hazards.figures import AXES, Axis, Period
from anlan.hazards.models import Hazard, Level, State
from anlan.org.models import Region

NAMED = 30
RATES = {
    "rectified": "整改率（累计）",
    "in_time": "按期整改率",
    "self_found": "重大隐患自查发现占比",
    "recurred": "复发率",
}


def gather(region: Region, first: dt.date, last: dt.date) -> dict[str, Any]:
    """Everything a bulletin of the township tells about the period, as JSON; the cut-off is now."""
    hazards = ledger_of(region)
    period = Period(first, last)
    rates = ledger.rates(hazards, period)
    return {
        "cut_off": clock.now().isoformat(),
        "counts": ledger.summary(hazards, period),
        "rates": {name: {"part": rate.part, "whole": rate.whole, "shown": str(rate)} for name, rate in rates.items()},
        "enterprises": _enterprises(region, hazards, period),
        "villages": by_axis(hazards, AXES["village"], period),
        "offices": by_axis(hazards, AXES["office"], period),
        "industries": by_axis(hazards, AXES["industry"], period),
        "sources": by_axis(hazards, AXES["source"], period),
        "overdue": [_named(one) for one in _overdue(hazards)],
        "majors": [_named(one) for one in _open_majors(hazards)],
        "listed": [_named(one) for one in _listed(hazards)],
        "support": funding.gather(region, first, last),
    }


def ledger_of(region: Region) -> QuerySet[Hazard]:
    """The hazards of a region's territory."""
    low, high = region.prefix.ljust(12, "0"), region.prefix.ljust(12, "9")
    return Hazard.objects.filter(region_code__gte=low, region_code__lte=high)


def by_axis(hazards: QuerySet[Hazard], axis: Axis, period: Period) -> list[dict[str, Any]]:
    """For each value of an axis: found and closed in the period, open and overdue now, and the majors among them."""
    found, closed = period.of("found_at"), Q(state=State.CLOSED) & period.of("closed_at")
    late, major = ledger.overdue(clock.today()), Q(level=Level.MAJOR)
    wanted = {
        "found": found,
        "found_major": found & major,
        "closed": closed,
        "open": ledger.OPEN,
        "open_major": ledger.OPEN & major,
        "overdue": late,
    }
    counts = {name: Count("pk", filter=condition) for name, condition in wanted.items()}
    rows = {
        key: dict(zip(wanted, numbers, strict=True))
        for key, *numbers in hazards.filter(ledger.COUNTED).order_by().values_list(axis.column).annotate(**counts)
    }
    names = ledger.labels(axis, rows)
    told = [{"key": str(key or ""), "label": names[key], **rows[key]} for key in names if any(rows[key].values())]
    return sorted(told, key=lambda row: (-row["overdue"], -row["open"], -row["found"]))


def _enterprises(region: Region, hazards: QuerySet[Hazard], period: Period) -> dict[str, int]:
    low, high = region.prefix.ljust(12, "0"), region.prefix.ljust(12, "9")
    known = Enterprise.objects.filter(region_code__gte=low, region_code__lte=high).count()
    covered = hazards.filter(period.of("found_at")).values("enterprise").distinct().count()
    return {"known": known, "with_findings": covered}


def _overdue(hazards: QuerySet[Hazard]) -> QuerySet[Hazard]:
    late = hazards.filter(ledger.overdue(clock.today()))
    return _joined(late.order_by("-level", "binds_on", "id"))


def _open_majors(hazards: QuerySet[Hazard]) -> QuerySet[Hazard]:
    return _joined(hazards.filter(ledger.OPEN, level=Level.MAJOR).order_by("due_on", "id"))


def _listed(hazards: QuerySet[Hazard]) -> QuerySet[Hazard]:
    return _joined(hazards.filter(ledger.OPEN).exclude(supervision_level="").order_by("due_on", "id"))


def _joined(hazards: QuerySet[Hazard]) -> QuerySet[Hazard]:
    return hazards.select_related("enterprise", "region", "strip", "criterion__pack").prefetch_related("supervisions")[
        :NAMED
    ]


def _named(hazard: Hazard) -> dict[str, Any]:
    due_on = hazard.next_due_on
    running = [one.number for one in hazard.supervisions.all() if one.released_at is None]
    return {
        "id": str(hazard.pk),
        "code": str(hazard),
        "enterprise": hazard.enterprise.name,
        "village": hazard.region.plain_name,
        "office": hazard.strip.name if hazard.strip else "",
        "description": hazard.description,
        "level": hazard.get_level_display() or "未判定",
        "state": hazard.state_words,
        "criterion": str(hazard.criterion) if hazard.criterion else "",
        "due_on": due_on.isoformat() if due_on else "",
        "supervision": running[0] if running else "",
    }
