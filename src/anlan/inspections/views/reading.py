"""Visits to read: the list, one with its result, its paper, its photos; and the tab on the enterprise's page."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from anlan.core import clock
from anlan.core.errors import NotYours
from anlan.core.filters import Filter, one_of
from anlan.core.pages import is_fragment, page
from anlan.enterprises import queries as enterprises
from anlan.files import queries as evidence
from anlan.files import serving
from anlan.files.presses import pdf, xlsx
from anlan.inspections import content, paper, plausibility, queries, rules, story
from anlan.inspections.items import walk
from anlan.inspections.kinds import Kind
from anlan.inspections.models import State, Visit
from anlan.inspections.views.asking import person, visit_of

HEAD = [
    xlsx.Head("开始时间", 17),
    xlsx.Head("结束时间", 17),
    xlsx.Head("种类", 12),
    xlsx.Head("单位", 28),
    xlsx.Head("所在村", 14),
    xlsx.Head("带队人", 10),
    xlsx.Head("带队人单位", 20),
    xlsx.Head("状态", 9),
    xlsx.Head("答了几项", 9),
    xlsx.Head("不合格", 8),
    xlsx.Head("隐患", 8),
    xlsx.Head("检查内容或缘由", 28),
]
MONTHS = [("this", "本月"), ("last", "上月")]
MINE = [("1", "我参加的")]
BATCH = 500


def visits(request: HttpRequest) -> HttpResponse:
    """The list as the URL asks for it."""
    user = person(request)
    shown = page(request, queries.listing(user, request.GET))
    figures = queries.tallies(shown)
    context = {
        "page": shown,
        "rows": [(visit, figures[visit.pk]) for visit in shown],
        "sorts": queries.SORTS,
        "filters": _chips(request),
        "words": request.GET.get("q", ""),
        "may_go": rules.goes_anywhere(user),
        "may_export": rules.may_export(user),
    }
    return render(request, "inspections/list.html#list" if is_fragment(request) else "inspections/list.html", context)


def _chips(request: HttpRequest) -> list[Filter]:
    return [
        one_of(request, "kind", "种类", Kind.choices),
        one_of(request, "state", "状态", State.choices),
        one_of(request, "month", "时间", MONTHS),
        one_of(request, "village", "村", queries.villages_of(person(request))),
        one_of(request, "mine", "人员", MINE),
    ]


def export(request: HttpRequest) -> HttpResponseBase:
    """Exactly the visits listed, of any number, as xlsx."""
    user = person(request)
    if not rules.may_export(user):
        raise NotYours("您不能导出检查记录，请联系应急管理办公室。", code="inspections.not_yours")
    rows = queries.listing(user, request.GET)
    name = f"检查记录_{clock.today():%Y%m%d}.xlsx"
    return xlsx.response(HEAD, _sheet(rows), name, sheet="检查记录", total=rows.order_by().count())


def _sheet(rows: Any) -> Iterator[list[Any]]:
    batch: list[Visit] = []
    for visit in rows.iterator(chunk_size=BATCH):
        batch.append(visit)
        if len(batch) == BATCH:
            yield from _cells(batch)
            batch = []
    yield from _cells(batch)


def _cells(batch: list[Visit]) -> Iterator[list[Any]]:
    figures = queries.tallies(batch)
    for visit in batch:
        tally = figures[visit.pk]
        place = visit.enterprise
        yield [
            visit.begun_at,
            visit.ended_at,
            visit.get_kind_display(),
            place.name,
            place.region.name,
            visit.led_by.full_name,
            visit.office_name,
            visit.get_state_display(),
            tally.answered,
            tally.not_fine,
            tally.findings,
            visit.purpose,
        ]


def detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the visit found, who signed, and what happened in it."""
    visit = visit_of(request, pk)
    context = {
        "visit": visit,
        "walk": walk(visit),
        "companions": visit.companions.filter(left_out=False),
        "signatures": content.standing(visit),
        "events": visit.events.all(),
        "words": story.WORDS,
        "facts": plausibility.facts(visit) if rules.may_read_plausibility(person(request), visit) else None,
        "may_work": visit.is_open and not rules.may_work_on(person(request), visit),
    }
    return render(request, "inspections/detail.html", context)


def record(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The visit's record on A4."""
    visit = visit_of(request, pk)
    content_ = paper.record(visit, printed_by=person(request).full_name)
    name = f"{visit.about.paper}_{visit.enterprise.name}_{clock.local_date(visit.begun_at):%Y%m%d}.pdf"
    return serving.download(content_, name, pdf.MEDIA_TYPE)


def file(request: HttpRequest, pk: uuid.UUID, sha256: str) -> HttpResponseBase:
    """A photo or signature of the visit."""
    visit = visit_of(request, pk)
    evidence.file_of("inspections", visit.pk, sha256)
    return serving.serve(request, sha256, request.GET.get("variant", "shown"))


def of_enterprise(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The tab 检查 on the enterprise's page: visits to it, the newest first."""
    user = person(request)
    enterprise = enterprises.visible_to(user).filter(pk=pk).first()
    rows = queries.of_enterprise(user, pk) if enterprise else Visit.objects.none()
    shown = page(request, rows, 20)
    figures = queries.tallies(shown)
    context = {
        "enterprise": enterprise,
        "page": shown,
        "rows": [(visit, figures[visit.pk]) for visit in shown],
        "may_go": rules.goes_anywhere(user),
    }
    template = "inspections/of_enterprise.html#tab" if is_fragment(request) else "inspections/of_enterprise.html"
    return render(request, template, context, status=200 if enterprise else 404)
