"""The ledger: the list with its tabs, chips and columns; its side panel, sheet and paper."""

import uuid
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST

from anlan.core import clock, db
from anlan.core.errors import NotYours
from anlan.enterprises.rules import posts_of
from anlan.files.presses import pdf, xlsx
from anlan.files.presses.document import Listing
from anlan.hazards import actions, cells, chips, columns, counting, queries
from anlan.hazards.columns import Column
from anlan.hazards.filtering import Filters
from anlan.hazards.models import Layout
from anlan.hazards.views.record import context_of
from anlan.hazards.views.recording import may_record_somewhere
from anlan.org import scope
from anlan.org.models import User

SIZE = 50
PRINTED_ROWS = 2000
PIECE = 500  # SQLite takes no more than a thousand different keys in one fetch of what rows refer to


class Rows(Paginator):
    """Pages of the ledger, counted and leafed through no further than is cheap."""

    @cached_property
    def found(self) -> int:
        """How many rows there are, up to one above the limit."""
        return counting.capped(self.object_list)

    @cached_property
    def count(self) -> int:
        """How many can be leafed through."""
        return min(self.found, counting.SHOWN_ROWS)

    @property
    def is_cut(self) -> bool:
        """Whether there are more than can be leafed through."""
        return self.found > counting.SHOWN_ROWS


def ledger(request: HttpRequest) -> HttpResponse:
    """The list as the URL asks for it."""
    user: User = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware
    filters = Filters.of(request.GET)
    shown = columns_of(user)
    page = Rows(columns.bare(queries.ledger(user, filters)), SIZE).get_page(request.GET.get("page"))
    hazards = list(page)
    columns.Referred().bring(hazards)
    context = {
        "page": page,
        "rows": cells.rows_of(hazards, shown),
        "columns": shown,
        "sorts": queries.SORTS,
        "filters": chips.bar(request, filters),
        "search_query": filters.query,
    }
    return render(request, "hazards/ledger.html", context | _around(request, user, filters, page))


def _around(request: HttpRequest, user: User, filters: Filters, page: Page) -> dict[str, Any]:
    counts = counting.tab_counts(user)
    return {
        "counts": counts,
        "tabs": _tabs(request, user, counts),
        "more": chips.more(request, filters),
        "every_column": columns.COLUMNS.values(),
        "view_query": request.GET.urlencode(),
        "may_record": may_record_somewhere(user),
        "may_import": scope.may(user, "hazards.import"),
        "may_export": may_export(user),
        "may_assign": scope.may(user, "hazards.assign"),
        "nearest": None if page.paginator.count else nearest(filters, counts),
        "kept_words": [(name, request.GET.getlist(name)) for name in request.GET if name not in ("q", "page")],
        "empty_words": "台账里没有符合条件的隐患。" if counts["open"] else "台账里还没有未销号的隐患。",
    }


def _tabs(request: HttpRequest, user: User, counts: dict[str, int]) -> list[dict[str, Any]]:
    fixed = [
        ("未销号", "", counts["open"]),
        ("要我办", "duty=mine", counts["mine"]),
        ("逾期", "due=overdue", counts["overdue"]),
        ("重大", "state=open&level=major", counts["major"]),
        ("待验收", "state=submitted", counts["submitted"]),
        ("本月新增", "state=all&found_month=this", counts["new"]),
    ]
    own = [(one.name, one.query, one.count, one) for one in counting.views_of(user)]
    present = _asked(request.GET)
    listed = [{"label": label, "url": f"?{query}", "count": count, "view": None} for label, query, count in fixed]
    listed += [{"label": name, "url": f"?{query}", "count": count, "view": view} for name, query, count, view in own]
    for tab in listed:
        tab["on"] = _asked(QueryDict(tab["url"][1:])) == present
    return listed


def _asked(query: QueryDict) -> dict[str, list[str]]:
    return {name: sorted(query.getlist(name)) for name in query if name not in ("page", "sort")}


def nearest(filters: Filters, counts: dict[str, int]) -> tuple[str, str] | None:
    """The nearest view that is not empty, for a list that found nothing."""
    if counts["open"] == 0:
        return None
    near = [("overdue", "看逾期的", "due=overdue"), ("major", "看重大的", "level=major")]
    for name, label, query in near if filters.words.get("state") != ["open"] or filters.query else []:
        if counts.get(name):
            return f"{label} {counts[name]} 条", f"?{query}"
    return f"看全部未销号 {counts['open']} 条", "?"


def columns_of(user: User) -> list[Column]:
    """The columns the person chose."""
    kept = Layout.objects.filter(user=user).values_list("columns", flat=True).first()
    return columns.chosen(kept or [])


def may_export(user: User) -> bool:
    """Whether the person may take the ledger out as a file: by grant, or of one's own enterprise."""
    return scope.may(user, "hazards.export") or bool(posts_of(user))


def panel(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One hazard beside the list."""
    return render(request, "hazards/panel.html", context_of(request, pk))


def export(request: HttpRequest) -> HttpResponseBase:
    """Exactly the rows and columns shown, of any number, as xlsx."""
    user: User = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware
    _refuse_unless_export(user)
    shown = columns_of(user)
    rows = queries.ledger(user, Filters.of(request.GET))
    name = f"隐患台账_{clock.today():%Y%m%d}.xlsx"
    total = rows.order_by().count()
    return xlsx.response(columns.heads(shown), sheet_rows(rows, shown), name, sheet="隐患台账", total=total)


def sheet_rows(rows: Any, shown: list[Column]) -> Iterator[list[Any]]:
    """Rows of a sheet, read in pieces so that memory does not grow with their number."""
    referred, left = columns.Referred(), db.light(rows.select_related(None), columns.asked(shown), piece=PIECE)
    while piece := list(islice(left, PIECE)):
        referred.bring(piece)
        for hazard in piece:
            yield columns.cells(hazard, shown)


def _refuse_unless_export(user: User) -> None:
    if not may_export(user):
        raise NotYours("您没有导出台账的权限，请联系站所负责人。", code="hazards.not_yours")


def paper(request: HttpRequest) -> HttpResponse:
    """The list as a PDF on A4 landscape, its head on every page."""
    user: User = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware
    _refuse_unless_export(user)
    shown = columns_of(user)
    rows = queries.ledger(user, Filters.of(request.GET))[: PRINTED_ROWS + 1]
    listed = [columns.cells(one, shown) for one in rows]
    cut = f"，只印前 {PRINTED_ROWS} 条" if len(listed) > PRINTED_ROWS else ""
    heads = columns.heads(shown)
    said = [chip for chip in chips.bar(request, Filters.of(request.GET)) if chip.shown]
    page = Listing(
        title="隐患台账",
        subtitle="；".join(f"{chip.label}：{chip.shown}" for chip in said) + cut,
        head=[head.label for head in heads],
        rows=listed[:PRINTED_ROWS],
        widths=[head.width for head in heads],
        printed_by=f"{user.full_name} {user.office_name}".strip(),
        printed_at=clock.now(),
    )
    return as_pdf(pdf.listing(page), f"隐患台账_{clock.today():%Y%m%d}.pdf")


def as_pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF the browser shows."""
    answer = HttpResponse(content, content_type=pdf.MEDIA_TYPE)
    answer["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    return answer


@require_POST
def choose_columns(request: HttpRequest) -> HttpResponse:
    """Remember the columns."""
    names = [] if "usual" in request.POST else request.POST.getlist("columns")
    actions.choose_columns([name for name in names if name in columns.COLUMNS], actor=request.user)
    return redirect(f"{_home()}?{request.POST.get('query', '')}")


@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the present filters under a name."""
    query = QueryDict(request.POST.get("query", ""), mutable=True)
    query.pop("page", None)
    view = actions.save_view(
        actor=request.user, name=request.POST.get("name", ""), query=query.urlencode(), pinned="pinned" in request.POST
    )
    messages.success(request, f"已存为视图“{view.name}”。")
    return redirect(f"{_home()}?{view.query}")


@require_POST
def drop_view(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Forget a saved view."""
    actions.drop_view(pk, actor=request.user)
    messages.success(request, "视图已删除，隐患没有变化。")
    return redirect(_home())


def _home() -> str:
    return reverse("hazards:ledger")
