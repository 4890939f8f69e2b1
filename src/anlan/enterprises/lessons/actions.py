"""Writing lessons, and reading one: an attendance of the enterprise's training of that lesson."""

import uuid
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow
from anlan.enterprises.lessons import rules
from anlan.enterprises.models import (
    Attendance,
    Enterprise,
    Lesson,
    LessonEvent,
    Person,
    Training,
    TrainingEvent,
)
from anlan.enterprises.refusing import require
from anlan.org.models import User
from anlan.standards.models import Industry

SHIPPED = Path(__file__).parent.parent / "data" / "lessons.yaml"


@events.once(LessonEvent)
def write_lesson(
    *,
    title: str,
    clause: str,
    body: str,
    minutes: int,
    actor: User,
    industry: Industry | None = None,
    client_id: uuid.UUID | None = None,
) -> Lesson:
    """Write a lesson for the staff of an industry, or of all. Raises NotYours, Invalid for a title that is in use."""
    require(rules.may_write(actor))
    if Lesson.objects.filter(title=title.strip(), ended_on=None).exists():
        words = "已有同名的短课；要改内容，先停用旧的，再写一课。"
        raise Invalid(words, code="enterprises.lesson_known", fields={"title": [words]})
    made = Lesson(title=title.strip(), clause=clause.strip(), body=body.strip(), minutes=minutes, industry=industry)
    _begin(made, actor, client_id)
    return made


def _begin(made: Lesson, actor: User | None, client_id: uuid.UUID | None = None) -> None:
    data = {"title": made.title, "clause": made.clause, "body": made.body, "minutes": made.minutes}
    events.begin(made, "enterprises.write_lesson", actor=actor, data=data, client_id=client_id)


@events.once(LessonEvent)
def end_lesson(lesson: Lesson, *, reason: str, actor: User, client_id: uuid.UUID | None = None) -> Lesson:
    """Take a lesson out of use; who read it has read it. Raises NotYours, NotNow."""
    require(rules.may_write(actor))
    if lesson.ended_on:
        raise NotNow("这一课已停用。", code="enterprises.lesson_ended")
    changes, data = {"ended_on": clock.today()}, {"reason": reason.strip()}
    events.append(lesson, "enterprises.end_lesson", actor=actor, changes=changes, data=data, client_id=client_id)
    return lesson


@events.once(TrainingEvent)
def read_lesson(lesson: Lesson, *, person: Person, actor: User, client_id: uuid.UUID | None = None) -> Training:
    """Somebody has read a lesson: an attendance that counts in their hours. Raises NotYours, NotNow for a second time.

    The enterprise's training of the lesson begins with its first reader.
    """
    require(rules.may_read(actor, person, lesson))
    with transaction.atomic():
        # One after another, so that two first readers begin one training.
        place = Enterprise.objects.select_for_update().get(pk=person.enterprise_id)
        training = place.trainings.filter(lesson=lesson).first() or _begun(place, lesson, actor)
        if training.attendances.filter(person=person).exists():
            raise NotNow(f"您已经学过“{lesson}”。", code="enterprises.lesson_read")
        data = {"people": [person.name], "reason": person.name}
        events.append(training, "enterprises.read_lesson", actor=actor, data=data, client_id=client_id)
        Attendance.objects.create(training=training, person=person, name=person.name, on=clock.today())
    return training


def _begun(place: Enterprise, lesson: Lesson, actor: User) -> Training:
    facts: dict[str, Any] = {"title": lesson.title, "content": lesson.body, "clause": lesson.clause}
    hours = max(Decimal("0.1"), (Decimal(lesson.minutes) / 60).quantize(Decimal("0.1")))
    facts |= {"kind": Training.Kind.ROUTINE, "held_on": clock.today(), "hours": hours, "teacher": "短课，本人阅读"}
    made = Training(enterprise=place, lesson=lesson, **facts)
    data = {"enterprise": place.name, **facts, "people": []}
    events.begin(made, "enterprises.record_training", actor=actor, data=data)
    return made


def ship() -> list[str]:
    """Put the product's own lessons on file where they are not yet; one taken out of use stays so."""
    known = set(Lesson.objects.exclude(slug="").values_list("slug", flat=True))
    fresh = [row for row in yaml.safe_load(SHIPPED.read_text("utf-8"))["lessons"] if row["slug"] not in known]
    for row in fresh:
        told = {name: value for name, value in row.items() if name != "compared"}
        _begin(Lesson(**{**told, "body": row["body"].strip()}), None)
    return [f"短课：新增 {len(fresh)} 节"] if fresh else []
