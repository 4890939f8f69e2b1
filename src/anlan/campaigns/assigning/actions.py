"""Giving a task to a deputy, doing it, taking it back."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction

from anlan.campaigns.assigning import rules
from anlan.campaigns.assigning.models import Assignment, AssignmentEvent
from anlan.campaigns.duties import actions as duties
from anlan.campaigns.duties.queries import Mine
from anlan.campaigns.steering.actions.checking import require
from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.enterprises.models import Enterprise, Person
from anlan.files import actions as files
from anlan.org.models import User


@events.once(AssignmentEvent)
def assign(
    asked: Mine,
    *,
    enterprise: Enterprise,
    person: Person,
    due_on: dt.date,
    actor: User,
    note: str = "",
    client_id: uuid.UUID | None = None,
) -> Assignment:
    """Give what a campaign asks of an enterprise to one of its deputies or safety officers, by a day.

    They are told. Raises NotYours for anybody but the principal, Invalid for a day past or after the campaign, somebody
    else's people, and a task that is given already.
    """
    require(rules.may_assign(actor, enterprise))
    campaign, duty = asked.campaign, asked.row.asked.duty
    if not clock.today() <= due_on <= (campaign.ends_on or due_on):
        raise _wrong("due_on", "完成期限应在今天以后、行动结束以前，请核对。")
    if person.enterprise_id != enterprise.pk or person.until or person.post not in rules.DEPUTIES:
        raise _wrong("person", "只能交给本单位在岗的分管负责人、安全管理员。")
    facts = {"task": duty.action, "due_on": due_on, "note": note.strip()}
    made = Assignment(campaign=campaign, lineage=duty.lineage, enterprise=enterprise, person=person, **facts)
    made.given_by, made.given_at = actor, clock.now()
    data = {**facts, "person": person.name, "enterprise": enterprise.name, "lineage": duty.lineage}
    try:
        with transaction.atomic():
            events.begin(made, "campaigns.assign", actor=actor, data=data, client_id=client_id)
    except IntegrityError as error:
        known = Assignment.objects.filter(lineage=duty.lineage, enterprise=enterprise, taken_back="", done_on=None)
        who = known.select_related("person").get(campaign=campaign).person.name
        raise _wrong("person", f"这项任务已交给{who}，要换人先收回。") from error
    return made


def _wrong(field: str, words: str) -> Invalid:
    return Invalid(words, code=f"campaigns.{field}", fields={field: [words]})


@events.once(AssignmentEvent)
def finish_assignment(
    assignment: Assignment,
    *,
    done_on: dt.date,
    words: str,
    photos: Iterable[str],
    actor: User,
    asked: Mine | None = None,
    client_id: uuid.UUID | None = None,
) -> Assignment:
    """Say that a task is done, with what proves it; the principal is told.

    Where the system has no record of the kind (`asked` without proof) it counts for the enterprise as well. Raises
    NotYours, Invalid without proof or for a day that cannot be.
    """
    require(rules.may_finish(actor, assignment))
    names = list(photos)
    if not names:
        raise _wrong("photos", "请附上照片或记录的扫描件，说明做过了。")
    if not clock.local_date(assignment.given_at) <= done_on <= clock.today():
        raise _wrong("done_on", "完成日期应在分派以后、今天以前，请核对。")
    told = {"done_on": done_on, "words": words.strip(), "files": names}
    with transaction.atomic():
        event = events.append(
            assignment,
            "campaigns.finish_assignment",
            actor=actor,
            changes=told,
            expect={"done_on": None, "taken_back": ""},
            data={"done_on": done_on, "words": words.strip()},
            files=names,
            client_id=client_id,
        )
        where: dict[str, Any] = {
            "room": "campaigns",
            "subject_id": assignment.pk,
            "purpose": "task",
            "event_id": event.pk,
        }
        files.use(names, actor=actor, label=f"{assignment.enterprise}：{assignment.task}", **where)
        if asked and not asked.row.asked.proof:
            duty, subject = asked.row.asked.duty, asked.instance.subject
            said = {"done_on": done_on, "words": words.strip(), "evidence": names, "actor": actor}
            duties.state_duty(assignment.campaign, duty=duty, subject=subject, **said)
    return assignment


@events.once(AssignmentEvent)
def take_back_assignment(
    assignment: Assignment, *, reason: str, actor: User, client_id: uuid.UUID | None = None
) -> Assignment:
    """Take a task back, with the reason; it may be given to another. Raises NotYours once it is done."""
    require(rules.may_take_back(actor, assignment))
    changes, expect = {"taken_back": reason.strip()}, {"taken_back": "", "done_on": None}
    told: dict[str, Any] = {"changes": changes, "expect": expect, "data": {"reason": reason.strip()}}
    events.append(assignment, "campaigns.take_back_assignment", actor=actor, client_id=client_id, **told)
    return assignment
