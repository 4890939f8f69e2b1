"""Identifiers: time-ordered UUIDs that a phone, an office or another system can make without asking us."""

import datetime as dt
import secrets
import uuid
from typing import Any

from uuid_utils.compat import uuid7 as _uuid7


def uuid7() -> uuid.UUID:
    """A UUID version 7: made offline, merged without collisions, and kind to an index because it grows with time."""
    return _uuid7()


def uuid7_at(moment: dt.datetime) -> uuid.UUID:
    """A UUID version 7 of an earlier instant, so that what came from an old ledger sorts where it belongs."""
    milliseconds = int(moment.timestamp() * 1000)
    return uuid.UUID(int=milliseconds << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62))


def identifier(text: Any) -> uuid.UUID | None:
    """The identifier a text is, None for anything else: what came from outside must not break a query."""
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None
