"""Which office supervises which industry in a township, as one table."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from anlan.core import clock
from anlan.org.models import Office, Region, User
from anlan.org.scope import grants_of, township_of
from anlan.standards.models import Industry, IndustryOffice
from anlan.standards.queries.law import packs_in_force


@dataclass(frozen=True)
class IndustryRow:
    """One industry in a region: who supervises it, and whence, if the region does not say it itself."""

    industry: Industry
    office: Office | None
    inherited_from: str
    packs: int


def industry_rows(region: Region) -> list[IndustryRow]:
    """Every industry with its office within the region; parts stand below their industry."""
    entries: dict[tuple[str, str], IndustryOffice] = {}
    above = [region.code, *_above(region)]
    for entry in IndustryOffice.objects.filter(region__in=above).select_related("office", "region"):
        entries[entry.industry_id, entry.region_id] = entry
    in_force = Q(packs__in=packs_in_force(clock.today()))
    industries = Industry.objects.select_related("parent").annotate(pack_count=Count("packs", filter=in_force))
    rows = [_row(one, entries, above) for one in industries]
    return sorted(rows, key=lambda row: _place(row.industry))


def _above(region: Region) -> list[str]:
    """Codes of the places a region lies in, nearest first."""
    prefixes = (region.code[:digits].ljust(12, "0") for digits in (9, 6, 4, 2))
    return [code for code in prefixes if code != region.code]


def _row(industry: Industry, entries: dict[tuple[str, str], IndustryOffice], above: list[str]) -> IndustryRow:
    packs = industry.pack_count  # type: ignore[attr-defined]  # annotated
    for owner in (industry, industry.parent):
        for code in above:
            if owner and (entry := entries.get((owner.code, code))):
                own = owner == industry and code == above[0]
                return IndustryRow(industry, entry.office, "" if own else _source(owner, industry, entry), packs)
    return IndustryRow(industry, None, "", packs)


def _source(owner: Industry, industry: Industry, entry: IndustryOffice) -> str:
    return f"随{owner.name}" if owner != industry else f"随{entry.region.name}"


def _place(industry: Industry) -> tuple[int, str, int, str]:
    top = industry.parent or industry
    return (top.order, top.code, industry.order if industry.parent else -1, industry.code)


def own_office(industry: Industry, region: Region) -> Office | None:
    """The office the region itself names for the industry."""
    entry = IndustryOffice.objects.filter(industry=industry, region=region).select_related("office").first()
    return entry.office if entry else None


def townships_for(user: User) -> QuerySet[Region]:
    """The townships (and the district) a person may look at: those their grants reach, for others all of them."""
    levels = [Region.Level.TOWNSHIP, Region.Level.DISTRICT]
    rows = Region.objects.filter(level__in=levels).order_by("-level", "code")
    reach = Q()
    for grant in grants_of(user):
        prefix = grant.region.prefix
        reach |= Q(code__startswith=prefix) if len(prefix) < 9 else Q(code=township_of(grant.region_id))
    return rows.filter(reach)


def township_code(user: User) -> str:
    """The one township the person's grants lie in; empty for people of several and of the district."""
    prefixes = {grant.region.prefix[:9] for grant in grants_of(user)}
    return township_of(min(prefixes)) if len(prefixes) == 1 and len(min(prefixes)) == 9 else ""


def offices_within(region: Region) -> QuerySet[Office]:
    """Offices that may supervise something in a region: its own and those of the places it lies in."""
    kinds = [Office.Kind.DEPARTMENT, Office.Kind.TOWNSHIP, Office.Kind.DISTRICT]
    return Office.objects.filter(region__in=[region.code, *_above(region)], kind__in=kinds, ended_on=None)
