"""What a 否 becomes: a hazard on the ledger, one put right on the spot, or one already known and still open."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from anlan.core import events
from anlan.core.errors import Invalid
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard
from anlan.inspections.actions.answering import let_stand, question_of
from anlan.inspections.actions.writing import believable, ready, write
from anlan.inspections.models import Finding, Visit, VisitEvent
from anlan.org.models import User


@events.once(VisitEvent)
def record_hazard(
    visit: Visit,
    *,
    actor: User,
    description: str,
    item: str = "",
    place_words: str = "",
    photos: Iterable[str] = (),
    suggested_due_on: dt.date | None = None,
    responsible_name: str = "",
    previous: Hazard | None = None,
    found_at: dt.datetime | None = None,
    client_id: uuid.UUID | None = None,
) -> Visit:
    """Put what was seen on the ledger, with the source of the visit's kind; `item` is empty outside the list.

    Date and responsible person are suggestions, either may be left out. The item's criterion goes along
    as a suggestion only: nobody has judged yet. Writes one event here and one there.
    """
    _record(
        visit,
        actor,
        Finding.How.RECORDED,
        description,
        item,
        place_words,
        photos,
        found_at,
        client_id,
        suggested_due_on=suggested_due_on,
        responsible_name=responsible_name,
        previous=previous,
    )
    return visit


@events.once(VisitEvent)
def fix_at_once(
    visit: Visit,
    *,
    actor: User,
    description: str,
    statement: str,
    item: str = "",
    place_words: str = "",
    before: Iterable[str] = (),
    after: Iterable[str] = (),
    found_at: dt.datetime | None = None,
    client_id: uuid.UUID | None = None,
) -> Visit:
    """Put a general hazard on the ledger that was put right while one stood there, with a photo before and after.

    Raises Invalid without both photos, and where the item's criterion may make it major: that is not for the spot.
    """
    shown = events.names_of(after)
    _refuse_major(visit, item)
    _require_pair(events.names_of(before), shown)
    finding = _record(
        visit,
        actor,
        Finding.How.FIXED,
        description,
        item,
        place_words,
        before,
        found_at,
        client_id,
        after=shown,
        statement=statement,
    )
    hazards.fix_at_once(finding.hazard, actor=actor, statement=statement, photos=shown)
    return visit


@events.once(VisitEvent)
def link_known(
    visit: Visit,
    *,
    actor: User,
    hazard: Hazard,
    item: str = "",
    note: str = "",
    photos: Iterable[str] = (),
    client_id: uuid.UUID | None = None,
) -> Visit:
    """Say that what was seen is a hazard of this enterprise that is still open; it gets a note instead of a twin."""
    ready(visit, actor)
    if hazard.enterprise_id != visit.enterprise_id or not hazard.is_open:
        raise Invalid("只能关联本单位尚未销号的隐患，请重新选择。", code="inspections.known")
    if visit.findings.filter(hazard=hazard, item=item).exists():
        return visit
    listed = events.names_of(photos)
    told = _asked(visit, item)
    words = note.strip() or f"{visit.about.label}时仍未整改到位"
    hazards.note(hazard, actor=actor, text=words, photos=listed, client_id=client_id)
    _keep(visit, actor, hazard, item, Finding.How.KNOWN, listed, None)
    told |= {"hazard": str(hazard), "note": words}
    write(visit, "link_known", actor=actor, data=told, photos=listed, purpose="finding", client_id=client_id)
    return visit


def _record(
    visit: Visit,
    actor: User,
    how: Finding.How,
    description: str,
    item: str,
    place_words: str,
    photos: Iterable[str],
    found_at: dt.datetime | None,
    client_id: uuid.UUID | None,
    *,
    after: list[str] | None = None,
    statement: str = "",
    **more: Any,
) -> Finding:
    ready(visit, actor)
    listed, moment, told = events.names_of(photos), believable(found_at), _asked(visit, item)
    hazard = hazards.record(
        visit.enterprise,
        actor=actor,
        description=description,
        place_words=place_words,
        source=visit.about.source,
        photos=listed,
        found_at=moment,
        data={"visit": str(visit.pk), **told},
        client_id=client_id,
        **more,
    )
    finding = _keep(visit, actor, hazard, item, how, listed, moment, after or [])
    let_stand(visit, item)
    told |= {"hazard": str(hazard), "description": hazard.description, "place": hazard.place_words}
    told |= {"statement": statement} if statement else {}
    action = "record_hazard" if how == Finding.How.RECORDED else "fix_at_once"
    write(
        visit,
        action,
        actor=actor,
        data=told,
        photos=[*listed, *(after or [])],
        purpose="finding",
        happened_at=moment,
        client_id=client_id,
    )
    return finding


def _keep(
    visit: Visit,
    actor: User,
    hazard: Hazard,
    item: str,
    how: Finding.How,
    photos: list[str],
    moment: dt.datetime | None,
    after: list[str] | None = None,
) -> Finding:
    return Finding.objects.create(
        visit=visit,
        hazard=hazard,
        item=item,
        how=how,
        words=hazard.description,
        photos=photos,
        photos_after=after or [],
        at=believable(moment),
        by=actor,
    )


def _asked(visit: Visit, item: str) -> dict[str, Any]:
    """What the ledger is told of the question: its criterion is a suggestion for whoever judges."""
    if not item:
        return {"item": ""}
    asked = question_of(visit, item)
    told = {"item": item, "question": asked["question"]}
    # A question in everyday words may stand on the law alone; then there is nothing to suggest.
    if criterion := asked.get("based_on", asked["criterion"]):
        suggested = {"id": criterion, "code": asked["code"], "pack": asked["pack"], "title": asked["pack_title"]}
        told["suggested_criterion"] = suggested
    return told


def _refuse_major(visit: Visit, item: str) -> None:
    if item and question_of(visit, item)["may_be_major"]:
        words = "这一项对应重大事故隐患判定条款，不能当场销号；请登记隐患，由乡镇或主管单位判定。"
        raise Invalid(words, code="inspections.not_at_once")


def _require_pair(before: list[str], after: list[str]) -> None:
    if not before or not after:
        words = "当场改好的，整改前、整改后各拍一张照片。"
        field = "photos" if not before else "after"
        raise Invalid(words, code="inspections.photos", fields={field: [words]})
