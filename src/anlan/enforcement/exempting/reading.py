"""The card of a hazard: what was done before an authority met with it, and what that proposes."""

import datetime as dt
from dataclasses import dataclass

from anlan.enforcement.exempting import moments
from anlan.enforcement.exempting.conditions import AT_WORK, MARKS, READ, Fact, Proposed, Reader, first, name_of
from anlan.enforcement.exempting.moments import Moment
from anlan.hazards.models import Hazard, HazardEvent
from anlan.hazards.story import label_of

TOLD = frozenset({"record", "judge", "upgrade", "file_plan", "report", "acknowledge", "tell_workers", *AT_WORK})


@dataclass(frozen=True)
class Line:
    """One line of the time line; `before` is None for the moment itself."""

    at: dt.datetime
    what: str
    who: str
    before: bool | None
    seal: str = ""


@dataclass(frozen=True)
class Card:
    """The conditions of a hazard against the moment, and the time line both were read from."""

    hazard: Hazard
    moment: Moment | None
    facts: list[Fact]
    lines: list[Line]

    @property
    def proposed(self) -> str:
        """no where one condition is not met, doubt where one is doubtful, else yes."""
        verdicts = {one.verdict for one in self.facts}
        return next((one for one in (Proposed.NO, Proposed.DOUBT) if one in verdicts), Proposed.YES)

    @property
    def mark(self) -> tuple[str, str]:
        """The proposal as a tag."""
        return MARKS[self.proposed]


def card_of(hazard: Hazard, told: Moment | None = None) -> Card:
    """The card as it stands now; without a moment nobody has met with it yet. `told` is one this system does not know.

    A fixed number of queries.
    """
    events = list(hazard.events.order_by("number"))
    moment = moments.of(hazard, first(events, "record"), told)
    reader = Reader(hazard, events, moment, {one.number: one for one in hazard.plans.all()})
    return Card(hazard, moment, [read(reader) for read in READ], _lines(events, moment))


def _lines(events: list[HazardEvent], moment: Moment | None) -> list[Line]:
    lines = [
        Line(
            one.recorded_at,
            label_of(one),
            f"{one.actor_name}（{one.office_name}）" if one.office_name else one.actor_name,
            moment is None or one.recorded_at < moment.at,
            f"#{one.number} · {one.digest[:8]}…",
        )
        for one in events
        if name_of(one) in TOLD
    ]
    if moment is not None:
        lines.append(Line(moment.at, moment.words, "", None))
    return sorted(lines, key=lambda one: (one.at, one.before is not None))
