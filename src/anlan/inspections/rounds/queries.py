"""Reading fire rounds: plans with what was made lately, what is due now, which enterprises are asked."""

import datetime as dt
from collections.abc import Iterable, Sequence
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


def _since() -> dt.datetime:
    return clock.local(clock.today() - dt.timedelta(days=DAYS + 1), 0)


def plans() -> QuerySet[RoundPlan]:
    """Plans in force and those that ended in the last days, each with its people and `recent`, what was made since."""
    rows = RoundPlan.objects.filter(Q(ended_at=None) | Q(ended_at__gte=_since())).select_related("enterprise")
    made = Round.objects.filter(struck_why="", at__gte=_since()).select_related("person")
    return rows.prefetch_related(Prefetch("rounds", made, to_attr="recent"), "people")


def near(enterprise: Enterprise) -> list[RoundPlan]:
    """The plans of an enterprise that say something of the last days, the newest first."""
    return list(plans().filter(enterprise=enterprise))


def in_force(known: Iterable[RoundPlan]) -> RoundPlan | None:
    """The plan that is in force, of those of one enterprise."""
    return next((one for one in known if one.ended_at is None), None)


def current(enterprise: Enterprise) -> RoundPlan | None:
    """The plan in force at an enterprise, if there is one."""
    return in_force(near(enterprise))


def are_shown(enterprise: Enterprise) -> bool:
    """Whether rounds are asked of it or made there."""
    return (
        round_hours(enterprise) is not None or RoundPlan.objects.filter(enterprise=enterprise, ended_at=None).exists()
    )


def visible_to(user: User) -> QuerySet[RoundPlan]:
    """Plans of the enterprises the person sees, those that ended too."""
    rows = RoundPlan.objects.filter(enterprise__in=register.visible_to(user).order_by().values("pk"))
    return rows.select_related("enterprise").prefetch_related("people")


def rounds(user: User) -> QuerySet[Round]:
    """Rounds made at the enterprises the person sees."""
    rows = Round.objects.filter(plan__enterprise__in=register.visible_to(user).order_by().values("pk"))
    return rows.select_related("plan__enterprise__region", "person", "hazard", "recorded_by")


def listed(user: User) -> QuerySet[Enterprise]:
    """Enterprises of which rounds are asked, or that have a plan; each with its plans as `near` has them."""
    known = RoundPlan.objects.filter(ended_at=None)
    rows = register.visible_to(user).filter(status=Enterprise.Status.OPEN)
    rows = rows.filter(asked_for_rounds() | Q(pk__in=known.values("enterprise")))
    return rows.select_related("region").prefetch_related(Prefetch("round_plans", plans(), to_attr="plans_near"))


def due_now(known: Sequence[RoundPlan]) -> slots.Slot | None:
    """The round to be made now, if one is."""
    told = [row for _, rows in days(known, 1) for row in rows]
    return min((slot for slot, standing, _ in told if standing == "due"), key=lambda one: one.begins, default=None)


def days(known: Sequence[RoundPlan], number: int = DAYS) -> list[tuple[dt.date, list[Told]]]:
    """Each of the last days that had rounds, today first, with all of them.

    A plan that ended judges its own days: a new one makes nothing unmissed.
    """
    found = [clock.today() - dt.timedelta(days=back) for back in range(number + 1)]
    told = [(day, _told(known, day)) for day in found]
    return [(day, rows) for day, rows in told if rows]


def _told(known: Sequence[Any], day: dt.date) -> list[Told]:
    rows = [row for plan in known for row in slots.told(plan, plan.recent, day)]
    return sorted(rows, key=lambda row: row[0].begins)


def missed(known: Sequence[RoundPlan], since: dt.date) -> list[slots.Slot]:
    """The rounds of which there is no record, from a day on."""
    told = [slot for day, rows in days(known) if day >= since for slot, standing, _ in rows if standing == "missed"]
    return sorted(told, key=lambda one: one.begins)


def spans(listed: Iterable[slots.Slot]) -> str:
    """11月27日 10:00—12:00、14:00—16:00；11月28日 08:00—10:00."""
    by: dict[dt.date, list[str]] = {}
    for one in listed:
        by.setdefault(clock.local_date(one.begins), []).append(one.label)
    return "；".join(f"{day.month}月{day.day}日 {'、'.join(labels)}" for day, labels in by.items())
