"""A person answers what the reading asks: each contradiction, each clause without a duty. One event each time."""

import uuid

from anlan.campaigns.plans import rules
from anlan.campaigns.plans.models import Campaign, CampaignEvent, ClauseAnswer, Doubt, Outcome
from anlan.campaigns.steering.actions.checking import require
from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.org.models import User


@events.once(CampaignEvent)
def answer_doubt(
    campaign: Campaign, *, actor: User, doubt: Doubt, answer: str, reason: str, client_id: uuid.UUID | None = None
) -> Campaign:
    """Decide a contradiction: how, and in words why or on whose word.

    Raises Invalid without words, or for keeping to a day that no calendar has.
    """
    require(rules.may_decide(actor, campaign))
    if answer not in Doubt.Answer.values:
        raise Invalid("请选一种处理。", fields={"answer": ["请选择。"]})
    if doubt.kind == Doubt.NO_SUCH_DAY and answer == Doubt.Answer.AS_WRITTEN:
        told = "日历上没有这一天，不能照原文办。请选“按更正后的办”，再把日期改好。"
        raise Invalid(told, code="campaigns.no_such_day", fields={"answer": ["请另选。"]})
    if not reason.strip():
        raise Invalid("请写明怎么定的、依据什么（如：已电话请示区安委办）。", fields={"reason": ["请填写。"]})
    doubt.answer, doubt.reason, doubt.outcome = answer, reason.strip(), Outcome.CONFIRMED
    doubt.decided_by, doubt.decided_at = actor, clock.now()
    doubt.save(update_fields=["answer", "reason", "outcome", "decided_by", "decided_at"])
    data = {"id": doubt.pk, "what": doubt.what, "answer": answer, "reason": doubt.reason}
    events.append(campaign, "campaigns.answer_doubt", actor=actor, data=data, client_id=client_id)
    return campaign


@events.once(CampaignEvent)
def answer_clause(
    campaign: Campaign, *, actor: User, clause: str, words: str, client_id: uuid.UUID | None = None
) -> Campaign:
    """Say what answers a clause that has no duty. Raises Invalid for an unknown clause or without words."""
    require(rules.may_decide(actor, campaign) if campaign.is_draft else rules.may_amend(actor, campaign))
    if clause not in {one["label"] for one in campaign.clauses}:
        raise Invalid("原文里没有这一条，请刷新后再试。", code="campaigns.clause")
    if not words.strip():
        raise Invalid("请写明这一条怎么落实，或为什么不用落实。", fields={"words": ["请填写。"]})
    given = {"words": words.strip()[:200], "by": actor, "at": clock.now()}
    ClauseAnswer.objects.update_or_create(campaign=campaign, clause=clause, defaults=given)
    data = {"clause": clause, "words": given["words"]}
    events.append(campaign, "campaigns.answer_clause", actor=actor, data=data, client_id=client_id)
    return campaign
