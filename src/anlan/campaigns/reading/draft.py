"""The draft campaign a notice gives: what was read, where it stands, and what contradicts itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from anlan.campaigns.reading import classes
from anlan.campaigns.reading.flow import Flow, Span
from anlan.campaigns.reading.marks import Mark, When
from anlan.campaigns.reading.masthead import Masthead
from anlan.campaigns.reading.outline import Clause


@dataclass
class Stage:
    """One stage: its dates as written, and as understood once the year is settled."""

    name: str
    clause: Clause
    span: Span
    """The heading with its date, to be quoted."""
    when: When | None = None
    begins: Mark | None = None
    ends: Mark | None = None
    reach: Span = field(default_factory=lambda: Span(0, 0))
    """From its heading to the next stage's: what stands there is done in it."""
    row_of: str = ""
    """The responsible unit, where the stage is a row of a table."""


@dataclass
class Duty:
    """Who does what, how often or by when, how many times at least, and what shows it."""

    clause: Clause
    span: Span
    subject: str
    action: str
    rhythm: str = "none"
    min_count: int | None = None
    unit: str = ""
    due: Mark | None = None
    due_written: str = ""
    applies_to: str = ""
    flags: tuple[str, ...] = ()
    proof: str = ""
    subject_is_written: bool = True
    subject_is_own: bool = True
    """Whether its own clause names the subject, not one above it."""
    label: str = ""
    """The clause as cited, where it differs from the clause's own label (一表)."""
    whens: tuple[When, ...] = ()
    ends_with_stage: bool = False
    """Whether it recurs and its day is only the end of the stage it stands in."""
    from_stage: Stage | None = None

    @property
    def cited(self) -> str:
        """The clause as people cite it."""
        return self.label or self.clause.label

    @property
    def is_bound(self) -> bool:
        """Whether it has a rhythm, a count or a date."""
        return self.rhythm != "none" or self.due is not None or self.min_count is not None


@dataclass(frozen=True)
class Conflict:
    """A contradiction inside the text. `kind` is stable; `spans` are the words that contradict."""

    kind: str
    what: str
    severity: str
    spans: tuple[Span, ...]


@dataclass
class Draft:
    """Everything read from one notice."""

    flow: Flow
    head: Masthead
    clauses: list[Clause]
    industries: list[str] = field(default_factory=list)
    territories: list[str] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    starts: dt.date | None = None
    ends: dt.date | None = None
    period: When | None = None
    """Where the notice states the time of the whole campaign."""
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The shape of `anlan read-plan --json`; keys are only ever added."""
        head = self.head
        return {
            "title": head.title,
            "notice_title": head.notice_title or None,
            "document_number": head.document_number or None,
            "issuer": head.issuer,
            "issued_on": head.issued_on.isoformat() if head.issued_on else None,
            "addressees": head.addressees,
            "starts": self.starts.isoformat() if self.starts else None,
            "ends": self.ends.isoformat() if self.ends else None,
            "period_as_written": self.flow.quote(self.period.span) if self.period else None,
            "industries": self.industries,
            "territories": self.territories,
            "stages": [self._stage(stage) for stage in self.stages],
            "duties": [self._duty(duty) for duty in self.duties],
            "conflicts": [self._conflict(conflict) for conflict in self.conflicts],
            "notes": self.notes,
        }

    def _stage(self, stage: Stage) -> dict[str, Any]:
        return {
            "name": stage.name,
            "start": stage.begins.iso() if stage.begins else None,
            "end": stage.ends.iso() if stage.ends else None,
            "as_written": self.flow.quote(stage.when.span) if stage.when else "",
            "clause": stage.clause.label,
            "quote": self.flow.quote(stage.span),
        }

    def _duty(self, duty: Duty) -> dict[str, Any]:
        return {
            "clause": duty.cited,
            "subject": duty.subject,
            "subject_kind": classes.kind_of(duty.subject),
            "subject_is_written": duty.subject_is_written,
            "applies_to": duty.applies_to or None,
            "flags": list(duty.flags),
            "action": duty.action,
            "rhythm": duty.rhythm,
            "min_count": duty.min_count,
            "unit": duty.unit or None,
            "due": duty.due.iso() if duty.due else None,
            "due_as_written": duty.due_written or None,
            "proof": duty.proof or None,
            "quote": self.flow.quote(duty.span),
        }

    def _conflict(self, conflict: Conflict) -> dict[str, Any]:
        return {
            "kind": conflict.kind,
            "what": conflict.what,
            "severity": conflict.severity,
            "quotes": [self.flow.quote(span) for span in conflict.spans],
        }
