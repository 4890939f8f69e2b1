"""What makes an enterprise be inspected more or less often: facts, each with its weight and how to change it.

Nothing here is a person's opinion: every factor is read from the ledger and the visits of the last twelve months, and
the enterprise sees the very records (requirement C3j, 差异化执法).
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from anlan.core import clock
from anlan.enforcement.frequency.models import Objection
from anlan.enterprises.models import Enterprise
from anlan.hazards.models import Hazard, Level, Source, State
from anlan.hazards.rules import is_overdue
from anlan.inspections.kinds import Kind
from anlan.inspections.models import State as VisitState
from anlan.inspections.models import Visit

DAYS = 365
BASE = 2
"""Inspections a year where no fact speaks for more or fewer (own default, always inside the published cap)."""
SENT_BACK = 2
SELF_INSPECTED_MONTHS = 3


@dataclass(frozen=True)
class Factor:
    """One fact that counts: its weight (more or fewer inspections a year), and what changes it."""

    name: str
    weight: int
    label: str
    to_change: str


FACTORS = {
    one.name: one
    for one in (
        Factor("high_risk", 1, "高危行业", "档案里的高危标记有误的，向主管单位申请更正。"),
        Factor("found_by_others", 1, "重大隐患由别人查出", "自己先查出、先报告的，不计入这一项；满一年不再计算。"),
        Factor("late", 1, "逾期未改或逾期才改完", "在期限内整改，确有困难的到期前申请延期；满一年不再计算。"),
        Factor("recurrence", 1, "同一问题复发", "整改后守住，满一年不再计算。"),
        Factor("sent_back", 1, f"验收不合格退回 {SENT_BACK} 次以上", "自验合格再提交；满一年不再计算。"),
        Factor("self_found", -1, "隐患多由自己查出", "坚持自查、如实登记：自查占一半以上的减少检查。"),
        Factor("in_time", -1, "全部按期整改", "一年内销号的都没有逾期，现在也没有逾期。"),
        Factor("self_inspected", -1, "每月带队自查", f"主要负责人近 {SELF_INSPECTED_MONTHS} 个月每月带队并签名。"),
    )
}


@dataclass(frozen=True)
class Fact:
    """A factor as it stands for one enterprise: whether it counts, the records it is read from, what was left out."""

    factor: Factor
    counts: bool
    hazards: list[Hazard]
    words: str = ""


@dataclass(frozen=True)
class Proposal:
    """How many inspections a year are proposed, from which facts, inside which cap."""

    facts: list[Fact]
    cap: int | None

    @property
    def counting(self) -> list[Fact]:
        """The facts that count."""
        return [one for one in self.facts if one.counts]

    @property
    def times(self) -> int:
        """Never fewer than one, never more than the published cap."""
        wanted = max(1, BASE + sum(one.factor.weight for one in self.counting))
        return min(wanted, self.cap) if self.cap is not None else wanted

    @property
    def is_capped(self) -> bool:
        """Whether the facts would ask for more than the cap allows."""
        return self.cap is not None and max(1, BASE + sum(one.factor.weight for one in self.counting)) > self.cap


def of(enterprise: Enterprise, cap: int | None, today: dt.date | None = None) -> Proposal:
    """The proposal for one enterprise today; four queries."""
    day = today or clock.today()
    since = clock.local(day - dt.timedelta(days=DAYS), 0)
    recent = Q(found_at__gte=since) | Q(closed_at__gte=since) | Q(stands_open=1)
    backs = Count("events", filter=Q(events__action="hazards.send_back", events__happened_at__gte=since))
    rows = Hazard.objects.filter(recent, enterprise=enterprise).exclude(state=State.VOID).annotate(backs=backs)
    hazards = list(rows.select_related("previous").order_by("found_at", "pk"))
    spared = set(Objection.objects.filter(enterprise=enterprise, upheld=True).values_list("factor", "hazard"))
    facts = [_fact(name, hazards, spared, since) for name in READ]
    return Proposal([_flag(enterprise), *facts, _self_inspected(enterprise, day)], cap)


def _flag(enterprise: Enterprise) -> Fact:
    return Fact(FACTORS["high_risk"], enterprise.high_risk, [], enterprise.high_risk_basis)


def _fact(name: str, hazards: Iterable[Hazard], spared: set, since: dt.datetime) -> Fact:
    known = [one for one in hazards if (name, one.pk) not in spared]
    found, counts = READ[name](known, since)
    return Fact(FACTORS[name], counts, found)


def _found_by_others(hazards: list[Hazard], since: dt.datetime) -> tuple[list[Hazard], bool]:
    found = [
        one
        for one in hazards
        if one.level == Level.MAJOR and one.found_at >= since and one.source != Source.SELF_INSPECTION
    ]
    return found, bool(found)


def _was_late(hazard: Hazard) -> bool:
    closed_late = hazard.closed_on is not None and hazard.due_on is not None and hazard.closed_on > hazard.due_on
    return closed_late or is_overdue(hazard)


def _late(hazards: list[Hazard], since: dt.datetime) -> tuple[list[Hazard], bool]:
    found = [one for one in hazards if _was_late(one)]
    return found, bool(found)


def _recurred(hazards: list[Hazard], since: dt.datetime) -> tuple[list[Hazard], bool]:
    found = [one for one in hazards if one.previous_id and one.found_at >= since]
    return found, bool(found)


def _sent_back(hazards: list[Hazard], since: dt.datetime) -> tuple[list[Hazard], bool]:
    found = [one for one in hazards if one.backs]  # type: ignore[attr-defined]  # no column, but set or annotated
    return found, sum(one.backs for one in found) >= SENT_BACK  # type: ignore[attr-defined]  # no column, but set or annotated


def _self_found(hazards: list[Hazard], since: dt.datetime) -> tuple[list[Hazard], bool]:
    recent = [one for one in hazards if one.found_at >= since]
    found = [one for one in recent if one.source == Source.SELF_INSPECTION]
    return found, bool(found) and 2 * len(found) >= len(recent)


def _in_time(hazards: list[Hazard], since: dt.datetime) -> tuple[list[Hazard], bool]:
    closed = [one for one in hazards if one.state == State.CLOSED]
    return closed, bool(closed) and not any(_was_late(one) for one in hazards)


READ: dict[str, Callable[[list[Hazard], dt.datetime], tuple[list[Hazard], bool]]] = {
    "found_by_others": _found_by_others,
    "late": _late,
    "recurrence": _recurred,
    "sent_back": _sent_back,
    "self_found": _self_found,
    "in_time": _in_time,
}


def _self_inspected(enterprise: Enterprise, day: dt.date) -> Fact:
    months = [_month_before(day, number) for number in range(1, SELF_INSPECTED_MONTHS + 1)]
    rows = Visit.objects.filter(
        enterprise=enterprise,
        kind=Kind.SELF_INSPECTION,
        state=VisitState.FINISHED,
        principal_signed_at__gte=clock.local(months[-1], 0),
    )
    signed = rows.values_list("principal_signed_at", flat=True)
    led = {clock.local_date(at).replace(day=1) for at in signed if at}
    done = [one for one in months if one in led]
    words = f"最近 {SELF_INSPECTED_MONTHS} 个整月有 {len(done)} 个月"
    return Fact(FACTORS["self_inspected"], len(done) == SELF_INSPECTED_MONTHS, [], words)


def _month_before(day: dt.date, number: int) -> dt.date:
    """The first day of the month so many months before."""
    months = day.year * 12 + day.month - 1 - number
    return dt.date(months // 12, months % 12 + 1, 1)
