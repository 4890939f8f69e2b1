"""What a campaign's closing report tells besides the ledger's figures: how its duties stand, its practices."""

import datetime as dt
import re
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
        "to": receiver(campaign),
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


KIND = re.compile(
    "(?:的?(?:工作|实施|行动|活动|总体)*(?:方案|计划|安排|要点|意见|办法)|的(?:紧急)?通[知告])(?:（[^）]*）)?$"
)


def title(told: dict[str, Any]) -> str:
    """The report's title: that of the notice without what kind of paper it is."""
    name = KIND.sub("", told["title"].removeprefix("关于").removeprefix("开展").strip("《》"))
    return f"关于{name}情况的总结报告"


HIGHER = "安全生产委员会办公室|安委会办公室|安委办|消安办|安委会|人民政府|政府|委员会|办公室|指挥部|专班|[局委办]"
OFFICE = f"[一-鿿]{{1,14}}?(?:{HIGHER})"
REPORTED = re.compile(
    f"总结(?:报告|材料)?[^。；\n]{{0,14}}?(?:上报|报送|报)(?:至|到|给)?(?P<to>{OFFICE}(?:、{OFFICE})*)(?=[，。；（\n]|$)|"
    f"向(?P<whom>{OFFICE}(?:、{OFFICE})*)(?:上报|报送|报告|提交)[^，。；\n]{{0,8}}总结|"
    f"汇总[^。；\n]{{0,16}}?(?:上报|报)(?:至|到|给)?(?P<all>{OFFICE})(?=[，。；（\n]|$)"
)
OWN = re.compile("^(?:乡|镇|街道|村|社区|本|我|局|各|所在|辖区)")


def receiver(campaign: Campaign) -> str:
    """Who gets the report: the higher office the notice names for summaries, else its sender, else those above.

    What the notice has its own villages and enterprises send to the township itself (报镇安委办) is no answer.
    """
    own = campaign.region.name
    named = [found["to"] or found["whom"] or found["all"] for found in REPORTED.finditer(campaign.text)]
    higher = [one for one in named if not OWN.match(one) and own not in one]
    if higher:
        return higher[-1]
    if campaign.issuer and own not in campaign.issuer:
        return campaign.issuer
    parent = campaign.region.parent
    return f"{parent.name}人民政府" if parent else ""


def opening(told: dict[str, Any]) -> str:
    """How the duties stand, in a sentence."""
    counts = told["counts"]
    words = [f"{one.words} {counts[one.value]} 项次" for one in Standing if counts[one.value]]
    return f"方案明确的任务，{'，'.join(words) or '没有逐期计算的'}。"


def problems(told: dict[str, Any]) -> list[str]:
    """What was missed most."""
    named = "；".join(f"{one['action']}（{one['count']} 项次）" for one in told["missed"][:3])
    return [f"任务落实不到位。逾期未完成较多的是：{named}。"] if named else []


OPEN = (
    "对尚未销号的隐患逐条落实责任人、措施、资金、期限、应急预案，整改期间的管控措施不到位的停用相关部位，直到全部销号。"
)
MISSED = "对逾期未完成的任务逐项补课，查清原因，列入今后的督导重点。"
KEPT = "把行动中有效的做法固定下来，坚持企业自查、村级巡查、部门执法和领导督导，防止隐患反弹。"


def plans(figures: dict[str, Any]) -> list[str]:
    """What is to be done next: of what is open and what was missed only where there is any."""
    missed = figures["campaign"]["counts"][Standing.MISSED.value]
    return [words for words, holds in ((OPEN, figures["counts"]["open"]), (MISSED, missed), (KEPT, True)) if holds]


def practices(told: dict[str, Any]) -> list[str]:
    """A paragraph for each practice."""
    return [f"{one['enterprise']}：{one['title']}。{one['effect']}".strip() for one in told["practices"]]
