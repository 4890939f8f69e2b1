"""Beginning a visit: kind, enterprise, who comes along, and the list frozen for the day."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from anlan.core import clock, events, search
from anlan.core.errors import Invalid, NotYours
from anlan.enterprises.lists import queries as lists
from anlan.enterprises.models import Enterprise
from anlan.inspections import rules
from anlan.inspections.actions.writing import believable, named, ready, say, write
from anlan.inspections.kinds import Kind
from anlan.inspections.models import Companion, Visit, VisitEvent
from anlan.org.models import User
from anlan.standards.models import Checklist


@events.once(VisitEvent)
def begin(
    enterprise: Enterprise,
    *,
    kind: str,
    actor: User,
    with_list: bool = True,
    checklist: Checklist | None = None,
    companions: Iterable[User] = (),
    outsiders: Iterable[tuple[str, str]] = (),
    purpose: str = "",
    upper_office: str = "",
    document_number: str = "",
    approval: str = "",
    begun_at: dt.datetime | None = None,
    data: dict[str, Any] | None = None,
    client_id: uuid.UUID | None = None,
) -> Visit:
    """Begin a visit led by the actor, with the list of the enterprise's industries by today's law, or a blank one.

    `checklist` is asked instead where it is given, such as the one a phone took along;
    `approval` is the number of the approval an administrative inspection begins from, handed in by the room that
    keeps it; `data` is kept in the event (by which code somebody without an account came). `outsiders` are pairs of
    name and what they are. Writes one event and makes the visit findable.
    Raises NotYours where the kind is not the actor's to make here (国办发〔2024〕54号), Invalid for an expert without
    an official and for an upper-level inspection without its office and document number.
    """
    if reason := rules.may_visit(actor, kind, enterprise, approval=approval):
        raise NotYours(reason, code="inspections.not_yours")
    came, others = _people(actor, companions), _outsiders(outsiders)
    _refuse_expert_alone(actor, kind, enterprise, came)
    visit = Visit(
        kind=kind,
        enterprise=enterprise,
        region_code=enterprise.region_code,
        strip=enterprise.strip,
        led_by=actor,
        office_name=actor.office_name or enterprise.name,
        purpose=purpose.strip()[:200],
        checklist=checklist or (list_for(enterprise, kind) if with_list else None),
        begun_at=believable(begun_at),
        **_upper(kind, upper_office, approval or document_number),
    )
    events.begin(
        visit,
        "inspections.begin",
        actor=actor,
        data=_told(visit, came, others) | (data or {}),
        happened_at=visit.begun_at,
        to_state=visit.state,
        client_id=client_id,
    )
    for person in came:
        _add(visit, person, person.full_name, _position(person))
    for name, position in others:
        _add(visit, None, name, position)
    make_findable(visit)
    return visit


@events.once(VisitEvent)
def add_companion(
    visit: Visit,
    *,
    actor: User,
    user: User | None = None,
    name: str = "",
    position: str = "",
    client_id: uuid.UUID | None = None,
) -> Visit:
    """Put on record that somebody else came along: a person of the system, or an outsider by name and what they are."""
    ready(visit, actor)
    if user is None:
        name, position = named(name, "同行人员姓名", "name"), say(position, "同行人员身份", "position", 60)
    else:
        name, position = user.full_name, _position(user)
        if user.pk == visit.led_by_id or visit.companions.filter(user=user, left_out=False).exists():
            raise Invalid(f"{name}已在这次检查的人员里。", code="inspections.companion_twice")
    _add(visit, user, name, position)
    write(visit, "add_companion", actor=actor, data={"name": name, "position": position}, client_id=client_id)
    return visit


@events.once(VisitEvent)
def leave_out(visit: Visit, *, actor: User, companion_id: uuid.UUID, client_id: uuid.UUID | None = None) -> Visit:
    """Put on record that somebody listed did not come; the line stays in the event. Raises Invalid once they signed."""
    ready(visit, actor)
    companion = visit.companions.filter(pk=companion_id, left_out=False).first()
    if companion is None:
        raise Invalid("这个人不在同行人员里，请刷新后再看。", code="inspections.no_companion")
    if visit.signatures.filter(role="companion", name=companion.name).exists():
        raise Invalid(f"{companion.name}已经签名，不能再移出。", code="inspections.companion_signed")
    _refuse_expert_alone(visit.led_by, visit.kind, visit.enterprise, _staying(visit, companion))
    companion.left_out = True
    companion.save(update_fields=["left_out"])
    write(visit, "leave_out", actor=actor, data={"name": companion.name}, client_id=client_id)
    return visit


def _staying(visit: Visit, leaving: Companion) -> list[User]:
    rows = visit.companions.filter(left_out=False, user__isnull=False).exclude(pk=leaving.pk).select_related("user")
    return [row.user for row in rows if row.user]


def make_findable(visit: Visit) -> None:
    """Put the visit's words into the index."""
    enterprise = visit.enterprise
    words = [enterprise.name, *enterprise.former_names, enterprise.region.name, visit.get_kind_display()]
    words += [
        visit.led_by.full_name,
        visit.office_name,
        visit.purpose,
        visit.upper_office,
        visit.document_number,
        visit.receipt,
    ]
    search.put("inspections", visit.pk, " ".join(words), visit.region_code)


def _people(actor: User, companions: Iterable[User]) -> list[User]:
    return [person for person in dict.fromkeys(companions) if person.pk != actor.pk]


def _outsiders(outsiders: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [
        (named(name, "同行人员姓名", "outsiders"), say(position, "同行人员身份", "outsiders", 60))
        for name, position in outsiders
    ]


def _refuse_expert_alone(actor: User, kind: str, enterprise: Enterprise, came: list[User]) -> None:
    if not rules.needs_an_official(actor, kind, enterprise):
        return
    if not any(rules.is_official(person, enterprise) for person in came):
        words = "专家不单独进企业，请在同行人员里选上当地乡镇或主管单位的工作人员。"
        raise Invalid(words, code="inspections.expert_alone", fields={"companions": [words]})


def list_for(enterprise: Enterprise, kind: str) -> Checklist | None:
    """The list by today's law: its own where it looks at itself, the shared one for others; None for nothing."""
    return lists.list_of(enterprise, clock.today(), own=kind == Kind.SELF_INSPECTION)


def digest_for(enterprise: Enterprise, kind: str) -> str:
    """The digest of that list, without reading it; "" for nothing."""
    return lists.digest_of(enterprise, clock.today(), own=kind == Kind.SELF_INSPECTION)


def _upper(kind: str, office: str, number: str) -> dict[str, str]:
    if kind == Kind.ADMINISTRATIVE:
        return {"document_number": number}
    if kind != Kind.UPPER_LEVEL:
        return {}
    return {
        "upper_office": say(office, "上级单位名称", "upper_office", 100),
        "document_number": say(number, "上级文书文号（没有文号的写文书名称）", "document_number", 100),
    }


def _told(visit: Visit, came: list[User], others: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "kind": visit.kind,
        "enterprise": {"id": str(visit.enterprise_id), "name": visit.enterprise.name},
        "checklist": visit.checklist.digest if visit.checklist else "",
        "purpose": visit.purpose,
        "upper": [visit.upper_office, visit.document_number],
        "companions": [[one.full_name, _position(one)] for one in came] + [list(pair) for pair in others],
    }


def _position(person: User) -> str:
    return " ".join(word for word in (person.office_name, person.title) if word)[:60] or "工作人员"


def _add(visit: Visit, user: User | None, name: str, position: str) -> None:
    Companion.objects.create(visit=visit, user=user, name=name, position=position)
