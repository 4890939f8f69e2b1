"""Many enterprises at once, as an import of a whole register brings them: what `record` writes one by one, in few
statements."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from anlan.core import clock, counters, db, events, journal, search
from anlan.core.errors import DomainError
from anlan.enterprises.actions.checking import check_facts, taken_code
from anlan.enterprises.actions.posts import PostFacts
from anlan.enterprises.actions.register import code_of, counter_of, may_record, new, recorded, short_of
from anlan.enterprises.actions.search import text_of
from anlan.enterprises.models import Enterprise, Person
from anlan.org.models import Region, User
from anlan.standards.models import Industry


@dataclass(frozen=True)
class Entry:
    """One enterprise to enter; `facts` name its supervising office, also where there is none."""

    name: str
    region: Region
    industries: list[Industry] = field(default_factory=list)
    people: list[PostFacts] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def record_many(
    entries: Sequence[Entry], *, actor: User | None, source: dict[str, Any]
) -> list[Enterprise | DomainError]:
    """Enter many; for each its enterprise, or the error that refused it. Writes one event for each.

    Call with some hundred at a time. Raises IntegrityError where a credit code was taken at the same moment.
    """
    known = _on_file({entry.facts.get("credit_code", "") for entry in entries} - {""})
    made: list[Enterprise | DomainError] = [_make(entry, actor, known) for entry in entries]
    kept = [(one, entry) for one, entry in zip(made, entries, strict=True) if isinstance(one, Enterprise)]
    _number([one for one, _ in kept])
    told = [_tell(one, entry, actor, source) for one, entry in kept]
    db.insert([one for one, _ in kept])
    db.insert(told)
    journal.register(told)
    _write_beside(kept)
    search.put_many("enterprises", (_searchable(one, entry) for one, entry in kept))
    return made


def _on_file(codes: set[str]) -> dict[str, str]:
    rows = Enterprise.objects.exclude(status=Enterprise.Status.WITHDRAWN).filter(credit_code__in=codes)
    return dict(rows.values_list("credit_code", "name"))


def _make(entry: Entry, actor: User | None, known: dict[str, str]) -> Enterprise | DomainError:
    one = new(name=entry.name, region=entry.region, industries=entry.industries, local_code="", **entry.facts)
    try:
        may_record(actor, one)
        check_facts(one)
        if one.credit_code and one.credit_code in known:
            taken_code(one.credit_code, known[one.credit_code])
    except DomainError as error:
        return error
    if one.credit_code:
        known[one.credit_code] = one.name
    return one


def _number(enterprises: Iterable[Enterprise]) -> None:
    waiting: dict[str, list[Enterprise]] = defaultdict(list)
    for one in enterprises:
        waiting[counter_of(one.region)].append(one)
    for counter, found in waiting.items():
        short = short_of(found[0].region)
        for number, one in enumerate(found, start=counters.take_many(counter, len(found))):
            one.local_code = code_of(short, number)


def _tell(one: Enterprise, entry: Entry, actor: User | None, source: dict[str, Any]) -> events.Event:
    data = recorded(one, entry.people, source)
    event = events.make(one, "enterprises.record", actor=actor, number=1, previous="", data=data)
    one.event_count, one.head_digest = 1, event.digest
    return event


def _write_beside(kept: list[tuple[Enterprise, Entry]]) -> None:
    through = Enterprise.industries.through
    rows = [
        through(enterprise_id=one.pk, industry_id=industry.pk)
        for one, entry in kept
        for industry in dict.fromkeys(entry.industries)
    ]
    db.insert(rows)
    day = clock.today()
    people = [
        Person(enterprise=one, post=facts.post, name=facts.name, phones=list(facts.phones), since=day)
        for one, entry in kept
        for facts in entry.people
    ]
    db.insert(people)


def _searchable(one: Enterprise, entry: Entry) -> tuple[uuid.UUID, str, str]:
    return one.pk, text_of(one, [facts.name for facts in entry.people]), one.region_code
