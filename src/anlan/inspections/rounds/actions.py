"""Writing fire rounds: their plan, each round, an entry struck out."""

import datetime as dt
import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any

from anlan.core import clock, errors, events
from anlan.core.errors import Invalid, NotNow
from anlan.enterprises.learning.rules import gathers_the_public
from anlan.enterprises.models import Enterprise, Person
from anlan.files import actions as files
from anlan.hazards import actions as hazards
from anlan.hazards.models import Source
from anlan.inspections.rounds import rules
from anlan.inspections.rounds.models import Round, RoundPlan, RoundPlanEvent
from anlan.org.models import User

require = partial(errors.require, code="inspections.not_yours")
"""Go on for an empty reason. Raises NotYours with the reason otherwise."""
BACK = dt.timedelta(hours=24)
"""How far back a round may be entered."""


def _wrong(field: str, words: str) -> Invalid:
    return Invalid(words, code=f"inspections.{field}", fields={field: [words]})


@events.once(RoundPlanEvent)
def set_plan(
    enterprise: Enterprise,
    *,
    people: Iterable[Person],
    actor: User,
    every_hours: int | None = None,
    opens: dt.time | None = None,
    shuts: dt.time | None = None,
    rest_days: Iterable[int] = (),
    client_id: uuid.UUID | None = None,
) -> RoundPlan:
    """Say who goes round how often; the plan there was ends, its rounds stay judged by it. One event each.

    Raises NotYours, Invalid for nobody named or hours missing.
    """
    require(rules.may_set(actor, enterprise))
    listed = sorted(people, key=lambda one: (one.name, one.since))
    made = RoundPlan(enterprise=enterprise, every_hours=every_hours, rest_days=sorted(set(rest_days)))
    made.opens, made.shuts = (opens, shuts) if every_hours else (None, None)
    made.closing = bool(every_hours) and gathers_the_public(enterprise) and opens != shuts
    _check(made, listed)
    for old in RoundPlan.objects.filter(enterprise=enterprise, ended_at=None):
        _end(old, "重新定了巡查安排", actor)
    data = {"enterprise": enterprise.name, "reason": f"{rules.rhythm(made)}；{'、'.join(one.name for one in listed)}"}
    events.begin(made, "inspections.set_round_plan", actor=actor, data=data, client_id=client_id)
    made.people.set(listed)
    return made


def _check(made: RoundPlan, people: list[Person]) -> None:
    if not people or any(one.enterprise_id != made.enterprise.pk or one.until for one in people):
        raise _wrong("people", "请选本单位现在的人员，至少一人；名单里没有的，先在企业档案里增加。")
    if made.every_hours and (made.opens is None or made.shuts is None):
        raise _wrong("opens", "按小时巡查的，请填营业时间；全天的两个都填 00:00。")
    if len(made.rest_days) > 6 or not set(made.rest_days) <= set(range(7)):
        raise _wrong("rest_days", "一周不能天天都不巡。")


@events.once(RoundPlanEvent)
def end_plan(plan: RoundPlan, *, reason: str, actor: User, client_id: uuid.UUID | None = None) -> RoundPlan:
    """Go round no longer; only where no law asks for it. Raises NotYours, NotNow where it is ended."""
    require(rules.why_not_end(actor, plan))
    if plan.ended_at:
        raise NotNow("这个巡查安排已经结束。", code="inspections.not_now")
    return _end(plan, reason.strip(), actor, client_id)


def _end(plan: RoundPlan, reason: str, actor: User, client_id: uuid.UUID | None = None) -> RoundPlan:
    changes, expect = {"ended_at": clock.now()}, {"ended_at": None}
    told: dict[str, Any] = {"changes": changes, "expect": expect, "data": {"reason": reason}, "client_id": client_id}
    events.append(plan, "inspections.end_round_plan", actor=actor, **told)
    return plan


@events.once(RoundPlanEvent)
def record_round(
    plan: RoundPlan,
    *,
    person: Person,
    actor: User,
    at: dt.datetime | None = None,
    problem: str = "",
    photos: Iterable[str] = (),
    client_id: uuid.UUID | None = None,
) -> RoundPlan:
    """Put a round on record; what was wrong goes on the ledger as found by the enterprise itself. One event each.

    `at` is now where nothing is said. Raises NotYours, Invalid for a moment to come or more than a day ago.
    """
    require(rules.may_walk(actor, plan))
    now, said = clock.now(), problem.strip()
    made = Round(plan=plan, at=at or now, person=person, problem=said[:200], recorded_by=actor, recorded_at=now)
    made.files = events.names_of(photos)
    if not now - BACK <= made.at <= now:
        raise _wrong("at", "时间不能晚于现在；补记只补最近 24 小时的。")
    if person.enterprise_id != plan.enterprise_id or person.until:
        raise _wrong("person", "巡查的人应是本单位现在的人员；名单里没有的，先在企业档案里增加。")
    if said:
        more: dict[str, Any] = {"source": Source.SELF_INSPECTION, "found_at": made.at, "finder_name": person.name}
        told: dict[str, Any] = {"photos": made.files, "data": {"round": str(made.pk)}, "client_id": client_id}
        made.hazard = hazards.record(plan.enterprise, actor=actor, description=said, **more, **told)
    what = f"登记隐患 {made.hazard}：{said}" if made.hazard else "没有问题"
    data = {"at": made.at, "person": person.name, "reason": f"{clock.local_words(made.at)}，{person.name}：{what}"}
    event = events.append(
        plan, "inspections.record_round", actor=actor, data=data, files=made.files, happened_at=at, client_id=client_id
    )
    made.save(force_insert=True)
    if made.files:
        uses: dict[str, Any] = {
            "room": "inspections",
            "subject_id": made.pk,
            "purpose": "防火巡查",
            "event_id": event.pk,
        }
        files.use(made.files, actor=actor, label=str(plan), **uses)
    return plan


@events.once(RoundPlanEvent)
def strike_round(made: Round, *, reason: str, actor: User, client_id: uuid.UUID | None = None) -> RoundPlan:
    """Strike out an entry that is wrong; it stays readable, counts no longer, its hazard lives on. Raises NotYours."""
    require(rules.may_strike(actor, made))
    if not Round.objects.filter(pk=made.pk, struck_why="").update(struck_why=reason.strip()):
        raise NotNow("这一次巡查已经划掉。", code="inspections.not_now")
    data = {"at": made.at, "reason": f"{made}：{reason.strip()}"}
    events.append(made.plan, "inspections.strike_round", actor=actor, data=data, client_id=client_id)
    return made.plan
