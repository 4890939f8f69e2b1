"""Reading money, levels and experts: of one enterprise, of a territory, and what each lacks."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from anlan.core import clock
from anlan.enterprises import queries as register
from anlan.enterprises.investment import regimes
from anlan.enterprises.investment.regimes import RULE, STANDARD, yuan
from anlan.enterprises.models import Advice, Engagement, Enterprise, Expense, ExpertVisit, Spending, Standardization
from anlan.org.models import User

SHOPS = [Enterprise.Kind.SHOP, Enterprise.Kind.SELF_BUILT, Enterprise.Kind.NO_OPERATOR]


def with_spent(rows: QuerySet[Spending]) -> QuerySet[Spending]:
    """Years with `spent`, yuan."""
    return rows.annotate(spent=Coalesce(Sum("expenses__amount", filter=Q(expenses__struck_at=None)), 0))


def spendings(enterprise: Enterprise) -> QuerySet[Spending]:
    """Its years, the latest first, each with `spent`."""
    return with_spent(enterprise.spendings.all())


def places(user: User) -> QuerySet[Enterprise]:
    """Open enterprises of the territory with this year's `planned`, `required` and `spent`, and the level they hold."""
    year, day = clock.today().year, clock.today()
    plan = Spending.objects.filter(enterprise=OuterRef("pk"), year=year)
    paid = Expense.objects.filter(spending__enterprise=OuterRef("pk"), spending__year=year, struck_at=None)
    level = Standardization.objects.filter(enterprise=OuterRef("pk"), ended_on=None).order_by("-expires_on")
    open_ = Advice.objects.filter(visit__engagement__enterprise=OuterRef("pk"), done_on=None)
    rows = register.visible_to(user).filter(status=Enterprise.Status.OPEN).exclude(kind=Enterprise.Kind.NO_OPERATOR)
    return rows.select_related("region", "strip").annotate(
        planned=Subquery(plan.values("planned")),
        required=Subquery(plan.values("required")),
        regime=Subquery(plan.values("regime")),
        spent=Subquery(paid.order_by().values("spending__enterprise").annotate(sum=Sum("amount")).values("sum")),
        level=Subquery(level.values("level")[:1]),
        level_until=Subquery(level.values("expires_on")[:1]),
        has_level=Exists(level.filter(expires_on__gte=day)),
        has_open_advice=Exists(open_),
    )


def levels(user: User) -> QuerySet[Standardization]:
    """Certificates of standardization in the territory."""
    rows = Standardization.objects.filter(enterprise__in=register.visible_to(user).order_by().values("pk"))
    return rows.select_related("enterprise__region")


def engagements(user: User) -> QuerySet[Engagement]:
    """Experts engaged in the territory, with how often they came, what they advised and what of it is open."""
    rows = Engagement.objects.filter(enterprise__in=register.visible_to(user).order_by().values("pk"))
    return rows.select_related("enterprise__region").annotate(
        came=Count("visits", distinct=True),
        advised=Count("visits__advice"),
        waiting=Count("visits__advice", filter=Q(visits__advice__isnull=False, visits__advice__done_on=None)),
    )


def current(rows: Iterable[Standardization]) -> Standardization | None:
    """The certificate that lasts longest of those not ended, expired or not."""
    return max((one for one in rows if one.ended_on is None), key=lambda one: one.expires_on, default=None)


def ending(day: dt.date) -> list[tuple[Standardization, int]]:
    """Certificates that end within the reminders and that no later one outlasts, with the reminder due by now."""
    steps = STANDARD["reminders"]
    rows = Standardization.objects.filter(ended_on=None, expires_on__range=(day, day + dt.timedelta(days=max(steps))))
    later = Standardization.objects.filter(enterprise=OuterRef("enterprise"), ended_on=None)
    rows = rows.exclude(Exists(later.filter(expires_on__gt=OuterRef("expires_on")))).select_related("enterprise")
    return [(one, min(left for left in steps if left >= (one.expires_on - day).days)) for one in rows]


def is_asked(enterprise: Enterprise) -> bool:
    """Whether the law asks it for money set aside each year, whoever it is; shops are not asked."""
    return enterprise.kind not in SHOPS and regimes.must_plan(enterprise.main_industry_id)


def asked() -> Q:
    """The same as a condition."""
    inside = Q(pk__in=[])
    for code in {code for one in regimes.REGIMES.values() if one.sure for code in one.industries}:
        inside |= Q(main_industry=code) | Q(main_industry__pk__startswith=f"{code}-")
    return inside & ~Q(kind__in=SHOPS)


def unfunded(rows: Sequence[Enterprise], day: dt.date) -> Iterator[tuple[Any, str, str, str]]:
    """What money is missing, as (enterprise, words, clause, about): no plan, one below the rule, money unspent.

    A sum of confidence C and a rule that may not bind the enterprise never say so.
    """
    found = with_spent(Spending.objects.filter(enterprise__in=[one.pk for one in rows], year__gte=day.year - 1))
    known = {(one.enterprise_id, one.year): one for one in found}
    for one in rows:
        if is_asked(one) and regimes.is_late(day) and (one.pk, day.year) not in known:
            yield one.pk, f"没有 {day.year} 年安全生产费用提取和使用计划", RULE["law"], f"{day.year}:plan"
    for spending in known.values():
        for name, words in short_of(spending, day):
            yield spending.enterprise_id, words, f"{RULE['law']}；{RULE['fund']}", f"{spending.year}:{name}"


def short_of(spending: Spending, day: dt.date) -> Iterator[tuple[str, str]]:
    """What a year's plan (with `spent`) falls short of, as (name, words)."""
    regime, year = regimes.REGIMES.get(spending.regime), spending.year
    compared = regime is not None and regime.is_compared and year == day.year
    if compared and spending.required is not None and spending.planned < spending.required:
        yield "required", f"{year} 年计划投入 {yuan(spending.planned)}，按规定应不少于 {yuan(spending.required)}"
    spent = getattr(spending, "spent", 0)
    if year < day.year and spent < spending.planned and not spending.carried_over:
        yield "spent", f"{year} 年计划投入 {yuan(spending.planned)}，实际支出 {yuan(spent)}，结余去向没有说明"


def unrated(rows: Sequence[Enterprise], day: dt.date) -> Iterator[tuple[Any, str, str]]:
    """Enterprises whose level ended and was not renewed, as (enterprise, words, the certificate's id)."""
    by: dict[Any, list[Standardization]] = {}
    for one in Standardization.objects.filter(enterprise__in=[row.pk for row in rows], ended_on=None):
        by.setdefault(one.enterprise_id, []).append(one)
    for pk, held in by.items():
        last = current(held)
        if last and last.expires_on < day:
            yield pk, f"{last}证书 {clock.day_words(last.expires_on)} 到期，没有续评", str(last.pk)


def open_advice(enterprises: Iterable[Any]) -> QuerySet[Advice]:
    """What experts advised there and nobody put right yet."""
    rows = Advice.objects.filter(visit__engagement__enterprise__in=list(enterprises), done_on=None)
    return rows.select_related("visit__engagement")


def visited(ids: Iterable[Any], first: dt.date, last: dt.date) -> QuerySet[ExpertVisit]:
    """Days experts came between two days, with the enterprise as `place`."""
    rows = ExpertVisit.objects.filter(engagement__enterprise__in=list(ids), on__range=(first, last))
    return rows.annotate(place=F("engagement__enterprise")).select_related("engagement").order_by("on", "id")
