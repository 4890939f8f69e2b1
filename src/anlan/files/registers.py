"""Lists as tables: what a row shows, what it can be narrowed and sorted by, what a new one is called.

A room describes its lists here and `show` and `workbook` do the rest, so that a list, its filters, its URL and its
workbook cannot differ.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anlan.core import clock, filters
from anlan.core.addresses import address, by_row
from anlan.core.filters import Filter
from anlan.core.pages import Sort, page
from anlan.files.presses import xlsx
from anlan.org.models import User

CHUNK = 500
Cell = Callable[[Any], Any]
Page = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True)
class Column:
    """One column: its heading, the text or number of a row, how wide a workbook shows it, and its look."""

    label: str
    cell: Cell
    width: int = 14
    css: str = ""


@dataclass(frozen=True)
class Narrowing:
    """One chip: the URL's word, its label, and what each value means for rows."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    condition: Callable[[str], Q]


@dataclass(frozen=True)
class Behind:
    """A word of the URL that nobody chooses on the list: pages that count rows by it lead here with it.

    `words` says in words what a value stands for.
    """

    name: str
    label: str
    words: Callable[[str], str]
    condition: Callable[[str], Q]


@dataclass(frozen=True)
class Register:
    """One list; its workbook lies at its address plus `export/`.

    `searched` are the columns its search field looks in; `detail` names a row's page.
    """

    name: str
    label: str
    unit: str
    rows: Callable[[User], QuerySet[Any]]
    columns: tuple[Column, ...]
    detail: str
    searched: tuple[str, ...]
    find: str
    empty: str
    sorts: tuple[Sort, ...]
    narrowings: tuple[Narrowing, ...] = ()
    new: tuple[str, str] | None = None
    behind: tuple[Behind, ...] = ()

    @property
    def sort_of(self) -> dict[str, Sort]:
        """The sort behind a column's heading."""
        return {one.label: one for one in self.sorts}

    def asked(self, user: User, words: Mapping[str, Any]) -> QuerySet[Any]:
        """The rows the URL's words ask for; nonsense finds nothing rather than everything."""
        rows = self.rows(user)
        for one in self.narrowings:
            if value := words.get(one.name, ""):
                known = value in dict(one.options)
                rows = rows.filter(one.condition(value) if known else Q(pk__in=[]))
        for counted in self.behind:
            if value := words.get(counted.name, ""):
                rows = rows.filter(counted.condition(value))
        if text := words.get("q", "").strip()[:100]:
            found = Q()
            for column in self.searched:
                found |= Q(**{f"{column}__contains": text})
            rows = rows.filter(found)
        return rows.order_by(*self._order(words.get("sort", "")))

    def _order(self, wanted: str) -> list[str]:
        sort = next((one for one in self.sorts if one.name == wanted.lstrip("-")), None)
        if sort is None:
            sort, wanted = self.sorts[0], f"-{self.sorts[0].name}" if self.sorts[0].name == "date" else ""
        turned = wanted.startswith("-")
        return [f"-{one}" if turned else one for one in sort.fields]

    def chips(self, request: HttpRequest) -> list[Filter]:
        """What can be chosen."""
        chosen = [(one, request.GET.get(one.name, "")) for one in self.behind]
        return [filters.one_of(request, one.name, one.label, one.options) for one in self.narrowings] + [
            filters.one_of(request, one.name, one.label, [(value, one.words(value))]) for one, value in chosen if value
        ]


@dataclass(frozen=True)
class Mark:
    """A word that is shown as a tag, in the look of the frame's tags."""

    text: str
    css: str = ""

    def __str__(self) -> str:
        return self.text


def mark(words: Mapping[str, tuple[str, str]], read: Cell = lambda row: row.standing) -> Cell:
    """A cell that shows a standing as a tag."""
    return lambda row: Mark(*words[read(row)])


def options(words: Mapping[str, tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The standings of `mark` as the choices of a chip; the empty one is called none in the URL."""
    return tuple((value or "none", text) for value, (text, _) in words.items())


def sort(name: str, label: str, *fields: str) -> Sort:
    """A column a list may be ordered by; the first of a list is its own order, latest first where it is called date."""
    return Sort(name, label, fields)


def show(
    request: HttpRequest,
    register: Register,
    *,
    may_add: bool,
    beside: Mapping[str, str] | None = None,
    template: str = "files/register.html",
    **more: Any,
) -> HttpResponse:
    """A page with the list as the URL asks for it; `beside` are the lists or views next to it, address by label.

    `template` is one that extends the common one, where a list says more than its rows.
    """
    here = {request.path, filters.changed(request)}
    address_of = by_row(register.detail)
    shown = page(request, register.asked(request.user, request.GET))  # type: ignore[arg-type]  # LoginRequiredMiddleware
    new = register.new if may_add else None
    context = {
        "title": register.label,
        "register": register,
        "beside": [(url, label, url in here) for label, url in (beside or {}).items()],
        "page": shown,
        "rows": [(address_of(row.pk), _cells(register, row)) for row in shown],
        "filters": register.chips(request),
        "new": (new[0], address(new[1])) if new else None,
        **more,
    }
    return render(request, template, context)


def _cells(register: Register, row: Any) -> list[tuple[Column, Any]]:
    return [(column, column.cell(row)) for column in register.columns]


def workbook(request: HttpRequest, register: Register) -> FileResponse:
    """Exactly what the list shows, all pages of it."""
    head = [xlsx.Head(column.label, column.width) for column in register.columns]
    rows = _written(register, register.asked(request.user, request.GET))  # type: ignore[arg-type]  # LoginRequiredMiddleware
    return xlsx.response(head, rows, f"{register.label}{clock.today():%Y%m%d}.xlsx", sheet=register.label)


def pages(register: Register, beside: Callable[[], dict[str, str]] = dict) -> tuple[Page, Page]:
    """The two pages of a list nobody adds to: the list, with what lies `beside` it, and the same as a workbook."""

    @require_GET
    def listed(request: HttpRequest) -> HttpResponse:
        return show(request, register, may_add=False, beside=beside())

    @require_GET
    def exported(request: HttpRequest) -> FileResponse:
        return workbook(request, register)

    return listed, exported


def _written(register: Register, rows: QuerySet[Any]) -> Iterator[list[Any]]:
    for row in rows.iterator(chunk_size=CHUNK):
        cells = (column.cell(row) for column in register.columns)
        yield [str(cell) if isinstance(cell, Mark) else cell for cell in cells]
