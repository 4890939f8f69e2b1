"""Voiding: a duplicate, or not a hazard; proposed by one, decided by another, kept for ever."""

import uuid
from typing import Any

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow
from anlan.hazards import rules
from anlan.hazards.actions.judging import settle
from anlan.hazards.actions.stepping import say, take
from anlan.hazards.actions.supervising import release
from anlan.hazards.models import Hazard, HazardEvent, Proposal, State
from anlan.org.models import User


@events.once(HazardEvent)
def propose_void(
    hazard: Hazard,
    *,
    actor: User,
    reason: str,
    duplicate_of: Hazard | None = None,
    client_id: uuid.UUID | None = None,
) -> Hazard:
    """Propose that the record is a duplicate or no hazard."""
    words = say(reason, "作废理由", "reason")
    if rules.waiting_proposal(hazard, Proposal.Kind.VOID):
        raise Invalid(f"{hazard}已有人提出作废，请先确认或否决。", code="hazards.proposed")
    if duplicate_of is not None and duplicate_of.pk == hazard.pk:
        raise Invalid("不能把它当作自己的重复，请填另一条的编号。", code="hazards.duplicate_of")
    data = {"reason": words, "duplicate_of": str(duplicate_of or "")}
    take(hazard, "propose_void", actor=actor, data=data, client_id=client_id)
    Proposal.objects.create(
        hazard=hazard,
        kind=Proposal.Kind.VOID,
        reason=words,
        duplicate_of=duplicate_of,
        proposed_by=actor,
        proposed_at=clock.now(),
    )
    return hazard


@events.once(HazardEvent)
def decide_void(
    hazard: Hazard, *, actor: User, agreed: bool, decision: str, client_id: uuid.UUID | None = None
) -> Hazard:
    """Decide a proposed voiding as the second person; with agreement the hazard is void, and stays on record."""
    proposal = rules.waiting_proposal(hazard, Proposal.Kind.VOID)
    told = {"agreed": agreed, "decision": say(decision, "意见", "decision")}
    to = State.VOID if agreed else None
    take(hazard, "decide_void", actor=actor, to=to, data=told, client_id=client_id)
    settle(proposal, actor, agreed, decision)
    if agreed:
        release(hazard)
    return hazard


@events.once(HazardEvent)
def take_back(
    hazard: Hazard, *, actor: User | None, source: dict[str, Any], client_id: uuid.UUID | None = None
) -> Hazard:
    """Void a row of an old ledger whose import is undone; it stays in the chain, under its number.

    `source` names the import run. Raises NotNow once anything was done with it, and for what no ledger brought.
    """
    if not hazard.legacy or hazard.event_count > 1:
        raise NotNow(f"{hazard}登记后已经办理过，不能撤回，请按作废程序办理。", code="hazards.not_now")
    events.append(
        hazard,
        "hazards.take_back",
        actor=actor,
        changes={"state": State.VOID},
        expect={"state": hazard.state},
        data={"source": source},
        from_state=hazard.state,
        to_state=State.VOID,
        client_id=client_id,
    )
    return hazard
