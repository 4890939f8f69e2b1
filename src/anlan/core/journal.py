"""The journal: gives committed events their place in the reader's order, runs listeners, and seals each day."""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from django.apps import apps
from django.db import transaction
from django.db.models import Max

from anlan.core import clock, db, merkle
from anlan.core.events import Event
from anlan.core.models import Counter, Cursor, Position, Seal

log = logging.getLogger("anlan.core.journal")

Listener = Callable[[Event], None]
LOCK = "core.journal.lock"
SEALS = "core.seals"
"""The counter that holds the number of the last seal, so that `verify` misses one that was taken away."""
BATCH = 1000
STEP = 50
"""After so many events a listener's place is kept: a worker that is killed sees no more than these again."""

_listeners: dict[str, Listener] = {}


def listen(name: str, listener: Listener) -> None:
    """Register a listener under a lasting name; it must be idempotent, for it may see an event twice after a crash."""
    _listeners[name] = listener


def advance(limit: int = BATCH) -> int:
    """Give up to `limit` waiting events a position and run every listener; returns how many events were placed."""
    placed = place(limit)
    for name, listener in _listeners.items():
        _catch_up(name, listener)
    return placed


@transaction.atomic
def place(limit: int = BATCH) -> int:
    """Give committed events positions, one worker at a time; returns how many."""
    _lock()
    waiting = list(Position.objects.filter(position__isnull=True).order_by("id")[:limit])
    last = Position.objects.aggregate(last=Max("position"))["last"] or 0
    for offset, row in enumerate(waiting, start=1):
        row.position = last + offset
    Position.objects.bulk_update(waiting, ["position"], batch_size=200)
    return len(waiting)


def _lock() -> None:
    # A row lock on PostgreSQL, SQLite's own writer lock there: two workers never number the same events.
    Counter.objects.get_or_create(key=LOCK)
    Counter.objects.select_for_update().get(key=LOCK)


@transaction.atomic
def register(events: Iterable[Event], *, placed: bool = False) -> None:
    """Enter events that were written in bulk into the reader's order; `placed` gives them their positions at once."""
    rows = [Position(room=one._meta.label_lower, event_id=one.pk, digest=one.digest) for one in events]
    if placed:
        _lock()
        last = Position.objects.aggregate(last=Max("position"))["last"] or 0
        for position, row in enumerate(rows, start=last + 1):
            row.position = position
    db.insert(rows)


def _catch_up(name: str, listener: Listener) -> None:
    cursor, _ = Cursor.objects.get_or_create(name=name)
    while rows := list(Position.objects.filter(position__gt=cursor.position).order_by("position")[:STEP]):
        failed = next((row for row, event in _with_events(rows) if not _hand_over(name, listener, event)), None)
        cursor.position = (failed.position or 0) - 1 if failed else rows[-1].position or 0
        cursor.save(update_fields=["position"])
        if failed:
            return


def _hand_over(name: str, listener: Listener, event: Event) -> bool:
    # The worker's loop is the one place that swallows: the listener stops at this event and tries it again next time.
    try:
        with transaction.atomic():
            listener(event)
    except Exception:
        log.exception("listener %s failed at event %s", name, event.pk)
        return False
    return True


def _with_events(rows: list[Position]) -> Iterator[tuple[Position, Event]]:
    wanted: dict[str, list] = defaultdict(list)
    for row in rows:
        wanted[row.room].append(row.event_id)
    found = {}
    for room, ids in wanted.items():
        model = apps.get_model(room)
        found.update(
            {(room, event.pk): event for event in model.objects.select_related("subject", "actor").filter(pk__in=ids)}
        )
    for row in rows:
        if event := found.get((row.room, row.event_id)):
            yield row, event


def start_listening_now(names: Iterable[str] | None = None) -> None:
    """Put listeners' cursors at the end, so that a world made in bulk does not tell anybody about its past."""
    last = Position.objects.aggregate(last=Max("position"))["last"] or 0
    for name in names or _listeners:
        Cursor.objects.update_or_create(name=name, defaults={"position": last})


@transaction.atomic
def seal(day: dt.date | None = None) -> Seal | None:
    """Seal every position since the last seal under `day` (default today); None where nothing new happened."""
    _lock()
    before = Seal.objects.order_by("-number").first()
    first = before.last_position + 1 if before else 1
    digests = list(Position.objects.filter(position__gte=first).order_by("position").values_list("digest", flat=True))
    if not digests:
        return None
    day = day or clock.today()
    number = before.number + 1 if before else 1
    span = (first, first + len(digests) - 1)
    top = merkle.root(digests)
    Counter.objects.update_or_create(key=SEALS, defaults={"value": number})
    return Seal.objects.create(
        number=number,
        sealed_on=day,
        first_position=span[0],
        last_position=span[1],
        root=top,
        digest=merkle.seal_digest(number, day.isoformat(), span, top, before.digest if before else ""),
        sealed_at=clock.now(),
    )


def latest_seal() -> Seal | None:
    """The newest seal; what a bulletin prints."""
    return Seal.objects.order_by("-number").first()
