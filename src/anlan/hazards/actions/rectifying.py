"""Rectifying: the one who fixes it accepts it first, then says it is done."""

import datetime as dt
import uuid
from collections.abc import Iterable

from anlan.core import clock, events
from anlan.hazards.actions.stepping import say, take
from anlan.hazards.models import Hazard, HazardEvent
from anlan.org.models import User


@events.once(HazardEvent)
def self_accept(
    hazard: Hazard,
    *,
    actor: User,
    statement: str,
    photos: Iterable[str] = (),
    happened_at: dt.datetime | None = None,
    client_id: uuid.UUID | None = None,
) -> Hazard:
    """Record the enterprise's own acceptance of its work (河南省安全生产条例 art. 24)."""
    words = say(statement, "自验情况", "statement")
    take(
        hazard,
        "self_accept",
        actor=actor,
        changes={"self_accepted_at": happened_at or clock.now(), "self_accepted_by": actor},
        data={"statement": words},
        photos=photos,
        purpose="self_accept",
        happened_at=happened_at,
        client_id=client_id,
    )
    return hazard


@events.once(HazardEvent)
def submit(
    hazard: Hazard,
    *,
    actor: User,
    statement: str,
    photos: Iterable[str] = (),
    funds_spent: str = "",
    happened_at: dt.datetime | None = None,
    client_id: uuid.UUID | None = None,
) -> Hazard:
    """Say that it is fixed and ask for acceptance; the person becomes the one who fixed it."""
    told = {"statement": say(statement, "整改情况", "statement"), "funds_spent": funds_spent}
    take(
        hazard,
        "submit",
        actor=actor,
        changes={"fixed_by": actor},
        data=told,
        photos=photos,
        purpose="after",
        happened_at=happened_at,
        client_id=client_id,
    )
    return hazard
