"""A list on its page: its lines, what narrows them, and how a workbook shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from anlan.core import filters
from anlan.core.filters import Filter
from anlan.enterprises.lists import queries
from anlan.enterprises.models import ListChange
from anlan.files.presses import xlsx
from anlan.standards import checklists
from anlan.standards.checklists import key_of

WORDS = ("q", "place", "standard", "only")
ONLY = {"major": "可判重大", "own": "自定项目", "out": "已去掉的"}
SEARCHED = ("code", "section", "place", "statement", "check", "finding", "fix")
HEAD = [
    xlsx.Head(label, width)
    for label, width in [
        ("条款", 16),
        ("标准", 30),
        ("部位", 14),
        ("问什么", 60),
        ("怎么看", 40),
        ("“否”是什么样", 40),
        ("因为", 20),
        ("通常怎么改", 40),
        ("工作日", 8),
        ("可判重大", 10),
        ("保留", 8),
    ]
]


@dataclass(frozen=True)
class Line:
    """One item: its place in the list (0 where it was left out), its key, whether it was added, whether it stays."""

    place: int
    item: dict[str, Any]
    key: str
    is_own: bool
    stays: bool


def lines_of(row: ListChange, before: list[dict[str, Any]]) -> list[Line]:
    """The list as it is asked, then what was left out of it."""
    now = checklists.changed(before, queries.as_changes(row))
    own = {one["criterion"] for one in row.added}
    kept = [Line(place, one, key_of(one), one["criterion"] in own, True) for place, one in enumerate(now, 1)]
    return kept + [Line(0, one, key_of(one), False, False) for one in before if one not in now]


def is_part(request: HttpRequest) -> bool:
    """Whether the URL narrows the list."""
    return any(request.GET.get(name) for name in WORDS)


def words_of(request: HttpRequest) -> str:
    """The URL's query, to come back to the same view."""
    return f"?{request.GET.urlencode()}" if request.GET else ""


def asked(request: HttpRequest, lines: Iterable[Line]) -> list[Line]:
    """The lines the URL asks for; nonsense finds nothing rather than everything."""
    text, standard = request.GET.get("q", "").strip()[:100], request.GET.get("standard", "")
    only = request.GET.get("only", "")
    return [
        one
        for one in lines
        if (not text or any(text in str(one.item.get(name, "")) for name in SEARCHED))
        and standard in ("", one.item["pack"] or "own")
        and request.GET.get("place", "") in ("", one.item.get("place", ""))
        and (not only or _is(only, one))
    ]


def _is(only: str, line: Line) -> bool:
    return bool({"major": line.item["may_be_major"], "own": line.is_own, "out": not line.stays}.get(only))


def chips(request: HttpRequest, lines: Iterable[Line]) -> list[Filter]:
    """What can be chosen: the standards in the list, and kinds of lines."""
    packs = {one.item["pack"] or "own": one.item["pack_title"] for one in lines}
    places = dict.fromkeys(place for one in lines if (place := one.item.get("place")))
    return [
        *([filters.one_of(request, "place", "部位", [(one, one) for one in places])] if places else []),
        filters.one_of(request, "standard", "标准", packs.items()),
        filters.one_of(request, "only", "只看", ONLY.items()),
    ]


def cells(line: Line) -> list[Any]:
    """A line as a workbook shows it."""
    one = line.item
    return [
        one["code"],
        one["pack_title"],
        one.get("place", ""),
        one["question"],
        one["check"],
        one["finding"],
        "、".join(one["because"]),
        one["fix"],
        one["days"],
        one["may_be_major"],
        line.stays,
    ]
