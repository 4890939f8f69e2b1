"""Putting many lives into the database with few statements."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Model

from anlan.core import clock, counters, db, journal, search
from anlan.hazards.actions.recording import code_of, counter_key, short_name_of
from anlan.hazards.actions.stepping import search_text
from anlan.hazards.actions.supervising import counter_key as supervision_key
from anlan.hazards.actions.supervising import number_of
from anlan.hazards.bulk.life import Life
from anlan.hazards.models import Hazard
from anlan.org import scope


def supervision_numbers(region_code: str, year: int, count: int) -> list[str]:
    """Numbers for supervision taken in one go."""
    township = scope.township_of(region_code)
    first = counters.take_many(supervision_key(township, year), count)
    short = short_name_of(township)
    return [number_of(short, year, number) for number in range(first, first + count)]


@transaction.atomic
def write(lives: Iterable[Life], *, placed: bool = False) -> int:
    """Write lives with their numbers, events and search words; returns how many events that were.

    Call with some thousand at a time. `placed` gives the events their positions in the reader's order at once: for a
    world made before anybody listens (see journal.start_listening_now).
    """
    lives = list(lives)
    hazards = [life.hazard for life in lives]
    number(hazards)
    db.insert(hazards)
    told = [event for life in lives for event in life.events]
    db.insert(told)
    journal.register(told, placed=placed)
    _write_beside(lives)
    search.put_many("hazards", ((one.pk, search_text(one), one.region_code) for one in hazards))
    return len(told)


def number(hazards: Iterable[Hazard]) -> None:
    """Give the numbers of each township and year, in the order of recording; one counter step for each."""
    waiting: dict[tuple[str, int], list[Hazard]] = defaultdict(list)
    for one in sorted((one for one in hazards if one.code is None), key=lambda one: one.found_at):
        waiting[(scope.township_of(one.region_code), clock.local_date(one.found_at).year)].append(one)
    for (township, year), found in waiting.items():
        first, short = counters.take_many(counter_key(township, year), len(found)), short_name_of(township)
        for running, one in enumerate(found, start=first):
            one.code = code_of(short, year, running)


def _write_beside(lives: list[Life]) -> None:
    rows: dict[type[Model], list[Model]] = defaultdict(list)
    for life in lives:
        for row in life.beside:
            rows[type(row)].append(row)
    for found in rows.values():
        db.insert(found)
