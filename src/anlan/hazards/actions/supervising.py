"""Supervised handling: listed by the township, asked of a higher level, urged when overdue, released."""

import datetime as dt
import uuid

from anlan.core import clock, counters, events, workdays
from anlan.core.errors import Invalid
from anlan.hazards import needs
from anlan.hazards.actions.recording import short_name_of
from anlan.hazards.actions.stepping import ahead, say, take
from anlan.hazards.models import Hazard, HazardEvent, Supervision, UpwardProposal, Urging
from anlan.org import scope
from anlan.org.models import User


@events.once(HazardEvent)
def list_supervision(
    hazard: Hazard,
    *,
    actor: User,
    reason: str,
    due_on: dt.date,
    leader: User,
    client_id: uuid.UUID | None = None,
) -> Hazard:
    """List a hazard for the township's supervision with a number, a reason, a date and a responsible leader."""
    words = say(reason, "督办理由", "reason")
    _check(hazard, due_on, leader)
    level = Supervision.Level.TOWNSHIP
    number = _number(hazard.region_code)
    data = {"level": level, "number": number, "reason": words, "due_on": due_on, "leader": leader.full_name}
    take(hazard, "list_supervision", actor=actor, changes={"supervision_level": level}, data=data, client_id=client_id)
    Supervision.objects.create(
        hazard=hazard,
        level=level,
        number=number,
        reason=words,
        due_on=due_on,
        leader=leader,
        listed_by=actor,
        listed_at=clock.now(),
    )
    return hazard


def _check(hazard: Hazard, due_on: dt.date, leader: User) -> None:
    ahead(due_on, "督办期限")
    if not scope.covers(leader, hazard.place, "hazards.acknowledge_as_leader"):
        words = f"{leader.full_name}不是这里的乡镇领导，请选一名责任领导。"
        raise Invalid(words, code="hazards.leader", fields={"leader": [words]})


def _number(region_code: str) -> str:
    township, year = scope.township_of(region_code), clock.today().year
    return number_of(short_name_of(township), year, counters.take(counter_key(township, year)))


def counter_key(township: str, year: int) -> str:
    """The counter that numbers a township's supervision of a year."""
    return f"supervision.{township[:9]}.{year}"


def number_of(short_name: str, year: int, number: int) -> str:
    """The document number: six-cornered brackets, no leading zeros (GB/T 9704)."""
    return f"{short_name}督〔{year}〕{number}号"


ANSWER_WORKDAYS = 10
"""Work days after which the higher level is asked again (own default, as long as Qingdao's answer: rules.md R3.9)."""


@events.once(HazardEvent)
def propose_supervision(
    hazard: Hazard, *, actor: User, level: str, reason: str, client_id: uuid.UUID | None = None
) -> Hazard:
    """Ask a higher level by a numbered letter to supervise a major hazard. Raises Invalid for what cannot be asked."""
    running = needs.standing_supervision(hazard)
    order = Supervision.Level.values
    if level not in order[1:] or (running and order.index(running.level) >= order.index(level)):
        words = "请选择比现在更高的督办级别。"
        raise Invalid(words, code="hazards.level", fields={"level": [words]})
    words = say(reason, "提请理由", "reason")
    number = _letter(hazard.region_code, "提")
    told = {"level": level, "number": number, "reason": words}
    take(hazard, "propose_supervision", actor=actor, data=told, client_id=client_id)
    UpwardProposal.objects.create(
        hazard=hazard,
        level=level,
        number=number,
        reason=words[:300],
        proposed_by=actor,
        proposed_at=clock.now(),
        answer_due_on=workdays.add_workdays(clock.today(), ANSWER_WORKDAYS),
    )
    return hazard


@events.once(HazardEvent)
def record_supervision(
    hazard: Hazard,
    *,
    actor: User,
    listed: bool,
    number: str = "",
    due_on: dt.date | None = None,
    answer: str = "",
    leader: User | None = None,
    client_id: uuid.UUID | None = None,
) -> Hazard:
    """Put on record what the higher level answered: its number and date, which then bind, or why not."""
    waiting = next((one for one in hazard.upward_proposals.all() if one.listed is None), None)
    _check_answer(hazard, listed, number, due_on, leader, answer)
    changes = {"supervision_level": waiting.level} if waiting and listed else {}
    told = {"listed": listed, "number": number.strip(), "due_on": due_on, "reason": answer.strip(), **changes}
    take(hazard, "record_supervision", actor=actor, changes=changes, data=told, client_id=client_id)
    if waiting is None:
        return hazard
    waiting.listed, waiting.answer, waiting.answered_by, waiting.answered_at = listed, answer[:300], actor, clock.now()
    waiting.save(update_fields=["listed", "answer", "answered_by", "answered_at"])
    if listed and due_on:
        Supervision.objects.create(
            hazard=hazard,
            level=waiting.level,
            number=number.strip(),
            reason=answer.strip()[:300] or waiting.reason,
            due_on=due_on,
            leader=leader,
            listed_by=actor,
            listed_at=clock.now(),
        )
    return hazard


def _check_answer(
    hazard: Hazard, listed: bool, number: str, due_on: dt.date | None, leader: User | None, answer: str
) -> None:
    if not listed:
        say(answer, "上级不予督办的意见", "answer")
        return
    missing = {"number": "上级督办文号", "due_on": "上级督办期限", "leader": "责任领导"}
    given = {"number": number.strip(), "due_on": due_on, "leader": leader}
    fields = {name: [f"上级已挂牌的，请填写{what}。"] for name, what in missing.items() if not given[name]}
    if fields:
        raise Invalid("上级已挂牌的，请填写文号、期限和责任领导。", code="hazards.supervision", fields=fields)
    if due_on and leader:
        _check(hazard, due_on, leader)


@events.once(HazardEvent)
def urge(
    hazard: Hazard, *, actor: User, due_on: dt.date, words: str = "", client_id: uuid.UUID | None = None
) -> Hazard:
    """Issue the letter that urges who must fix it; a person sends what the system has drafted (features F6.6)."""
    running = needs.standing_supervision(hazard)
    ahead(due_on, "回复期限")
    number = _letter(hazard.region_code, "督函")
    told = {"number": number, "due_on": due_on, "reason": words.strip()}
    take(hazard, "urge", actor=actor, data=told, client_id=client_id)
    if running:
        Urging.objects.create(
            supervision=running,
            number=number,
            due_on=due_on,
            words=words.strip()[:300],
            issued_by=actor,
            issued_at=clock.now(),
        )
    return hazard


def _letter(region_code: str, kind: str) -> str:
    township, year = scope.township_of(region_code), clock.today().year
    taken = counters.take(f"supervision.{kind}.{township[:9]}.{year}")
    return f"{short_name_of(township)}{kind}〔{year}〕{taken}号"


@events.once(HazardEvent)
def record_release(
    hazard: Hazard,
    *,
    actor: User,
    number: str,
    released_on: dt.date,
    opinion: str = "",
    client_id: uuid.UUID | None = None,
) -> Hazard:
    """Put on record that the higher level accepted it and released its supervision: by which paper, on which day.

    Raises Invalid without its number, and for a day before it was listed or after today (features F6.4).
    """
    standing = needs.upper_supervision(hazard)
    paper = say(number, "上级解除督办的文号", "number")
    if standing:
        _check_release(standing, released_on)
    told = {"number": paper, "released_on": released_on, "reason": opinion.strip()}
    told |= {"of": standing.number, "level": standing.level} if standing else {}
    take(hazard, "record_release", actor=actor, data=told, client_id=client_id)
    if standing:
        standing.released_at, standing.release_number = clock.local(released_on, 0), paper[:40]
        standing.save(update_fields=["released_at", "release_number"])
    return hazard


def _check_release(standing: Supervision, released_on: dt.date) -> None:
    listed_on, today = clock.local_date(standing.listed_at), clock.today()
    if not listed_on <= released_on <= today:
        words = f"解除日期应在挂牌之日 {clock.day_words(listed_on)} 到今天 {clock.day_words(today)} 之间。"
        raise Invalid(words, code="hazards.released_on", fields={"released_on": [words]})


def release(hazard: Hazard) -> None:
    """End the township's supervision of a hazard that was struck off or voided; called by those steps only.

    A higher level's stands until that level releases it.
    """
    standing = hazard.supervisions.filter(released_at=None, level=Supervision.Level.TOWNSHIP)
    standing.update(released_at=clock.now())
