"""The events of an enterprise in a span of time, each with its place in the journal; a fixed number of queries."""

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from anlan.core.events import Event, digest_of
from anlan.core.models import Position, Seal
from anlan.enforcement.documents.models import DocumentEvent
from anlan.enforcement.inspecting.models import InspectionEvent
from anlan.enforcement.tracing.models import Trace
from anlan.enforcement.transfers.models import TransferEvent
from anlan.hazards.models import HazardEvent
from anlan.inspections.models import VisitEvent
from anlan.org.models import User

PIECE = 5000


@dataclass(frozen=True)
class Proof:
    """Where an event stands: its number in its chain and digest, its position in the journal, the seal over it."""

    number: int
    digest: str
    position: int | None
    seal: int | None

    @property
    def words(self) -> str:
        """Short, for a line: #3 · 9f31c0ab · 第 812 位 · 日封 14."""
        position = f"第 {self.position} 位" if self.position else "待编位"
        seal = f"日封 {self.seal}" if self.seal else "待封"
        return f"#{self.number} · {self.digest[:8]} · {position} · {seal}"


@dataclass
class Chain:
    """The events of one subject in order, as far as they were there at the time looked at."""

    subject: Any
    events: list[Any] = field(default_factory=list)
    holds: bool = True

    def last(self, *names: str) -> Any | None:
        """The last event of these actions."""
        return next((one for one in reversed(self.events) if one.action.partition(".")[2] in names), None)

    def all(self, *names: str) -> list[Any]:
        """The events of these actions, in order."""
        return [one for one in self.events if one.action.partition(".")[2] in names]


@dataclass
class Record:
    """Everything the events tell: chains of visits, hazards, transfers, inspections made and documents."""

    visits: list[Chain]
    hazards: list[Chain]
    transfers: list[Chain]
    inspections: list[Chain]
    documents: list[Chain]
    proofs: dict[Any, Proof]

    @property
    def chains(self) -> list[Chain]:
        """All of them."""
        return [*self.visits, *self.hazards, *self.transfers, *self.inspections, *self.documents]

    @property
    def broken(self) -> list[Chain]:
        """Chains in which an event is not as it was written."""
        return [one for one in self.chains if not one.holds]


def of(trace: Trace) -> Record:
    """The record of a trace: visits begun in its span, hazards and transfers that were there by its end."""
    place, until = trace.enterprise_id, trace.happened_at
    visits = VisitEvent.objects.filter(subject__enterprise=place, subject__begun_at__range=(trace.since, until))
    hazards = HazardEvent.objects.filter(subject__enterprise=place, subject__found_at__lte=until)
    if trace.hazard_id:
        hazards = hazards.exclude(subject=trace.hazard_id)
    transfers = TransferEvent.objects.filter(subject__hazard__enterprise=place, subject__sent_at__lte=until)
    made = InspectionEvent.objects.filter(
        subject__enterprise=place, subject__visit__begun_at__range=(trace.since, until)
    )
    papers = DocumentEvent.objects.filter(subject__inspection__enterprise=place, subject__drafted_at__lte=until)
    found = [
        _chains(visits.select_related("subject__checklist", "actor"), None),
        _chains(hazards.select_related("subject", "actor"), until),
        _chains(transfers.select_related("subject__hazard", "subject__from_office", "actor"), until),
        _chains(made.select_related("subject", "actor"), until),
        _chains(papers.select_related("subject", "actor"), until),
    ]
    events = [event for chains in found for chain in chains for event in chain.events]
    return Record(found[0], found[1], found[2], found[3], found[4], _proofs(events))


def _chains(rows: Any, until: dt.datetime | None) -> list[Chain]:
    by_subject: dict[Any, list[Any]] = defaultdict(list)
    for event in rows.order_by("subject_id", "number"):
        by_subject[event.subject_id].append(event)
    return [_chain(events, until) for events in by_subject.values()]


def _chain(events: list[Any], until: dt.datetime | None) -> Chain:
    # The whole chain is checked, what came later than the time looked at is then left out.
    previous, holds = "", True
    for number, event in enumerate(events, start=1):
        holds = holds and event.number == number and digest_of(event, previous) == event.digest
        previous = event.digest
    subject = events[0].subject
    holds = holds and subject.event_count == len(events) and subject.head_digest == previous
    shown = [one for one in events if until is None or one.happened_at <= until]
    return Chain(subject, shown, holds)


def _proofs(events: list[Event]) -> dict[Any, Proof]:
    positions = _positions(events)
    seals = list(Seal.objects.order_by("number").values_list("last_position", "number"))
    ends = [last for last, _ in seals]
    proofs = {}
    for event in events:
        position = positions.get(event.pk)
        place = bisect_left(ends, position) if position else len(seals)
        seal = seals[place][1] if place < len(seals) else None
        proofs[event.pk] = Proof(event.number, event.digest, position, seal)
    return proofs


def _positions(events: list[Event]) -> dict[Any, int]:
    wanted: dict[str, list[Any]] = defaultdict(list)
    for event in events:
        wanted[event._meta.label_lower].append(event.pk)
    found: dict[Any, int] = {}
    for room, ids in wanted.items():
        for start in range(0, len(ids), PIECE):
            rows = Position.objects.filter(room=room, event_id__in=ids[start : start + PIECE], position__isnull=False)
            found.update((pk, position) for pk, position in rows.values_list("event_id", "position") if position)
    return found


def people(trace: Trace) -> list[User]:
    """The officials and villagers who acted there in the span: those who are asked to explain. By name."""
    record = of(trace)
    acted: Iterable[Any] = (
        event
        for chain in record.chains
        for event in chain.events
        if event.actor_id and trace.since <= event.happened_at <= trace.happened_at
    )
    found = {event.actor_id: event.actor for event in acted if event.actor.office_id}
    return sorted(found.values(), key=lambda one: (one.sort_key, one.username))
