"""Who a hazard belongs to: owners its place had none of when it was recorded, and its passing to another office."""

import uuid
from typing import Any

from anlan.core import events
from anlan.core.errors import NotNow
from anlan.hazards.actions.reporting import desks_for
from anlan.hazards.models import Hazard, HazardEvent, Receipt
from anlan.org.models import Office, User

OWNERS = ("strip", "governed_by")
"""Who supervises it, and who must fix it where nobody operates the place."""


@events.once(HazardEvent)
def take_owners(hazard: Hazard, *, actor: User | None, client_id: uuid.UUID | None = None) -> Hazard:
    """Fill the gaps in an open hazard's owners with those its place has got since; writes nothing where none is.

    An owner that stands is not replaced: that is a transfer, and takes the receiver's word.
    """
    found = {name: getattr(hazard.enterprise, name) for name in OWNERS if getattr(hazard, f"{name}_id") is None}
    changes: dict[str, Any] = {name: office for name, office in found.items() if office is not None}
    if not changes or not hazard.is_open:
        return hazard
    events.append(
        hazard,
        "hazards.take_owners",
        actor=actor,
        changes=changes,
        expect={"state": hazard.state},
        data={name: office.name for name, office in changes.items()},
        from_state=hazard.state,
        to_state=hazard.state,
        client_id=client_id,
    )
    return hazard


@events.once(HazardEvent)
def hand_over(hazard: Hazard, *, actor: User, to: Office, why: str, client_id: uuid.UUID | None = None) -> Hazard:
    """Make another office the supervising one, once it has taken the hazard over; `why` names the transfer.

    Who may, the room of transfers decides: nobody else calls this. The old office's handler is taken off, and a report
    nobody there has acknowledged yet now waits at the new desk. Raises NotNow for a hazard that is over.
    """
    if not hazard.is_open:
        raise NotNow(f"{hazard}已办结，不能再移交。", code="hazards.not_now")
    before = hazard.strip.name if hazard.strip else ""
    events.append(
        hazard,
        "hazards.hand_over",
        actor=actor,
        changes={"strip": to, "handler": None},
        expect={"state": hazard.state},
        data={"from": before, "to": to.name, "reason": why},
        from_state=hazard.state,
        to_state=hazard.state,
        client_id=client_id,
    )
    _move_desks(hazard)
    return hazard


def _move_desks(hazard: Hazard) -> None:
    waiting = {one.desk: one for one in hazard.receipts.filter(acknowledged_at=None)}
    wanted = dict(desks_for(hazard))
    if Receipt.Desk.SAFETY in waiting and Receipt.Desk.SAFETY not in wanted:
        # The new office is the safety office itself: the leader in charge is the second desk.
        waiting[Receipt.Desk.SAFETY].desk = Receipt.Desk.LEADER
    for receipt in waiting.values():
        receipt.office = wanted.get(receipt.desk)
        receipt.save(update_fields=["desk", "office"])
