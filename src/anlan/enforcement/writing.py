"""How this room writes a step of a record that has a state."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from anlan.core import events
from anlan.core.events import Chained, Event
from anlan.org.models import User


def step(
    record: Chained,
    name: str,
    *,
    actor: User | None,
    told: dict[str, Any],
    client_id: uuid.UUID | None,
    changes: dict[str, Any] | None = None,
    happened_at: dt.datetime | None = None,
    files: Sequence[str] = (),
) -> Event:
    """Write one event `enforcement.<name>` with what it changes; `told` is its data. Raises Stale for the later of two.

    The state before and after stand in the event, and a record whose state is no longer the one seen is left alone.
    """
    before = record.state  # type: ignore[attr-defined]  # every record of this room that takes steps has one
    after = str((changes or {}).get("state", before))
    more = {"data": told, "from_state": before, "to_state": after, "client_id": client_id, "happened_at": happened_at}
    more["files"] = list(files)
    return events.append(record, f"enforcement.{name}", actor=actor, changes=changes, expect={"state": before}, **more)
