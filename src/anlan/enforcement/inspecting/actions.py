"""Publishing, proposing, approving, announcing and beginning inspections. The only writer of these tables."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotYours
from anlan.enforcement.inspecting import rules
from anlan.enforcement.inspecting.checking import card_of, check_cap, check_day, check_officers, published_item
from anlan.enforcement.inspecting.models import Inspection, InspectionEvent, Publication, PublicationEvent
from anlan.enforcement.refusing import require
from anlan.enforcement.writing import step
from anlan.enterprises.binding import queries as plates
from anlan.enterprises.models import Enterprise
from anlan.files import numbering
from anlan.hazards.actions.stepping import say
from anlan.inspections import actions as visits
from anlan.inspections.kinds import Kind
from anlan.org.models import Office, Power, User
from anlan.org.scope import has_power, lacks_power

State = Inspection.State


@events.once(PublicationEvent)
def publish(
    office: Office,
    *,
    actor: User,
    year: int,
    items: list[dict[str, str]],
    source: str,
    published_on: dt.date,
    client_id: uuid.UUID | None = None,
) -> Publication:
    """Put on record what an office published: items of `name` and `basis`, and where (国办发〔2024〕54号).

    Raises NotYours for an office without the power of inspection or somebody else's, Invalid without items and for
    one that is not on the list by which the power was delegated (rules.md R1.2).
    """
    if not rules.acts_for(actor, office, "enforcement.publish_items") or not has_power(office, Power.Kind.INSPECT):
        raise NotYours(f"由{office.name}负责人登记，且该单位须有行政检查权。", code="enforcement.refused")
    rows = [{"name": one["name"].strip(), "basis": one["basis"].strip()} for one in items if one["name"].strip()]
    if lacking := [fault for one in rows if (fault := lacks_power(office, Power.Kind.INSPECT, one["name"]))]:
        words = f"{'；'.join(lacking)}。"
        raise Invalid(words, code="enforcement.not_delegated", fields={"items": [words]})
    if not rows or not all(one["basis"] for one in rows):
        words = "每行写一个检查事项和它的依据，用“｜”隔开；至少一项。"
        raise Invalid(words, code="enforcement.items", fields={"items": [words]})
    fields = {"year": year, "items": rows, "source": say(source, "公示位置", "source")}
    publication = Publication(office=office, published_on=published_on, **fields)
    events.begin(publication, "enforcement.publish", actor=actor, data=fields, client_id=client_id)
    return publication


@events.once(InspectionEvent)
def ask(
    enterprise: Enterprise,
    *,
    actor: User,
    item: str,
    reason: str,
    planned_on: dt.date,
    lead: User,
    second: User,
    why_unannounced: str = "",
    told: Iterable[User] = (),
    beyond_cap: str = "",
    beyond_words: str = "",
    assistants: int = 0,
    client_id: uuid.UUID | None = None,
) -> Inspection:
    """Propose an inspection by two officers of the actor's office; unannounced where a reason is given.

    Raises NotYours without the power (rules.md R1.5, R1.6), Invalid for an item that is not published, a missing or
    expired card, the same officer twice, or a used-up cap without an exception (R1.8).
    """
    require(rules.may_ask(actor, enterprise))
    office = rules.office_with_power(actor)
    if office is None:
        raise NotYours(rules.may_ask(actor), code="enforcement.refused")
    publication, row = published_item(office, item, planned_on)
    check_officers([lead, second], office, planned_on)
    check_day(planned_on)
    check_cap(enterprise, planned_on.year, beyond_cap, beyond_words)
    inspection = Inspection(
        enterprise=enterprise,
        region_code=enterprise.region_code,
        office=office,
        publication=publication,
        item=row["name"],
        basis=row["basis"],
        reason=say(reason, "检查理由", "reason"),
        planned_on=planned_on,
        lead=lead,
        second=second,
        assistants=assistants,
        is_unannounced=bool(why_unannounced.strip()),
        why_unannounced=why_unannounced.strip(),
        beyond_cap=beyond_cap,
        beyond_words=beyond_words.strip(),
        asked_by=actor,
        asked_at=clock.now(),
    )
    named = list(dict.fromkeys(told)) if inspection.is_unannounced else []
    events.begin(
        inspection, "enforcement.ask", actor=actor, data=_told(inspection, named), to_state="asked", client_id=client_id
    )
    inspection.told.set(named)
    return inspection


@events.once(InspectionEvent)
def approve(
    inspection: Inspection, *, actor: User, decision: str = "", client_id: uuid.UUID | None = None
) -> Inspection:
    """Approve it: it gets its number, and the officers' cards are kept as they are today.

    Cap, item and cards are looked at again, because they may have changed since it was proposed.
    """
    require(rules.may_decide(actor, inspection))
    check_officers(inspection.officers, inspection.office, inspection.planned_on)
    with transaction.atomic():
        Enterprise.objects.select_for_update().get(pk=inspection.enterprise_id)  # the last of a cap is not given twice
        check_cap(
            inspection.enterprise,
            inspection.planned_on.year,
            inspection.beyond_cap,
            inspection.beyond_words,
            without=inspection,
        )
        office = inspection.office
        year = clock.today().year
        changes = {
            "number": numbering.take(office, "inspection", year, prefix=f"{office.short_name or office.name}检"),
            "lead_card": card_of(inspection.lead),
            "second_card": card_of(inspection.second),
        }
        return _decide(inspection, "approve", State.APPROVED, actor, decision.strip(), changes, client_id)


@events.once(InspectionEvent)
def refuse(inspection: Inspection, *, actor: User, decision: str, client_id: uuid.UUID | None = None) -> Inspection:
    """Do not approve it, with the reason."""
    require(rules.may_decide(actor, inspection))
    words = say(decision, "不批准的理由", "decision")
    return _decide(inspection, "refuse", State.REFUSED, actor, words, {}, client_id)


@events.once(InspectionEvent)
def notify(
    inspection: Inspection, *, actor: User, notice_receipt: str, client_id: uuid.UUID | None = None
) -> Inspection:
    """Put on record that the enterprise got the notice: by whom, when, or how it was left."""
    require(rules.may_notify(actor, inspection))
    receipt = say(notice_receipt, "签收人、时间或留置情况", "notice_receipt")
    changes = {"noticed_at": clock.now(), "notice_receipt": receipt}
    step(inspection, "notify", actor=actor, told={"receipt": receipt}, client_id=client_id, changes=changes)
    return inspection


@events.once(InspectionEvent)
def scan(inspection: Inspection, *, actor: User, token: str, client_id: uuid.UUID | None = None) -> Inspection:
    """Put on record that an officer scanned the plate of the enterprise (扫码入企, rules.md R1.9).

    Raises Invalid for the plate of another place, and for one that is void.
    """
    require(rules.may_scan(actor, inspection))
    place = plates.by_token(token)
    if place is None or place.pk != inspection.enterprise_id:
        words = f"这个二维码不是“{inspection.enterprise.name}”现用的门牌，请扫门口最新的门牌。"
        raise Invalid(words, code="enforcement.other_plate")
    step(inspection, "scan", actor=actor, told={}, client_id=client_id, changes={"scanned_at": clock.now()})
    return inspection


@events.once(InspectionEvent)
def start(
    inspection: Inspection,
    *,
    actor: User,
    companions: Iterable[User] = (),
    outsiders: Iterable[tuple[str, str]] = (),
    purpose: str = "",
    unscanned_because: str = "",
    client_id: uuid.UUID | None = None,
) -> Inspection:
    """Begin the visit the approval names, with the second officer along; writes one event here and one there.

    `companions` and `outsiders` (name, office) come along from other offices. Begun without a scan of the plate it
    goes on all the same; `unscanned_because` says why, and without it that is what the record says.
    """
    require(rules.may_begin(actor, inspection))
    with transaction.atomic():
        visit = visits.begin(
            inspection.enterprise,
            kind=Kind.ADMINISTRATIVE,
            actor=actor,
            companions=list(dict.fromkeys([inspection.second, *companions])),
            outsiders=list(outsiders),
            purpose=purpose or inspection.item[:200],
            approval=inspection.number,
        )
        why = "" if inspection.scanned_at else unscanned_because.strip()
        told = {"visit": str(visit.pk)} | ({"reason": why} if why else {})
        changes = {"visit": visit, "state": State.BEGUN, "unscanned_because": why}
        step(inspection, "start", actor=actor, told=told, client_id=client_id, changes=changes)
        return inspection


@events.once(InspectionEvent)
def cancel(inspection: Inspection, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Inspection:
    """Give it up before it begins; its number, if it has one, stays used."""
    require(rules.may_cancel(actor, inspection))
    words = say(reason, "取消的理由", "reason")
    step(
        inspection,
        "cancel",
        actor=actor,
        told={"reason": words},
        client_id=client_id,
        changes={"state": State.CANCELLED},
    )
    return inspection


def look(inspection: Inspection, *, actor: User) -> None:
    """Log that somebody looked at an unannounced plan that is still closed: once a day for each person (F3.7)."""
    if not inspection.is_unannounced or inspection.state == State.BEGUN:
        return
    since = clock.local(clock.today(), 0)
    if not inspection.events.filter(action="enforcement.look", actor=actor, recorded_at__gte=since).exists():
        inspection.refresh_from_db(fields=["event_count", "head_digest"])
        events.append(inspection, "enforcement.look", actor=actor, data={})


def _decide(
    inspection: Inspection,
    verb: str,
    state: State,
    actor: User,
    words: str,
    more: dict[str, Any],
    client_id: uuid.UUID | None,
) -> Inspection:
    changes = {"state": state, "decided_by": actor, "decided_at": clock.now(), "decision": words, **more}
    told = {"decision": words} | {name: value for name, value in more.items() if value}
    step(inspection, verb, actor=actor, told=told, client_id=client_id, changes=changes)
    return inspection


def _told(inspection: Inspection, told: list[User]) -> dict[str, Any]:
    return {
        "enterprise": {"id": str(inspection.enterprise_id), "name": inspection.enterprise.name},
        "item": inspection.item,
        "basis": inspection.basis,
        "reason": inspection.reason,
        "planned_on": inspection.planned_on,
        "officers": [one.full_name for one in inspection.officers],
        "assistants": inspection.assistants,
        "why_unannounced": inspection.why_unannounced,
        "told": [one.full_name for one in told],
        "beyond_cap": [inspection.beyond_cap, inspection.beyond_words],
    }
