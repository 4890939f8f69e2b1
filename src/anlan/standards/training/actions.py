"""Writing training: sessions planned, people invited, signed in, held, called off; quizzes taken."""

import datetime as dt
import secrets
import uuid
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.names import checked
from anlan.org import inbox
from anlan.org.models import Office, Region, User
from anlan.standards import checklists
from anlan.standards.checklists import Facts
from anlan.standards.models import Attendance, Checklist, Industry, TrainingSession, TrainingSessionEvent
from anlan.standards.training import queries, quiz, rules

SEEDS = 1_000_000


def _require(reason: str) -> None:
    if reason:
        raise (NotYours if reason == rules.NOT_YOURS else NotNow)(reason, code="standards.training")


@events.once(TrainingSessionEvent)
def plan_session(
    region: Region,
    *,
    actor: User,
    office: Office,
    industries: Iterable[Industry],
    client_id: uuid.UUID | None = None,
    seed: int | None = None,
    **facts: Any,
) -> TrainingSession:
    """Plan a session that teaches the checklist of these industries as it stands on that day.

    `facts`: title, planned_on, place, trainer, audience, questions (5 to 10). Raises NotYours without the township
    and Invalid where the industries have fewer items than questions.
    """
    taught = Facts(tuple(one.code for one in industries), township=region.code)
    listed = checklists.for_facts(taught, max(facts["planned_on"], clock.today()))
    _check(listed, facts["questions"])
    number = secrets.randbelow(SEEDS) if seed is None else seed
    session = TrainingSession(region=region, office=office, checklist=listed, seed=number, **facts)
    _require(rules.may_arrange(actor, session))
    data = {**facts, "office": office.name, "checklist": listed.digest}
    events.begin(session, "standards.plan_session", actor=actor, data=data, client_id=client_id)
    return session


def _check(listed: Checklist, questions: int) -> None:
    if len(listed.items) < questions:
        fewer = "，或减少题数" if len(listed.items) >= rules.FEWEST_QUESTIONS else ""
        words = f"所选行业只有{len(listed.items)}个检查项，出不了{questions}道题。请多选行业{fewer}。"
        raise Invalid(words, code="standards.too_few_items", fields={"industries": [words]})


@events.once(TrainingSessionEvent)
def invite(
    session: TrainingSession,
    *,
    actor: User,
    people: Iterable[User] = (),
    names: Iterable[tuple[str, str]] = (),
    client_id: uuid.UUID | None = None,
) -> TrainingSession:
    """Put people with an account, and others by (name, office), on the list; who is on it already stays once.

    People with an account find it in the next digest. Raises Invalid where nobody new is named.
    """
    _require(rules.may_change(actor, session))
    known = set(session.attendances.values_list("user", "name", "office_name"))
    accounts = [one for one in people if one.pk not in {user for user, _, _ in known}]
    others = [(checked(name, "names"), office) for name, office in dict.fromkeys(names)]
    others = [one for one in others if (None, *one) not in known]
    if not accounts and not others:
        raise Invalid("没有选新的人：所选人员都已在名单里。", code="standards.nobody_new")
    said = [one.full_name for one in accounts] + [name for name, _ in others]
    events.append(session, "standards.invite", actor=actor, data={"reason": "、".join(said)}, client_id=client_id)
    Attendance.objects.bulk_create(
        [Attendance(session=session, user=one, name=one.full_name, office_name=one.office_name) for one in accounts]
        + [Attendance(session=session, name=name, office_name=office) for name, office in others]
    )
    inbox.tell(
        accounts,
        key=f"standards.training.{session.pk}",
        title=f"请参加培训：{session.title}（{session.planned_on:%m月%d日}，{session.place}）",
        url=reverse("standards:session", args=[session.pk]),
    )
    return session


@events.once(TrainingSessionEvent)
def sign_in(session: TrainingSession, *, actor: User, client_id: uuid.UUID | None = None) -> TrainingSession:
    """The person signs in for themselves on the day."""
    own = queries.own_of(actor, session)
    _require(rules.may_sign_in(session, own))
    events.append(session, "standards.sign_in", actor=actor, client_id=client_id)
    Attendance.objects.filter(session=session, user=actor).update(signed_in_at=clock.now())
    return session


@events.once(TrainingSessionEvent)
def hold_session(
    session: TrainingSession,
    *,
    actor: User,
    held_on: dt.date,
    summary: str,
    present: Iterable[Attendance],
    client_id: uuid.UUID | None = None,
) -> TrainingSession:
    """Put on record that it was held: what was taught, who came. Raises Invalid for a day to come or nobody there."""
    _require(rules.may_change(actor, session))
    if held_on > clock.today():
        raise Invalid("举办日期还没有到，请核对。", fields={"held_on": ["不能晚于今天。"]})
    came = list(present) + list(session.attendances.filter(signed_in_at__isnull=False))
    if not came:
        raise Invalid("没有人参加，不能记为已举办。没有办成的，请取消。", fields={"present": ["请勾选到场的人。"]})
    names = list(dict.fromkeys(one.name for one in came))
    changes = {"held_on": held_on, "summary": summary}
    data = {**changes, "present": names}
    expect = {"held_on": None, "called_off": ""}
    events.append(
        session, "standards.hold_session", actor=actor, changes=changes, expect=expect, data=data, client_id=client_id
    )
    ids = [one.pk for one in came]
    Attendance.objects.filter(session=session, pk__in=ids, signed_in_at=None).update(signed_in_at=clock.now())
    return session


@events.once(TrainingSessionEvent)
def call_off_session(
    session: TrainingSession, *, actor: User, reason: str, client_id: uuid.UUID | None = None
) -> TrainingSession:
    """Call it off with a reason."""
    _require(rules.may_change(actor, session))
    changes, expect = {"called_off": reason}, {"held_on": None, "called_off": ""}
    data = {"reason": reason}
    name = "standards.call_off_session"
    events.append(session, name, actor=actor, changes=changes, expect=expect, data=data, client_id=client_id)
    return session


@events.once(TrainingSessionEvent)
def take_quiz(
    session: TrainingSession, *, actor: User, answers: list[str], client_id: uuid.UUID | None = None
) -> TrainingSession:
    """Answer the questions of the present attempt; passed once is passed, and every attempt asks others."""
    own = queries.own_of(actor, session)
    _require(rules.may_answer(session, own))
    assert own is not None  # the rule has asked
    asked = queries.questions_of(session, own.attempts)
    passed = sum(quiz.right(asked, answers)) >= quiz.enough(len(asked))
    data = {"attempt": own.attempts + 1, "passed": passed, "answers": answers}
    events.append(session, "standards.take_quiz", actor=actor, data=data, client_id=client_id)
    own.attempts, own.answers = own.attempts + 1, answers
    own.passed_at = clock.now() if passed else None
    own.save(update_fields=["attempts", "answers", "passed_at"])
    return session
