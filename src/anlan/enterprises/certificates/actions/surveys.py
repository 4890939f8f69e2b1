"""Writing the survey of who does special work, who hired them, what they want from the district."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from anlan.core import clock, events
from anlan.core.errors import NotNow
from anlan.enterprises.actions import see_personal
from anlan.enterprises.certificates import queries, rules
from anlan.enterprises.certificates.actions.checking import wrong
from anlan.enterprises.certificates.kinds import KINDS
from anlan.enterprises.models import (
    Enterprise,
    KeyPost,
    Person,
    PostSurvey,
    PostSurveyEvent,
)
from anlan.enterprises.refusing import require
from anlan.org.models import User


def survey_of(enterprise: Enterprise) -> PostSurvey:
    """The enterprise's survey, begun where there is none; saved with its first event."""
    return PostSurvey.objects.filter(enterprise=enterprise).first() or PostSurvey(enterprise=enterprise)


def _tell(survey: PostSurvey, action: str, **facts: Any) -> None:
    if survey.event_count:
        events.append(survey, action, **facts)
        return
    for name, value in facts.pop("changes", {}).items():
        setattr(survey, name, value)
    events.begin(survey, action, **facts)


@events.once(PostSurveyEvent)
def enter_post(
    enterprise: Enterprise,
    *,
    person: Person,
    kind: str,
    hired_by: str,
    actor: User,
    wants: str = "",
    client_id: uuid.UUID | None = None,
) -> PostSurvey:
    """Say that somebody does special work here and who hired them; again: change it. The survey is open again.

    Raises NotYours, Invalid for somebody of another enterprise or without who hired them.
    """
    require(rules.may_keep(actor, enterprise))
    if person.enterprise_id != enterprise.pk or person.until:
        raise wrong("person", f"只能登记“{enterprise.name}”的在职人员。")
    if not hired_by.strip():
        raise wrong("hired_by", "请写明是谁招请的（谁招请、谁负责）。")
    facts = {"hired_by": hired_by.strip(), "wants": wants, "handed_in_at": None}
    KeyPost.objects.update_or_create(person=person, kind=kind, ended_on=None, defaults=facts)
    survey = survey_of(enterprise)
    data = {"person": person.name, "kind": KINDS[kind], "hired_by": hired_by.strip(), "wants": wants}
    _tell(
        survey,
        "enterprises.enter_post",
        actor=actor,
        data=data,
        changes={"confirmed_at": None, "confirmed_by": None},
        client_id=client_id,
    )
    return survey


@events.once(PostSurveyEvent)
def leave_post(enterprise: Enterprise, *, post: KeyPost, actor: User, client_id: uuid.UUID | None = None) -> PostSurvey:
    """Say that somebody no longer does this work here. Raises NotYours, NotNow where that is said already."""
    require(rules.may_keep(actor, enterprise))
    if not KeyPost.objects.filter(pk=post.pk, ended_on=None).update(ended_on=clock.today()):
        raise NotNow("这一条已经去掉。", code="enterprises.not_now")
    survey = survey_of(enterprise)
    data = {"person": post.person.name, "kind": post.get_kind_display()}
    changes = {"confirmed_at": None, "confirmed_by": None}
    _tell(survey, "enterprises.leave_post", actor=actor, data=data, changes=changes, client_id=client_id)
    return survey


def take_back_post(person: Person, *, kind: str, before: str | None, actor: User) -> None:
    """Put back what was said of somebody's special work before an import: nothing, or who had hired them.

    One event; the survey is open again. Raises NotYours.
    """
    require(rules.may_keep(actor, person.enterprise))
    rows = KeyPost.objects.filter(person=person, kind=kind, ended_on=None)
    if before is None:
        rows.delete()
    else:
        rows.update(hired_by=before)
    changes = {"confirmed_at": None, "confirmed_by": None}
    data = {"person": person.name, "kind": KINDS[kind], "hired_by": before or ""}
    _tell(survey_of(person.enterprise), "enterprises.take_back_post", actor=actor, data=data, changes=changes)


@events.once(PostSurveyEvent)
def confirm_survey(enterprise: Enterprise, *, actor: User, client_id: uuid.UUID | None = None) -> PostSurvey:
    """The principal confirms that these are all, or that there is nobody. Raises NotYours for everybody else."""
    require(rules.may_confirm(actor, enterprise))
    posts = queries.posts_of(enterprise)
    without = [one for one in posts if queries.lacking(one)]
    survey = survey_of(enterprise)
    changes = {"confirmed_by": actor, "confirmed_at": clock.now(), "people": len(posts), "without": len(without)}
    data = {"people": [f"{one}，{one.hired_by}招请" for one in posts], "without": [str(one) for one in without]}
    _tell(survey, "enterprises.confirm_survey", actor=actor, changes=changes, data=data, client_id=client_id)
    return survey


@transaction.atomic
def hand_in(posts: Iterable[KeyPost], *, actor: User) -> int:
    """Note that these people's wishes went to the district in one batch; returns how many were new.

    One event in each enterprise's survey. Raises NotYours.
    """
    require(rules.may_hand_in(actor))
    by: dict[Any, list[KeyPost]] = {}
    for post in posts:
        if post.handed_in_at is None:
            by.setdefault(post.person.enterprise, []).append(post)
    for enterprise, rows in by.items():
        KeyPost.objects.filter(pk__in=[one.pk for one in rows]).update(handed_in_at=clock.now())
        data = {"people": [f"{one} {one.get_wants_display()}" for one in rows]}
        _tell(survey_of(enterprise), "enterprises.hand_in", actor=actor, data=data)
    return sum(map(len, by.values()))


@transaction.atomic
def name_in_full(posts: Iterable[KeyPost], *, actor: User) -> list[KeyPost]:
    """The people a batch names to the district with ID number and phone in full: who looked at whose is on record.

    Raises NotYours.
    """
    require(rules.may_hand_in(actor))
    listed = list(posts)
    for person in {one.person_id: one.person for one in listed}.values():
        see_personal(person, actor=actor, why="报送区里培训考试名单")
    return listed
