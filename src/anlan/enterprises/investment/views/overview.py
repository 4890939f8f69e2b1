"""One enterprise's money, level and experts on one page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anlan.core import clock
from anlan.enterprises.investment import queries, regimes, rules
from anlan.enterprises.investment.registers import HELD, held, share
from anlan.enterprises.investment.views.shared import place
from anlan.enterprises.models import Engagement, Enterprise, Expense, ExpertVisit, Spending, Standardization
from anlan.files import serving


@require_GET
def overview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Its years of spending, its certificates, its experts, and what is missing of each."""
    found, day = place(request, pk), clock.today()
    years = list(queries.spendings(found))
    levels = list(found.standardizations.all())
    last = queries.current(levels)
    context = {
        "title": "安全投入",
        "enterprise": found,
        "year": day.year,
        "years": [(one, share(one.spent, one.planned), list(queries.short_of(one, day))) for one in years],
        "asked": _asked(found, years, day.year),
        "levels": [(one, HELD[held(one)]) for one in levels],
        "over": last if last and last.days_left < 0 else None,
        "engagements": _engagements(found),
        "may_keep": not rules.may_keep(request.user, found),
    }
    return render(request, "enterprises/investment/overview.html", context)


def _engagements(found: Enterprise) -> list[tuple[Engagement, list[ExpertVisit], int]]:
    rows = []
    for one in found.engagements.prefetch_related("visits__advice"):
        visits = list(one.visits.all())
        rows.append((one, visits, sum(not each.done_on for visit in visits for each in visit.advice.all())))
    return rows


def _asked(found: Enterprise, years: list[Spending], year: int) -> str:
    """What there should be and is not, in words."""
    if any(one.year == year for one in years):
        return ""
    known = regimes.for_industry(found.main_industry_id)
    if found.kind in queries.SHOPS or not known:
        return f"还没有填 {year} 年的计划。安全生产所需的钱由本单位保证（{regimes.RULE['law']}）。"
    label = "、".join(dict.fromkeys(one.label for one in known))
    sure = "应" if regimes.must_plan(found.main_industry_id) else "如在范围之内，应"
    return f"还没有填 {year} 年的计划。{label}{sure}按规定提取安全生产费用（{regimes.RULE['fund']}）。"


@require_GET
def scan(request: HttpRequest, pk: UUID, sha256: str) -> HttpResponseBase:
    """A receipt, a certificate or an expert's paper of an enterprise the person sees."""
    found = place(request, pk)
    held_by = (
        Expense.objects.filter(spending__enterprise=found),
        Standardization.objects.filter(enterprise=found),
        ExpertVisit.objects.filter(engagement__enterprise=found),
    )
    known = {name for rows in held_by for names in rows.values_list("files", flat=True) for name in names}
    return serving.serve(request, sha256 if sha256 in known else "", "shown")
