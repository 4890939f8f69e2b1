"""Publishing a cap, objecting to a fact, answering. The only writer of these tables."""

import uuid

from anlan.core import clock, events, workdays
from anlan.core.errors import Invalid
from anlan.enforcement.frequency import factors, rules
from anlan.enforcement.frequency.models import Cap, CapEvent, Objection, ObjectionEvent
from anlan.enforcement.refusing import require
from anlan.enterprises.models import Enterprise
from anlan.hazards.actions.stepping import say
from anlan.hazards.models import Hazard
from anlan.org.models import Region, User

ANSWER_WORKDAYS = 10
"""Work days in which an objection is answered (own default)."""
MOST_TIMES = 52


@events.once(CapEvent)
def publish_cap(
    region: Region, *, actor: User, year: int, times: int, basis: str, client_id: uuid.UUID | None = None
) -> Cap:
    """Put on record the cap a township has published for a year; again means changed, with old and new in the event.

    Raises Invalid for a year that is over or a number nobody could mean.
    """
    require(rules.may_publish(actor, region))
    words = say(basis, "公布文件", "basis")
    _check(year, times)
    told = {"year": year, "times": times, "basis": words}
    changes = {"times": times, "basis": words, "published_by": actor, "published_at": clock.now()}
    if known := Cap.objects.filter(region=region, year=year).first():
        told["before"] = known.times
        events.append(known, "enforcement.publish_cap", actor=actor, changes=changes, data=told, client_id=client_id)
        return known
    cap = Cap(region=region, year=year, **changes)
    events.begin(cap, "enforcement.publish_cap", actor=actor, data=told, client_id=client_id)
    return cap


def _check(year: int, times: int) -> None:
    this = clock.today().year
    if not this <= year <= this + 1:
        words = f"只能公布 {this} 或 {this + 1} 年度的上限。"
        raise Invalid(words, code="enforcement.year", fields={"year": [words]})
    if not 1 <= times <= MOST_TIMES:
        words = f"次数应在 1 到 {MOST_TIMES} 之间。"
        raise Invalid(words, code="enforcement.times", fields={"times": [words]})


@events.once(ObjectionEvent)
def object_to(
    enterprise: Enterprise,
    *,
    actor: User,
    factor: str,
    hazard: Hazard,
    words: str,
    client_id: uuid.UUID | None = None,
) -> Objection:
    """Say that a record should not count. Raises Invalid for one that does not count, or is objected to already."""
    require(rules.may_object(actor, enterprise))
    counted = [one for one in factors.of(enterprise, None).facts if one.factor.name == factor]
    if not any(hazard.pk == row.pk for one in counted for row in one.hazards):
        raise Invalid(f"{hazard}没有计入这一项，不需要提异议。", code="enforcement.not_counted")
    if Objection.objects.filter(enterprise=enterprise, factor=factor, hazard=hazard, upheld=None).exists():
        raise Invalid(f"对 {hazard} 的异议正在等待答复。", code="enforcement.waiting")
    why = say(words, "异议", "words")
    objection = Objection(
        enterprise=enterprise,
        factor=factor,
        hazard=hazard,
        words=why,
        raised_by=actor,
        raised_at=clock.now(),
        answer_due_on=workdays.add_workdays(clock.today(), ANSWER_WORKDAYS),
    )
    data = {"enterprise": enterprise.name, "factor": factor, "hazard": str(hazard), "reason": why}
    events.begin(objection, "enforcement.object_to", actor=actor, data=data, client_id=client_id)
    return objection


@events.once(ObjectionEvent)
def answer_objection(
    objection: Objection, *, actor: User, upheld: bool, answer: str, client_id: uuid.UUID | None = None
) -> Objection:
    """Uphold it, so that the record no longer counts for this, or say why it stands."""
    require(rules.may_answer(actor, objection))
    words = say(answer, "答复", "answer")
    changes = {"upheld": upheld, "answer": words, "answered_by": actor, "answered_at": clock.now()}
    events.append(
        objection,
        "enforcement.answer_objection",
        actor=actor,
        changes=changes,
        expect={"upheld": None},
        data={"upheld": upheld, "reason": words},
        client_id=client_id,
    )
    return objection
