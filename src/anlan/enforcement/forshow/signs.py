"""Signs as the records of many enterprises show them: nothing found, copied, all fine in seconds, found by others.

Each is a fact with the records it is read from. None says that anybody did wrong, and none adds up with another.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from anlan.core import clock
from anlan.enforcement.forshow.checks import ByPlace, Check, checks_of
from anlan.enforcement.forshow.models import Sign
from anlan.enterprises.models import Enterprise
from anlan.enterprises.premises import queries as premises
from anlan.hazards.models import Hazard, Level, Source, State
from anlan.inspections.kinds import Kind
from anlan.inspections.models import Answer, Finding
from anlan.inspections.models import State as VisitState

MONTHS = 3
"""Whole months in which every self-inspection found nothing (own default)."""
COPIES = 3
"""Self-inspections in a row that say the same (own default)."""
SECONDS_EACH = 3
"""Seconds an item takes on average where nobody reads it (own default; sixty in ninety is half of it)."""
LEAST_ITEMS = 5
LEAST_WORDS = 4
AFTER_DAYS = 30
"""Days after a self-inspection in which what others find was most likely there (own default)."""
LOOK_BACK_DAYS = 200


@dataclass(frozen=True)
class Found:
    """One sign: at which enterprise, which, in words, and the records behind it."""

    enterprise: Any
    kind: str
    words: str
    visits: list[Any] = field(default_factory=list)
    hazards: list[Any] = field(default_factory=list)


def found(rows: Sequence[Enterprise], day: dt.date) -> Iterator[Found]:
    """Every sign of these enterprises on a day; a fixed number of queries."""
    since = clock.local(day - dt.timedelta(days=LOOK_BACK_DAYS), 0)
    ids = [one.pk for one in rows]
    own = Q(visit__enterprise__in=ids, visit__kind=Kind.SELF_INSPECTION, visit__state=VisitState.FINISHED)
    own &= Q(visit__ended_at__gte=since)
    checks = checks_of(ids, own, since)
    for look in (_nothing, _copied, _seconds, _others):
        yield from look(ids, checks, own, day)


def _nothing(ids: list[Any], checks: ByPlace, own: Q, day: dt.date) -> Iterator[Found]:
    """Whole months with self-inspections and not one hazard; small premises may well have none and are left out."""
    months = [_month_before(day, number) for number in range(MONTHS, 0, -1)]
    since = clock.local(months[0], 0)
    own_hazards = Hazard.objects.filter(enterprise__in=ids, source=Source.SELF_INSPECTION, found_at__gte=since)
    finders = set(own_hazards.exclude(state=State.VOID).values_list("enterprise_id", flat=True))
    small = set(premises.small(Enterprise.objects.filter(pk__in=ids)).values_list("pk", flat=True))
    for place, every in checks.items():
        recent = [one for one in every if one.on >= months[0]]
        covered = {one.on.replace(day=1) for one in recent} >= set(months)
        if covered and place not in finders | small and all(one.is_clean for one in recent):
            words = f"{months[0]:%Y年%-m月}以来自查 {len(recent)} 次，没有查出一条隐患。"
            yield Found(place, Sign.Kind.NOTHING, words, [one.pk for one in recent])


def _month_before(day: dt.date, number: int) -> dt.date:
    months = day.year * 12 + day.month - 1 - number
    return dt.date(months // 12, months % 12 + 1, 1)


def _copied(ids: list[Any], checks: ByPlace, own: Q, day: dt.date) -> Iterator[Found]:
    """The last self-inspections in a row with the same words at the same items, or the same photos."""
    last = {one.pk for every in checks.values() if len(every) >= COPIES for one in every[-COPIES:]}
    said: dict[Any, dict[str, str]] = defaultdict(dict)
    shown: dict[Any, set[str]] = defaultdict(set)
    noted = Answer.objects.filter(own, visit__in=last).filter(~Q(note="") | ~Q(photos=[]))
    for visit, item, note, photos in noted.values_list("visit", "item", "note", "photos"):
        if len(note.strip()) >= LEAST_WORDS:
            said[visit][item] = note.strip()
        shown[visit].update(photos)
    for place, every in checks.items():
        row = every[-COPIES:] if len(every) >= COPIES else []
        notes = [said[one.pk] for one in row]
        parts = []
        if row and notes[0] and all(one == notes[0] for one in notes):
            example = next(iter(notes[0].values()))[:20]
            parts.append(f"连续 {COPIES} 次自查的 {len(notes[0])} 处说明一字不差，如“{example}”")
        if row and (same := set.intersection(*(shown[one.pk] for one in row))):
            parts.append(f"连续 {COPIES} 次自查用了同一批照片 {len(same)} 张")
        if parts:
            yield Found(place, Sign.Kind.COPIED, f"{'；'.join(parts)}。", [one.pk for one in row])


def _seconds(ids: list[Any], checks: ByPlace, own: Q, day: dt.date) -> Iterator[Found]:
    for place, every in checks.items():
        fast = [one for one in every if one.items >= LEAST_ITEMS and not one.bad and _is_fast(one)]
        if fast:
            last = fast[-1]
            words = f"{last.on:%Y-%m-%d} 自查 {last.items} 项全部答没有问题，用时 {last.seconds:.0f} 秒"
            more = f"；半年内这样的有 {len(fast)} 次" if len(fast) > 1 else ""
            yield Found(place, Sign.Kind.SECONDS, f"{words}{more}。", [one.pk for one in fast])


def _is_fast(one: Check) -> bool:
    return one.seconds < SECONDS_EACH * (one.items - 1)


def _others(ids: list[Any], checks: ByPlace, own: Q, day: dt.date) -> Iterator[Found]:
    """What others found soon after a self-inspection had said it was not there."""
    lines: dict[Any, list[tuple[str, Any, Any]]] = defaultdict(list)
    for place, words, visit, hazard in [*_answered_fine(ids, own), *_major_after_clean(ids, checks)]:
        if hazard not in {known for _, _, known in lines[place]}:
            lines[place].append((words, visit, hazard))
    for place, rows in lines.items():
        if rows:
            more = f"；另有 {len(rows) - 1} 条" if len(rows) > 1 else ""
            visits = list(dict.fromkeys(visit for _, visit, _ in rows))
            yield Found(place, Sign.Kind.OTHERS, f"{rows[0][0]}{more}。", visits, [hazard for _, _, hazard in rows])


def _answered_fine(ids: list[Any], own: Q) -> Iterator[tuple[Any, str, Any, Any]]:
    """Items the enterprise answered as fine that others' visits then found otherwise."""
    theirs = Finding.objects.filter(visit__enterprise__in=ids).exclude(visit__kind=Kind.SELF_INSPECTION)
    theirs = theirs.exclude(item="").exclude(how=Finding.How.KNOWN).exclude(hazard__state=State.VOID)
    rows = list(theirs.select_related("hazard", "visit").order_by("at"))
    fine: dict[tuple[Any, str], list[tuple[dt.datetime, Any]]] = defaultdict(list)
    answers = Answer.objects.filter(own, value=Answer.Value.YES, item__in={one.item for one in rows})
    for place, item, at, visit in answers.values_list("visit__enterprise", "item", "visit__ended_at", "visit"):
        fine[place, item].append((at, visit))  # type: ignore[arg-type]  # only finished visits come here
    for one in rows:
        for at, visit in fine[one.visit.enterprise_id, one.item]:
            if dt.timedelta(0) < one.at - at <= dt.timedelta(days=AFTER_DAYS):
                who = one.visit.office_name or one.visit.get_kind_display()
                words = f"{_day(at)} 自查答没有问题的一项，{_days(one.at - at)}后{who}查出 {one.hazard}"
                yield one.visit.enterprise_id, words, visit, one.hazard_id
                break


def _major_after_clean(ids: list[Any], checks: ByPlace) -> Iterator[tuple[Any, str, Any, Any]]:
    """Major hazards others found soon after a self-inspection that found nothing."""
    rows = Hazard.objects.filter(enterprise__in=ids, level=Level.MAJOR).exclude(source=Source.SELF_INSPECTION)
    for one in rows.exclude(state=State.VOID).order_by("found_at"):
        for check in checks.get(one.enterprise_id, []):
            if check.is_clean and dt.timedelta(0) < one.found_at - check.at <= dt.timedelta(days=AFTER_DAYS):
                after = _days(one.found_at - check.at)
                words = f"{_day(check.at)} 自查没有查出问题，{after}后{one.get_source_display()}查出重大隐患 {one}"
                yield one.enterprise_id, words, check.pk, one.pk
                break


def _day(at: dt.datetime) -> str:
    return f"{clock.local_date(at):%Y-%m-%d}"


def _days(span: dt.timedelta) -> str:
    return f"{span.days} 天" if span.days else "当天之"
