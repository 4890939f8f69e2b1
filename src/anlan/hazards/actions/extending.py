"""A later date: asked before the old one, with interim control, granted by the office that acknowledged the plan."""

import datetime as dt
import uuid

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.hazards.actions.stepping import ahead, say, take
from anlan.hazards.models import DueBasis, Extension, Hazard, HazardEvent
from anlan.org.models import User


@events.once(HazardEvent)
def ask_extension(
    hazard: Hazard,
    *,
    actor: User,
    to_due_on: dt.date,
    reason: str,
    interim_control: str,
    client_id: uuid.UUID | None = None,
) -> Hazard:
    """Ask for a later date. Raises Invalid once the old date has passed, or without interim control."""
    if hazard.due_on is None or hazard.due_on < clock.today():
        raise Invalid(f"{hazard}的整改期限已过，不能再申请延期，请尽快整改并说明情况。", code="hazards.too_late")
    if to_due_on <= hazard.due_on:
        words = f"申请的日期须晚于现在的期限 {hazard.due_on:%Y-%m-%d}。"
        raise Invalid(words, code="hazards.to_due_on", fields={"to_due_on": [words]})
    ahead(to_due_on, "申请延至的日期", "to_due_on")
    why, control = say(reason, "延期理由", "reason"), say(interim_control, "延期期间的管控措施", "interim_control")
    told = {"from": hazard.due_on, "to": to_due_on, "reason": why, "interim_control": control}
    take(hazard, "ask_extension", actor=actor, data=told, client_id=client_id)
    Extension.objects.create(
        hazard=hazard,
        from_due_on=hazard.due_on,
        to_due_on=to_due_on,
        reason=why,
        interim_control=control,
        asked_by=actor,
        asked_at=clock.now(),
    )
    return hazard


@events.once(HazardEvent)
def decide_extension(
    hazard: Hazard, *, actor: User, granted: bool, decision: str, client_id: uuid.UUID | None = None
) -> Hazard:
    """Grant or refuse the request that waits; granted, its date binds from now on."""
    waiting = next((one for one in hazard.extensions.all() if one.granted is None), None)
    changes = {"due_on": waiting.to_due_on, "due_basis": DueBasis.EXTENSION} if waiting and granted else {}
    told = {"granted": granted, "decision": say(decision, "意见", "decision"), **changes}
    take(hazard, "decide_extension", actor=actor, changes=changes, data=told, client_id=client_id)
    if waiting:
        waiting.granted, waiting.decision = granted, decision[:300]
        waiting.decided_by, waiting.decided_at = actor, clock.now()
        waiting.save(update_fields=["granted", "decision", "decided_by", "decided_at"])
    return hazard
