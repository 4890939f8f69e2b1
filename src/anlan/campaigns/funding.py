"""Money and expert days for hazards in a period (方案二（三）4): asked for, granted, spent, as plain data to freeze."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from typing import Any

from anlan.campaigns.steering.models import Spending, Support
from anlan.hazards.figures import Period
from anlan.hazards.models import Hazard
from anlan.org.models import Region

LABELS = {"asked": "申请", "granted": "同意", "spent": "支出"}
UNITS = {"amount": "元", "days": "人天"}
Sums = dict[str, Decimal]


def gather(region: Region, first: dt.date, last: dt.date) -> dict[str, Any]:
    """Per hazard of a township what was asked for, granted and spent within the period, and all together.

    Yuan and expert days as text (`asked_amount`, `asked_days`, …), because JSON knows no decimals.
    """
    sums: dict[Any, Sums] = defaultdict(lambda: defaultdict(Decimal))
    for name, hazard, amount, days in _moves(region, Period(first, last)):
        for key in (hazard, None):
            sums[key][f"{name}_amount"] += amount
            sums[key][f"{name}_days"] += days
    total = sums.pop(None, {})
    hazards = Hazard.objects.filter(pk__in=sums).select_related("enterprise").order_by("code", "id")
    return {"total": _told(total), "rows": [_row(one, sums[one.pk]) for one in hazards]}


def _moves(region: Region, period: Period) -> list[tuple[str, Any, Decimal, Decimal]]:
    """What was asked for, granted, spent: which, for which hazard, yuan, days."""
    supports = Support.objects.filter(region=region)
    spent = Spending.objects.filter(support__region=region, on__gte=period.first, on__lte=period.last)
    rows = {
        "asked": supports.filter(period.of("asked_at")).values_list("hazard", "asked_amount", "asked_days"),
        "granted": supports.filter(period.of("decided_at"), is_granted=True).values_list(
            "hazard", "granted_amount", "granted_days"
        ),
        "spent": spent.values_list("support__hazard", "amount", "days"),
    }
    return [(name, *row) for name in LABELS for row in rows[name]]


def _row(hazard: Hazard, sums: Sums) -> dict[str, str]:
    return {"id": str(hazard.pk), "code": str(hazard), "enterprise": str(hazard.enterprise or ""), **_told(sums)}


def _told(sums: Sums) -> dict[str, str]:
    names = [f"{name}_{unit}" for name in LABELS for unit in UNITS]
    return {name: f"{sums.get(name, Decimal(0)).normalize():f}" for name in names}


def words(row: dict[str, str], name: str) -> str:
    """What was asked for, granted or spent in words: 12000 元、2 人天; empty for nothing."""
    told = ((row[f"{name}_{unit}"], words) for unit, words in UNITS.items())
    return "、".join(f"{number} {unit}" for number, unit in told if number != "0")
