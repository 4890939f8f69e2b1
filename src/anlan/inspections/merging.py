"""What two phones without a network said of one item: what agrees is merged, what contradicts stands twice.

Nothing here depends on the order in which the phones found the network. An answer is passed over when the same person
gave a later one, or when another was given in knowledge of it; what is left are the answers that count. The latest of
them stands, a hazard on record outweighs a 是, and where they contradict each other the visit's leader answers anew.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from anlan.inspections.models import Answer, Visit, VisitEvent

ANSWERS = ("inspections.answer", "inspections.skip")


@dataclass(frozen=True)
class Said:
    """One answer as it was given. `seen` are the client_ids of the answers a phone knew, with blanks between.

    "" for none. It is None on a page, which shows what stands.
    """

    client_id: uuid.UUID
    by: uuid.UUID | None
    name: str
    value: str
    note: str
    at: dt.datetime
    seen: str | None

    @property
    def order(self) -> tuple[dt.datetime, str]:
        """By time, then by id: the same on every machine."""
        return self.at, str(self.client_id)

    @property
    def words(self) -> str:
        """The answer as the conflict page words it."""
        return str(Answer.Value(self.value).label)


def said(event: VisitEvent) -> Said:
    """The answer an event tells of."""
    data = event.data
    seen, by = data.get("seen"), event.actor_id
    return Said(event.client_id, by, event.actor_name, data["value"], data["note"], event.happened_at, seen)


def counting(given: Iterable[Said]) -> list[Said]:
    """The answers that count, of those to one item in the order of their arrival."""
    every = list(given)
    pages = [place for place, one in enumerate(every) if one.seen is None]
    fresh = every[pages[-1] :] if pages else every
    known = {name for one in fresh for name in (one.seen or "").split()}
    latest = {one.by: max(other.order for other in fresh if other.by == one.by) for one in fresh}
    return [one for one in fresh if str(one.client_id) not in known and one.order == latest[one.by]]


def contradict(given: list[Said]) -> bool:
    """Whether answers say different things; an added note contradicts nothing."""
    return len({one.value for one in given}) > 1 or len({one.note for one in given if one.note}) > 1


def standing(given: list[Said], *, is_found: bool) -> Said:
    """The answer that stands of those that count: the latest, but a 否 where a hazard is on record."""
    wrong = [one for one in given if one.value == Answer.Value.NO]
    return max(wrong if is_found and wrong else given, key=lambda one: one.order)


def clashes(visit: Visit) -> dict[str, list[Said]]:
    """Items whose answers contradict each other, with both versions; one query."""
    return clashes_among(visit.events.filter(action__in=ANSWERS).order_by("number"))


def clashes_among(answers: Iterable[VisitEvent]) -> dict[str, list[Said]]:
    """The same, of the events that answer one visit's items, in their order."""
    by_item: dict[str, list[Said]] = defaultdict(list)
    for event in answers:
        by_item[event.data["item"]].append(said(event))
    counted = {item: counting(given) for item, given in by_item.items()}
    return {item: given for item, given in counted.items() if contradict(given)}


def of_item(visit: Visit, item: str) -> list[Said]:
    """The answers to one item that count."""
    rows = visit.events.filter(action__in=ANSWERS, data__item=item).order_by("number")
    return counting(said(event) for event in rows)
