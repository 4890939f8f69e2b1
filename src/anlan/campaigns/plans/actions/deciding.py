"""A person decides each piece of a draft: confirms, changes, adds, drops. One event each time."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Max, QuerySet

from anlan.campaigns.plans import rules
from anlan.campaigns.plans.models import Campaign, CampaignEvent, Duty, Outcome, Stage
from anlan.campaigns.steering.actions.checking import require
from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.org.models import User

FACTS = (
    "title",
    "document_number",
    "issuer",
    "dated_on",
    "starts_on",
    "ends_on",
    "assessed_year",
    "industries",
    "territories",
)


@events.once(CampaignEvent)
def set_facts(campaign: Campaign, *, actor: User, client_id: uuid.UUID | None = None, **facts: Any) -> Campaign:
    """Set what the campaign is: `facts` are some of FACTS. Raises Invalid for an end before the start."""
    require(rules.may_decide(actor, campaign))
    _in_order(facts.get("starts_on", campaign.starts_on), facts.get("ends_on", campaign.ends_on))
    changed = {name: value for name, value in facts.items() if name in FACTS and getattr(campaign, name) != value}
    data = {name: [getattr(campaign, name), value] for name, value in changed.items()}
    events.append(
        campaign, "campaigns.set_facts", actor=actor, changes=changed, data={"changed": data}, client_id=client_id
    )
    return campaign


def _in_order(starts_on: dt.date | None, ends_on: dt.date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise Invalid("止日不能早于起日，请重填。", fields={"ends_on": ["不能早于起日。"]})


@events.once(CampaignEvent)
def confirm_stages(
    campaign: Campaign, *, actor: User, stages: Iterable[Stage], client_id: uuid.UUID | None = None
) -> Campaign:
    """Confirm stages as they stand. Raises Invalid where one has no end."""
    return _confirm(campaign, "campaigns.confirm_stages", actor, list(stages), client_id)


@events.once(CampaignEvent)
def confirm_duties(
    campaign: Campaign, *, actor: User, duties: Iterable[Duty], client_id: uuid.UUID | None = None
) -> Campaign:
    """Confirm duties as they stand. Raises Invalid where a deadline has no year."""
    return _confirm(campaign, "campaigns.confirm_duties", actor, list(duties), client_id)


def _confirm(campaign: Campaign, action: str, actor: User, pieces: list[Any], client_id: uuid.UUID | None) -> Campaign:
    require(rules.may_decide(actor, campaign))
    for piece in pieces:
        if reason := rules.must_be_settled(piece):
            raise Invalid(reason, code="campaigns.unsettled")
    told = [{"id": piece.pk, "clause": piece.clause, "quote": piece.quote[:120], "was": str(piece)} for piece in pieces]
    _decide(pieces, Outcome.CONFIRMED, actor, "")
    events.append(campaign, action, actor=actor, data={"pieces": told}, client_id=client_id)
    return campaign


def _decide(pieces: Iterable[Any], outcome: str, actor: User, reason: str) -> None:
    for piece in pieces:
        piece.outcome, piece.reason = outcome, reason
        piece.decided_by, piece.decided_at = actor, clock.now()
        piece.save(update_fields=["outcome", "reason", "decided_by", "decided_at"])


@events.once(CampaignEvent)
def change_stage(
    campaign: Campaign, *, actor: User, stage: Stage, reason: str = "", client_id: uuid.UUID | None = None, **facts: Any
) -> Campaign:
    """Set a stage's name and days; what is due at its end moves with it.

    Raises Invalid without an end or with an end before the start.
    """
    require(rules.may_decide(actor, campaign))
    if not facts.get("ends_on"):
        raise Invalid("请填写阶段的止日。", fields={"ends_on": ["请填写。"]})
    _in_order(facts.get("starts_on"), facts.get("ends_on"))
    following = _due_with(campaign, stage)
    _change(campaign, "campaigns.change_stage", actor, stage, facts, reason, client_id)
    following.update(due_on=stage.ends_on, due_read=str(stage.ends_on))
    return campaign


def _due_with(campaign: Campaign, stage: Stage) -> QuerySet[Duty]:
    """Duties nobody has decided yet that are due at a stage's end because they stand in it."""
    undecided = campaign.duties.filter(stage=stage, due_on=stage.ends_on, due_written=stage.as_written, outcome="")
    return Duty.objects.filter(pk__in=list(undecided.values_list("pk", flat=True)))


@events.once(CampaignEvent)
def change_duty(
    campaign: Campaign, *, actor: User, duty: Duty, reason: str = "", client_id: uuid.UUID | None = None, **facts: Any
) -> Campaign:
    """Set what a duty of a draft says. Raises Invalid where its deadline is still open."""
    require(rules.may_decide(actor, campaign))
    if duty.is_open and not facts.get("due_on") and facts.get("rhythm") == Duty.Rhythm.ONCE:
        raise Invalid(f"期限“{duty.due_written}”{duty.open_because}，请填写期限。", fields={"due_on": ["请填写。"]})
    facts.setdefault("due_read", facts["due_on"].isoformat() if facts.get("due_on") else "")
    return _change(campaign, "campaigns.change_duty", actor, duty, facts, reason, client_id)


def _change(
    campaign: Campaign,
    action: str,
    actor: User,
    piece: Any,
    facts: dict[str, Any],
    reason: str,
    client_id: uuid.UUID | None,
) -> Campaign:
    changed = {name: value for name, value in facts.items() if getattr(piece, name) != value}
    data = {"id": piece.pk, "clause": piece.clause, "quote": piece.quote[:120], "reason": reason}
    data["changed"] = {name: [events.plain(getattr(piece, name)), value] for name, value in changed.items()}
    for name, value in changed.items():
        setattr(piece, name, value)
    piece.outcome = Outcome.ADDED if piece.outcome == Outcome.ADDED else Outcome.CHANGED
    piece.reason, piece.decided_by, piece.decided_at = reason, actor, clock.now()
    piece.save(update_fields=[*changed, "outcome", "reason", "decided_by", "decided_at"])
    events.append(campaign, action, actor=actor, data=data, client_id=client_id)
    return campaign


@events.once(CampaignEvent)
def add_stage(campaign: Campaign, *, actor: User, client_id: uuid.UUID | None = None, **facts: Any) -> Campaign:
    """Add a stage that the notice does not name."""
    require(rules.may_decide(actor, campaign))
    if not facts.get("ends_on"):
        raise Invalid("请填写阶段的止日。", fields={"ends_on": ["请填写。"]})
    _in_order(facts.get("starts_on"), facts.get("ends_on"))
    return _add(campaign, "campaigns.add_stage", actor, Stage(campaign=campaign, **facts), client_id)


@events.once(CampaignEvent)
def add_duty(campaign: Campaign, *, actor: User, client_id: uuid.UUID | None = None, **facts: Any) -> Campaign:
    """Add a duty that was not read; a clause may be named, a sentence quoted."""
    require(rules.may_decide(actor, campaign))
    duty = Duty(campaign=campaign, **facts)
    found = campaign.text.find(duty.quote) if duty.quote else -1
    duty.start, duty.end = (found, found + len(duty.quote)) if found >= 0 else (0, 0)
    return _add(campaign, "campaigns.add_duty", actor, duty, client_id)


def _add(campaign: Campaign, action: str, actor: User, piece: Any, client_id: uuid.UUID | None) -> Campaign:
    rows = type(piece).objects.filter(campaign=campaign)
    piece.number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    piece.outcome, piece.decided_by, piece.decided_at = Outcome.ADDED, actor, clock.now()
    piece.save(force_insert=True)
    data = {"id": piece.pk, "clause": piece.clause, "is": str(piece)}
    events.append(campaign, action, actor=actor, data=data, client_id=client_id)
    return campaign


@events.once(CampaignEvent)
def drop_stage(
    campaign: Campaign, *, actor: User, stage: Stage, reason: str, client_id: uuid.UUID | None = None
) -> Campaign:
    """Leave a stage out, with the reason; the notice's words stay on record."""
    return _drop(campaign, "campaigns.drop_stage", actor, stage, reason, client_id)


@events.once(CampaignEvent)
def drop_duty(
    campaign: Campaign, *, actor: User, duty: Duty, reason: str, client_id: uuid.UUID | None = None
) -> Campaign:
    """Leave a duty out, with the reason; the notice's words stay on record."""
    return _drop(campaign, "campaigns.drop_duty", actor, duty, reason, client_id)


def _drop(
    campaign: Campaign, action: str, actor: User, piece: Any, reason: str, client_id: uuid.UUID | None
) -> Campaign:
    require(rules.may_decide(actor, campaign))
    if not reason.strip():
        raise Invalid("请写明为什么不采用。", fields={"reason": ["请填写。"]})
    _decide([piece], Outcome.DROPPED, actor, reason.strip())
    data = {"id": piece.pk, "clause": piece.clause, "was": str(piece), "reason": reason.strip()}
    events.append(campaign, action, actor=actor, data=data, client_id=client_id)
    return campaign
