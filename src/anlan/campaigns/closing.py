"""What a campaign's closing report tells besides the ledger's figures: how its duties stand, its practices."""

import datetime as dt
from collections import Counter
from typing import Any
from uuid import UUID

from anlan.campaigns.duties import board
from anlan.campaigns.duties.standing import Standing
from anlan.campaigns.plans.models import Campaign
from anlan.core import clock
from anlan.enterprises.models import Practice
from anlan.hazards.figures import Period

MISSED_NAMED = 20


def gather(pk: UUID | str) -> dict[str, Any]:
    """How every duty of a campaign stands now, those most missed, and the practices published within it, as JSON."""
    campaign = Campaign.objects.select_related("region").get(pk=pk)
    rows = board.rows_of(campaign)
    counts = sum((row.counts for row in rows), Counter())
    missed = sorted((row for row in rows if row.counts[Standing.MISSED]), key=lambda row: -row.counts[Standing.MISSED])
    return {
        "id": str(campaign.pk),
        "title": campaign.title,
        "counts": {one.value: counts[one] for one in Standing},
        "missed": [_missed(row) for row in missed[:MISSED_NAMED]],
        "practices": [_practice(one) for one in _practices(campaign)],
    }


def days(campaign: Campaign) -> tuple[dt.date, dt.date]:
    """From its first day to its last or, while it runs, today."""
    today = clock.today()
    return campaign.starts_on or today, min(campaign.ends_on or today, today)


def _missed(row: board.Row) -> dict[str, Any]:
    duty, count = row.asked.duty, row.counts[Standing.MISSED]
    return {"lineage": str(duty.lineage), "clause": duty.clause, "action": duty.action, "count": count}


def _practices(campaign: Campaign) -> list[Practice]:
    rows = Practice.objects.filter(Period(*days(campaign)).of("published_at"), ended_at=None)
    low = campaign.region.prefix
    return list(rows.filter(enterprise__region_code__startswith=low).select_related("enterprise").order_by("id"))


def _practice(one: Practice) -> dict[str, str]:
    return {"url": one.get_absolute_url(), "title": one.title, "enterprise": one.enterprise.name, "effect": one.effect}


def title(told: dict[str, Any]) -> str:
    """The report's title."""
    return f"关于{told['title'].removeprefix('关于')}落实情况的总结报告"


def opening(told: dict[str, Any]) -> str:
    """How the duties stand, in a sentence."""
    counts = told["counts"]
    words = [f"{one.words} {counts[one.value]} 项次" for one in Standing if counts[one.value]]
    return f"方案明确的任务，{'，'.join(words) or '没有逐期计算的'}。"


def problems(told: dict[str, Any]) -> list[str]:
    """What was missed most."""
    named = "；".join(f"{one['action']}（{one['count']} 项次）" for one in told["missed"][:3])
    return [f"任务落实不到位。逾期未完成较多的是：{named}。"] if named else []


def practices(told: dict[str, Any]) -> list[str]:
    """A paragraph for each practice."""
    return [f"{one['enterprise']}：{one['title']}。{one['effect']}".strip() for one in told["practices"]]
