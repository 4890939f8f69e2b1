"""Who owes a duty: the enterprises, villages, offices or the township that a sentence of the notice binds."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from anlan.campaigns.duties.rhythms import Happening
from anlan.core.addresses import by_row
from anlan.enterprises.models import Enterprise
from anlan.org.models import Office, Region

FLAGS = ("high_risk", "above_scale", "crowded", "labour_intensive")
SMALL_PREMISES = "small_premises"
WITHOUT_OPERATOR = Enterprise.Kind.NO_OPERATOR


class Kind(StrEnum):
    """What sort of subject a duty binds."""

    ENTERPRISE = "enterprise"
    VILLAGE = "village"
    OFFICE = "office"
    TOWNSHIP = "township"


@dataclass(frozen=True)
class Who:
    """Whom a duty binds within a township.

    `flags` and `industries` narrow enterprises (any of them is enough); `offices` are ids of the offices named, empty
    for every office of the township. `also` are the other kinds the same words name: 各行政村、乡直各单位.
    """

    kind: Kind
    flags: frozenset[str] = frozenset()
    industries: frozenset[str] = frozenset()
    offices: frozenset[Any] = field(default_factory=frozenset)
    also: frozenset[Kind] = field(default_factory=frozenset)

    @property
    def is_narrowed(self) -> bool:
        """Whether it binds only some of its kind."""
        return bool(self.flags or self.industries or self.offices)


@dataclass(frozen=True)
class Subject:
    """One subject: its key as proofs know it, its name, where it lies on both axes, and the page that shows it."""

    kind: Kind
    key: Any
    name: str
    region_code: str
    office_id: Any = None
    url: str = ""

    @property
    def whose(self) -> str:
        """The key as text, as statements keep it."""
        return str(self.key)


def is_called(subject: Subject, happening: Happening | None) -> bool:
    """Whether what happened concerns a subject: whom it names, where it happened; offices and township always."""
    if happening is not None and happening.only is not None:
        return subject.key in happening.only
    if happening is None or not happening.village or subject.kind in {Kind.OFFICE, Kind.TOWNSHIP}:
        return True
    if subject.kind is Kind.ENTERPRISE and happening.enterprise:
        return bool(subject.key == happening.enterprise)
    return subject.region_code == happening.village


class Bindable:
    """Whom duties can bind within a township: enterprises in business, its villages, its offices, itself.

    Villages and offices are read once, enterprises once for each way they are narrowed; kinds not wanted never.
    """

    def __init__(
        self, region: Region, kinds: Collection[Kind] = tuple(Kind), among: Collection[Any] | None = None
    ) -> None:
        """`among`: of these enterprises only."""
        self.region, self.kinds, self.among = region, kinds, among

    def bound(self, who: Who) -> list[Subject]:
        """The subjects a duty binds, its own kind before the others its words name."""
        others = [Who(kind, offices=who.offices) for kind in sorted(who.also)]
        return [subject for one in (who, *others) if one.kind in self.kinds for subject in self._of(one)]

    @cached_property
    def offices(self) -> list[Office]:
        """Every office there is, the village committees too."""
        return list(Office.objects.filter(region=self.region, ended_on=None))

    @cached_property
    def villages(self) -> list[Region]:
        """In the order of their codes."""
        return list(Region.objects.filter(parent=self.region, level=Region.Level.VILLAGE).order_by("code"))

    def _of(self, who: Who) -> list[Subject]:
        if who.kind is Kind.ENTERPRISE:
            rows = _enterprises(who, self.region)
            return [subject_of(one) for one in (rows if self.among is None else rows.filter(pk__in=self.among))]
        if who.kind is Kind.VILLAGE:
            return [Subject(Kind.VILLAGE, one.code, one.plain_name, one.code) for one in self.villages]
        if who.kind is Kind.OFFICE:
            named = [one for one in self.offices if not who.offices or one.pk in who.offices]
            return [_office(one, self.region) for one in named if one.kind == Office.Kind.DEPARTMENT]
        return [Subject(Kind.TOWNSHIP, self.region.code, self.region.name, self.region.code)]


def subject_of(one: Enterprise) -> Subject:
    """An enterprise as a subject."""
    url = by_row("enterprises:detail")(one.pk)
    return Subject(Kind.ENTERPRISE, one.pk, one.name, one.region_code, one.strip_id, url)


def _office(one: Office, region: Region) -> Subject:
    return Subject(Kind.OFFICE, one.pk, str(one), region.code, one.pk, reverse("org:office", args=[one.pk]))


def _enterprises(who: Who, region: Region) -> QuerySet[Enterprise]:
    rows = Enterprise.objects.filter(region_code__startswith=region.prefix, status=Enterprise.Status.OPEN)
    rows = rows.exclude(kind=WITHOUT_OPERATOR)
    if who.flags or who.industries:
        asked = Q(industries__in=who.industries) if who.industries else Q(pk__in=[])
        for flag in sorted(who.flags & set(FLAGS)):
            asked |= Q(**{flag: True})
        if SMALL_PREMISES in who.flags:
            asked |= Q(kind=Enterprise.Kind.SHOP)
        rows = rows.filter(pk__in=Enterprise.objects.filter(asked).values("pk"))
    return rows.only("pk", "name", "region_code", "strip_id", "sort_key").order_by("sort_key", "id")


def without_superseded(asked: Iterable[tuple[Who, Any]]) -> list[set[Any]]:
    """For each (whom, ids of its subjects) of duties alike in action and rhythm: who is asked by it.

    A narrower sentence takes the place of the wider one for those it binds: high-risk principals lead two inspections
    a month, and not one more besides (notice 二（一）2).
    """
    rows = [(who, set(ids)) for who, ids in asked]
    narrow = [(place, ids) for place, (who, ids) in enumerate(rows) if who.is_narrowed]
    return [
        ids - {one for other, taken in narrow if other != place and not who.is_narrowed for one in taken}
        for place, (who, ids) in enumerate(rows)
    ]
