"""How the register can be narrowed and sorted: words of the URL, what they mean for rows, and what can be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest

from anlan.core import filters, search
from anlan.core.filters import Filter
from anlan.core.pages import Sort
from anlan.enterprises import queries
from anlan.enterprises.lists import queries as lists
from anlan.enterprises.models import Enterprise, Person
from anlan.org.models import Office, Region, User
from anlan.standards.models import Industry
from anlan.standards.queries import title_of

NONE = "none"
OPEN_VILLAGE = {"region__level": Region.Level.VILLAGE}
NO_STRIP, NO_VILLAGE = Q(strip=None), ~Q(**OPEN_VILLAGE)
NO_BODY = Q(kind=Enterprise.Kind.NO_OPERATOR, governed_by=None)
GAPS = {
    "any": ("任何一项没有落实", NO_STRIP | NO_VILLAGE | NO_BODY),
    "strip": ("没有主管单位", NO_STRIP),
    "village": ("没有落实到村", NO_VILLAGE),
    "body": ("没有治理主体", NO_BODY),
}
FLAGS = {
    "above_scale": "规上",
    "high_risk": "高危",
    "crowded": "人员密集",
    "labour_intensive": "劳动密集",
    "fire_key": "消防重点",
}
SORTS = [
    Sort("name", "名称", ("sort_key", "id")),
    Sort("village", "所在村", ("region_code", "sort_key", "id")),
    Sort("industry", "主行业", ("main_industry__order", "sort_key", "id")),
    Sort("strip", "主管单位", ("strip__sort_key", "sort_key", "id")),
    Sort("headcount", "从业人数", ("headcount", "sort_key", "id")),
]


@dataclass(frozen=True)
class View:
    """What a person asked to see, from the URL's words."""

    words: Mapping[str, Any]
    user: User

    def rows(self) -> QuerySet[Enterprise]:
        """The enterprises asked for, narrowed and sorted; nonsense in the URL finds nothing rather than everything."""
        rows = queries.visible_to(self.user).filter(self._where())
        if text := self.words.get("q", "").strip()[:100]:
            rows = rows.filter(_found(text))
        return rows.order_by(*self._order())

    def _where(self) -> Q:
        where = _status(self.words.get("status", ""))
        for name, column in (("village", "region"), ("strip", "strip"), ("kind", "kind")):
            where &= _one(self.words.get(name, ""), column)
        if industry := self.words.get("industry"):
            where &= Q(main_industry=None) if industry == NONE else Q(industries=industry)
        for flag in self.words.getlist("flag"):  # type: ignore[attr-defined]  # words of a request
            where &= Q(**{flag: True}) if flag in FLAGS else Q(pk__in=[])
        if standard := self.words.get("standard"):
            where &= Q(binding__checklist__in=queries.lists_holding(standard))
        if slug := self.words.get("own_list"):
            where &= Q(pk__in=Enterprise.objects.filter(lists__in=lists.moving(slug)).values("pk"))
        gap = self.words.get("gap", "")
        return where & (GAPS[gap][1] if gap in GAPS else Q(pk__in=[]) if gap else Q())

    def _order(self) -> list[str]:
        wanted = self.words.get("sort", "")
        sort = next((one for one in SORTS if one.name == wanted.lstrip("-")), SORTS[0])
        if not wanted.startswith("-"):
            return list(sort.fields)
        return [f"-{sort.fields[0]}", *sort.fields[1:]]


def _status(value: str) -> Q:
    if not value:
        return ~Q(status=Enterprise.Status.CLOSED)
    return Q() if value == "all" else Q(status=value)


def _one(value: str, column: str) -> Q:
    if not value:
        return Q()
    if value == NONE:
        return Q(**{column: None})
    if column == "strip":
        try:
            UUID(value)
        except ValueError:
            return Q(pk__in=[])
    return Q(**{column: value})


def _found(text: str) -> Q:
    code = text.upper().replace(" ", "")
    found = Q(pk__in=search.matching("enterprises", text))
    return found | Q(local_code=code) | (Q(credit_code__startswith=code) if len(code) >= 6 else Q(pk__in=[]))


def shown(rows: QuerySet[Enterprise]) -> QuerySet[Enterprise]:
    """Rows with all that a line of the register shows, in the same few queries however many there are."""
    holders = Person.objects.filter(until=None, post=Person.Post.PRINCIPAL).order_by("since", "id")
    return rows.select_related("region", "strip", "governed_by", "main_industry").prefetch_related(
        Prefetch("people", queryset=holders, to_attr="principals")
    )


def chips(request: HttpRequest) -> list[Filter]:
    """What can be chosen, each village, office, industry and kind with how many there are."""
    rows = queries.visible_to(request.user).order_by()  # type: ignore[arg-type]  # LoginRequiredMiddleware
    return [
        filters.one_of(request, "village", "村", _counted(rows, "region", _regions)),
        filters.one_of(request, "industry", "行业", _counted(rows, "main_industry", _names(Industry))),
        filters.one_of(request, "strip", "主管单位", _counted(rows, "strip", _names(Office))),
        filters.one_of(request, "kind", "类别", _counted(rows, "kind", lambda keys: dict(Enterprise.Kind.choices))),
        filters.any_of(request, "flag", "标识", FLAGS.items()),
        filters.one_of(request, "status", "经营状态", [("all", "全部"), *_statuses()]),
        filters.one_of(request, "gap", "归属缺口", [(name, words) for name, (words, _) in GAPS.items()]),
        *_standard(request),
    ]


def _standard(request: HttpRequest) -> list[Filter]:
    """The chips of the standard asked for; nobody chooses them here, pages that count by it link to them."""
    asked = [("standard", "清单里的标准"), ("own_list", "自有清单改过的标准")]
    chosen = [(name, label, request.GET.get(name, "")) for name, label in asked]
    return [filters.one_of(request, name, label, [(slug, title_of(slug))]) for name, label, slug in chosen if slug]


def _statuses() -> list[tuple[str, str]]:
    return [(value, label) for value, label in Enterprise.Status.choices if value != Enterprise.Status.WITHDRAWN]


def _counted(rows: QuerySet[Enterprise], column: str, names: Any) -> list[tuple[str, str]]:
    counts = dict(rows.values_list(column).annotate(Count("pk")).values_list(column, "pk__count"))
    known = names([key for key in counts if key is not None])
    options = [(str(key), f"{label}（{counts[key]}）") for key, label in known.items() if key in counts]
    return options + ([(NONE, f"没有（{counts[None]}）")] if None in counts else [])


def _regions(keys: list[str]) -> dict[str, str]:
    return {region.code: region.plain_name for region in Region.objects.filter(code__in=keys)}


def _names(model: Any) -> Any:
    return lambda keys: {one.pk: str(one) for one in model.objects.filter(pk__in=keys)}


def gap_count(user: User) -> int:
    """How many of the person's enterprises in business lack an owner."""
    return queries.visible_to(user).filter(_status(""), GAPS["any"][1]).count()
