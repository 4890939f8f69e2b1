"""Pages of a list: numbered while that is cheap, and never a count over everything twice."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

SIZE = 50


@dataclass(frozen=True)
class Sort:
    """A column a list may be ordered by: the word in the URL, its heading, and the fields behind it."""

    name: str
    label: str
    fields: tuple[str, ...]


def page(request: HttpRequest, rows: QuerySet | list[Any], size: int = SIZE) -> Page:
    """The page the URL's `page` names; a number that does not exist gives the nearest one."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asked for a part of the page (and not for history it lost)."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.history_restore_request and not htmx.boosted
