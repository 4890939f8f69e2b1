"""Judging: general or major, by which criterion; doubt; changing a judgement."""

import datetime as dt
import uuid

from anlan.core import clock, events, workdays
from anlan.core.errors import Invalid, NotYours
from anlan.hazards import rules
from anlan.hazards.actions.stepping import NOT_ACCEPTED, ahead, make_findable, say, take
from anlan.hazards.models import DueBasis, Hazard, HazardEvent, Level, Proposal
from anlan.org.models import User
from anlan.standards.models import Criterion
from anlan.standards.queries import strip_of
from anlan.standards.rules import may_carry_judgement

PLAN_WORKDAYS = 3
"""Work days in which a major hazard's plan must be filed (default of this product)."""


@events.once(HazardEvent)
def judge(
    hazard: Hazard,
    *,
    actor: User,
    level: str,
    criterion: Criterion | None = None,
    confirmation: str = "",
    due_on: dt.date | None = None,
    reason: str = "",
    data: dict | None = None,
    client_id: uuid.UUID | None = None,
) -> Hazard:
    """Decide the level; a major hazard needs a criterion in force and freezes its version (法释〔2022〕19号 art. 4).

    `confirmation` says who compared an unchecked item with the original and where. Sets plan_due_on for a major one and
    a suggested due_on for a general one. Raises Invalid where the criterion cannot carry the judgement.
    """
    if level == Level.GENERAL and rules.judges_only_major(actor, hazard):
        raise NotYours("是否为一般隐患由乡镇或主管单位判定；您可以自报为重大隐患。", code="hazards.not_yours")
    changes = _judgement(hazard, level, criterion, confirmation, actor)
    if due_on and level == Level.GENERAL:
        changes |= {"due_on": ahead(due_on, "建议整改期限"), "due_basis": DueBasis.SUGGESTED}
    told = {"level": level, "criterion": named(criterion), "confirmation": confirmation, "reason": reason}
    take(hazard, "judge", actor=actor, changes=changes, data={**told, **(data or {})}, client_id=client_id)
    make_findable(hazard)
    return hazard


@events.once(HazardEvent)
def upgrade(
    hazard: Hazard,
    *,
    actor: User,
    criterion: Criterion,
    reason: str,
    confirmation: str = "",
    data: dict | None = None,
    client_id: uuid.UUID | None = None,
) -> Hazard:
    """Judge a general hazard major after all; it goes back to where a plan must be filed and reported.

    What the enterprise accepted as a general hazard does not count for the major one.
    """
    if hazard.is_major:
        raise Invalid(f"{hazard}已是重大隐患，无需改判。", code="hazards.already_major")
    changes = _judgement(hazard, Level.MAJOR, criterion, confirmation, actor) | NOT_ACCEPTED
    told = {"criterion": named(criterion), "confirmation": confirmation, "reason": say(reason, "改判理由", "reason")}
    take(hazard, "upgrade", actor=actor, changes=changes, data={**told, **(data or {})}, client_id=client_id)
    make_findable(hazard)
    return hazard


@events.once(HazardEvent)
def doubt(
    hazard: Hazard, *, actor: User, reason: str, data: dict | None = None, client_id: uuid.UUID | None = None
) -> Hazard:
    """Record that it cannot be told whether it is major, and that a city-level department is asked."""
    told = {"reason": say(reason, "拿不准的地方", "reason")}
    take(hazard, "doubt", actor=actor, changes={"doubt": True}, data={**told, **(data or {})}, client_id=client_id)
    return hazard


@events.once(HazardEvent)
def record_opinion(
    hazard: Hazard,
    *,
    actor: User,
    level: str,
    opinion: str,
    issuer: str,
    client_id: uuid.UUID | None = None,
) -> Hazard:
    """Record the opinion of a city-level department or judicial appraiser and judge by it (法释〔2022〕19号 art. 4)."""
    words = f"{say(issuer, '出具意见的单位', 'issuer')}：{say(opinion, '意见内容', 'opinion')}"[:300]
    changes = {**_verdict(level, actor), "opinion": words, "doubt": False}
    take(
        hazard,
        "record_opinion",
        actor=actor,
        changes=changes,
        data={"level": level, "opinion": words},
        client_id=client_id,
    )
    return hazard


@events.once(HazardEvent)
def propose_downgrade(hazard: Hazard, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Hazard:
    """Propose that a major hazard is a general one; another judge decides."""
    words = say(reason, "降级理由", "reason")
    if rules.waiting_proposal(hazard, Proposal.Kind.DOWNGRADE):
        raise Invalid(f"{hazard}已有人提出降级，请先确认或否决。", code="hazards.proposed")
    take(hazard, "propose_downgrade", actor=actor, data={"reason": words}, client_id=client_id)
    Proposal.objects.create(
        hazard=hazard, kind=Proposal.Kind.DOWNGRADE, reason=words, proposed_by=actor, proposed_at=clock.now()
    )
    return hazard


@events.once(HazardEvent)
def decide_downgrade(
    hazard: Hazard, *, actor: User, agreed: bool, decision: str, client_id: uuid.UUID | None = None
) -> Hazard:
    """Decide a proposed downgrade as the second person; with agreement the hazard is general from now on."""
    proposal = rules.waiting_proposal(hazard, Proposal.Kind.DOWNGRADE)
    changes = {"level": Level.GENERAL, "judged_by": actor, "judged_at": clock.now()} if agreed else {}
    told = {"agreed": agreed, "decision": say(decision, "意见", "decision")}
    take(hazard, "decide_downgrade", actor=actor, changes=changes, data=told, client_id=client_id)
    settle(proposal, actor, agreed, decision)
    return hazard


def settle(proposal: Proposal | None, actor: User, agreed: bool, decision: str) -> None:
    """Write the second person's decision on a proposal."""
    if proposal is not None:
        proposal.agreed, proposal.decision = agreed, decision[:300]
        proposal.decided_by, proposal.decided_at = actor, clock.now()
        proposal.save(update_fields=["agreed", "decision", "decided_by", "decided_at"])


def _judgement(hazard: Hazard, level: str, criterion: Criterion | None, confirmation: str, actor: User) -> dict:
    if level not in Level.values:
        raise Invalid("请选择级别：一般或重大。", code="hazards.level", fields={"level": ["请选择。"]})
    changes = _verdict(level, actor)
    if level == Level.GENERAL:
        return changes
    checked = _carrying(hazard, criterion, confirmation)
    changes |= {"criterion": checked, "criterion_confirmation": confirmation.strip()}
    if strip := strip_of(checked, hazard.region_code):
        changes["strip"] = strip
    return changes


def _verdict(level: str, actor: User) -> dict:
    changes = {"level": level, "judged_by": actor, "judged_at": clock.now(), "doubt": False, "reported_at": None}
    if level == Level.MAJOR:
        changes["plan_due_on"] = workdays.add_workdays(clock.today(), PLAN_WORKDAYS)
    return changes


def _carrying(hazard: Hazard, criterion: Criterion | None, confirmation: str) -> Criterion:
    if criterion is None:
        words = "判为重大隐患必须选定判定条款；拿不准的请记“存疑”，提请市级部门认定。"
        raise Invalid(words, code="hazards.criterion", fields={"criterion": [words]})
    verdict = may_carry_judgement(criterion, clock.today())
    if not verdict.allowed:
        raise Invalid(verdict.reason, code="hazards.criterion", fields={"criterion": [verdict.reason]})
    if verdict.needs_confirmation and not confirmation.strip():
        raise Invalid(verdict.reason, code="hazards.confirmation", fields={"confirmation": [verdict.reason]})
    return criterion


def named(criterion: Criterion | None) -> dict | None:
    """A criterion as an event keeps it: which pack, which version, which item, by which digest."""
    if criterion is None:
        return None
    pack = criterion.pack
    return {
        "id": criterion.pk,
        "pack": pack.slug,
        "version": pack.version,
        "title": pack.title,
        "code": criterion.code,
        "digest": criterion.digest,
    }
