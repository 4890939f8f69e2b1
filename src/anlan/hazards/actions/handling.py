"""Handling: who of the office has it on the desk, what it is linked to, what else is known."""

import uuid
from collections.abc import Iterable

from anlan.core import events
from anlan.core.errors import Invalid
from anlan.enterprises.models import Person
from anlan.hazards.actions.stepping import make_findable, say, take
from anlan.hazards.models import Hazard, HazardEvent, State
from anlan.org import scope
from anlan.org.models import User


@events.once(HazardEvent)
def assign(hazard: Hazard, *, actor: User, handler: User, client_id: uuid.UUID | None = None) -> Hazard:
    """Put it on somebody's desk. Raises Invalid for a person whose territory it does not lie in."""
    if not scope.covers(handler, hazard.place, "hazards.note"):
        words = f"{handler.full_name}不管这个地方，请选当地或主管单位的工作人员。"
        raise Invalid(words, code="hazards.handler", fields={"handler": [words]})
    before = hazard.handler.full_name if hazard.handler else ""
    told = {"from": before, "to": handler.full_name}
    take(hazard, "assign", actor=actor, changes={"handler": handler}, data=told, client_id=client_id)
    return hazard


@events.once(HazardEvent)
def name_responsible(hazard: Hazard, *, actor: User, person: Person, client_id: uuid.UUID | None = None) -> Hazard:
    """Say who of the enterprise's people must see to it; with an account that person may plan and submit."""
    if person.enterprise_id != hazard.enterprise_id or person.until is not None:
        words = f"{person.name}不在该单位任职，请先在单位档案里登记人员。"
        raise Invalid(words, code="hazards.person", fields={"person": [words]})
    before, changes = hazard.responsible_name, {"responsible": person, "responsible_name": person.name}
    told = {"from": before, "to": person.name}
    take(hazard, "name_responsible", actor=actor, changes=changes, data=told, client_id=client_id)
    make_findable(hazard)
    return hazard


@events.once(HazardEvent)
def link_recurrence(hazard: Hazard, *, actor: User, previous: Hazard, client_id: uuid.UUID | None = None) -> Hazard:
    """Link it to the closed hazard of the same enterprise that it repeats. A closed hazard never reopens."""
    if previous.enterprise_id != hazard.enterprise_id or previous.state != State.CLOSED:
        raise Invalid("只能关联同一单位已经销号的隐患，请核对编号。", code="hazards.previous")
    told = {"previous": previous.code}
    take(hazard, "link_recurrence", actor=actor, changes={"previous": previous}, data=told, client_id=client_id)
    return hazard


@events.once(HazardEvent)
def note(
    hazard: Hazard,
    *,
    actor: User,
    text: str,
    photos: Iterable[str] = (),
    mended: bool = False,
    client_id: uuid.UUID | None = None,
) -> Hazard:
    """Add what else is known, with photos if any; `mended` says that it is put right, for who may find it so."""
    told = {"text": say(text, "要补充的内容", "text"), **({"mended": True} if mended else {})}
    take(hazard, "note", actor=actor, data=told, photos=photos, client_id=client_id)
    return hazard
