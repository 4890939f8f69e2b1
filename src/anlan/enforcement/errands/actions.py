"""Announcing, joining, moving, making and dropping a planned visit. The only writer of its tables."""

import datetime as dt
import uuid
from typing import Any, cast

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.enforcement.errands import queries, rules
from anlan.enforcement.errands.models import PLANNED_KINDS, Errand, ErrandEvent, Matter
from anlan.enforcement.inspecting import actions as inspecting
from anlan.enforcement.inspecting.models import Inspection
from anlan.enforcement.refusing import require
from anlan.enforcement.writing import step
from anlan.enterprises.models import Enterprise
from anlan.hazards.actions.stepping import say
from anlan.inspections import actions as visits
from anlan.inspections.kinds import Kind
from anlan.inspections.models import Visit
from anlan.org.models import Office, User

FURTHEST_DAYS = 180
State = Errand.State


@events.once(ErrandEvent)
def announce(
    enterprise: Enterprise,
    *,
    actor: User,
    kind: str,
    planned_on: dt.date,
    what: str,
    apart_because: str = "",
    client_id: uuid.UUID | None = None,
) -> Errand:
    """Plan a visit. Where another office already goes there within ten days, it is joined, or it is said why not.

    Raises NotYours where the kind is not the person's to make, Invalid for a past day or an unexplained second visit.
    """
    if kind not in PLANNED_KINDS:
        raise Invalid("请选择到访的种类。", code="enforcement.kind", fields={"kind": ["请选择。"]})
    require(rules.may_announce(actor, enterprise, kind))
    _check_day(planned_on)
    near = queries.near(enterprise, planned_on).first()
    if near and not apart_because.strip():
        words = f"{near.host}已计划{clock.day_words(near.planned_on)}去这家单位，请并入；确需另去的，写明理由。"
        raise Invalid(words, code="enforcement.join", fields={"apart_because": ["请并入，或写明理由。"]})
    office = rules.office_of(actor, enterprise)
    errand = Errand(
        enterprise=enterprise,
        region_code=enterprise.region_code,
        kind=kind,
        host=office,
        planned_on=planned_on,
        apart_because=apart_because.strip(),
    )
    told = {"enterprise": enterprise.name, "kind": kind, "planned_on": planned_on, "reason": errand.apart_because}
    matter = say(what, "要看的内容", "what")
    told |= {"office": str(office), "what": matter}
    events.begin(errand, "enforcement.announce", actor=actor, data=told, to_state=errand.state, client_id=client_id)
    _bring(errand, actor, office, matter)
    return errand


def _check_day(day: dt.date) -> None:
    first, last = clock.today(), clock.today() + dt.timedelta(days=FURTHEST_DAYS)
    if not first <= day <= last:
        words = f"计划日期应在{clock.day_words(first)}到{clock.day_words(last)}之间。"
        raise Invalid(words, code="enforcement.planned_on", fields={"planned_on": [words]})


@events.once(ErrandEvent)
def open_up(inspection: Inspection, *, actor: User, client_id: uuid.UUID | None = None) -> Errand:
    """Let other offices come along to an approved administrative inspection; its item is the first matter.

    Who joins accompanies it, and neither inspects nor signs as an officer. Raises NotYours with the reason.
    """
    require(rules.may_open_up(actor, inspection))
    errand = Errand(
        enterprise=inspection.enterprise,
        region_code=inspection.region_code,
        kind=Kind.ADMINISTRATIVE,
        host=inspection.office,
        planned_on=inspection.planned_on,
        inspection=inspection,
    )
    told = {"enterprise": inspection.enterprise.name, "number": inspection.number, "what": inspection.item}
    events.begin(errand, "enforcement.open_up", actor=actor, data=told, to_state=errand.state, client_id=client_id)
    _bring(errand, inspection.lead, inspection.office, inspection.item)
    return errand


@events.once(ErrandEvent)
def join(errand: Errand, *, actor: User, what: str, client_id: uuid.UUID | None = None) -> Errand:
    """Come along with one's own matter instead of going there another day."""
    require(rules.may_join(actor, errand))
    office, matter = rules.office_of(actor, errand.enterprise), say(what, "要看的内容", "what")
    step(errand, "join", actor=actor, told={"office": str(office), "what": matter}, client_id=client_id)
    _bring(errand, actor, office, matter)
    return errand


@events.once(ErrandEvent)
def bring_outside(
    errand: Errand, *, actor: User, office_name: str, people: str, what: str, client_id: uuid.UUID | None = None
) -> Errand:
    """Note an office from outside that comes along: of another district, of a level above (跨区域联合)."""
    require(rules.may_host(actor, errand))
    name, who = say(office_name, "单位名称", "office_name"), say(people, "参加人员", "people")
    matter = say(what, "要看的内容", "what")
    if any(one.office_name == name for one in errand.present):
        raise Invalid(f"{name}已经在列。", code="enforcement.listed", fields={"office_name": ["已经在列。"]})
    step(
        errand, "bring_outside", actor=actor, told={"office": name, "people": who, "what": matter}, client_id=client_id
    )
    Matter.objects.create(errand=errand, office_name=name[:100], people=who[:100], what=matter[:200], brought_by=actor)
    return errand


@events.once(ErrandEvent)
def move(
    errand: Errand, *, actor: User, planned_on: dt.date, reason: str, client_id: uuid.UUID | None = None
) -> Errand:
    """Another day, with the reason."""
    require(rules.may_move(actor, errand))
    _check_day(planned_on)
    told = {"from": errand.planned_on, "to": planned_on, "reason": say(reason, "改期理由", "reason")}
    step(errand, "move", actor=actor, told=told, client_id=client_id, changes={"planned_on": planned_on})
    return errand


@events.once(ErrandEvent)
def go(errand: Errand, *, actor: User, unscanned_because: str = "", client_id: uuid.UUID | None = None) -> Errand:
    """Begin the one visit: led by the actor, those who brought a matter along, one list, every matter in its purpose.

    `unscanned_because` is for an administrative inspection whose plate was not scanned. Writes one event here and
    begins the visit with its own. Raises NotYours where the kind is not the actor's to make.
    """
    require(rules.may_go(actor, errand))
    visit = _begin(errand, actor, unscanned_because)
    told = {"offices": [one.office_name for one in errand.present], "saved": errand.saved}
    step(errand, "go", actor=actor, told=told, client_id=client_id, changes={"state": State.MADE, "visit": visit})
    return errand


def _begin(errand: Errand, actor: User, unscanned_because: str) -> Visit:
    present = errand.present
    with_account = [one.brought_by for one in present if one.office_id and one.brought_by_id != actor.pk]
    along: dict[str, Any] = {
        "companions": [one for one in with_account if one],
        "outsiders": [(one.people[:60], one.office_name[:60]) for one in present if one.office_id is None],
        "purpose": _purpose(errand),
    }
    if errand.inspection:
        along["unscanned_because"] = unscanned_because
        return cast(Visit, inspecting.start(errand.inspection, actor=actor, **along).visit)
    return visits.begin(errand.enterprise, kind=errand.kind, actor=actor, **along)


def _purpose(errand: Errand) -> str:
    matters = "；".join(str(one) for one in errand.present)
    return f"联合：{matters}"[:200] if errand.saved else errand.present[0].what


@events.once(ErrandEvent)
def drop(errand: Errand, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Errand:
    """Not go after all, with the reason."""
    require(rules.may_host(actor, errand))
    told = {"reason": say(reason, "取消理由", "reason")}
    step(errand, "drop", actor=actor, told=told, client_id=client_id, changes={"state": State.DROPPED})
    return errand


def drop_with(inspection: Inspection, *, actor: User | None, reason: str) -> None:
    """Drop the joint visit of an inspection that was given up; nothing where there is none. Called by the listener."""
    for errand in Errand.objects.filter(inspection=inspection, state=State.PLANNED):
        told = {"reason": f"{inspection}已取消：{reason}"}
        step(errand, "drop", actor=actor, told=told, client_id=None, changes={"state": State.DROPPED})


def _bring(errand: Errand, actor: User, office: Office | None, what: str) -> None:
    name = office.name if office else actor.office_name
    Matter.objects.create(errand=errand, office=office, office_name=name, what=what[:200], brought_by=actor)
