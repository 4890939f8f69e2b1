"""Every lookout with its figures, and the same as a workbook."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anlan.campaigns.lookouts import board, queries
from anlan.campaigns.lookouts.models import STATES, Lookout
from anlan.core import clock, filters
from anlan.core.pages import Sort, page
from anlan.core.search import wanted
from anlan.files.presses import xlsx
from anlan.org.doors import needs

SORTS = {
    one.name: one
    for one in (
        Sort("sent", "发出", ("sent_at", "id")),
        Sort("due", "期限", ("due_on", "id")),
        Sort("lesson", "事故教训", ("lesson__title", "id")),
    )
}


def _listed(request: HttpRequest) -> Any:
    rows = board.shown(queries.visible_to(request.user))
    if state := request.GET.get("state", ""):
        rows = rows.filter(queries.state_condition(state))
    if text := wanted(request.GET.get("q", "")):
        rows = rows.filter(lesson__title__contains=text)
    by = request.GET.get("sort", "")
    order = SORTS.get(by.lstrip("-"), SORTS["sent"])
    turned = by.startswith("-") or by.lstrip("-") not in SORTS
    return rows.order_by(*(f"-{one}" if turned else one for one in order.fields))


@require_GET
@needs("campaigns.read_duties")
def listed(request: HttpRequest) -> HttpResponse:
    """Every lookout with how many are asked, did, are due and missed."""
    shown = page(request, _listed(request))
    counts = queries.counts_of(request.user, shown)
    context = {
        "title": "举一反三",
        "page": shown,
        "rows": [(one, counts[one.pk], STATES[one.state]) for one in shown],
        "sorts": SORTS,
        "filters": [filters.one_of(request, "state", "状态", [(name, words) for name, (words, _) in STATES.items()])],
        "may_send": queries.township_for(request.user) is not None,
    }
    return render(request, "campaigns/lookouts/list.html", context)


@require_GET
@needs("campaigns.read_duties")
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook, all pages of it."""
    rows = list(_listed(request))
    counts = queries.counts_of(request.user, rows)
    head = ["事故教训", "查什么", "行业", "发出", "期限", "应查", "已查", "未到期", "逾期未查", "状态", "撤销原因"]
    return xlsx.response(
        head,
        ([*_told(one), *_figures(one, counts), STATES[one.state][0], one.called_off] for one in rows),
        f"举一反三{clock.today():%Y%m%d}.xlsx",
        sheet="举一反三",
    )


def _told(one: Lookout) -> list[Any]:
    items = "；".join(item["statement"] for item in one.checklist.items)
    industries = "、".join(industry.name for industry in one.industries.all()) or "各行业"
    return [one.lesson.title, items, industries, one.sent_on, one.due_on]


def _figures(one: Lookout, counts: dict[Any, queries.Counts]) -> list[Any]:
    """Nobody is counted any more for what was called off, as the list shows it."""
    if one.called_off:
        return [None] * 4
    known = counts[one.pk]
    return [known.asked, known.done, known.due, known.missed]
