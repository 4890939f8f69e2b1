"""People of an enterprise: who comes, moves to another post, and leaves."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from anlan.core import clock, events, names
from anlan.core.errors import Invalid, NotYours
from anlan.enterprises import rules
from anlan.enterprises.actions.id_numbers import checked_id, hash_of
from anlan.enterprises.actions.posts import in_words
from anlan.enterprises.actions.search import index
from anlan.enterprises.models import Contractor, Enterprise, EnterpriseEvent, Person
from anlan.org import actions as accounts
from anlan.org.models import User


@events.once(EnterpriseEvent)
def add_person(
    enterprise: Enterprise,
    *,
    name: str,
    post: str,
    actor: User | None,
    phones: list[str] | None = None,
    since: dt.date | None = None,
    user: User | None = None,
    job: str = "",
    employment: str = Person.Employment.REGULAR,
    safety_duty: str = "",
    id_number: str = "",
    contractor: Contractor | None = None,
    client_id: uuid.UUID | None = None,
) -> Enterprise:
    """Put a person with a post on file; two of one name are two people. Writes one event.

    `contractor` is whose they are where they are not the enterprise's own. Raises Invalid for a start in the future,
    for an ID number that is wrong or another's there, and for an outsider with a post to lead.
    """
    facts: dict[str, Any] = {"phones": phones, "since": since, "user": user, "job": job, "employment": employment}
    facts |= {"safety_duty": safety_duty, "id_number": id_number, "contractor": contractor}
    _add(enterprise, name, post, actor, client_id, facts)
    return enterprise


def bring_person(
    enterprise: Enterprise, *, name: str, post: str, actor: User, source: dict[str, Any], **facts: Any
) -> Person:
    """The same for a line of a ledger, whose run and file `source` names; returns the person. One event."""
    return _add(enterprise, name, post, actor, None, facts, source=source)


def _add(
    enterprise: Enterprise,
    name: str,
    post: str,
    actor: User | None,
    client_id: uuid.UUID | None,
    facts: dict[str, Any],
    source: dict[str, Any] | None = None,
) -> Person:
    _require(enterprise, actor)
    number, contractor = checked_id(enterprise, facts.get("id_number", "")), facts.get("contractor")
    if contractor and post != Person.Post.EMPLOYEE:
        raise _outsider(contractor, "contractor")
    since = facts.get("since") or clock.today()
    if since > clock.today():
        raise Invalid("任职起始日期晚于今天，请改正。", code="enterprises.since", fields={"since": ["晚于今天。"]})
    person = Person.objects.create(
        enterprise=enterprise,
        name=names.checked(name.strip()),
        post=post,
        phones=facts.get("phones") or [],
        since=since,
        user=facts.get("user"),
        job=facts.get("job", "").strip(),
        employment=facts.get("employment") or Person.Employment.REGULAR,
        safety_duty=facts.get("safety_duty", ""),
        id_number=number,
        id_hash=hash_of(number),
        contractor=contractor,
    )
    told = {"person": person.pk, "name": person.name, "post": post, "job": person.job, "employment": person.employment}
    told |= {"contractor": contractor.name} if contractor else {}
    told |= {"source": source} if source else {}
    events.append(enterprise, "enterprises.add_person", actor=actor, data=told, client_id=client_id)
    index(enterprise)
    return person


@transaction.atomic
def take_back_person(person: Person, *, actor: User, source: dict[str, Any]) -> None:
    """Remove somebody an import entered and nothing was built on: what was never so is not kept of a person.

    One event, which names the person (个人信息保护法 art. 47). Raises NotYours, ProtectedError where a record names
    them.
    """
    enterprise = person.enterprise
    _require(enterprise, actor)
    told = {"person": person.pk, "name": person.name, "post": person.post, "source": source}
    person.delete()
    events.append(enterprise, "enterprises.take_back_person", actor=actor, data=told)
    index(enterprise)


@transaction.atomic
def restore_person(person: Person, *, facts: dict[str, Any], actor: User, source: dict[str, Any]) -> None:
    """Put a person's facts back as they were before an import; an empty ID number too. One event. Raises NotYours."""
    enterprise = person.enterprise
    _require(enterprise, actor)
    facts = facts | ({"id_hash": hash_of(facts["id_number"])} if "id_number" in facts else {})
    told = {"person": person.pk, "changes": _put(person, facts, actor), "source": source}
    events.append(enterprise, "enterprises.restore_person", actor=actor, data=told)
    index(enterprise)


@events.once(EnterpriseEvent)
def change_person(
    enterprise: Enterprise,
    *,
    person: Person,
    name: str,
    phones: list[str],
    actor: User | None,
    source: dict[str, Any] | None = None,
    client_id: uuid.UUID | None = None,
    **work: Any,
) -> Enterprise:
    """Correct a person's facts, or move them to another post as of today. Writes one event, none if the same.

    `work`: post, job, employment, safety_duty, id_number, contractor, since; what is not given stays, and so does an ID
    number left empty. Another post has duties of its own, to be signed anew. Raises Invalid for a move to or from
    principal: who follows a principal is a new person, and for an outsider with a post to lead; NotYours for who
    may not give an account that post.
    """
    _require(enterprise, actor)
    require_in_office(person)
    facts: dict[str, Any] = {"name": name.strip(), "phones": phones, **work}
    if number := checked_id(enterprise, facts.pop("id_number", ""), but=person):
        facts |= {"id_number": number, "id_hash": hash_of(number)}
    facts = {field: value for field, value in facts.items() if getattr(person, field) != value}
    if not facts:
        return enterprise
    if "post" in facts:
        if actor is not None and (why := rules.may_move(actor, person, facts["post"])):
            raise NotYours(why, code="enterprises.not_yours")
        facts["moved_on"] = _moved_on(person, facts["post"], facts.get("contractor", person.contractor))
    if "name" in facts:
        names.checked(facts["name"])
    if facts.get("contractor") and (person.user_id or person.post != Person.Post.EMPLOYEE):
        words = f"{person.name}在本单位有岗位或账号，不能改成相关方的人；确实换了单位的，办理离任后另行登记。"
        raise Invalid(words, code="enterprises.outsider", fields={"contractor": [words]})
    data: dict[str, Any] = {"person": person.pk, "changes": _put(person, facts, actor)}
    data |= {"source": source} if source else {}
    events.append(enterprise, "enterprises.change_person", actor=actor, data=data, client_id=client_id)
    index(enterprise)
    return enterprise


def _moved_on(person: Person, post: str, contractor: Contractor | None) -> dt.date:
    if Person.Post.PRINCIPAL in (person.post, post):
        words = f"主要负责人换人，先给原来的办理离任，再登记新的；{person.name}的岗位没有改。"
        raise Invalid(words, code="enterprises.principal", fields={"post": [words]})
    if contractor:
        raise _outsider(contractor, "post")
    return clock.today()


def _outsider(contractor: Contractor, field: str) -> Invalid:
    """That who comes from another unit leads nothing here."""
    words = f"“{contractor.name}”来的人只能登记为从业人员，不担任本单位的负责人、安全管理员。"
    return Invalid(words, code="enterprises.outsider", fields={field: [words]})


def _put(person: Person, facts: dict[str, Any], actor: User | None) -> dict[str, list[str]]:
    """Write facts onto a person, a new post on their account too; returns what changed, in words."""
    told, post, began = _as_told(person), str(person.get_post_display()), person.since
    for field, value in facts.items():
        setattr(person, field, value)
    person.save(update_fields=list(facts))
    if person.user and "post" in facts:
        accounts.follow_post(person.user, was=post, title=str(person.get_post_display()), actor=actor)
    changes = {} if set(facts) <= {"post", "moved_on"} else {post: [told, _as_told(person)]}
    changes |= {"岗位": [post, str(person.get_post_display())]} if "post" in facts else {}
    changes |= {"起始日期": [clock.day_words(began), clock.day_words(person.since)]} if began != person.since else {}
    return changes


@events.once(EnterpriseEvent)
def end_person(
    enterprise: Enterprise,
    *,
    person_id: uuid.UUID,
    actor: User | None,
    until: dt.date | None = None,
    source: dict[str, Any] | None = None,
    client_id: uuid.UUID | None = None,
) -> Enterprise:
    """End a person's post as of a day (today); the record stays, their account no longer reaches the enterprise.

    `source` names the run and file of a list that says so. Raises Invalid for a day to come or before they began.
    """
    _require(enterprise, actor)
    person = enterprise.people.get(pk=person_id)
    require_in_office(person)
    person.until = until or clock.today()
    if not person.since <= person.until <= clock.today():
        words = f"{person.name}的离任日期应在{clock.day_words(person.since)}到今天之间。"
        raise Invalid(words, code="enterprises.until", fields={"until": [words]})
    person.save(update_fields=["until"])
    data = {"person": person_id, "name": person.name, "post": person.post, "until": person.until}
    data |= {"source": source} if source else {}
    events.append(enterprise, "enterprises.end_person", actor=actor, data=data, client_id=client_id)
    index(enterprise)
    return enterprise


def _as_told(person: Person) -> str:
    parts = [in_words(person.name, person.phones), person.post_words]
    parts += [person.get_safety_duty_display()] if person.safety_duty else []
    parts += [f"{clock.day_words(person.until)}离任"] if person.until else []
    return " ".join([*parts, person.shown_id] if person.id_number else parts)


def require_in_office(person: Person) -> None:
    """Raises Invalid for somebody who left."""
    if person.until is not None:
        raise Invalid(f"{person.name}已经离任，请刷新后再看。", code="enterprises.person_ended")


def _require(enterprise: Enterprise, actor: User | None) -> None:
    if actor is not None and not rules.can_change(actor, enterprise):
        raise NotYours(f"您不能修改“{enterprise.name}”的人员，请联系当地工作人员。", code="enterprises.not_yours")
