"""Reading posts: which lists there are, whose signature is missing, what of this year's check is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from anlan.core import clock
from anlan.enterprises.models import DutyCheck, DutyList, DutySignature, Enterprise, Person
from anlan.org.models import User

Key = tuple[str, str, str]
ORDER = {post: place for place, post in enumerate(Person.Post.values)}


def key_of(person: Person) -> Key:
    """Which list is theirs."""
    return person.post, person.employment, person.job


@dataclass(frozen=True)
class Line:
    """One person: their list, if there is one, whether they signed this version, and this year's check."""

    person: Person
    duty_list: DutyList | None
    signature: DutySignature | None
    check: DutyCheck | None


def in_office(enterprise: Enterprise) -> list[Person]:
    """Its own people, those who lead first."""
    people = enterprise.people.filter(until=None, contractor=None).select_related("user", "enterprise")
    return sorted(people, key=lambda one: (ORDER[one.post], one.employment != "regular", one.job, one.since))


def lists_of(enterprise: Enterprise) -> dict[Key, DutyList]:
    """The lists in force, by whose they are."""
    return {one.key: one for one in enterprise.duty_lists.filter(replaced_at=None).select_related("issued_by")}


def lines(enterprise: Enterprise) -> list[Line]:
    """Everybody in office with their list, signature and check; a fixed number of queries."""
    people, lists = in_office(enterprise), lists_of(enterprise)
    rows = DutySignature.objects.filter(duty_list__in=[one.pk for one in lists.values()])
    signed = {(one.person_id, one.duty_list_id): one for one in rows}
    checks = DutyCheck.objects.filter(person__enterprise=enterprise, year=clock.today().year)
    checked = {one.person_id: one for one in checks.select_related("checked_by")}
    found = []
    for person in people:
        mine = lists.get(key_of(person))
        signature = signed.get((person.pk, mine.pk)) if mine else None
        found.append(Line(person, mine, signature, checked.get(person.pk)))
    return found


def without_list(enterprise: Enterprise) -> list[Key]:
    """Posts somebody holds and no list in force speaks of, those that lead first."""
    known = lists_of(enterprise)
    return list(dict.fromkeys(key for key in map(key_of, in_office(enterprise)) if key not in known))


def still_to_sign(duty_list: DutyList) -> list[Person]:
    """People in office whose list it is and who have not signed this version."""
    if duty_list.replaced_at is not None:
        return []
    post, employment, job = duty_list.key
    held = {"post": post, "employment": employment, "job": job}
    rows = duty_list.enterprise.people.filter(until=None, contractor=None, **held)
    return list(rows.exclude(duty_signatures__duty_list=duty_list).order_by("since", "id"))


def own_line(user: User, enterprise: Enterprise) -> Line | None:
    """The person's own line there; None for everybody else."""
    return next((line for line in lines(enterprise) if line.person.user_id == user.pk), None)


def unsigned(ids: Iterable[Any]) -> dict[Any, tuple[int, int]]:
    """Enterprise's id → (people in office, people whose list is missing or unsigned); two queries for any number."""
    ids = list(ids)
    people = Person.objects.filter(enterprise__in=ids, until=None, contractor=None)
    facts = people.values_list("pk", "enterprise_id", "post", "employment", "job")
    signed = DutySignature.objects.filter(duty_list__enterprise__in=ids, duty_list__replaced_at=None)
    lists = {
        (person, post, employment, job)
        for person, post, employment, job in signed.values_list(
            "person_id", "duty_list__post", "duty_list__employment", "duty_list__job"
        )
    }
    found: dict[Any, tuple[int, int]] = {}
    for pk, enterprise, post, employment, job in facts:
        everybody, open_ = found.get(enterprise, (0, 0))
        found[enterprise] = everybody + 1, open_ + ((pk, post, employment, job) not in lists)
    return found
