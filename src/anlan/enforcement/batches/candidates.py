"""Whom a list of a period could name, with the facts: the system lays out, a person chooses."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from anlan.core import clock
from anlan.core.templatetags.anlan import day
from anlan.enforcement.batches import privacy
from anlan.enforcement.batches.models import Batch
from anlan.enforcement.forshow.models import Review
from anlan.enforcement.forshow.queries import WAITING
from anlan.enterprises.models import Enterprise
from anlan.hazards.columns import criterion_words
from anlan.hazards.figures import OPEN
from anlan.hazards.models import Hazard, Level, State

MOST = 60
SENT_BACK = 2
MAJOR = Q(level=Level.MAJOR)


@dataclass(frozen=True)
class Candidate:
    """What puts an enterprise on a list, and why, in words: a hazard, or (without one) a talk decided with it.

    `key` is how a page names it: the hazard's code, or the decision's id.
    """

    key: str
    enterprise: Enterprise
    heading: str
    words: str
    hazard: Hazard | None = None


def of(batch: Batch) -> list[Candidate]:
    """Those not on the batch yet, the longest late first."""
    listed = batch.entries.filter(left_out=False, hazard__isnull=False).values("hazard")
    rows = Hazard.objects.filter(region_code__startswith=batch.region.prefix).exclude(pk__in=listed)
    rows = rows.select_related("enterprise__region", "criterion__pack", "previous")
    rows = rows.prefetch_related("supervisions", "enterprise__people")
    words = WORDS[batch.kind]
    chosen = _of_kind(rows, batch).order_by("binds_on", "pk")[:MOST]
    talks = _talks(batch) if batch.kind == Batch.Kind.TALK else []
    return [*talks, *(_candidate(batch, one, words(one)) for one in chosen)]


def _talks(batch: Batch) -> list[Candidate]:
    """Talks decided because self-inspection is for show, that were not held yet; the first decided first."""
    listed = batch.entries.filter(left_out=False, hazard=None).values("enterprise")
    rows = Review.objects.filter(WAITING, decision=Review.Decision.TALK).exclude(enterprise__in=listed)
    rows = rows.filter(enterprise__region_code__startswith=batch.region.prefix).select_related("enterprise__region")
    return [
        Candidate(str(one.pk), one.enterprise, str(one.enterprise), _shown(one))
        for one in rows.order_by("decided_at", "pk")[:MOST]
    ]


def _shown(review: Review) -> str:
    facts = "；".join(str(one["words"]).rstrip("。") for one in review.signs)
    return f"自查走过场：{facts}。{day(review.decided_at)}决定约谈：{review.reason.rstrip('。')}。"


def _of_kind(rows: QuerySet[Hazard], batch: Batch) -> QuerySet[Hazard]:
    today, span = clock.today(), (batch.first_day, batch.last_day)
    if batch.kind == Batch.Kind.NOTICE:
        return rows.filter(OPEN & MAJOR, binds_on__lt=today)
    if batch.kind == Batch.Kind.TALK:
        late = Q(supervision_level__gt="", binds_on__lt=today)
        counted = rows.annotate(backs=Count("events", filter=Q(events__action="hazards.send_back")))
        return counted.filter(OPEN & (late | Q(backs__gte=SENT_BACK)))
    if batch.kind == Batch.Kind.DISCIPLINE:
        return rows.filter(previous__isnull=False, found_at__date__range=span).exclude(state=State.VOID)
    if batch.kind == Batch.Kind.STOP:
        return rows.filter(OPEN & MAJOR, state__in=[State.FOUND, State.JUDGED], plan_due_on__lt=today)
    return rows.filter(MAJOR, state=State.CLOSED, closed_on__range=span)


def _late(hazard: Hazard) -> str:
    due = hazard.next_due_on
    return f"期限 {day(due)}，逾期 {(clock.today() - due).days} 天，仍为“{hazard.state_words}”" if due else ""


def _talk(hazard: Hazard) -> str:
    backs = getattr(hazard, "backs", 0)
    numbers = "、".join(one.number for one in hazard.supervisions.all())
    parts = [f"挂牌督办 {numbers}" if numbers else "", f"{backs} 次验收不合格退回" if backs else "", _late(hazard)]
    return "；".join(part for part in parts if part)


def _recurred(hazard: Hazard) -> str:
    before: dt.date | None = hazard.previous.closed_on if hazard.previous else None
    return f"{hazard.previous} 于 {day(before)} 销号后复发" if before else f"与 {hazard.previous} 为同一问题复发"


def _case(hazard: Hazard) -> str:
    clause = criterion_words(hazard)
    found = f"{clock.local_date(hazard.found_at):%Y年%-m月}检查发现"
    where = hazard.place_words or "现场"
    place = "" if hazard.description.startswith(where) else where
    judged = f"，依据{clause}判定为重大事故隐患" if clause else ""
    closed = f"{hazard.closed_on:%Y年%-m月}整改到位，经现场验收后销号" if hazard.closed_on else ""
    return f"{found}，该单位{place}{hazard.description}{judged}。经督促，{closed}。"


WORDS: dict[str, Callable[[Hazard], str]] = {
    Batch.Kind.NOTICE: _late,
    Batch.Kind.TALK: _talk,
    Batch.Kind.DISCIPLINE: _recurred,
    Batch.Kind.STOP: lambda one: f"判为重大隐患后，{day(one.plan_due_on)} 前应报整改方案，至今没有报，没有管控措施",
    Batch.Kind.CASES: _case,
}


def _candidate(batch: Batch, hazard: Hazard, words: str) -> Candidate:
    if not batch.is_of_cases:
        told = f"{hazard} {hazard.description}。{words}。"
        return Candidate(str(hazard.code), hazard.enterprise, str(hazard.enterprise), told, hazard)
    names = privacy.names_of(hazard.enterprise)
    heading = f"{hazard.enterprise.name}{hazard.place_words}重大事故隐患案"
    clean = privacy.removed(heading, names)[:120], privacy.removed(words, names)
    return Candidate(str(hazard.code), hazard.enterprise, *clean, hazard)
