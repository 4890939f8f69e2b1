"""Reading steering: what the townships of a person's grants have on record, and what is left of what was granted."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Case, Count, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual

from anlan.campaigns.steering.models import (
    Engagement,
    Expert,
    Gate,
    Measure,
    MeasureCheck,
    MeasureList,
    Meeting,
    MeetingTask,
    Spending,
    Support,
    TaskForce,
    TaskForceMember,
)
from anlan.campaigns.steering.rules import OWN_DRILL_YEARS
from anlan.core import clock
from anlan.core.search import wanted
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.org import queries as org
from anlan.org.models import Region, User

M = TypeVar("M", bound=models.Model)


def townships_of(user: User, permission: str = "campaigns.read_steering") -> QuerySet[Region]:
    """The townships whose steering a person reads, or does something about with another permission."""
    return org.townships_with(user, permission)


def _within(user: User, rows: QuerySet[M], column: str = "region") -> QuerySet[M]:
    return rows.filter(**{f"{column}__in": townships_of(user)})


def meetings(user: User) -> QuerySet[Meeting]:
    """Meetings and visits, the latest first, each with `task_count` and `open_tasks`."""
    counts = {
        "task_count": Count("tasks"),
        "open_tasks": Count("tasks", filter=Q(tasks__settled_at=None, tasks__taken_back="")),
    }
    return _within(user, Meeting.objects.select_related("office", "region")).annotate(**counts)


@dataclass(frozen=True)
class OwnDrill:
    """When a township's government last held a drill of its own, and by when the next is due; None: not on record."""

    township: Region
    last_on: dt.date | None
    due_on: dt.date | None

    @property
    def is_late(self) -> bool:
        """Whether the day has passed; what was never entered may have been held before."""
        return bool(self.due_on and self.due_on < clock.today())


def own_drills(user: User) -> list[OwnDrill]:
    """Each township's own drill, in one query."""
    held = Max("held_on", filter=Q(kind=Meeting.Kind.DRILL))
    last = dict(_within(user, Meeting.objects.order_by()).values_list("region").annotate(last=held))
    return [_own_drill(one, last.get(one.pk)) for one in townships_of(user)]


def _own_drill(township: Region, last_on: dt.date | None) -> OwnDrill:
    due_on = clock.years_after(last_on, OWN_DRILL_YEARS) if last_on else None
    return OwnDrill(township, last_on, due_on)


def tasks(user: User) -> QuerySet[MeetingTask]:
    """What meetings decided, by due date."""
    return _within(user, MeetingTask.objects.select_related("office", "meeting__region"), "meeting__region")


def measure_lists(user: User) -> QuerySet[MeasureList]:
    """Lists of measures, each with how many items there are, concern us, and nobody has decided about."""
    counts = {
        "items": Count("measures"),
        "concerning": Count("measures", filter=Q(measures__applies=True)),
        "undecided": Count("measures", filter=Q(measures__applies=None)),
    }
    return _within(user, MeasureList.objects.select_related("region")).annotate(**counts)


def carried_out(user: User) -> dict[UUID, int]:
    """How many items of each list were found carried out when somebody last looked."""
    latest = MeasureCheck.objects.filter(measure=OuterRef("pk")).order_by("-at", "-id").values("outcome")[:1]
    rows = Measure.objects.filter(of__in=measure_lists(user).values("pk")).annotate(latest=Subquery(latest))
    counts = rows.filter(latest=MeasureCheck.Outcome.DONE).order_by().values_list("of").annotate(Count("pk"))
    return dict(counts)


def measures_of(of: MeasureList) -> QuerySet[Measure]:
    """The items of a list with their checks, the latest first."""
    return of.measures.select_related("office").prefetch_related("checks")


def gates(user: User) -> QuerySet[Gate]:
    """Projects at the gate."""
    return _within(user, Gate.objects.select_related("region", "industry", "asked_by", "decided_by", "enterprise"))


def supports(user: User) -> QuerySet[Support]:
    """Requests for money and expert days, each with `spent_amount`, `spent_days` and `is_spent`: nothing is left."""
    rows = _within(user, Support.objects.select_related("region", "hazard__enterprise", "office", "asked_by"))
    rows = rows.annotate(spent_amount=Sum("spendings__amount"), spent_days=Sum("spendings__days"))
    amount, days = (Coalesce(f"spent_{name}", Value(Decimal(0))) for name in ("amount", "days"))
    left = (GreaterThanOrEqual(amount, F("granted_amount")), GreaterThanOrEqual(days, F("granted_days")))
    nothing_left = Q(*left, is_granted=True)
    return rows.annotate(is_spent=Case(When(nothing_left, then=Value(True)), default=Value(False)))


def experts(user: User) -> QuerySet[Expert]:
    """The pool, each with `times` (how often sent) and `days` (expert days used); what was called off not counted."""
    rows = _within(user, Expert.objects.select_related("region").prefetch_related("fields"))
    gone = Q(engagements__called_off="")
    return rows.annotate(times=Count("engagements", filter=gone), days=Sum("engagements__days", filter=gone))


def task_forces(user: User) -> QuerySet[TaskForce]:
    """Task forces, each with `present`: who is on it now, the head first."""
    present = TaskForceMember.objects.filter(until=None).select_related("office", "user")
    rows = _within(user, TaskForce.objects.select_related("region"))
    return rows.prefetch_related(Prefetch("members", queryset=present, to_attr="present"))


@dataclass(frozen=True)
class Left:
    """What is left of a grant: `amount` in yuan, `days` in expert days."""

    amount: Decimal
    days: Decimal

    def words(self, support: Support) -> str:
        """For the form of spending; what was not granted is not called zero: 没有批资金；专家还剩 1.5 人天。"""
        amount = f"资金还剩 {self.amount} 元" if support.granted_amount else "没有批资金"
        days = f"专家还剩 {self.days} 人天" if support.granted_days else "没有批专家人天"
        return f"{amount}；{days}。"


def left_of(support: Support) -> Left:
    """What is left of what was granted."""
    spent = support.spendings.aggregate(amount=Sum("amount"), days=Sum("days"))
    zero = Decimal(0)
    return Left(support.granted_amount - (spent["amount"] or zero), support.granted_days - (spent["days"] or zero))


@dataclass(frozen=True)
class Sent:
    """The experts that went for a hazard, and how many of their days no grant for it has booked as used."""

    rows: list[Engagement]
    unbooked: Decimal


def sent_for(support: Support) -> Sent:
    """Whom the pool sent for the hazard of a request; what was called off left out."""
    rows = list(Engagement.objects.filter(hazard=support.hazard_id, called_off="").select_related("expert"))
    booked = Spending.objects.filter(support__hazard=support.hazard_id).aggregate(days=Sum("days"))["days"]
    gone = sum((one.days for one in rows if one.on <= clock.today()), Decimal(0))
    return Sent(rows, max(Decimal(0), gone - (booked or Decimal(0))))


def enterprise_named(user: User, words: str) -> Enterprise | None:
    """The one enterprise a person means by its name, local code or credit code; None for none or several."""
    text = words.strip()
    found = Q(name=text) | Q(local_code=text.upper()) | (Q(credit_code=text.upper()) & ~Q(credit_code=""))
    rows = list(enterprises.visible_to(user).filter(found)[:2])
    return rows[0] if len(rows) == 1 else None


def enterprise_suggestions(user: User, words: str) -> list[str]:
    """Names that hold the words, for a field that completes."""
    words = wanted(words)
    rows = enterprises.visible_to(user).filter(name__contains=words).order_by("sort_key")
    return list(rows.values_list("name", flat=True)[:12]) if words else []
