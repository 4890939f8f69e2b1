"""What a person gave up on the phone before it could be done: kept with the reason on the person's own chain."""

import datetime as dt
import uuid
from typing import Any

from anlan.core import events
from anlan.org import inbox, scope
from anlan.org.models import User, UserEvent
from anlan.org.scope import Place


@events.once(UserEvent)
def note_discard(
    user: User,
    *,
    place: Place,
    reason: str,
    what: str,
    rows: list[dict[str, Any]],
    files: list[str],
    happened_at: dt.datetime,
    client_id: uuid.UUID,
    thread: str = "",
) -> User:
    """Keep what was given up, `rows` as the phone wrote them, and tell who supervises at that place; one event."""
    told = {
        "what": what,
        "reason": reason,
        "rows": rows,
        "region": place.region_code,
        "strip": str(place.strip_id or ""),
        "thread": thread,
    }
    fields: dict[str, Any] = {"files": files, "happened_at": happened_at, "client_id": client_id}
    events.append(user, "org.discard", actor=user, data=told, **fields)
    supervisors = scope.people_with("org.read_discards", place)
    inbox.tell(
        [one for one in supervisors if one != user],
        key=f"org.discard.{client_id}",
        title=f"{user.full_name}在手机上放弃了没有办成的记录"[:120],
        body=f"{what}。原因：{reason}",
        url="/field/discarded/",
    )
    return user
