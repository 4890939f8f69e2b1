"""Answering the questions of a visit, one by one, each kept at once."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from anlan.core import db, events
from anlan.core.errors import Invalid, Missing, NotNow
from anlan.hazards.models import State as HazardState
from anlan.inspections import merging
from anlan.inspections.actions.writing import believable, ready, say, write
from anlan.inspections.models import Answer, Finding, There, Visit, VisitEvent
from anlan.org import inbox
from anlan.org.models import User

GIVEN = {Answer.Value.YES, Answer.Value.NO, Answer.Value.NOT_APPLICABLE}


@events.once(VisitEvent)
def answer(
    visit: Visit,
    *,
    item: str,
    value: str,
    actor: User,
    note: str = "",
    photos: Iterable[str] = (),
    answered_at: dt.datetime | None = None,
    seen: str | None = None,
    client_id: uuid.UUID | None = None,
) -> Visit:
    """Answer one item; again means change, with old and new in the event. Photos are added to those already there.

    The same answer once more writes nothing. `seen` comes from a phone that had no network: the client_ids of the
    answers it knew of ("" for none); one it did not know of is not overwritten in silence (see merging): where they
    contradict each other the leader is told. Raises Invalid
    for an item that is not on the list, NotNow where a page would take back a 否 on which a hazard stands.
    """
    if value not in GIVEN:
        raise Invalid("请选择一个答案：是、否或不涉及。", code="inspections.value")
    return _put(visit, item, value, actor, note.strip()[:500], photos, answered_at, client_id, seen=seen)


@events.once(VisitEvent)
def skip(
    visit: Visit,
    *,
    item: str,
    reason: str,
    actor: User,
    answered_at: dt.datetime | None = None,
    seen: str | None = None,
    client_id: uuid.UUID | None = None,
) -> Visit:
    """Leave an item open with the reason why it could not be looked at. `seen` as for `answer`."""
    words = say(reason, "这一项没有查的原因", "reason", 300)
    return _put(visit, item, Answer.Value.SKIPPED, actor, words, (), answered_at, client_id, action="skip", seen=seen)


def jump(visit: Visit, *, number: int, actor: User) -> Visit:
    """Move the bookmark of the walk; no event, for it says nothing about the enterprise."""
    if visit.is_open and visit.at_item != number:
        Visit.objects.filter(pk=visit.pk).update(at_item=number)
        visit.at_item = number
    return visit


def _put(
    visit: Visit,
    item: str,
    value: str,
    actor: User,
    note: str,
    photos: Iterable[str],
    answered_at: dt.datetime | None,
    client_id: uuid.UUID | None,
    action: str = "answer",
    seen: str | None = None,
) -> Visit:
    ready(visit, actor)
    question = question_of(visit, item)
    there = _there(visit)
    before = there.answers.get(item) if there else visit.answers.filter(item=item).first()
    listed = events.names_of(photos)
    kept = list(dict.fromkeys([*(before.photos if before else []), *listed]))
    if seen is None and before and (before.value, before.note, before.photos) == (value, note, kept):
        return visit
    if seen is None and value != Answer.Value.NO:
        _refuse_while_found(visit, item)
    moment = believable(answered_at)
    told = {"item": item, "code": question["code"], "question": question["question"], "value": value, "note": note}
    if before:
        told["before"] = {"value": before.value, "note": before.note}
    if seen is not None:
        told["seen"] = seen
    write(
        visit, action, actor=actor, data=told, photos=listed, purpose="answer", happened_at=moment, client_id=client_id
    )
    if before:
        _tell_of_clash(visit, item, let_stand(visit, item, kept))
    else:
        is_found = (
            (there is None or item in there.found) and value != Answer.Value.NO and _found_at(visit, item).exists()
        )
        row = {"item": item, "value": Answer.Value.NO if is_found else value, "note": note, "photos": kept}
        made = Answer(visit=visit, answered_by=actor, answered_at=moment, **row)
        db.insert([made])
        if there:
            there.answers[item], visit.there = made, there
    return visit


def _there(visit: Visit) -> There | None:
    """What is there already, read once for all actions of an outbox; None where a page asks for one item."""
    if visit.there is None and events.begins_anew():
        answers = {one.item: one for one in visit.answers.all()}
        visit.there = There(answers, set(visit.findings.values_list("item", flat=True)))
    return visit.there


def let_stand(visit: Visit, item: str, photos: list[str] | None = None) -> list[merging.Said]:
    """Write down the answer that stands of those given to an item, where several phones answered; gives all of them."""
    given = merging.of_item(visit, item)
    if not given:
        return given
    found = _found_at(visit, item).exists()
    one = merging.standing(given, is_found=found)
    value = Answer.Value.NO if found else one.value
    row = {"value": value, "note": one.note, "answered_at": one.at, "answered_by_id": one.by}
    visit.answers.filter(item=item).update(**row, **({} if photos is None else {"photos": photos}))
    return given


def _tell_of_clash(visit: Visit, item: str, given: list[merging.Said]) -> None:
    if not merging.contradict(given):
        return
    number = next(place for place, one in enumerate(visit.items, start=1) if str(one["criterion"]) == item)
    versions = "；".join(f"{one.name}答“{one.words}”{f'，{one.note}' if one.note else ''}" for one in given)
    inbox.tell(
        [visit.led_by],
        key=f"inspections.clash.{visit.pk}.{item}",
        title=f"{visit.enterprise.name}：第 {number} 项两部手机填得不一样"[:120],
        body=f"{versions}。请看过后重新作答，之后才能完成这次检查。",
        url=f"/inspections/{visit.pk}/items/{number}/",
        is_red=True,
    )


def question_of(visit: Visit, item: str) -> dict[str, Any]:
    """The frozen question an item names. Raises Missing."""
    found = next((one for one in visit.items if str(one["criterion"]) == item), None)
    if found is None:
        raise Missing("这次检查的检查表里没有这一项，请返回检查表重新选择。", code="inspections.no_item")
    return found


def _refuse_while_found(visit: Visit, item: str) -> None:
    if standing := _found_at(visit, item).select_related("hazard").first():
        words = f"这一项已关联隐患 {standing.hazard}，不能改成别的答案；登记有误的，请先在该隐患里提出作废。"
        raise NotNow(words, code="inspections.found")


def _found_at(visit: Visit, item: str) -> QuerySet[Finding]:
    return visit.findings.filter(item=item).exclude(hazard__state=HazardState.VOID)
