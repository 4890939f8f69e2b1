"""Drafting documents: orders and opinions, and every other kind from what its form gives."""

import datetime as dt
import uuid
from typing import Any

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.enforcement.documents import checking, rules
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.documents.models import Document, DocumentEvent
from anlan.enforcement.inspecting.checking import card_of
from anlan.enforcement.inspecting.models import Inspection
from anlan.enforcement.refusing import require
from anlan.enforcement.templating import queries as templates
from anlan.enterprises.actions import see_personal
from anlan.enterprises.models import Person
from anlan.hazards.actions.stepping import ahead, say
from anlan.hazards.models import Hazard
from anlan.org.models import User

ORDERED, ANSWERED = "enforcement.draft_order", "enforcement.draft_opinion"


@events.once(DocumentEvent)
def draft_order(
    inspection: Inspection,
    *,
    actor: User,
    due: dict[Hazard, dt.date],
    basis: str,
    client_id: uuid.UUID | None = None,
) -> Document:
    """Draft a rectification order: each hazard with a date of its own.

    Raises Invalid without a hazard, for a date that is not ahead, for a hazard of another place or one that is over.
    """
    require(rules.may_begin(actor, inspection, Kind.ORDER))
    if not due:
        raise Invalid("至少选一条隐患，并写明它的整改期限。", code="enforcement.nothing_ordered")
    items = [_ordered(inspection, hazard, day) for hazard, day in due.items()]
    return _draft(inspection, Kind.ORDER, actor, items, client_id, action=ORDERED, basis=say(basis, "依据", "basis"))


def _ordered(inspection: Inspection, hazard: Hazard, due_on: dt.date) -> dict[str, Any]:
    if hazard.enterprise_id != inspection.enterprise_id or not hazard.is_open:
        raise Invalid(f"{hazard}不是该单位未销号的隐患，不能责令整改。", code="enforcement.not_open")
    ahead(due_on, f"{hazard}的整改期限", f"due_{hazard.pk}")
    place = f"{hazard.place_words}：" if hazard.place_words else ""
    words = f"{place}{hazard.description}"
    return {"hazard": str(hazard.pk), "code": str(hazard), "words": words, "due_on": str(due_on)}


@events.once(DocumentEvent)
def draft_opinion(
    order: Document,
    *,
    actor: User,
    found: list[tuple[bool, str]],
    client_id: uuid.UUID | None = None,
) -> Document:
    """Draft the opinion on an order: for each of its items, in their order, whether it is done and what was seen."""
    require(rules.may_answer(actor, order, Kind.OPINION))
    assert order.inspection is not None
    if len(found) != len(order.items):
        raise Invalid("指令书的每一项都要写明复查情况。", code="enforcement.items")
    items = [
        {**item, "done": done, "note": say(note, f"第 {place} 项的复查情况", f"note_{place}")}
        for place, (item, (done, note)) in enumerate(zip(order.items, found, strict=True), start=1)
    ]
    return _draft(
        order.inspection, Kind.OPINION, actor, items, client_id, action=ANSWERED, basis=order.basis, parent=order
    )


@events.once(DocumentEvent)
def draft_paper(
    inspection: Inspection,
    kind: Kind,
    *,
    actor: User,
    items: list[dict[str, Any]],
    facts: dict[str, Any],
    basis: str = "",
    private: str = "",
    private_of: Person | None = None,
    parent: Document | None = None,
    acted_at: dt.datetime | None = None,
    client_id: uuid.UUID | None = None,
) -> Document:
    """Draft any other kind: `items` are its rows, `facts` what it says beside them, `private` an ID number.

    `acted_at` is when it was done on the spot, before anybody approved it: a day to report it to the head begins.
    An ID number from the file of `private_of` is a look at their personal data and is told in their chain.
    Raises NotYours where the rules give a reason, Invalid where a row or a fact its paper must have is missing.
    """
    require(rules.may_answer(actor, parent, kind) if parent else rules.may_begin(actor, inspection, kind))
    checking.complete(kind, items, facts, private)
    checking.on_spot(acted_at)
    if private_of is not None:
        see_personal(private_of, actor=actor, why=f"{kind.label}（{inspection.number}）")
    if parent is not None:
        checking.within(kind, facts, parent)
    action, more = (
        "enforcement.draft_paper",
        {"facts": facts, "private": private, "parent": parent, "acted_at": acted_at},
    )
    return _draft(inspection, kind, actor, items, client_id, action=action, basis=basis.strip(), **more)


def _draft(
    inspection: Inspection,
    kind: Kind,
    actor: User,
    items: list[dict[str, Any]],
    client_id: uuid.UUID | None,
    *,
    action: str,
    **more: Any,
) -> Document:
    templates.required(kind)
    document = Document(
        kind=kind,
        inspection=inspection,
        enterprise=inspection.enterprise,
        lead=inspection.lead,
        second=inspection.second,
        region_code=inspection.region_code,
        office=inspection.office,
        items=items,
        lead_card=card_of(inspection.lead),
        second_card=card_of(inspection.second),
        drafted_by=actor,
        drafted_at=clock.now(),
        **more,
    )
    told = {"kind": kind.value, "items": items, "facts": document.facts, "basis": document.basis}
    told |= {"enterprise": inspection.enterprise.name}
    events.begin(document, action, actor=actor, data=told, to_state=document.state, client_id=client_id)
    return document
