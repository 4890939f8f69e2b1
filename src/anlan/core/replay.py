"""What a phone kept without a network, done here once: one action, one transaction, one receipt.

Rooms register in `hooks.replay` a function of (actor, message) that calls the very action their pages call and answers
with Done. Nothing here knows what an action means.
"""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from anlan.core import clock, db, events, hooks
from anlan.core.errors import DomainError, Invalid, Missing, NotYours, Stale
from anlan.core.events import Chained
from anlan.core.ids import identifier
from anlan.core.models import Receipt

TRIES = 8
"""So often an action is tried again when somebody else wrote to the same record at the same moment."""


class Batch:
    """What the actions of one request read once: the receipts that are here, and what rooms find by a name.

    It holds nothing that decides: an action looks at the record as it is now, and the database has the last word.
    """

    def __init__(self, client_ids: Iterable[Any] = ()) -> None:
        """`client_ids` are those the request brings; their receipts are read in one query."""
        ids = [pk for one in client_ids if (pk := identifier(one))]
        self.receipts = Receipt.objects.in_bulk(ids) if ids else {}
        self.met = events.Met(ids)
        self._found: dict[Any, Any] = {}

    def once(self, key: Any, find: Callable[[], Any]) -> Any:
        """What `find` gives, asked once; nothing found is not remembered, for it may arrive meanwhile."""
        if (known := self._found.get(key)) is None and (known := find()) is not None:
            self._found[key] = known
        return known

    def put(self, key: Any, found: Any) -> None:
        """What an action has just made, for those that come after it; `forget` drops it where that is undone."""
        self._found[key] = found

    def forget(self) -> None:
        """Read again: what was undone may have left its traces on what was found."""
        self._found.clear()
        self.met.forget()


@dataclass(frozen=True)
class Message:
    """One action as a phone sent it; `at` is when it happened by our clock, `written_at` by the phone's."""

    client_id: uuid.UUID
    name: str
    digest: str
    phone: uuid.UUID
    written_at: dt.datetime
    skew: dt.timedelta
    person: str = ""
    thread: uuid.UUID | None = None
    args: dict[str, Any] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    batch: Batch = field(default_factory=Batch, compare=False)

    @property
    def at(self) -> dt.datetime:
        """When it happened, with the phone's measured error taken out; never later than now."""
        return min(self.written_at + self.skew, clock.now())


@dataclass(frozen=True)
class Done:
    """What an action came to: its subject, a sentence for the phone, and whether it was only kept beside the record."""

    subject: Chained
    words: str = ""
    noted: bool = False


def read(sent: dict[str, Any], batch: Batch | None = None) -> Message:
    """An action from its envelope {client_id, digest, body}; the hash is over the body's text. Raises Invalid.

    `batch` is shared by the actions that came with it.
    """
    try:
        text = sent["body"]
        if hashlib.sha256(text.encode()).hexdigest() != sent["digest"]:
            raise Invalid("这条记录在传送中损坏，将自动重新发送。", code="core.digest")
        body = json.loads(text)
        return Message(
            client_id=uuid.UUID(sent["client_id"]),
            name=str(body["name"]),
            digest=sent["digest"],
            phone=uuid.UUID(body["phone"]),
            written_at=_moment(body["at"]),
            skew=dt.timedelta(milliseconds=int(body.get("skew_ms") or 0)),
            person=str(body.get("person", "")),
            thread=uuid.UUID(body["thread"]) if body.get("thread") else None,
            args=dict(body.get("args") or {}),
            files=tuple(str(one) for one in body.get("files") or ()),
            batch=batch or Batch(),
        )
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        raise Invalid("这条记录的格式不对，无法办理。请导出后交给系统管理员。", code="core.message") from error


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment


def run(message: Message, *, actor: Any) -> Receipt:
    """Do what the message says, once. The same message again gives the same receipt and does nothing.

    Raises what the action raises; Invalid where the id came with another content, NotYours for another person's.
    """
    if known := message.batch.receipts.get(message.client_id):
        return _same(known, message, actor)
    for _ in range(TRIES):
        try:
            receipt = _perform(message, actor)
        except (IntegrityError, DomainError) as error:
            last = error
        else:
            message.batch.receipts[message.client_id] = receipt
            return receipt
        # Sent twice at the same moment, the other one may have done it.
        if known := Receipt.objects.filter(pk=message.client_id).first():
            return _same(known, message, actor)
        if isinstance(last, DomainError) and not isinstance(last, Stale):
            raise last
    raise last if isinstance(last, Stale) else Stale("服务器正忙，这条稍后自动重发。", code="core.busy")


def _same(known: Receipt, message: Message, actor: Any) -> Receipt:
    if known.actor_id != actor.pk:
        raise NotYours("这条记录是别人发送的，请由本人登录后发送。", code="core.not_yours")
    if known.digest != message.digest:
        raise Invalid("这个编号已用于另一条内容不同的记录，没有办理。请导出后交给系统管理员。", code="core.client_id")
    return known


def _perform(message: Message, actor: Any) -> Receipt:
    try:
        with transaction.atomic(), events.meeting(message.batch.met):
            return _kept(message, actor)
    except Exception:
        message.batch.forget()
        raise


def _kept(message: Message, actor: Any) -> Receipt:
    function = hooks.replay.get(message.name)
    if function is None:
        raise Missing("服务器不认识这一步，可能手机页面版本较旧。请联网刷新页面后再发送。", code="core.unknown_action")
    done: Done = function(actor, message)
    receipt = Receipt(
        client_id=message.client_id,
        name=message.name,
        digest=message.digest,
        actor=actor,
        phone=message.phone,
        written_at=message.written_at,
        skew_ms=int(message.skew / dt.timedelta(milliseconds=1)),
        recorded_at=clock.now(),
        room=done.subject._meta.app_label,
        subject_id=done.subject.pk,
        words=done.words[:300],
        noted=done.noted,
        files=list(message.files),
    )
    db.insert([receipt])
    return receipt
