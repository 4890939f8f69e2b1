"""Reading fire rounds: plans with what was made lately, what is due now, which enterprises are asked."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from anlan.core import clock
from anlan.enterprises import queries as register
from anlan.enterprises.learning.rules import asked_for_rounds, round_hours
from anlan.enterprises.models import Enterprise
from anlan.inspections.rounds import slots
from anlan.inspections.rounds.models import Round, RoundPlan
from anlan.org.models import User

DAYS = 7
"""How many days back a list counts what was missed."""
Told = tuple[slots.Slot, str, Any]


def _recent() -> Prefetch:
    since = clock.local(clock.today() - dt.timedelta(days=DAYS + 1), 0)
    rows = Round.objects.filter(struck_why="", at__gte=since).select_related("person")
    return Prefetch("rounds", rows, to_attr="recent")


def plans() -> QuerySet[RoundPlan]:
    """Plans in force, each with its people and `recent`, what was made in the last days."""
    rows = RoundPlan.objects.filter(ended_at=None).select_related("enterprise")
    return rows.prefetch_related(_recent(), "people")


def are_shown(enterprise: Enterprise) -> bool:
    """Whether rounds are asked of it or made there."""
    return (
        round_hours(enterprise) is not None or RoundPlan.objects.filter(enterprise=enterprise, ended_at=None).exists()
    )


def current(enterprise: Enterprise) -> RoundPlan | None:
    """The plan in force at an enterprise, if there is one."""
    return plans().filter(enterprise=enterprise).first()


def visible_to(user: User) -> QuerySet[RoundPlan]:
    """Plans of the enterprises the person sees, those that ended too."""
    rows = RoundPlan.objects.filter(enterprise__in=register.visible_to(user).order_by().values("pk"))
    return rows.select_related("enterprise").prefetch_related("people")


def rounds(user: User) -> QuerySet[Round]:
    """Rounds made at the enterprises the person sees."""
    rows = Round.objects.filter(plan__enterprise__in=register.visible_to(user).order_by().values("pk"))
    return rows.select_related("plan__enterprise__region", "person", "hazard", "recorded_by")


def listed(user: User) -> QuerySet[Enterprise]:
    """Enterprises of which rounds are asked, or that have a plan; each with `plans_now`, one plan or none."""
    known = RoundPlan.objects.filter(ended_at=None)
    rows = register.visible_to(user).filter(status=Enterprise.Status.OPEN)
    rows = rows.filter(asked_for_rounds() | Q(pk__in=known.values("enterprise")))
    now = Prefetch("round_plans", plans(), to_attr="plans_now")
    return rows.select_related("region").prefetch_related(now)


def due_now(plan: RoundPlan) -> slots.Slot | None:
    """The round to be made now, if one is; of a plan read by `plans`."""
    return next((slot for slot, standing, _ in _lately(plan) if standing == "due"), None)


def _lately(plan: Any) -> Iterator[Told]:
    for day in (clock.today() - dt.timedelta(days=1), clock.today()):
        yield from slots.told(plan, plan.recent, day)


def days(plan: Any, number: int = DAYS) -> list[tuple[dt.date, list[Told]]]:
    """Each of the last days that had rounds, today first, with all of them."""
    found = [clock.today() - dt.timedelta(days=back) for back in range(number + 1)]
    told = [(day, slots.told(plan, plan.recent, day)) for day in found]
    return [(day, rows) for day, rows in told if rows]


def missed(plan: Any, since: dt.date) -> list[slots.Slot]:
    """The rounds of which there is no record, from a day on."""
    told = [slot for day, rows in days(plan) if day >= since for slot, standing, _ in rows if standing == "missed"]
    return sorted(told, key=lambda one: one.begins)


def spans(listed: Iterable[slots.Slot]) -> str:
    """11月27日 10:00—12:00、14:00—16:00；11月28日 08:00—10:00."""
    by: dict[dt.date, list[str]] = {}
    for one in listed:
        by.setdefault(clock.local_date(one.begins), []).append(one.label)
    return "；".join(f"{day.month}月{day.day}日 {'、'.join(labels)}" for day, labels in by.items())
