"""Pages of lists: what a place is asked, the township's shared lists, an enterprise's own, what it has."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core import clock
from anlan.core.errors import NotYours
from anlan.core.forms import form_id
from anlan.core.steps import form_page
from anlan.enterprises import actions as register
from anlan.enterprises import queries as enterprises
from anlan.enterprises import rules as files
from anlan.enterprises.lists import actions, narrowing, queries, rules
from anlan.enterprises.lists.forms import FeaturesForm, ItemForm, SharedItemForm
from anlan.enterprises.lists.registers import SHARED
from anlan.enterprises.models import Enterprise, ListChange, Person
from anlan.files import registers
from anlan.files.presses import xlsx
from anlan.org.models import Region
from anlan.standards import checklists, papers
from anlan.standards.checklists import key_of
from anlan.standards.features import named
from anlan.standards.models import Industry

BOTH = require_http_methods(["GET", "POST"])
EXAMPLES = 3


def _enterprise(request: HttpRequest, pk: UUID) -> Enterprise:
    return get_object_or_404(enterprises.detail_of(request.user), pk=pk)


def _township(request: HttpRequest) -> Region:
    region = queries.township_of(request.user)
    if region is None:
        raise Http404
    return region


@require_GET
def shared_lists(request: HttpRequest) -> HttpResponse:
    """The township's list of every industry it has enterprises of, with what it changed."""
    return registers.show(
        request, SHARED, may_add=False, template="enterprises/lists/shared.html", region=_township(request)
    )


@require_GET
def export_shared_lists(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return registers.workbook(request, SHARED)


@BOTH
def shared_list(request: HttpRequest, industry: str) -> HttpResponse:
    """One industry's list in the township, to be read by everybody and changed by its officials."""
    region, found = _township(request), get_object_or_404(Industry, pk=industry)
    row = actions.shared(region, found)
    here = reverse("enterprises:shared_list", args=[industry])
    return _list_page(
        request, row, here, title=f"{found.name}检查表", crumb=("标准检查表", reverse("enterprises:shared_lists"))
    )


@BOTH
def own_list(request: HttpRequest, pk: UUID, post: str = "") -> HttpResponse:
    """The enterprise's own list, or the short list of a post."""
    found = _enterprise(request, pk)
    if post and post not in Person.Post.values:
        raise Http404
    row = actions.own(found, post)
    row.enterprise = found
    here = reverse("enterprises:post_list", args=[pk, post]) if post else reverse("enterprises:own_list", args=[pk])
    return _list_page(
        request,
        row,
        here,
        title=queries.title_of(found, post),
        crumb=(found.name, reverse("enterprises:detail", args=[pk])),
    )


def _list_page(request: HttpRequest, row: ListChange, here: str, *, title: str, crumb: tuple[str, str]) -> HttpResponse:
    before = queries.items_before(row, clock.today())
    if request.method == "POST":
        _arrange(request, row, before)
        messages.success(request, "清单已保存；正在进行的检查仍用开始时的清单。")
        return redirect(here + narrowing.words_of(request))
    every = narrowing.lines_of(row, before)
    context = {
        "title": title,
        "crumb": crumb,
        "here": here,
        "row": row,
        "lines": narrowing.asked(request, every),
        "is_part": narrowing.is_part(request),
        "filters": narrowing.chips(request, every),
        "count": sum(one.stays for one in every),
        "version": queries.version_of(row, clock.today()),
        "may_change": not rules.may_change(request.user, row),
        "why_not": rules.may_change(request.user, row),
        "posts": [(value, label) for value, label in Person.Post.choices] if row.enterprise_id and not row.post else [],
        "examples": _examples(request, row) if row.enterprise_id is None else [],
        "features": named(row.enterprise.features or ()) if row.enterprise else [],
    }
    return render(request, "enterprises/lists/list.html", context)


def _arrange(request: HttpRequest, row: ListChange, before: list[dict[str, Any]]) -> None:
    """Save what the form showed; where it showed a part of the list, it gave no places and the order stays."""
    shown = set(request.POST.getlist("shown"))
    actions.arrange(
        row,
        items=[one for one in before if key_of(one) in shown],
        kept=request.POST.getlist("keep"),
        order=_moved(request, [*before, *row.added]) if "whole" in request.POST else row.order,
        actor=request.user,
        client_id=form_id(request),
    )


def _moved(request: HttpRequest, items: list[dict[str, Any]]) -> list[str]:
    places = {}
    for key in map(key_of, items):
        written = request.POST.get(f"place-{key}", "")
        places[key] = int(written) if written.isdigit() and len(written) < 6 else 99_999
    order = sorted(places, key=lambda key: places[key])
    return order if order != list(places) else []


def _examples(request: HttpRequest, row: ListChange) -> list[tuple[Enterprise, int]]:
    """What the list comes to at three places of the industry or its parts, so that a change is seen where it works."""
    of = Q(industries=row.industry) | Q(industries__parent=row.industry)
    rows = enterprises.visible_to(request.user).filter(of).distinct().prefetch_related("industries")
    return [(one, queries.count_of(one, clock.today())) for one in rows.order_by("-headcount", "pk")[:EXAMPLES]]


def _row(request: HttpRequest, of: str, name: str) -> tuple[ListChange, str]:
    """The list an address names: `industry` with its code, or an enterprise's id with the post."""
    if of == "industry":
        row = actions.shared(_township(request), get_object_or_404(Industry, pk=name))
        return row, reverse("enterprises:shared_list", args=[name])
    try:
        found = _enterprise(request, UUID(of))
    except ValueError as error:
        raise Http404 from error
    post = "" if name == "all" else name
    row = actions.own(found, post)
    row.enterprise = found
    return row, reverse("enterprises:post_list", args=[found.pk, post]) if post else reverse(
        "enterprises:own_list", args=[found.pk]
    )


@BOTH
def add_item(request: HttpRequest, of: str, name: str) -> HttpResponse:
    """Add an item of one's own."""
    row, back = _row(request, of, name)
    if reason := rules.may_change(request.user, row):
        raise NotYours(reason, code="enterprises.not_yours")
    add, key = actions.add_item, form_id(request)
    return form_page(
        request,
        (SharedItemForm if row.enterprise is None else ItemForm)(request.POST or None),
        lambda given: _Back(add(row, actor=request.user, client_id=key, **given), back),
        title="增加自定项目",
        verb="增加",
        back=back,
        done="已增加，排在清单最后，可以改排序。",
    )


class _Back:
    """A list that was changed; one goes back to its page."""

    def __init__(self, row: ListChange, address: str) -> None:
        self.row, self.address = row, address

    def get_absolute_url(self) -> str:
        return self.address


@require_POST
def drop_item(request: HttpRequest, of: str, name: str, key: UUID) -> HttpResponse:
    """Drop an item of one's own."""
    row, back = _row(request, of, name)
    actions.drop_item(row, key=str(key), actor=request.user, client_id=form_id(request))
    messages.success(request, "已删去；以前用过它的检查记录不变。")
    return redirect(back)


def _paper(request: HttpRequest, title: str, items: list[dict[str, Any]]) -> HttpResponse:
    subtitle = f"{clock.day_words(clock.today())}，{len(items)}项。"
    content = papers.checklist(title, subtitle, checklists.sections(items), printed_by=request.user.full_name)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(False, f"{title[:60]}.pdf") or "inline"
    return answer


@require_GET
def own_list_pdf(request: HttpRequest, pk: UUID, post: str = "") -> HttpResponse:
    """The enterprise's list with boxes to tick."""
    found = _enterprise(request, pk)
    items = checklists.items_by(queries.facts_of(found, own=True, post=post), clock.today())
    return _paper(request, queries.title_of(found, post), items)


@require_GET
def list_pdf(request: HttpRequest, industry: str) -> HttpResponse:
    """The township's list of an industry with boxes to tick, as far as the URL narrows it."""
    row = actions.shared(_township(request), get_object_or_404(Industry, pk=industry))
    lines = narrowing.asked(request, narrowing.lines_of(row, queries.items_before(row, clock.today())))
    return _paper(request, f"{row.industry}检查表", [one.item for one in lines if one.stays])


@require_GET
def list_workbook(request: HttpRequest, of: str, name: str) -> FileResponse:
    """Exactly the lines the page shows."""
    row, _ = _row(request, of, name)
    lines = narrowing.asked(request, narrowing.lines_of(row, queries.items_before(row, clock.today())))
    title = f"{row.industry}检查表" if row.enterprise is None else queries.title_of(row.enterprise, row.post)
    return xlsx.response(
        narrowing.HEAD, map(narrowing.cells, lines), f"{title}{clock.today():%Y%m%d}.xlsx", sheet="清单"
    )


@BOTH
def features(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what the enterprise has."""
    found = _enterprise(request, pk)
    if not files.can_change(request.user, found):
        raise NotYours("由本单位负责人或当地工作人员填写。", code="enterprises.not_yours")
    form = FeaturesForm(request.POST or None, initial={"features": found.features or []})
    return form_page(
        request,
        form,
        lambda given: _Saved(
            register.change(found, actor=request.user, client_id=form_id(request), features=given["features"])
        ),
        title=f"设备与工艺：{found.name}",
        verb="保存",
        back=reverse("enterprises:own_list", args=[pk]),
        done="已保存，检查表已按此调整。",
    )


class _Saved:
    """An enterprise whose facts were saved; one goes to its list."""

    def __init__(self, enterprise: Enterprise) -> None:
        self.enterprise = enterprise

    def get_absolute_url(self) -> str:
        return reverse("enterprises:own_list", args=[self.enterprise.pk])
