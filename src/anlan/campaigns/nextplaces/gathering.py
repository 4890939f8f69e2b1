"""Reasons by enterprise, each kind for all places at once: a fixed number of queries, however many places there are."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from anlan.campaigns.duties import board
from anlan.campaigns.duties import queries as duties
from anlan.campaigns.duties.standing import Standing
from anlan.campaigns.duties.subjects import Kind as SubjectKind
from anlan.campaigns.lookouts import board as lookouts
from anlan.campaigns.lookouts import queries as looking
from anlan.campaigns.nextplaces.reasons import Reason, usual_days
from anlan.core import clock
from anlan.core.templatetags.anlan import day as written
from anlan.enforcement.errands import queries as errands
from anlan.enforcement.errands.models import Errand
from anlan.enterprises.models import Enterprise
from anlan.hazards.figures import overdue
from anlan.hazards.models import Hazard, Level, State
from anlan.inspections.kinds import Kind
from anlan.inspections.models import State as VisitState
from anlan.inspections.models import Visit
from anlan.org.models import User

Reasons = dict[Any, list[Reason]]


def of_hazards(places: QuerySet[Enterprise], today: dt.date) -> Reasons:
    """What is overdue, the major apart, and what waits for acceptance; one query."""
    major, late, waits = Q(level=Level.MAJOR), overdue(today), Q(state=State.SUBMITTED)
    rows = Hazard.objects.filter(late | waits, enterprise__in=places.order_by().values("pk"))
    counted = (
        rows.order_by()
        .values("enterprise")
        .annotate(
            major=Count("pk", filter=major & late & ~waits),
            major_since=Min("binds_on", filter=major & late & ~waits),
            other=Count("pk", filter=~major & late & ~waits),
            other_since=Min("binds_on", filter=~major & late & ~waits),
            waiting=Count("pk", filter=waits),
            waiting_since=Min("self_accepted_at", filter=waits),
        )
    )
    return {row["enterprise"]: [*_told(dict(row), today)] for row in counted}


def _told(row: dict[str, Any], today: dt.date) -> Iterable[Reason]:
    ledger, here = "hazards:ledger", f"?enterprise={row['enterprise']}"
    if row["major"]:
        words = f"重大隐患逾期 {row['major']} 条，最早 {written(row['major_since'])}到期"
        yield Reason("overdue_major", words, row["major_since"], ledger, query=f"{here}&level=major&due=overdue")
    if row["waiting"]:
        since = clock.local_date(row["waiting_since"]) if row["waiting_since"] else today
        words = f"报了整改、等复查验收 {row['waiting']} 条"
        yield Reason("recheck", words, since, ledger, query=f"{here}&state=submitted")
    if row["other"]:
        words = f"一般隐患逾期 {row['other']} 条，最早 {written(row['other_since'])}到期"
        yield Reason("overdue", words, row["other_since"], ledger, query=f"{here}&due=overdue")


def of_duties(user: User, places: QuerySet[Enterprise]) -> Reasons:
    """What these enterprises missed of what running campaigns ask; a lookout is a reason of its own."""
    among = places.order_by().values("pk")
    missed: dict[Any, list[tuple[dt.date, str]]] = defaultdict(list)
    for campaign in duties.running(user):
        for row in board.rows_of(campaign, kinds=(SubjectKind.ENTERPRISE,), among=among):
            if row.asked.proof is None or row.asked.proof.name != "lookout":
                for one in row.instances:
                    if one.standing is Standing.MISSED:
                        missed[one.subject.key].append((one.period.due_on, row.asked.duty.action))
    return {pk: [_missed(pk, rows)] for pk, rows in missed.items()}


def _missed(place: Any, rows: list[tuple[dt.date, str]]) -> Reason:
    since, action = min(rows)
    more = f"等 {len(rows)} 项" if len(rows) > 1 else ""
    words = f"任务逾期未做：{action[:24]}{more}"
    return Reason("missed", words, since, "campaigns:duties_of", place)


def of_lessons(user: User, places: QuerySet[Enterprise]) -> Reasons:
    """Lessons of their kind that ask to check for the same hazard, and that were not answered."""
    rows = list(lookouts.shown(looking.visible_to(user).filter(called_off="")).order_by("due_on", "id"))
    found: Reasons = {}
    standings = lookouts.standings(rows, among=places.order_by().values("pk"))
    for one in rows:
        for instance in standings[one.pk]:
            if instance.missing and instance.subject.key not in found:
                words = f"“{one}”的教训，同类隐患还没有查（{written(one.due_on)}前）"
                found[instance.subject.key] = [Reason("alike", words, one.sent_on, "campaigns:lookout", one.pk)]
    return found


def last_visits(places: QuerySet[Enterprise]) -> dict[Any, dt.date]:
    """When somebody last went to each place and finished, self-inspections apart.

    Checks of reports are left out: nothing may tell that somebody reported.
    """
    rows = Visit.objects.filter(enterprise__in=places.order_by().values("pk"), state=VisitState.FINISHED)
    rows = rows.exclude(kind__in=[Kind.SELF_INSPECTION, Kind.REPORT_CHECK])
    last = rows.order_by().values_list("enterprise").annotate(at=Max("ended_at"))
    return {pk: clock.local_date(at) for pk, at in last}


def of_visit(place: Enterprise, last: dt.date | None, today: dt.date) -> list[Reason]:
    """Whether nobody ever went there, or too long ago by the usual visits of a year."""
    page = "inspections:of_enterprise"
    if last is None:
        return [Reason("never", "登记以来没有检查记录", clock.local_date(place.created_at), page, place.pk)]
    days, usual = (today - last).days, usual_days(place.high_risk)
    if days <= usual:
        return []
    words = f"{days} 天没有去，上次 {written(last)}（一般 {usual} 天去一次）"
    return [Reason("long_ago", words, last, page, place.pk)]


def of_flags(place: Enterprise) -> list[Reason]:
    """High risk speaks for a place that has another reason."""
    if not place.high_risk:
        return []
    basis = f"（{place.high_risk_basis}）" if place.high_risk_basis else ""
    since = clock.local_date(place.created_at)
    return [Reason("high_risk", f"高危行业{basis}", since, "enterprises:detail", place.pk)]


def planned(user: User, places: QuerySet[Enterprise]) -> dict[Any, Errand]:
    """The next planned visit to each place, for those who may know of it."""
    rows = errands.visible_to(user).filter(enterprise__in=places.order_by().values("pk"), state=Errand.State.PLANNED)
    return {one.enterprise_id: one for one in rows.prefetch_related(None).order_by("-planned_on")}
