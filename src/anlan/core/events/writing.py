"""How an event is left: with a new subject, or with the changes it makes to one, if nobody was faster."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import transaction

from anlan.core import clock, db
from anlan.core.errors import Invalid, Stale
from anlan.core.events.digests import digest_of, plain
from anlan.core.events.log import Chained, Event, event_model_of
from anlan.core.ids import uuid7

CLOCK_TOLERANCE = dt.timedelta(minutes=5)
STALE = "刚刚有人先处理了这条记录，您的这一步没有生效，请刷新后再看。"


def make(
    subject: Chained,
    action: str,
    *,
    actor: Any,
    number: int,
    previous: str,
    **fields: Any,
) -> Event:
    """An unsaved event with its digest; `fields` are the optional ones of `append`."""
    moment = clock.now()
    happened_at = fields.get("happened_at") or moment
    if happened_at > moment + CLOCK_TOLERANCE:
        raise Invalid("发生时间晚于现在，请检查手机或表格里的时间。", code="core.future")
    event = event_model_of(subject)(
        subject=subject,
        number=number,
        action=action,
        from_state=fields.get("from_state", ""),
        to_state=fields.get("to_state", ""),
        actor=actor,
        actor_name=actor.full_name if actor else "系统",
        office_name=actor.office_name if actor else "",
        happened_at=happened_at,
        recorded_at=moment,
        client_id=fields.get("client_id") or uuid7(),
        data=plain(fields.get("data") or {}),
        files=list(fields.get("files") or ()),
    )
    event.digest = digest_of(event, previous)
    return event


def begin(subject: Chained, action: str, *, actor: Any, **fields: Any) -> Event:
    """Save a new subject together with its first event.

    `fields`: data, files (sha256), happened_at, client_id, to_state. Raises Invalid for a time in the future.
    """
    event = make(subject, action, actor=actor, number=1, previous="", **fields)
    subject.event_count, subject.head_digest = 1, event.digest
    with transaction.atomic(savepoint=False):
        subject.save(force_insert=True)
        _write(event)
    return event


def append(
    subject: Chained,
    action: str,
    *,
    actor: Any,
    changes: dict[str, Any] | None = None,
    expect: dict[str, Any] | None = None,
    **fields: Any,
) -> Event:
    """Write one more event and the changes it makes, if nobody was faster.

    Compare-and-swap on `event_count` (and `expect`, such as the state): the loser changes nothing and gets Stale.
    `fields`: data, files (sha256), happened_at, client_id, from_state, to_state.
    """
    count, previous = subject.event_count, subject.head_digest
    event = make(subject, action, actor=actor, number=count + 1, previous=previous, **fields)
    values = {**(changes or {}), "event_count": count + 1, "head_digest": event.digest}
    with transaction.atomic(savepoint=False):
        if is_ours := db.swap(subject, values, {"event_count": count, **(expect or {})}):
            _write(event)
    if not is_ours:  # raised out here: the caller's transaction is whole, nothing was written
        raise Stale(STALE, code=f"{subject._meta.app_label}.stale")
    for name, value in values.items():
        setattr(subject, name, value)
    return event


def _write(event: Event) -> None:
    db.insert([event])
    position = apps.get_model("core", "Position")
    db.insert([position(room=event._meta.label_lower, event_id=event.pk, digest=event.digest)])


def names_of(files: Iterable[Any]) -> list[str]:
    """The sha256 names of stored files, as an event keeps them."""
    return [getattr(file, "sha256", file) for file in files]
