"""The ledger's filters as chips: what is chosen, what can be chosen, and where each choice leads."""

from dataclasses import dataclass

from django.http import HttpRequest

from anlan.core.filters import Choice, Filter, changed
from anlan.hazards.filtering import FACETS, Facet, Filters


@dataclass(frozen=True)
class Group:
    """A facet behind 更多: its name and its choices."""

    label: str
    name: str
    choices: list[Choice]


def bar(request: HttpRequest, filters: Filters) -> list[Filter]:
    """The chips: the usual facets, and of the others those that are in force."""
    shown = [facet for facet in FACETS.values() if not facet.more or facet.name in filters.words]
    return [_chip(request, facet, filters) for facet in shown]


def more(request: HttpRequest, filters: Filters) -> list[Group]:
    """What else one can narrow by, beyond the usual chips."""
    rest = [facet for facet in FACETS.values() if facet.more and facet.name not in filters.words]
    groups = [
        Group(facet.label, facet.name, _choices(request, facet, facet.options(request.user), [])) for facet in rest
    ]
    return [group for group in groups if group.choices]


def _chip(request: HttpRequest, facet: Facet, filters: Filters) -> Filter:
    values = filters.words.get(facet.name, [])
    options = facet.options(request.user)
    known = dict(options)
    shown = "、".join(known.get(value) or facet.name_of(value) or value for value in values)
    if facet.name == "state" and "state" not in request.GET and not filters.query:
        return Filter(facet.label, _choices(request, facet, options, values), shown, changed(request, state="all"))
    clear = "all" if facet.name == "state" else None
    return Filter(
        facet.label,
        _choices(request, facet, options, values),
        _but_all(facet, values, shown),
        changed(request, **{facet.name: clear}),
    )


def _but_all(facet: Facet, values: list[str], shown: str) -> str:
    return "" if facet.name == "state" and values == ["all"] else shown


def _choices(request: HttpRequest, facet: Facet, options: list[tuple[str, str]], values: list[str]) -> list[Choice]:
    return [
        Choice(label, changed(request, **{facet.name: _next(facet, value, values)}), value in values)
        for value, label in options
    ]


def _next(facet: Facet, value: str, values: list[str]) -> list[str]:
    if not facet.several:
        return [value]
    return [one for one in values if one != value] + [value] * (value not in values)
