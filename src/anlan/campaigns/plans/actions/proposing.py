"""What an outside model proposes for a draft: it waits beside what was read, and a person confirms each or drops it."""

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Max

from anlan.campaigns.plans import rules
from anlan.campaigns.plans.models import Campaign, CampaignEvent, Duty
from anlan.campaigns.steering.actions.checking import require
from anlan.core import events, jobs
from anlan.org.models import User


@events.once(CampaignEvent)
def ask_proposals(campaign: Campaign, *, actor: User, client_id: uuid.UUID | None = None) -> Campaign:
    """Have the worker ask the outside model for duties that were missed. One event.

    The notice's text leaves the house by it. Raises NotYours where none is set up or the person may not decide.
    """
    require(rules.may_ask_proposals(actor, campaign))
    data = {"model": settings.PROPOSER_MODEL}
    events.append(campaign, "campaigns.ask_proposals", actor=actor, data=data, client_id=client_id)
    jobs.enqueue("anlan.campaigns.plans.proposing.jobs.propose", campaign.pk, actor.pk)
    return campaign


def propose_duties(campaign: Campaign, *, actor: User, duties: Iterable[Duty], left: int) -> Campaign:
    """Put proposals beside what was read, undecided and marked as whose they are. One event, also where none is new."""
    require(rules.may_decide(actor, campaign))
    last = campaign.duties.aggregate(last=Max("number"))["last"] or 0
    made = list(duties)
    for number, duty in enumerate(made, last + 1):
        duty.number, duty.proposed_by = number, settings.PROPOSER_MODEL[:60]
    told = [{"id": one.pk, "clause": one.clause, "quote": one.quote[:120], "is": str(one)} for one in made]
    data = {"model": settings.PROPOSER_MODEL, "pieces": told, "left": left}
    data["reason"] = f"{len(made)} 项待确认，{left} 项原文里没有或已读出，没有采用"
    events.append(campaign, "campaigns.propose_duties", actor=None, data=data)
    Duty.objects.bulk_create(made)
    return campaign


def proposals_failed(campaign: Campaign, *, actor: User) -> Campaign:
    """Put on record that the outside model gave no answer that can be used. One event."""
    data = {"model": settings.PROPOSER_MODEL, "asked_by": actor.full_name}
    data["reason"] = "没有得到能用的回答，请检查外部模型的地址后再试"
    events.append(campaign, "campaigns.proposals_failed", actor=None, data=data)
    return campaign
