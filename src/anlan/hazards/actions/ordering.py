"""The date an order sets: it binds above the plan's, and only an extension moves it."""

import datetime as dt
import uuid

from anlan.core import events
from anlan.core.errors import NotNow
from anlan.hazards.models import DueBasis, Hazard, HazardEvent
from anlan.org.models import User


@events.once(HazardEvent)
def bind_by_order(
    hazard: Hazard, *, actor: User, due_on: dt.date, number: str, client_id: uuid.UUID | None = None
) -> Hazard:
    """Let the date of a rectification order bind; `number` is the order's. Its state stays as it is.

    Who may order, the room of documents decides: nobody else calls this. Raises NotNow for a hazard that is over.
    """
    if not hazard.is_open:
        raise NotNow(f"{hazard}已办结，不能再责令整改，请从文书里去掉。", code="hazards.not_now")
    events.append(
        hazard,
        "hazards.bind_by_order",
        actor=actor,
        changes={"due_on": due_on, "due_basis": DueBasis.ORDER},
        expect={"state": hazard.state},
        data={"due_on": due_on, "number": number, "before": hazard.due_on, "before_basis": hazard.due_basis},
        from_state=hazard.state,
        to_state=hazard.state,
        client_id=client_id,
    )
    return hazard


@events.once(HazardEvent)
def release_from_order(
    hazard: Hazard, *, actor: User, number: str, reason: str, client_id: uuid.UUID | None = None
) -> Hazard:
    """Take back the date an order set, because the order is void; what held before it holds again.

    Raises NotNow where the date is no longer the order's: somebody moved it since.
    """
    set_by = date_set_by(hazard, number)
    if set_by is None:
        raise NotNow(f"{hazard}的期限已不是{number}定的，没有改动。", code="hazards.not_now")
    before = set_by.data.get("before")
    changes = {
        "due_on": dt.date.fromisoformat(before) if before else None,
        "due_basis": set_by.data.get("before_basis", ""),
    }
    events.append(
        hazard,
        "hazards.release_from_order",
        actor=actor,
        changes=changes,
        expect={"state": hazard.state},
        data={"number": number, "reason": reason, "before": hazard.due_on, "due_on": changes["due_on"]},
        from_state=hazard.state,
        to_state=hazard.state,
        client_id=client_id,
    )
    return hazard


def date_set_by(hazard: Hazard, number: str) -> HazardEvent | None:
    """The event by which an order set the date that still binds; None for a hazard that is over or was moved since."""
    if not hazard.is_open or hazard.due_basis != DueBasis.ORDER:
        return None
    last = hazard.events.filter(action="hazards.bind_by_order").order_by("-number").first()
    if last is None or last.data.get("number") != number:
        return None
    return last if last.data.get("due_on") == str(hazard.due_on) else None
