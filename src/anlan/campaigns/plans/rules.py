"""Who may read, decide and put in force; what has to be decided first."""

import datetime as dt

from anlan.campaigns.plans.models import Campaign, Doubt, Duty, Stage
from anlan.campaigns.plans.proposing import asking
from anlan.campaigns.steering.rules import holds
from anlan.core import clock
from anlan.org.models import Region, User
from anlan.org.roles import OFFICIALS, READERS, Role

GRANTS = {
    "campaigns.read_plans": READERS,
    "campaigns.plan": OFFICIALS,
    "campaigns.issue_plan": {Role.LEADER},
}
WORDS = {
    "campaigns.read_plans": "查看专项行动和职责",
    "campaigns.plan": "上传通知、逐项确认专项行动",
    "campaigns.issue_plan": "下达专项行动",
}
ON_ITS_WAY = dt.timedelta(days=7)
"""So long a notice is ordinarily on its way from its own day to the day it is put in force."""
DRAFTERS = "由乡镇领导、站所工作人员办理。"


def may_plan(user: User, region: Region) -> str:
    """Empty for yes, else the reason."""
    return "" if holds(user, "campaigns.plan", region) else DRAFTERS


def may_decide(user: User, campaign: Campaign) -> str:
    """Empty for yes, else the reason: while it is a draft."""
    if campaign.dropped_at:
        return "这份草稿已作废。"
    if campaign.is_issued:
        return "已下达，不能再改原文读出的内容；职责有变的，从某一天起变更。"
    return may_plan(user, campaign.region)


def may_ask_proposals(user: User, campaign: Campaign) -> str:
    """Empty for yes, else the reason: whoever decides a draft, where an outside model is set up."""
    if not asking.is_set():
        return "没有配置外部模型（ANLAN_PROPOSER_URL、ANLAN_PROPOSER_MODEL）。"
    return may_decide(user, campaign)


def may_amend(user: User, campaign: Campaign) -> str:
    """Empty for yes, else the reason: while it runs."""
    if not campaign.is_issued:
        return "还没有下达，直接在草稿里修改。"
    if campaign.standing == "over":
        return "行动已结束。"
    return may_plan(user, campaign.region)


def may_issue(user: User, campaign: Campaign, waiting: list[str]) -> str:
    """Empty for yes, else the reason: a leader who did not upload it, when nothing hard is open (`waiting`)."""
    if not campaign.is_draft:
        return "已下达。" if campaign.is_issued else "这份草稿已作废。"
    if waiting:
        return f"还有没定的：{'；'.join(waiting)}。"
    if not holds(user, "campaigns.issue_plan", campaign.region):
        return "由乡镇领导下达。"
    return "上传人不能自己下达，请另一位领导下达。" if campaign.read_by_id == user.pk else ""


def what_waits(campaign: Campaign, stages: list[Stage], duties: list[Duty], doubts: list[Doubt]) -> list[str]:
    """What has to be decided before it can be put in force, as short phrases."""
    told = []
    if campaign.dated_on is None:
        told.append("发文日期")
    if campaign.starts_on is None or campaign.ends_on is None:
        told.append("行动起止日期")
    counts = [
        (sum(1 for one in doubts if one.severity == Doubt.Severity.HARD and not one.answer), "处必须定的矛盾"),
        (sum(1 for one in stages if not one.outcome), "个阶段"),
        (sum(1 for one in duties if not one.outcome), "项职责"),
    ]
    told += [f"{count} {what}" for count, what in counts if count]
    if not any(one.is_kept for one in duties):
        told.append("一项职责也没有")
    return told


def told_before(campaign: Campaign) -> list[str]:
    """What a leader should know before putting a draft in force: that it began long ago, or is over already."""
    today, begins, ends = clock.today(), campaign.starts_on, campaign.ends_on
    if ends and ends < today:
        return [f"行动到{clock.day_words(ends)}已经结束：下达后，系统里没有记录的任务都算逾期。请核对起止日期。"]
    if begins and begins < today - ON_ITS_WAY:
        return [f"行动从{clock.day_words(begins)}就开始了：从那天起该做的任务，也按原期限计算。"]
    return []


def must_be_settled(piece: Stage | Duty) -> str:
    """Why a piece cannot be confirmed as it was read; empty where it can."""
    if isinstance(piece, Stage):
        return "" if piece.ends_on else f"阶段“{piece.name}”的止日没有定，请先改好起止日期。"
    if piece.is_open:
        told = "没有写年份，推不出是哪一年" if piece.open_because == "年份未定" else piece.open_because
        return f"期限“{piece.due_written}”{told}，请先改好期限。"
    return ""
