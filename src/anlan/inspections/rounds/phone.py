"""Fire rounds on the phone: those of one's own places for two days, and a round kept without a network."""

import datetime as dt
from typing import Any

from django.db.models import Prefetch

from anlan.core import clock, hooks
from anlan.core.errors import Missing
from anlan.core.hooks import PhonePart
from anlan.core.ids import identifier
from anlan.core.replay import Done, Message
from anlan.enterprises.models import Person
from anlan.enterprises.rules import posts_of
from anlan.inspections.rounds import actions, queries, rules, slots
from anlan.inspections.rounds.models import RoundPlan
from anlan.org.models import User


def day(user: User) -> dict[str, Any] | None:
    """The plans by which the person goes round; None where there is none. As many queries for many as for few."""
    own = list(posts_of(user))
    people = Prefetch("enterprise__people", Person.objects.filter(until=None).order_by("name", "since"))
    rows = queries.plans().filter(enterprise__in=own, ended_at=None).prefetch_related(people) if own else []
    told = [_plan(one, user) for one in rows if not rules.may_walk(user, one)]
    return {"rounds": told, "looked_at": rules.LOOKED_AT} if told else None


def _plan(plan: Any, user: User) -> dict[str, Any]:
    people = list(plan.enterprise.people.all())
    days = [clock.today() + dt.timedelta(days=number) for number in (-1, 0, 1, 2)]
    told = [row for one in days for row in slots.told(plan, plan.recent, one)]
    return {
        "id": str(plan.pk),
        "place": plan.enterprise.name,
        "rhythm": rules.rhythm(plan),
        "me": next((str(one.pk) for one in people if one.user_id == user.pk), ""),
        "people": [[str(one.pk), one.told_apart] for one in people],
        "slots": [[slot.begins.isoformat(), slot.ends.isoformat(), slot.label, bool(made)] for slot, _, made in told],
    }


def record_round(actor: User, message: Message) -> Done:
    """A round made when the phone says; what was wrong goes on the ledger. A plan set meanwhile takes it as its own.

    Raises Missing for a plan that is not theirs, and what the action raises.
    """
    named = queries.visible_to(actor).filter(pk=identifier(message.args.get("plan"))).first()
    plan = queries.current(named.enterprise) if named else None
    if plan is None:
        raise Missing("没有这个巡查安排，或者它不属于您的单位。", code="inspections.no_rounds")
    person = Person.objects.filter(pk=identifier(message.args.get("person")), enterprise=plan.enterprise_id).first()
    if person is None:
        raise Missing("没有写明谁巡查，或者这个人不在本单位。", code="inspections.person")
    facts: dict[str, Any] = {"problem": str(message.args.get("problem") or ""), "photos": message.files}
    made = actions.record_round(plan, person=person, actor=actor, at=message.at, client_id=message.client_id, **facts)
    return Done(made, _number(made, message) if facts["problem"].strip() else "")


def _number(plan: RoundPlan, message: Message) -> str:
    known = plan.rounds.exclude(hazard=None).select_related("hazard").order_by("-recorded_at").first()
    return f"已登记隐患 {known.hazard}。" if known else ""


def register() -> None:
    """Put it on the phone, and let phones send it."""
    hooks.replay.register("inspections.record_round", record_round)
    hooks.phone.register("inspections", PhonePart(day, ("inspections/field.js",)))
