"""Reading the measure: what is the law of a day, whose it is, and who supervises."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from django.db.models import OuterRef, Q, QuerySet, Subquery

from anlan.core import search as words
from anlan.org.models import Office
from anlan.standards.models import Comparison, CriteriaPack, Criterion, Industry, IndustryOffice

DATA = Path(__file__).parent.parent / "data"
SHIPPED_PACKS = DATA / "criteria"
SHIPPED_INDUSTRIES = DATA / "industries.yaml"


def packs_in_force(on: dt.date) -> QuerySet[CriteriaPack]:
    """Packs that are law on a day; one whose date nobody could read is not."""
    open_end = Q(ended_on=None) | Q(ended_on__gt=on)
    return CriteriaPack.objects.filter(open_end, withdrawn_at=None, effective_on__lte=on)


def law_as_it_stands() -> str:
    """What is another as soon as a pack, a comparison or an industry is: each of them changes by an event only."""
    heads = [model.objects.order_by().values_list("head_digest", flat=True) for model in (CriteriaPack, Industry)]
    return hashlib.sha256("".join(sorted(chain.from_iterable(heads))).encode()).hexdigest()


def in_force(on: dt.date, industries: Iterable[str] | None = None, township: str = "") -> QuerySet[Criterion]:
    """Criteria that are law on a day, in the order of their packs; of these industries only, if named.

    Of a township (by its code, if named) only its own key checks, those of its district, and what holds everywhere.

    Each carries `outcome`, that of the latest comparison of its wording with the official text, None without one.
    """
    latest = Comparison.objects.filter(criterion_digest=OuterRef("digest")).order_by("-at", "-id")
    rows = Criterion.objects.filter(pack__in=packs_in_force(on)).select_related("pack")
    rows = rows.annotate(outcome=Subquery(latest.values("outcome")[:1]))
    if industries is not None:
        rows = rows.filter(applying_to(industries))
    if township:
        rows = rows.filter(pack__region_code__in=["", township, township[:6].ljust(12, "0")])
    return rows.order_by("pack__title", "pack__slug", "pack__version", "position")


def applying_to(codes: Iterable[str]) -> Q:
    """The condition for criteria that apply to enterprises of these industries.

    A part of an industry (道路运输 of 交通运输) has its own criteria and those no other part claims.
    """
    known = {one.code: one for one in Industry.objects.all()}
    condition = Q(pk__in=[])
    for code in codes:
        condition |= _of_industry(known[code], known.values()) if code in known else Q(pk__in=[])
    return condition


def _of_industry(industry: Industry, known: Iterable[Industry]) -> Q:
    own = _of_packs(industry.code)
    if industry.parent_id is None:
        return own
    claimed = Q(pk__in=[])
    for part in known:
        if part.parent_id == industry.parent_id and part.code != industry.code:
            claimed |= _claimed(part)
    return own | (_of_packs(industry.parent_id) & (_claimed(industry) | ~claimed))


def _of_packs(code: str) -> Q:
    return Q(pack__in=CriteriaPack.objects.filter(industries=code))


def _claimed(part: Industry) -> Q:
    condition = Q(pk__in=[])
    for measure in part.measures:
        slug, _, section = measure.partition("/")
        one = Q(pack__slug__startswith=slug)
        condition |= one & Q(section__startswith=section) if section else one
    return condition


def search(text: str, on: dt.date | None = None, industries: Iterable[str] | None = None) -> QuerySet[Criterion]:
    """Criteria that hold every word of the text (code, wording, keywords, title); with a day, the law of that day."""
    rows = Criterion.objects.filter(pack__withdrawn_at=None).select_related("pack")
    if on is not None:
        rows = in_force(on)
    if industries is not None:
        rows = rows.filter(applying_to(industries))
    if text.strip():
        rows = rows.filter(pk__in=words.matching("criterion", text))
    return rows.order_by("pack__title", "pack__slug", "pack__version", "position")


def supervising_office(industry_code: str, region_code: str) -> Office | None:
    """The office that supervises an industry at a place: the nearest region that names one, else the parent's."""
    industry = Industry.objects.filter(pk=industry_code).only("code", "parent_id").first()
    if industry is None:
        return None
    rows = IndustryOffice.objects.filter(industry__in=[industry.code, industry.parent_id])
    reaching = [row for row in rows.select_related("region", "office") if region_code.startswith(row.region.prefix)]
    reaching.sort(key=lambda row: (row.industry_id == industry.code, len(row.region.prefix)))
    return reaching[-1].office if reaching else None


def strip_of(criterion: Criterion, region_code: str) -> Office | None:
    """The office that a criterion's own industry names at a place (fire, gas, special equipment), if it names one."""
    for industry in criterion.pack.industries.all():
        if industry.names_strip and (office := supervising_office(industry.code, region_code)):
            return office
    return None
