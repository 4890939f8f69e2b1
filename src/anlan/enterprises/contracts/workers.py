"""People of the other side who work here: taught on entry, with which certificates, and what is missing."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from anlan.core import clock
from anlan.enterprises.certificates import queries as certificates
from anlan.enterprises.models import (
    Attendance,
    Certificate,
    Contract,
    Contractor,
    Enterprise,
    KeyPost,
    Person,
    Training,
)
from anlan.enterprises.names import name_key

CLAUSE = "河南省安全生产条例 第二十八条"
NAMED = 5


@dataclass
class Worker:
    """Somebody of a contractor at an enterprise; `person` is empty for who is known by an entry training alone."""

    name: str
    job: str = ""
    person: Person | None = None
    taught_on: dt.date | None = None
    cards: list[Certificate] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def on_file(enterprise: Enterprise, contractor: Contractor) -> QuerySet[Person]:
    """People of a contractor who have not left an enterprise."""
    return enterprise.people.filter(until=None, contractor=contractor).order_by("name", "since")


def who_stays(contract: Contract) -> str:
    """What an early end leaves standing: the people of the other side who are still on file; empty where nobody is."""
    names = [one.name for one in on_file(contract.enterprise, contract.contractor)]
    if not names:
        return ""
    who = f"对方在这里的 {len(names)} 人（{'、'.join(names[:NAMED])}{'等' if len(names) > NAMED else ''}）"
    stays = "不会自动离任，没有另一份有效的合同就不能再写进作业票，正在干的要停下；不再来的请在企业档案里办理离任。"
    return f"给对方的链接随之停用。{who}{stays}"


def workers(enterprise: Enterprise, contractor: Contractor) -> list[Worker]:
    """Everybody of a contractor known at an enterprise; who lacks something first. Four queries for any number."""
    people = list(on_file(enterprise, contractor).prefetch_related("certificates"))
    posts: dict[object, list[KeyPost]] = {}
    for post in KeyPost.objects.filter(person__in=people, ended_on=None).select_related("person"):
        posts.setdefault(post.person_id, []).append(post)
    entered = _entered(enterprise, contractor, people)
    found = [_known(one, posts.get(one.pk, []), entered) for one in people]
    named = {one.name for one in people}
    found += [Worker(name, taught_on=on) for name, on in entered.items() if isinstance(name, str) and name not in named]
    return sorted(found, key=lambda one: (not one.missing, one.person is None))


def _entered(enterprise: Enterprise, contractor: Contractor, people: Iterable[Person]) -> dict[object, dt.date]:
    """Person's id, or the name of who is not on file, → the last day they were taught on entry."""
    rows = Attendance.objects.filter(training__enterprise=enterprise, training__kind=Training.Kind.ENTRY)
    ids = {one.pk for one in people}
    found: dict[object, dt.date] = {}
    for person, name, unit, on in rows.order_by("on", "id").values_list("person_id", "name", "unit", "on"):
        if person in ids:
            found[person] = on
        elif person is None and name_key(unit) == contractor.name_key:
            found[name.strip()] = on
    return found


def without_entry(places: Iterable[Any]) -> list[Person]:
    """Who came from a contractor to work at some enterprises and was never taught on entry; two queries for any number.

    Who was taught by name and unit before being put on file was taught.
    """
    rows = Person.objects.filter(enterprise__in=list(places), until=None).exclude(contractor=None)
    people = list(rows.select_related("contractor"))
    if not people:
        return []
    at = {"training__enterprise__in": {one.enterprise_id for one in people}, "training__kind": Training.Kind.ENTRY}
    taught: set[Any] = set()
    for place, pk, name, unit in Attendance.objects.filter(**at).values_list(
        "training__enterprise", "person_id", "name", "unit"
    ):
        taught.add(pk or (place, name.strip(), name_key(unit)))
    keys = [(one, (one.enterprise_id, one.name.strip(), one.contractor.name_key)) for one in people if one.contractor]
    return [one for one, key in keys if not {one.pk, key} & taught]


def _known(one: Person, posts: list[KeyPost], entered: dict[object, dt.date]) -> Worker:
    day = clock.today()
    cards = [card for card in one.certificates.all() if not card.withdrawn_at]
    taught_on = entered.get(one.pk) or entered.get(one.name.strip())
    missing = [] if taught_on else ["没有入场教育记录"]
    for post in posts:
        why = certificates.lacking(_with_cards(post, one))
        missing += [f"{post.get_kind_display()}：{why}"] if why else []
    asked = {post.kind for post in posts}
    missing += [
        f"{card.get_kind_display()}证{why}" for card in cards if card.kind not in asked and (why := card.why_not(day))
    ]
    return Worker(one.name, one.job, one, taught_on, cards, missing)


def _with_cards(post: KeyPost, person: Person) -> KeyPost:
    post.person = person  # the one whose certificates were read for all at once
    return post
