"""How an event hangs on the one before: its digest over every field, and values as they read back the same."""

import datetime as dt
import hashlib
import json
import uuid
from decimal import Decimal
from typing import Any

from django.db import models

_canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode
AS_IT_IS = frozenset((str, int, bool, float, type(None)))


def plain(value: Any) -> Any:
    """A value as JSON holds it, so that what is hashed now reads back the same from either database."""
    if type(value) in AS_IT_IS:
        return value
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, uuid.UUID | Decimal):
        return str(value)
    if isinstance(value, models.Model):
        return str(value.pk)
    return value


def digest_of(event: Any, previous: str) -> str:
    """sha256 over the previous digest of the subject and every field of an event or its row, in canonical JSON."""
    row = {
        "subject": str(event.subject_id),
        "number": event.number,
        "action": event.action,
        "from": event.from_state,
        "to": event.to_state,
        "actor": str(event.actor_id or ""),
        "name": event.actor_name,
        "office": event.office_name,
        "happened_at": _utc(event.happened_at),
        "recorded_at": _utc(event.recorded_at),
        "client_id": str(event.client_id),
        "data": event.data,
        "files": event.files,
    }
    return hashlib.sha256(f"{previous}\n{_canonical(row)}".encode()).hexdigest()


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
