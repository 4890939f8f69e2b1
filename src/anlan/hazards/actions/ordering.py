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
        data={"due_on": due_on, "number": number, "before": hazard.due_on},
        from_state=hazard.state,
        to_state=hazard.state,
        client_id=client_id,
    )
    return hazard
