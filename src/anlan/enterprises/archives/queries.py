"""Reading archives: those a person sees, those asked of an enterprise, what is late and where."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from anlan.core import clock
from anlan.enterprises import queries as register
from anlan.enterprises.archives import rules
from anlan.enterprises.archives.kinds import CLEANING_LAW, KINDS, UNSAFE, UNSAFE_LAW, Kind
from anlan.enterprises.archives.printing import rhythm
from anlan.enterprises.models import Archive, Cleaning, Enterprise
from anlan.org.models import User


def with_last(rows: QuerySet[Archive]) -> QuerySet[Any]:
    """Each with `last_on`, the day it was cleaned last, and `counted_from`, that or the day it was recorded."""
    cleaned = Cleaning.objects.filter(archive=OuterRef("pk"), struck_why="").order_by("-on").values("on")[:1]
    known = rows.annotate(last_on=Subquery(cleaned)).annotate(counted_from=Coalesce(F("last_on"), F("recorded_on")))
    return known.select_related("responsible")


def visible_to(user: User) -> QuerySet[Any]:
    """Archives of the enterprises the person sees."""
    rows = Archive.objects.filter(enterprise__in=register.visible_to(user).order_by().values("pk"))
    return with_last(rows).select_related("enterprise__region")


def cleanings(user: User) -> QuerySet[Cleaning]:
    """Cleanings at the enterprises the person sees."""
    rows = Cleaning.objects.filter(archive__enterprise__in=register.visible_to(user).order_by().values("pk"))
    return rows.select_related("archive__enterprise__region", "archive__responsible", "person", "recorded_by")


def cleaned_before(day: dt.date) -> Q:
    """Dust places in use whose next cleaning is due before a day, of rows of `with_last`."""
    rows = Archive.objects.filter(ended_on=None).exclude(every_days=None)
    found = Q(pk__in=[])
    for every in filter(None, rows.order_by().values_list("every_days", flat=True).distinct()):
        found |= Q(every_days=every, counted_from__lt=day - dt.timedelta(days=every))
    return found & Q(ended_on=None)


def stands(value: str) -> Q:
    """What `rules.standing` says, as a condition on rows of `with_last`."""
    today, used = clock.today(), Q(ended_on=None)
    late, over, left = cleaned_before(today), Q(valid_to__lt=today), Q(responsible__until__isnull=False)
    over &= Q(valid_to__isnull=False)
    due = cleaned_before(today + dt.timedelta(days=1))
    return {
        "ended": Q(ended_on__isnull=False),
        "late": late,
        "unsafe": used & unsafe(),
        "expired": used & over & ~late & ~unsafe(),
        "unattended": used & left & ~late & ~over & ~unsafe(),
        "due": due & ~late & ~over & ~left,
        "good": used & ~due & ~over & ~left & ~unsafe(),
    }[value]


def unsafe() -> Q:
    """Houses whose appraisal found danger."""
    return Q(kind=Archive.Kind.SELF_BUILT, facts__result__in=list(UNSAFE))


@dataclass(frozen=True)
class Group:
    """The archives of one kind at an enterprise: each with its mark (words, look)."""

    kind: Kind
    rows: list[tuple[Any, tuple[str, str]]]

    @property
    def used(self) -> int:
        """How many are in use."""
        return sum(one.ended_on is None for one, _ in self.rows)

    @property
    def worst(self) -> tuple[str, str] | None:
        """The gravest mark among them, as STANDINGS has them in order."""
        marks = [mark for one, mark in self.rows if not one.ended_on]
        return min(marks, key=list(rules.STANDINGS.values()).index) if marks else None


def groups(enterprise: Enterprise) -> list[Group]:
    """The kinds asked of an enterprise, and those it has lines of, with all of its lines."""
    industries = {*enterprise.industries.values_list("pk", flat=True), enterprise.main_industry_id or ""}
    rows: dict[str, list[Any]] = {}
    for one in with_last(enterprise.archives.all()).order_by("name", "id"):
        rows.setdefault(one.kind, []).append((one, rules.STANDINGS[rules.standing(one)]))
    for lines in rows.values():
        lines.sort(key=lambda pair: pair[0].ended_on is not None)
    return [
        Group(kind, rows.get(code, []))
        for code, kind in KINDS.items()
        if code in rows or rules.is_asked(kind, enterprise, industries)
    ]


def to_clean(enterprise: Enterprise) -> list[Any]:
    """Its dust places to be cleaned today or before, with `enterprise` set."""
    rows = with_last(enterprise.archives.filter(ended_on=None).exclude(every_days=None))
    due = [one for one in rows if (rules.next_cleaning(one) or dt.date.max) <= clock.today()]
    for one in due:
        one.enterprise = enterprise
    return due


def uncleaned(rows: Sequence[Enterprise], day: dt.date) -> Iterator[tuple[Any, str, str, str]]:
    """(enterprise, words, clause, about) of dust places whose cleaning is late; one query for any number."""
    places = Archive.objects.filter(enterprise__in=[one.pk for one in rows], ended_on=None).exclude(every_days=None)
    for one in with_last(places):
        due = rules.next_cleaning(one)
        if due and due < day:
            ruled = f"{one.name}按本单位规定{rhythm(one.every_days)}清扫粉尘"
            words = f"{ruled}，{clock.day_words(due)}该清扫，没有清扫记录"
            yield one.enterprise_id, words, CLEANING_LAW, str(one.pk)


def expired(rows: Sequence[Enterprise], day: dt.date) -> Iterator[tuple[Any, str, str, str]]:
    """(enterprise, words, clause, about) of what ran out: cylinders not tested, vehicles not inspected."""
    ids = [one.pk for one in rows]
    for one in Archive.objects.filter(enterprise__in=ids, ended_on=None, valid_to__lt=day):
        kind = KINDS[one.kind]
        words = f"{kind.label}“{one.name}”{kind.valid_to}：{clock.day_words(one.valid_to)}，已过期"
        yield one.enterprise_id, words, kind.clause, str(one.pk)


def dangerous(rows: Sequence[Enterprise]) -> Iterator[tuple[Any, str, str, str]]:
    """(enterprise, words, clause, about) of let houses in use that an appraisal found dangerous (C 级, D 级)."""
    for one in Archive.objects.filter(unsafe(), enterprise__in=[row.pk for row in rows], ended_on=None):
        result = one.facts["result"]
        words = f"经营性自建房“{one.name}”鉴定为 {result}：{UNSAFE[result]}"
        yield one.enterprise_id, words, UNSAFE_LAW, str(one.pk)
