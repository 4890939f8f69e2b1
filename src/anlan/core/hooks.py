"""Hooks that higher rooms fill in `ready()`: what a room may not import, it is handed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Tab:
    """A part of a record page that a higher room owns; the page loads it by URL with the record's id.

    `shown(user, record) -> bool` decides whether the person gets it; `count(user, record)` may put a number on it.
    """

    label: str
    url_name: str
    order: int = 100
    shown: Callable[[Any, Any], bool] = lambda user, record: True
    count: Callable[[Any, Any], int] | None = None


class Tabs:
    """Tabs by the name of the page they belong to."""

    def __init__(self) -> None:
        self._by_page: dict[str, list[Tab]] = defaultdict(list)

    def register(self, page: str, tab: Tab) -> None:
        """Add a tab to a page; twice the same URL replaces it."""
        kept = [known for known in self._by_page[page] if known.url_name != tab.url_name]
        self._by_page[page] = sorted([*kept, tab], key=lambda known: known.order)

    def of(self, page: str, user: Any, record: Any) -> list[Tab]:
        """The tabs of a page that this person gets for this record."""
        return [tab for tab in self._by_page[page] if tab.shown(user, record)]


@dataclass(frozen=True)
class Column:
    """A column that a higher room adds to a lower room's list.

    `cells(user, ids) -> {id: (text, url)}` reads one page of the list at once; rows without an entry stay blank.
    """

    name: str
    label: str
    cells: Callable[[Any, list[Any]], dict[Any, tuple[str, str]]]
    shown: Callable[[Any], bool] = lambda user: True


class Columns:
    """Columns by the name of the list they belong to."""

    def __init__(self) -> None:
        self._by_list: dict[str, dict[str, Column]] = defaultdict(dict)

    def register(self, name: str, column: Column) -> None:
        """Add a column to a list; the same name replaces."""
        self._by_list[name][column.name] = column

    def of(self, name: str, user: Any) -> list[Column]:
        """The columns of a list that this person gets."""
        return [column for column in self._by_list[name].values() if column.shown(user)]


@dataclass(frozen=True)
class Note:
    """What a higher room has to say at the head of a record's page; `url` is where it is dealt with."""

    words: str
    url: str = ""
    is_urgent: bool = False


@dataclass(frozen=True)
class Task:
    """One thing a person must do in a higher room, as a row of the page of their work."""

    title: str
    url: str
    under: str = ""
    due_on: dt.date | None = None


@dataclass(frozen=True)
class Work:
    """Things of one kind that wait for a person: what they are, what to do, the first of them and where all stand.

    `ahead` is how many of the kind are not due yet: a page with nothing to do leads to them.
    """

    label: str
    hint: str
    tasks: list[Task]
    count: int
    url: str
    is_red: bool = False
    ahead: int = 0


@dataclass(frozen=True)
class Asked:
    """What was asked of somebody about a place in a time: who, what, by when, and whether it was done in time."""

    who: str
    what: str
    due_on: dt.date
    is_done: bool
    words: str
    url: str = ""


class ByPage:
    """Functions by the name of the page they belong to, each under a lasting name; the same name replaces."""

    def __init__(self) -> None:
        self._by_page: dict[str, dict[str, Callable[..., Any]]] = defaultdict(dict)

    def register(self, page: str, name: str, function: Callable[..., Any]) -> None:
        """Add a function to a page."""
        self._by_page[page][name] = function

    def of(self, page: str) -> list[Callable[..., Any]]:
        """The functions of a page, in the order of their names."""
        return [function for _, function in sorted(self._by_page[page].items())]


class Functions:
    """Named functions that rooms register and the frame calls."""

    def __init__(self) -> None:
        self._by_name: dict[str, Callable[..., Any]] = {}

    def register(self, name: str, function: Callable[..., Any]) -> None:
        """Register under a lasting name; the same name replaces."""
        self._by_name[name] = function

    def get(self, name: str) -> Callable[..., Any] | None:
        """The function registered under a name."""
        return self._by_name.get(name)

    def items(self) -> Iterable[tuple[str, Callable[..., Any]]]:
        """All of them, by name."""
        return sorted(self._by_name.items())


@dataclass(frozen=True)
class PhonePart:
    """What a room adds to the phone beside its actions (`replay`): its part of the day, and its screens.

    `day(user)` gives plain values for the bundle, None where the person gets nothing of this room. `modules` are static
    files the phone keeps; the first is imported and exports `screens` ({address: function}) and `home(part)`, what it
    shows on the phone's first screen. `waits` are codes of errors that are no refusal: something must arrive first.
    """

    day: Callable[[Any], Any]
    modules: tuple[str, ...] = ()
    waits: frozenset[str] = frozenset()


class PhoneParts:
    """Parts of the phone by the name of their room."""

    def __init__(self) -> None:
        self._by_room: dict[str, PhonePart] = {}

    def register(self, room: str, part: PhonePart) -> None:
        """Add a room's part; the same room replaces."""
        self._by_room[room] = part

    def items(self) -> list[tuple[str, PhonePart]]:
        """All of them, by room."""
        return sorted(self._by_room.items())


tabs = Tabs()
columns = Columns()
shown = ByPage()
"""Parts of a page whose owner may not import them: function(record) -> (template, context), or None for nothing."""
notes = ByPage()
"""What higher rooms say at the head of a record: function(user, record) -> list[Note], by the record's page."""
sights = ByPage()
"""Who else may open a record than those it lies in the territory of: function(user, id) -> bool, by the page."""
steps = ByPage()
"""What can be done with a record in higher rooms: function(user, record) -> list[core.steps.Step], by its page."""
work = Functions()
"""What a person must do in higher rooms, for the page of their work: name → function(user) -> list[Work]."""
duties = Functions()
"""What was asked about an enterprise between two days: name → function(enterprise, since, until) -> list[Asked]."""
touched_by = Functions()
replay = Functions()
"""What a phone may send: action name → function(actor, message) -> Done; see core.replay."""
phone = PhoneParts()
"""What rooms add to the phone's day and screens; field hands it on."""
messages = Functions()
"""Ways for a text to reach a phone: name → function(phone, text), raising OSError where it did not (core.messages)."""
daily = Functions()
"""Work of each day, run by the worker after midnight: name → function(day)."""
minutely = Functions()
"""Work of each minute, run by the worker: what follows from the clock and is told at once; name → function()."""
set_up = Functions()
"""Run by `anlan serve` at every start: name → function() -> lines to print; quick when there is nothing to do."""
warm = Functions()
"""Run once in each web process right after its start, beside its work: name → function(); see core.warming."""
page = Functions()
"""What the frame round every page shows: name → function(request) -> template context; costly values lazily."""
