"""Drawing, planning visits from a draw, declaring what keeps one away. The only writer of these tables."""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction

from anlan.core import clock, events, workdays
from anlan.core.errors import Invalid
from anlan.enforcement.drawing import lots, population, rules
from anlan.enforcement.drawing.lots import Inspector
from anlan.enforcement.drawing.models import Draw, DrawEvent, Interest, InterestEvent
from anlan.enforcement.drawing.population import Rule
from anlan.enforcement.errands import actions as errands
from anlan.enforcement.errands import queries as planned
from anlan.enforcement.refusing import require
from anlan.enterprises.models import Enterprise
from anlan.hazards.actions.stepping import say
from anlan.inspections.kinds import Kind
from anlan.org.models import Office, Region, User

KINDS = (Kind.GUIDANCE, Kind.ADMINISTRATIVE)
MOST = 200
MOST_A_DAY = 20


@events.once(DrawEvent)
def make_draw(
    region: Region,
    *,
    actor: User,
    office: Office,
    title: str,
    kind: str,
    rule: Rule,
    offices: Iterable[Office],
    wanted: int,
    seed: str,
    client_id: uuid.UUID | None = None,
) -> Draw:
    """Draw places and two inspectors for each, and keep everything it was drawn from; no draw is ever changed.

    `seed` is the whole of it (`lots.seed`). Writes one event; those drawn are told by the worker. Raises NotYours, and
    Invalid where there are fewer places or inspectors than are to be drawn.
    """
    require(rules.may_draw(actor, region))
    if kind not in KINDS:
        raise Invalid("请选择种类。", code="enforcement.kind", fields={"kind": ["请选择。"]})
    places, left_out = population.places(actor, region, rule)
    _check_count(wanted, len(places))
    people = population.inspectors(region, offices, kind)
    if len(people) < lots.TEAM:
        fit = "有行政检查权、持有效执法证的" if kind == Kind.ADMINISTRATIVE else "能去的"
        words = f"所选单位里{fit}人员只有 {len(people)} 人，每家要两人。请加选单位。"
        raise Invalid(words, code="enforcement.few_people", fields={"offices": [words]})
    draw = Draw(
        title=say(title, "抽查名称", "title")[:80],
        region=region,
        office=office,
        kind=kind,
        rule={**rule.as_data(), "wanted": wanted, "places": len(places), "people": len(people)},
        seed=seed,
        places=places,
        people=people,
        left_out=left_out,
        apart=population.apart(people, places),
        drawn_by=actor,
        drawn_at=clock.now(),
    )
    draw.chosen = repeated(draw)
    _refuse_short(draw)
    data = {"title": draw.title, "rule": draw.rule, "seed": draw.seed, "from": len(places), "inspectors": len(people)}
    data |= {"left_out": len(left_out), "chosen": draw.chosen, "lists": lists_of(draw)}
    events.begin(draw, "enforcement.make_draw", actor=actor, data=data, client_id=client_id)
    return draw


def _check_count(wanted: int, there: int) -> None:
    if not 1 <= wanted <= MOST:
        words = f"抽取家数应在 1 到 {MOST} 之间。"
        raise Invalid(words, code="enforcement.wanted", fields={"wanted": [words]})
    if wanted > there:
        words = f"按所选范围可抽的只有 {there} 家，抽不出 {wanted} 家。请放宽范围或减少家数。"
        raise Invalid(words, code="enforcement.few_places", fields={"wanted": [words]})


def _refuse_short(draw: Draw) -> None:
    """Never a place with one inspector: what keeps people away is told, and nothing is drawn."""
    for one in draw.chosen:
        if len(one["people"]) < lots.TEAM:
            name = draw.place(one["code"])["name"]
            words = f"“{name}”除去要回避的，同去的不足两人，这次没有抽取。请加选检查人员的单位后再抽。"
            raise Invalid(words, code="enforcement.all_apart", fields={"offices": [words]})


def lists_of(draw: Draw) -> str:
    """The lists a draw was made from as one hash, which its event keeps: a name put in later shows."""
    lists = [draw.places, draw.people, draw.left_out, draw.apart]
    return hashlib.sha256(json.dumps(lists, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def holds(draw: Draw) -> bool:
    """Whether seed, lists and result are those its event keeps, and give that result again."""
    kept = draw.events.get(number=1).data
    as_kept = (kept["seed"], kept["lists"], kept["chosen"]) == (draw.seed, lists_of(draw), draw.chosen)
    return as_kept and repeated(draw) == draw.chosen


def repeated(draw: Draw) -> list[dict[str, Any]]:
    """What the seed and the lists of a draw give, now as then."""
    codes = lots.places(draw.seed, [one["code"] for one in draw.places], draw.rule["wanted"])
    people = [Inspector(one["number"], one["office"]) for one in draw.people]
    apart = {(one["number"], one["code"]) for one in draw.apart}
    teams = lots.teams(draw.seed, codes, people, apart, of_one_office=draw.kind == Kind.ADMINISTRATIVE)
    return [{"code": code, "people": teams[code]} for code in codes]


@events.once(DrawEvent)
def plan_draw(
    draw: Draw, *, first_on: dt.date, a_day: int, what: str, actor: User, client_id: uuid.UUID | None = None
) -> Draw:
    """Plan a visit to each place drawn, so many each work day from a day on; one event here and one each there.

    A place another office visits within ten days gets none: those drawn join that one. Raises NotYours, Invalid.
    """
    require(rules.may_plan(actor, draw))
    if not 1 <= a_day <= MOST_A_DAY:
        words = f"每天安排 1 到 {MOST_A_DAY} 家。"
        raise Invalid(words, code="enforcement.a_day", fields={"a_day": [words]})
    _refuse_declared(draw)
    matter, made = say(what, "要看的内容", "what"), {}
    with transaction.atomic():
        for place, one in enumerate(draw.chosen):
            day = workdays.add_workdays(first_on - dt.timedelta(days=1), place // a_day + 1)
            if errand := _planned(draw, one, day, matter, actor):
                made[one["code"]] = str(errand)
        changes: dict[str, Any] = {"planned_at": clock.now(), "errands": made}
        data = {"planned": len(made), "to_join": [one["code"] for one in draw.chosen if one["code"] not in made]}
        told: dict[str, Any] = {"changes": changes, "expect": {"planned_at": None}, "data": data}
        events.append(draw, "enforcement.plan_draw", actor=actor, client_id=client_id, **told)
    return draw


def _refuse_declared(draw: Draw) -> None:
    """Nobody is sent where they declared an interest after the draw: it is drawn again."""
    places = [draw.place(one["code"]) for one in draw.chosen]
    sent = {(number, one["code"]) for one in draw.chosen for number in one["people"]}
    for one in population.apart(draw.people, places):
        if (one["number"], one["code"]) in sent:
            who, place = draw.inspector(one["number"])["name"], draw.place(one["code"])["name"]
            words = f"抽取以后，{who}对“{place}”要回避了，不能照这次的结果安排。请重新抽取。"
            raise Invalid(words, code="enforcement.drawn_apart")


def _planned(draw: Draw, one: dict[str, Any], day: dt.date, what: str, actor: User) -> uuid.UUID | None:
    enterprise = Enterprise.objects.get(pk=draw.place(one["code"])["id"])
    if planned.near(enterprise, day).exists():
        return None
    names = "、".join(draw.inspector(number)["name"] for number in one["people"])
    words = f"双随机抽查（{names}）：{what}"[:200]
    return errands.announce(enterprise, actor=actor, kind=draw.kind, planned_on=day, what=words).pk


@events.once(InterestEvent)
def declare_interest(enterprise: Enterprise, *, why: str, actor: User, client_id: uuid.UUID | None = None) -> Interest:
    """Say what keeps oneself away from a place: no draw sends one there. Raises NotYours, Invalid for a second time."""
    require(rules.may_declare(actor))
    words = f"对“{enterprise}”已经申报过回避。"
    again = Invalid(words, code="enforcement.declared", fields={"enterprise": [words]})
    if Interest.objects.filter(who=actor, enterprise=enterprise, ended_at=None).exists():
        raise again
    made = Interest(who=actor, enterprise=enterprise, why=say(why, "回避事由", "why")[:200], declared_at=clock.now())
    data = {"enterprise": enterprise.name, "reason": made.why}
    try:
        with transaction.atomic():
            events.begin(made, "enforcement.declare_interest", actor=actor, data=data, client_id=client_id)
    except IntegrityError as error:
        raise again from error
    return made


@events.once(InterestEvent)
def end_interest(interest: Interest, *, reason: str, actor: User, client_id: uuid.UUID | None = None) -> Interest:
    """It no longer keeps one away, with the reason. Raises NotYours."""
    require(rules.may_end(actor, interest))
    told: dict[str, Any] = {"changes": {"ended_at": clock.now()}, "expect": {"ended_at": None}}
    told["data"] = {"reason": say(reason, "解除原因", "reason")}
    events.append(interest, "enforcement.end_interest", actor=actor, client_id=client_id, **told)
    return interest
