"""Recording what was seen."""

import datetime as dt
import uuid
from collections.abc import Iterable

from anlan.core import clock, counters, events
from anlan.core.errors import NotYours
from anlan.enterprises.models import Enterprise
from anlan.hazards import rules
from anlan.hazards.actions.stepping import ahead, keep_evidence, make_findable, seen
from anlan.hazards.models import DueBasis, Hazard, HazardEvent
from anlan.org import scope
from anlan.org.models import Region, User


@events.once(HazardEvent)
def record(
    enterprise: Enterprise,
    *,
    actor: User,
    description: str,
    source: str,
    place_words: str = "",
    found_at: dt.datetime | None = None,
    finder_name: str = "",
    photos: Iterable[str] = (),
    suggested_due_on: dt.date | None = None,
    responsible_name: str = "",
    previous: Hazard | None = None,
    data: dict | None = None,
    client_id: uuid.UUID | None = None,
) -> Hazard:
    """Put a hazard on the ledger with its number; the level is decided in a step of its own.

    Writes one event, notes the photos as evidence of the state before, makes it findable. `data` is kept in the event
    (what a matcher suggested, which answer of a visit it came from). `responsible_name` is a suggestion like the
    date: a name gives nobody a right, the enterprise says who it is (`name_responsible`). Raises NotYours without
    standing at the place, Invalid when the words say nothing.
    """
    hazard = place_at(enterprise)
    hazard.description = seen(description)
    hazard.place_words, hazard.source, hazard.previous = place_words.strip(), source, previous
    hazard.found_at = found_at or clock.now()
    hazard.found_month = month_of(hazard.found_at)
    hazard.found_by, hazard.finder_name = actor, finder_name or actor.full_name
    hazard.finder_office = actor.office_name or enterprise.name
    if suggested_due_on:
        found_on = clock.local_date(hazard.found_at)
        hazard.due_on = ahead(suggested_due_on, "建议整改期限", "suggested_due_on", since=found_on)
        hazard.due_basis = DueBasis.SUGGESTED
    hazard.responsible_name = responsible_name.strip()[:60]
    if words := rules.may_record(actor, hazard):
        raise NotYours(words, code="hazards.not_yours")
    hazard.code = next_code(hazard.region_code, clock.today())
    listed = events.names_of(photos)
    told = {"source": source, "description": hazard.description, "place": hazard.place_words, **(data or {})}
    told |= {"responsible_name": hazard.responsible_name} if hazard.responsible_name else {}
    event = events.begin(
        hazard,
        "hazards.record",
        actor=actor,
        data=told,
        files=listed,
        happened_at=found_at,
        to_state=hazard.state,
        client_id=client_id,
    )
    keep_evidence(hazard, event, listed, "before", actor)
    make_findable(hazard)
    return hazard


def place_at(enterprise: Enterprise) -> Hazard:
    """A new hazard with its owners on both axes: the enterprise's village and supervising office."""
    return Hazard(
        enterprise=enterprise,
        region=enterprise.region,
        region_code=enterprise.region_code,
        strip_id=enterprise.strip_id,
        industry_id=enterprise.main_industry_id,
        governed_by_id=enterprise.governed_by_id,
    )


def month_of(moment: dt.datetime) -> str:
    """The local month an instant lies in, as YYYY-MM."""
    return f"{clock.local_date(moment):%Y-%m}"


def next_code(region_code: str, day: dt.date) -> str:
    """The next number of the township's year: 桂26-0312."""
    township = scope.township_of(region_code)
    return code_of(short_name_of(township), day.year, counters.take(counter_key(township, day.year)))


def counter_key(township: str, year: int) -> str:
    """The counter that numbers a township's hazards of a year."""
    return f"hazards.{township[:9]}.{year}"


def code_of(short_name: str, year: int, number: int) -> str:
    """A readable number: the township's short name, the year, a running number."""
    return f"{short_name}{year % 100:02d}-{number:04d}"


def short_name_of(township: str) -> str:
    """The township's short name, or its code where none was entered."""
    region = Region.objects.filter(code=township).only("short_name").first()
    return (region.short_name if region else "") or township[:9]
