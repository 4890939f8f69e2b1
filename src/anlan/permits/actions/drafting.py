"""Filling in a permit and changing it before it is approved."""

import datetime as dt
import uuid
from typing import Any

from anlan.core import clock, counters, events
from anlan.core.errors import Invalid
from anlan.core.ids import uuid7
from anlan.enterprises.models import Enterprise
from anlan.hazards.actions.recording import short_name_of
from anlan.org import scope
from anlan.org.models import User
from anlan.permits import lifecycle, rules, special
from anlan.permits.actions.checking import require, say, wrong
from anlan.permits.models import Permit, PermitEvent

OLDEST, FARTHEST = dt.timedelta(days=1), dt.timedelta(days=60)
TOLD = (
    *("kind", "level", "place_words", "content", "begins_at", "ends_at"),
    *("outdoors", "wind", "special_case", "coordinator", "related"),
)


def profile_of(enterprise: Enterprise) -> str:
    """Which ticket binds: the standard's for the industries it names, the light one for all others."""
    codes = {one.pk for one in enterprise.industries.all()} | {enterprise.main_industry_id or ""}
    codes -= set(special.TABLE["unbound_industries"])
    bound = special.TABLE["bound_industries"]
    is_bound = any(code == one or code.startswith(f"{one}-") for code in codes for one in bound)
    return special.GB if is_bound else special.LIGHT


@events.once(PermitEvent)
def draft(
    enterprise: Enterprise,
    *,
    actor: User,
    profile: str = "",
    pk: uuid.UUID | None = None,
    at: dt.datetime | None = None,
    client_id: uuid.UUID | None = None,
    **facts: Any,
) -> Permit:
    """Fill in a ticket; nothing is approved by it. One event.

    `facts`: kind, level, place_words, content, begins_at, ends_at, worker, guardian, equipment, outdoors, wind,
    unavoidable, special_case, opens, shuts, coordinator, related. `pk` is the id a phone named it by, `at` when it did.
    Raises NotYours, Invalid for impossible times, strangers.
    """
    require(rules.may_fill(actor, enterprise))
    equipment = facts.pop("equipment", ())
    chosen = profile or profile_of(enterprise)
    if chosen == special.LIGHT:
        facts |= {"kind": "hot_work", "level": "light"}
    facts = _checked(enterprise, facts, equipment, at)
    made = Permit(id=pk or uuid7(), enterprise=enterprise, profile=chosen, drafted_by=actor, **facts)
    made.level = made.about.level(made.level).code
    made.number = _next_number(enterprise)
    data = {name: facts.get(name) for name in TOLD} | _people(facts, equipment)
    told: dict[str, Any] = {"data": data, "client_id": client_id, "to_state": made.state, "happened_at": at}
    events.begin(made, "permits.draft", actor=actor, **told)
    made.equipment.set(equipment)
    return made


@events.once(PermitEvent)
def change(permit: Permit, *, actor: User, client_id: uuid.UUID | None = None, **facts: Any) -> Permit:
    """Change what a ticket says; what was confirmed on site must be confirmed again. Raises as draft does."""
    lifecycle.refuse_unless_open("change", actor, permit)
    equipment = facts.pop("equipment", ())
    if permit.profile == special.LIGHT:
        facts |= {"kind": "hot_work", "level": "light"}
    facts = _checked(permit.enterprise, facts, equipment)
    data = {name: facts.get(name) for name in TOLD} | _people(facts, equipment)
    events.append(permit, "permits.change", actor=actor, changes=facts, data=data, client_id=client_id)
    permit.equipment.set(equipment)
    permit.ticks.all().delete()
    return permit


def _people(facts: dict[str, Any], equipment: Any) -> dict[str, Any]:
    names = {name: facts[name].name if facts.get(name) else "" for name in ("worker", "guardian")}
    return names | {"equipment": [str(one) for one in equipment]}


def _checked(
    enterprise: Enterprise, facts: dict[str, Any], equipment: Any, at: dt.datetime | None = None
) -> dict[str, Any]:
    begins, ends, moment = facts["begins_at"], facts["ends_at"], at or clock.now()
    if ends <= begins:
        raise wrong("ends_at", "结束时间应晚于开始时间。")
    if ends <= moment or not moment - OLDEST <= begins <= moment + FARTHEST or ends > begins + FARTHEST:
        raise wrong("begins_at", "作业时间已经过去，或在 60 天以后，请核对日期。")
    if facts["kind"] not in special.KINDS:
        raise wrong("work", "没有这一类作业，请重新选择。")
    guardian, worker = facts.get("guardian"), facts["worker"]
    if guardian and guardian.pk == worker.pk:
        raise wrong("guardian", "监护人不能是作业人自己，请另指定一人。")
    for person in filter(None, (worker, guardian)):
        if person.enterprise_id != enterprise.pk:
            raise Invalid(f"{person.name}不是“{enterprise.name}”登记的人员。", code="permits.person")
    if any(one.enterprise_id != enterprise.pk for one in equipment):
        raise wrong("equipment", "只能选本单位登记的设备。")
    for one in equipment:
        if why := one.why_not(clock.local_date(begins)):
            raise wrong("equipment", f"{one}不能写进作业票：{why}。")
    words = {"place_words": say("place_words", facts["place_words"], "作业地点、部位")}
    return {**facts, **words, "content": say("content", facts["content"], "作业内容")}


def _next_number(enterprise: Enterprise) -> str:
    township, year = scope.township_of(enterprise.region_code), clock.today().year
    running = counters.take(f"permits.{township[:9]}.{year}")
    return f"{short_name_of(township)}作{year % 100:02d}-{running:04d}"
