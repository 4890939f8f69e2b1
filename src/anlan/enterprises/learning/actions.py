"""Writing drills, trainings, attendance and make-ups."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow
from anlan.enterprises import actions as register
from anlan.enterprises.learning import queries, rules, sheet
from anlan.enterprises.models import (
    Attendance,
    Drill,
    DrillEvent,
    Enterprise,
    Improvement,
    Person,
    PlannedDrill,
    PlannedDrillEvent,
    Training,
    TrainingEvent,
)
from anlan.enterprises.refusing import require
from anlan.org.models import User

Outsider = tuple[str, str]
"""Name and unit of somebody from outside."""


def _past(day: dt.date, field: str) -> None:
    if day > clock.today():
        raise Invalid("日期晚于今天，做过了再登记。", fields={field: ["晚于今天。"]})


FARTHEST_DAYS = 732


@events.once(PlannedDrillEvent)
def plan_drill(
    enterprise: Enterprise, *, planned_on: dt.date, actor: User, client_id: uuid.UUID | None = None, **facts: Any
) -> PlannedDrill:
    """Plan a drill: kind, scenario, led_by, script. One event. Raises Invalid for a day gone or years ahead."""
    require(rules.may_keep(actor, enterprise))
    if not clock.today() <= planned_on <= clock.today() + dt.timedelta(days=FARTHEST_DAYS):
        raise Invalid("计划日期应在今天以后、两年以内；做过的直接登记演练。", fields={"planned_on": ["请核对。"]})
    made = PlannedDrill(enterprise=enterprise, planned_on=planned_on, **facts)
    data = {"enterprise": enterprise.name, "planned_on": planned_on, **facts}
    events.begin(made, "enterprises.plan_drill", actor=actor, data=data, client_id=client_id)
    return made


@events.once(PlannedDrillEvent)
def call_off_drill(
    planned: PlannedDrill, *, reason: str, actor: User, client_id: uuid.UUID | None = None
) -> PlannedDrill:
    """Call a planned drill off, with the reason. Raises NotNow where it was held or called off."""
    require(rules.may_keep(actor, planned.enterprise))
    _open(planned)
    changes, data = {"called_off_at": clock.now()}, {"reason": reason, "planned_on": planned.planned_on}
    events.append(planned, "enterprises.call_off_drill", actor=actor, changes=changes, data=data, client_id=client_id)
    return planned


def _open(planned: PlannedDrill) -> None:
    if planned.called_off_at or Drill.objects.filter(planned=planned).exists():
        raise NotNow("这次计划的演练已经做过或者取消。", code="enterprises.drill_over")


@events.once(DrillEvent)
def record_drill(
    enterprise: Enterprise,
    *,
    actor: User,
    planned: PlannedDrill | None = None,
    client_id: uuid.UUID | None = None,
    **facts: Any,
) -> Drill:
    """Put a drill on record: kind, scenario, held_on, minutes, people, led_by, routes_known; `planned`: the plan kept.

    Raises Invalid for a day to come, NotNow for a plan that is over.
    """
    require(rules.may_keep(actor, enterprise))
    _past(facts["held_on"], "held_on")
    if planned:
        _open(planned)
    made = Drill(enterprise=enterprise, planned=planned, **facts)
    data = {"enterprise": enterprise.name, **facts} | ({"planned_on": planned.planned_on} if planned else {})
    events.begin(made, "enterprises.record_drill", actor=actor, data=data, client_id=client_id)
    return made


@events.once(DrillEvent)
def evaluate_drill(
    drill: Drill,
    *,
    evaluation: str,
    improvements: Iterable[str],
    due_on: dt.date | None,
    actor: User,
    client_id: uuid.UUID | None = None,
) -> Drill:
    """Evaluate a drill; from now on it counts. What is to be mended gets a day. Raises NotNow for a second time."""
    require(rules.may_keep(actor, drill.enterprise))
    texts = [text.strip()[:200] for text in improvements if text.strip()]
    if texts and (due_on is None or due_on < drill.held_on):
        raise Invalid("有要改进的，请写改进期限，不早于演练日期。", fields={"due_on": ["请填写。"]})
    if not drill.routes_known and not texts:
        words = "还有人不知道逃生路线，请把怎么补上写进改进。"
        raise Invalid(words, fields={"improvements": [words]})
    if drill.evaluated_on:
        raise NotNow("这次演练已经评估过。", code="enterprises.evaluated")
    changes = {"evaluation": evaluation.strip(), "evaluated_on": clock.today()}
    data = {"reason": evaluation, "improvements": texts, "due_on": due_on}
    events.append(
        drill,
        "enterprises.evaluate_drill",
        actor=actor,
        changes=changes,
        expect={"evaluated_on": None},
        data=data,
        client_id=client_id,
    )
    Improvement.objects.bulk_create(Improvement(drill=drill, text=text, due_on=due_on) for text in texts)
    return drill


@events.once(DrillEvent)
def report_drill(drill: Drill, *, on: dt.date, to: str, actor: User, client_id: uuid.UUID | None = None) -> Drill:
    """Note that a drill was reported to the county's department (应急预案管理办法 art. 33). Raises NotNow, Invalid."""
    require(rules.may_keep(actor, drill.enterprise))
    if drill.evaluated_on is None or drill.reported_on:
        raise NotNow("还没有评估，或已经报送过。", code="enterprises.drill_report")
    _past(on, "on")
    if on < drill.held_on:
        raise Invalid("报送日期早于演练日期。", fields={"on": ["早于演练日期。"]})
    changes = {"reported_on": on, "reported_to": to.strip()}
    data = {"reason": to.strip(), "on": on}
    events.append(drill, "enterprises.report_drill", actor=actor, changes=changes, data=data, client_id=client_id)
    return drill


@events.once(DrillEvent)
def mend(
    drill: Drill, *, improvement: Improvement, words: str, actor: User, client_id: uuid.UUID | None = None
) -> Drill:
    """Say how something a drill showed was mended. Raises NotNow where it is."""
    require(rules.may_keep(actor, drill.enterprise))
    if improvement.done_on:
        raise NotNow("这一项已经改好。", code="enterprises.mended")
    data = {"improvement": improvement.text, "reason": words}
    events.append(drill, "enterprises.mend", actor=actor, data=data, client_id=client_id)
    Improvement.objects.filter(pk=improvement.pk, done_on=None).update(done_on=clock.today(), done_words=words[:200])
    return drill


@events.once(TrainingEvent)
def record_training(
    enterprise: Enterprise,
    *,
    people: Iterable[Person],
    actor: User,
    outsiders: Iterable[Outsider] = (),
    client_id: uuid.UUID | None = None,
    **facts: Any,
) -> Training:
    """Put a training on record with who was there. Raises Invalid for a day to come, or outsiders outside an entry."""
    require(rules.may_keep(actor, enterprise))
    _past(facts["held_on"], "held_on")
    there, guests = list(people), list(outsiders)
    from_outside = guests or [one for one in there if one.contractor_id]
    if (facts["kind"] == Training.Kind.ENTRY and not from_outside) or (guests and facts["kind"] != Training.Kind.ENTRY):
        words = "外来人员入场教育要写外来人员，或勾选相关方的人；其他培训不写外来人员。"
        raise Invalid(words, fields={"outsiders": [words]})
    made = Training(enterprise=enterprise, **facts)
    data = {"enterprise": enterprise.name, **facts, "people": [one.name for one in there], "outsiders": guests}
    events.begin(made, "enterprises.record_training", actor=actor, data=data, client_id=client_id)
    _attend(made, [(one, "") for one in there], made.held_on, made_up=False)
    Attendance.objects.bulk_create(
        Attendance(training=made, name=name, unit=unit, on=made.held_on) for name, unit in guests
    )
    return made


def _attend(training: Training, rows: list[tuple[Person, str]], on: dt.date, *, made_up: bool) -> None:
    known = set(training.attendances.filter(person__isnull=False).values_list("person", flat=True))
    Attendance.objects.bulk_create(
        Attendance(training=training, person=one, name=one.name, on=on, made_up=made_up, result=result)
        for one, result in rows
        if one.pk not in known
    )


@events.once(TrainingEvent)
def make_up(
    training: Training, *, people: Iterable[Person], on: dt.date, actor: User, client_id: uuid.UUID | None = None
) -> Training:
    """Put on record who made up for the lesson on a later day."""
    require(rules.may_keep(actor, training.enterprise))
    _past(on, "on")
    if on < training.held_on:
        raise Invalid("补课日期早于上课日期，请核对。", fields={"on": ["请核对。"]})
    missing = {one.pk for one in queries.absent(training)}
    rows = [(one, "") for one in people if one.pk in missing]
    if not rows:
        raise NotNow("这些人都上过课了，不用再登记。", code="enterprises.taught")
    data = {"on": on, "people": [one.name for one, _ in rows], "reason": f"{len(rows)} 人补课"}
    events.append(training, "enterprises.make_up", actor=actor, data=data, client_id=client_id)
    _attend(training, rows, on, made_up=True)
    return training


@events.once(TrainingEvent)
def read_attendance(
    training: Training, *, upload: UploadedFile, enrol: bool, actor: User, client_id: uuid.UUID | None = None
) -> Training:
    """Take attendance from a sheet, all of it or nothing; `enrol` puts names nobody has on file as employees.

    Raises Invalid with every line that is wrong: unreadable, a name of two people, a person twice, nobody on file.
    """
    require(rules.may_keep(actor, training.enterprise))
    known, unknown = sheet.match(training.enterprise, sheet.read(upload, actor=actor))
    rows = [(person, row.result) for row, person in known]
    if unknown and not enrol:
        names = "、".join(f"第 {row.number} 行{row.name}" for row in unknown[:30])
        words = f"有 {len(unknown)} 人没有登记在本单位：{names}。核对姓名，或勾选“同时登记为从业人员”。"
        raise Invalid(words, code="enterprises.not_enrolled", fields={"sheet": [words]})
    rows += [(_enrol(training, row, actor), row.result) for row in unknown]
    data = {"people": [one.name for one, _ in rows], "enrolled": len(unknown), "reason": f"签到表 {len(rows)} 人"}
    events.append(training, "enterprises.read_attendance", actor=actor, data=data, client_id=client_id)
    _attend(training, rows, training.held_on, made_up=False)
    return training


def _enrol(training: Training, row: sheet.Row, actor: User) -> Person:
    place = training.enterprise
    facts = {"name": row.name, "post": Person.Post.EMPLOYEE, "since": training.held_on, "id_number": row.id_number}
    register.add_person(place, actor=actor, **facts)
    return place.people.filter(name=row.name, until=None).latest("id")
