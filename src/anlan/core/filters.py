"""Filter chips of a list: what is chosen, what can be chosen, and the URL each choice leads to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlencode

from django.http import HttpRequest


@dataclass(frozen=True)
class Choice:
    """One entry of a menu: where it leads, whether it is the present one, how many rows it would show."""

    label: str
    url: str
    is_on: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Filter:
    """One chip: its label, what is chosen in words (empty: nothing), and the URL without it."""

    label: str
    choices: list[Choice] = field(default_factory=list)
    shown: str = ""
    clear_url: str = ""


def changed(request: HttpRequest, **changes: str | list[str] | None) -> str:
    """The present view's query with some words changed (None removes one); on its first page unless `page` is said."""
    words = {name: values for name, values in request.GET.lists() if name != "page" and name not in changes}
    words |= {name: value if isinstance(value, list) else [value] for name, value in changes.items() if value}
    return "?" + "&".join(_word(name, value) for name, values in words.items() for value in values)


@lru_cache(maxsize=4096)
def _word(name: str, value: str) -> str:
    # Kept: every choice of every chip carries the whole view.
    return urlencode({name: value})


def one_of(request: HttpRequest, name: str, label: str, options: Iterable[tuple[str, str]]) -> Filter:
    """A chip of which one value may be chosen; `options` are pairs of value and label."""
    chosen = request.GET.get(name, "")
    options = [(str(value), str(text)) for value, text in options]
    choices = [Choice(text, changed(request, **{name: value}), value == chosen) for value, text in options]
    return Filter(label, choices, dict(options).get(chosen, ""), changed(request, **{name: None}))


def any_of(request: HttpRequest, name: str, label: str, options: Iterable[tuple[str, str]]) -> Filter:
    """A chip of which several values may be chosen; choosing one again takes it off."""
    chosen = request.GET.getlist(name)
    options = [(str(value), str(text)) for value, text in options]
    choices = [
        Choice(
            text,
            changed(request, **{name: [one for one in chosen if one != value] + [value] * (value not in chosen)}),
            value in chosen,
        )
        for value, text in options
    ]
    shown = "、".join(text for value, text in options if value in chosen)
    return Filter(label, choices, shown, changed(request, **{name: None}))
