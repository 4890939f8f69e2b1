"""What an import may look at: villages and offices of the person's territory, industries, and who is on file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q

from anlan.enterprises.importing.words import spellings
from anlan.enterprises.models import Enterprise, Person
from anlan.enterprises.names import name_key
from anlan.files.importing import Record
from anlan.files.sheets.text import key
from anlan.files.sheets.villages import Villages
from anlan.org import scope
from anlan.org.models import Office, Region, User
from anlan.standards.models import Industry, IndustryOffice

PERMISSION = "enterprises.import"


@dataclass
class Ground:
    """What does not change during a run: places, offices, industries and who supervises what where."""

    regions: dict[str, Region]
    villages: Villages
    offices: dict[str, list[Office]]
    industries: dict[str, Industry]
    industry_words: dict[str, str]
    supervising: list[IndustryOffice]
    strips: dict[tuple[str, str], Office | None] = field(default_factory=dict)

    @property
    def spelled(self) -> list[Any]:
        """All that the readers of cells go by: villages, what people write in front of them, words for industries."""
        return [self.villages.names, self.villages.above, self.industry_words]

    def supervisor(self, industry: Industry, region_code: str) -> Office | None:
        """The office that supervises an industry at a place, as standards.queries.supervising_office says."""
        at = (industry.code, region_code)
        if at not in self.strips:
            codes = {industry.code, industry.parent_id}
            rows = [
                row
                for row in self.supervising
                if row.industry_id in codes and region_code.startswith(row.region.prefix)
            ]
            rows.sort(key=lambda row: (row.industry_id == industry.code, len(row.region.prefix)))
            self.strips[at] = rows[-1].office if rows else None
        return self.strips[at]

    def office(self, written: str, region_code: str) -> Office | None:
        """The one office a cell names at a place: by name or short name, with or without the township in front."""
        found = [
            office for office in self.offices.get(key(written), []) if region_code.startswith(office.region.prefix)
        ]
        return found[0] if len({office.pk for office in found}) == 1 else None


def ground_of(actor: User) -> Ground:
    """Read the ground of one person's imports: the villages their grants reach, never another township's."""
    prefixes = {grant.region.prefix for grant in scope.grants_of(actor) if _imports(grant.role)}
    inside = Q(pk__in=[])
    for prefix in prefixes:
        inside |= Q(code__startswith=prefix)
    regions = {region.code: region for region in Region.objects.filter(inside)}
    names = {code: region.name for code, region in regions.items() if region.level == Region.Level.VILLAGE}
    industries = {one.code: one for one in Industry.objects.filter(active=True)}
    return Ground(
        regions,
        Villages(names, _above(prefixes)),
        _offices(prefixes),
        industries,
        _industry_words(industries),
        list(IndustryOffice.objects.select_related("region", "office")),
    )


def _imports(role: str) -> bool:
    return scope.roles.may(role, PERMISSION)


def _above(prefixes: Iterable[str]) -> list[str]:
    codes = {code[:digits].ljust(12, "0") for code in prefixes for digits in (2, 4, 6, 9) if len(code) >= digits}
    return list(Region.objects.filter(code__in=codes).values_list("name", flat=True))


def _offices(prefixes: Iterable[str]) -> dict[str, list[Office]]:
    offices: dict[str, list[Office]] = defaultdict(list)
    for office in Office.objects.filter(ended_on=None).select_related("region"):
        if any(office.region.prefix.startswith(one) or one.startswith(office.region.prefix) for one in prefixes):
            township = office.region.name
            for name in {office.name, office.short_name, office.name.removeprefix(township)}:
                offices[key(name)].append(office)
    return offices


def _industry_words(industries: dict[str, Industry]) -> dict[str, str]:
    aliases = spellings("industries").items()
    words = {key(alias): code for code, names in aliases if code in industries for alias in names}
    return words | {key(one.name): code for code, one in industries.items()} | {code: code for code in industries}


@dataclass
class OnFile:
    """Who a chunk of rows may mean: enterprises by credit code, and by name or former name in a village."""

    by_code: dict[str, Enterprise] = field(default_factory=dict)
    by_name: dict[tuple[str, str], list[Enterprise]] = field(default_factory=lambda: defaultdict(list))
    people: dict[UUID, dict[str, Person]] = field(default_factory=lambda: defaultdict(dict))


def on_file(records: Sequence[Record], ground: Ground) -> OnFile:
    """Look up everybody a chunk may mean, in a handful of queries however long it is."""
    codes = {record["credit_code"] for record in records if record["credit_code"]}
    names = {name_key(record["name"]) for record in records if record["name"]}
    rows = Enterprise.objects.exclude(status=Enterprise.Status.WITHDRAWN).select_related(
        "region", "strip", "governed_by", "main_industry"
    )
    renamed = ~Q(former_names=[]) & Q(region_code__in=list(ground.regions))
    found = OnFile()
    wanted = Q(credit_code__in=codes) | Q(name_key__in=names) | renamed
    for enterprise in rows.filter(wanted).prefetch_related("industries"):
        if enterprise.credit_code:
            found.by_code[enterprise.credit_code] = enterprise
        for name in {enterprise.name_key, *map(name_key, enterprise.former_names)}:
            found.by_name[name, enterprise.region_code].append(enterprise)
    ids = {one.pk for group in found.by_name.values() for one in group}
    for person in Person.objects.filter(enterprise__in=ids, until=None).order_by("since", "id"):
        found.people[person.enterprise_id][person.post] = person
    return found
