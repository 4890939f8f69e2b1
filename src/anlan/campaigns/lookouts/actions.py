"""Sending a lesson as a task, reminding, calling off, and the word that there is no such thing.

The only writer of these tables.
"""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from anlan.campaigns.lookouts import board, reminding, rules
from anlan.campaigns.lookouts.models import Lookout, LookoutEvent, NoneHere, NoneHereEvent
from anlan.campaigns.steering.actions.checking import require
from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow
from anlan.enterprises.models import Enterprise, Lesson
from anlan.org.models import Region, User
from anlan.standards import checklists
from anlan.standards.models import Criterion, Industry

MOST_DAYS = 180
MOST_ITEMS = 8


@events.once(LookoutEvent)
def send_lookout(
    lesson: Lesson,
    *,
    region: Region,
    criteria: Iterable[Criterion],
    due_on: dt.date,
    actor: User,
    industries: Iterable[Industry] = (),
    villages: Iterable[str] = (),
    words: str = "",
    client_id: uuid.UUID | None = None,
) -> Lookout:
    """Ask those of the same kind to check for the same hazard by a day; its items are frozen as they read today.

    `villages` are codes. Writes one event; the worker tells those asked. Raises NotYours, and Invalid where
    nobody is asked, for a day that cannot be, and for items nobody can check.
    """
    require(rules.may_send(actor, region, lesson))
    chosen, kinds, where = list(criteria), list(industries), sorted(set(villages))
    _check(due_on, chosen)
    today = clock.today()
    with transaction.atomic():
        asked = checklists.of_criteria(chosen, today, title=f"举一反三：{lesson.title}")
        facts = {"villages": where, "words": words.strip(), "sent_by": actor, "sent_at": clock.now()}
        sent = Lookout(lesson=lesson, region=region, checklist=asked, sent_on=today, due_on=due_on, **facts)
        data = {
            "lesson": lesson.title,
            "items": [f"{one['pack_title']} {one['code']}" for one in asked.items],
            "industries": [one.name for one in kinds],
            "villages": where,
            "due_on": due_on,
            "words": words.strip(),
        }
        events.begin(sent, "campaigns.send_lookout", actor=actor, data=data, client_id=client_id)
        sent.industries.set(kinds)
        if not board.standings([sent])[sent.pk]:
            raise Invalid(
                "按所选的行业和村，没有一家在营的单位，任务发不到谁。请放宽行业或村。", code="campaigns.nobody"
            )
    return sent


def _check(due_on: dt.date, chosen: list[Criterion]) -> None:
    last = clock.today() + dt.timedelta(days=MOST_DAYS)
    if not clock.today() <= due_on <= last:
        words = f"期限应在今天以后、{MOST_DAYS} 天以内。"
        raise Invalid(words, code="campaigns.due", fields={"due_on": [words]})
    if not 1 <= len(chosen) <= MOST_ITEMS:
        words = f"请选 1 到 {MOST_ITEMS} 条同一种隐患的条款；没有合适的，先在“判定标准”里录入本乡的重点检查事项。"
        raise Invalid(words, code="campaigns.items", fields={"criteria": [words]})


@events.once(LookoutEvent)
def remind(lookout: Lookout, *, actor: User, client_id: uuid.UUID | None = None) -> Lookout:
    """Remind the managers of those who have not answered, as far as the person sees them; once a day.

    Writes one event with how many were reached. Raises NotYours, NotNow a second time that
    day or with nobody to remind.
    """
    require(rules.may_keep(actor, lookout))
    today = {"action": "campaigns.remind_lookout", "actor": actor, "happened_at__gte": clock.local(clock.today(), 0)}
    if lookout.events.filter(**today).exists():
        raise NotNow("您今天已经催办过；再催请打电话，或明天再催。", code="campaigns.reminded")
    waiting = reminding.waiting(lookout, actor)
    if not waiting:
        raise NotNow("应查的都已查过或说明，没有要催的。", code="campaigns.nobody_waits")
    with transaction.atomic():
        told = reminding.tell(lookout, waiting, f"催办：{lookout}", is_red=lookout.is_over, by_hand=True)
        data = {"places": len(waiting), "without_account": len(waiting) - told}
        events.append(lookout, "campaigns.remind_lookout", actor=actor, data=data, client_id=client_id)
    return lookout


@events.once(LookoutEvent)
def call_off_lookout(lookout: Lookout, *, reason: str, actor: User, client_id: uuid.UUID | None = None) -> Lookout:
    """Ask nobody any more, with the reason; what was checked stays on record. Raises NotYours."""
    require(rules.may_call_off(actor, lookout))
    told = {"changes": {"called_off": reason.strip()}, "expect": {"called_off": ""}, "data": {"reason": reason.strip()}}
    events.append(lookout, "campaigns.call_off_lookout", actor=actor, client_id=client_id, **told)
    return lookout


@events.once(NoneHereEvent)
def say_none(
    lookout: Lookout, *, enterprise: Enterprise, reason: str, actor: User, client_id: uuid.UUID | None = None
) -> NoneHere:
    """The principal says that the enterprise has no such thing, and why.

    Raises NotYours, and Invalid for an enterprise that is not asked.
    """
    require(rules.may_say_none(actor, lookout, enterprise, board.asked_at(lookout, enterprise).facts))
    said = NoneHere(lookout=lookout, enterprise=enterprise, reason=reason.strip(), said_by=actor, said_at=clock.now())
    data = {"lookout": lookout.lesson.title, "enterprise": enterprise.name, "reason": said.reason}
    try:
        with transaction.atomic():
            events.begin(said, "campaigns.say_none", actor=actor, data=data, client_id=client_id)
    except IntegrityError as error:
        raise NotNow("刚刚已经说明过没有此类，请刷新后再看。", code="campaigns.said_none") from error
    return said


@events.once(NoneHereEvent)
def take_back_none(word: NoneHere, *, reason: str, actor: User, client_id: uuid.UUID | None = None) -> NoneHere:
    """Take back one's own word, with the reason: the enterprise has to answer again. Raises NotYours."""
    require(rules.may_take_back(actor, word))
    return _end(word, "campaigns.take_back_none", reason, actor, client_id)


@events.once(NoneHereEvent)
def send_back_none(word: NoneHere, *, reason: str, actor: User, client_id: uuid.UUID | None = None) -> NoneHere:
    """The office says why the word does not stand: the enterprise has to answer again, and is told. Raises NotYours."""
    require(rules.may_send_back(actor, word))
    return _end(word, "campaigns.send_back_none", reason, actor, client_id)


def _end(word: NoneHere, action: str, reason: str, actor: User, client_id: uuid.UUID | None) -> NoneHere:
    told = {"changes": {"ended": reason.strip()}, "expect": {"ended": ""}, "data": {"reason": reason.strip()}}
    events.append(word, action, actor=actor, client_id=client_id, **told)
    return word
