"""What a trace-back says, line by line: each from one event, with its place in the journal."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from anlan.core import clock, search
from anlan.enforcement.tracing.gathering import Chain, Proof, Record
from anlan.enforcement.tracing.models import Trace

ALIKE = 0.35
"""The share of common character pairs from which two descriptions are taken to speak of the same thing."""


@dataclass(frozen=True)
class Line:
    """One thing on record: when, who, what, where it is shown, and the event it stands on (none for a gap)."""

    on: dt.datetime | dt.date
    who: str
    words: str
    url: str = ""
    proof: Proof | None = None
    is_related: bool = False
    came_later: bool = False


@dataclass
class Section:
    """One question of a trace-back with its answer; `tone` is fault, proper or empty for what is neither."""

    name: str
    title: str
    nothing: str
    tone: str = ""
    lines: list[Line] = field(default_factory=list)


class Telling:
    """What every part of the reading needs: the trace, the record, and how a line is made of an event."""

    def __init__(self, trace: Trace, record: Record) -> None:
        self.trace, self.record = trace, record
        self.until = trace.happened_at
        self.day = clock.local_date(trace.happened_at)
        criterion = trace.hazard.criterion_id if trace.hazard else None
        self.criterion = str(criterion) if criterion else ""
        place = trace.hazard.description if trace.hazard else ""
        self._wanted = _pairs(f"{trace.what} {place}")

    def line(self, event: Any, words: str, url: str = "", *, related: bool = False) -> Line:
        """A line that stands on an event; what was written down only after it happened is marked."""
        who = f"{event.actor_name}（{event.office_name}）" if event.office_name else event.actor_name
        proof = self.record.proofs.get(event.pk)
        return Line(event.happened_at, who, words, url, proof, related, event.recorded_at > self.until)

    def in_span(self, event: Any) -> bool:
        """Whether it happened in the days looked at."""
        return self.trace.since <= event.happened_at <= self.until

    def is_related(self, text: str, criterion: str = "") -> bool:
        """Whether something speaks of what happened: the same criterion, or like words."""
        if criterion and criterion == self.criterion:
            return True
        words = _pairs(text)
        return bool(words and self._wanted) and len(words & self._wanted) / min(len(words), len(self._wanted)) >= ALIKE


def _pairs(text: str) -> set[str]:
    return {token for token in search.tokens_for(text) if len(token) > 1}


def page_of(chain: Chain, name: str) -> str:
    """The page of a chain's subject."""
    return reverse(name, args=[chain.subject.pk])
