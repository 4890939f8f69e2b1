"""Counting the ledger for a person: the numbers on tabs, saved views and duties, each no further than is cheap."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import QueryDict

from anlan.core import clock, db
from anlan.enterprises.rules import posts_of
from anlan.hazards import duties
from anlan.hazards.figures import OPEN, ROWS, overdue
from anlan.hazards.filtering import Filters
from anlan.hazards.models import Hazard, Level, SavedView, State
from anlan.hazards.queries import matching, visible_to
from anlan.org import scope
from anlan.org.models import User

SHOWN_ROWS = 10_000
"""A list can be leafed through so far; beyond it one narrows or exports."""
MOST_COUNTED = 999
"""What waits for one person is counted so far; nobody works by a number above it."""
FLAGS: dict[str, Callable[[], Q]] = {
    "overdue": lambda: overdue(clock.today()),
    "major": lambda: Q(level=Level.MAJOR),
    "submitted": lambda: Q(state=State.SUBMITTED),
}
"""What is counted of the open ones."""
Statement = tuple[str, tuple[Any, ...]]


def capped(rows: QuerySet[Hazard], limit: int = SHOWN_ROWS) -> int:
    """How many there are, counted no further than one above the limit."""
    return _count(_statement(rows[: limit + 1]))[0]


def tab_counts(user: User) -> dict[str, int]:
    """The numbers on the ledger's tabs and beside its name: three queries, over what is open, mine and new."""
    kept = _statements(_Asking(user, _grounds(user)))
    found = dict(zip(["open", *FLAGS], _count(kept["open"], *FLAGS), strict=True))
    return found | {name: _count(kept[name])[0] for name in ("mine", "new")}


def mine_count(user: User) -> int:
    """How many hazards wait for the person, counted no further than one above MOST_COUNTED."""
    return _count(_statements(_Asking(user, _grounds(user)))["mine"])[0]


@dataclass(frozen=True)
class _Asking:
    """Who asks; the same as another as long as the same conditions hold for both."""

    user: User = field(compare=False)
    grounds: tuple[Any, ...]


def _grounds(user: User) -> tuple[Any, ...]:
    return (user.pk, clock.today(), scope.grounds(user), tuple(posts_of(user).items()))


@lru_cache(maxsize=512)
def _statements(asking: _Asking) -> dict[str, Statement | None]:
    # Kept, because composing a condition of a hundred parts took Django longer than the database takes to answer it.
    rows, month = visible_to(asking.user), f"{clock.today():%Y-%m}"
    return {
        "open": _statement(rows.filter(OPEN), **{name: condition() for name, condition in FLAGS.items()}),
        "mine": _statement(rows.filter(OPEN & duties.mine(asking.user))[: MOST_COUNTED + 1]),
        "new": _statement(rows.filter(found_month=month).exclude(state=State.VOID)),
    }


def _statement(rows: QuerySet[Hazard], **flags: Q) -> Statement | None:
    columns = {name: ExpressionWrapper(condition, BooleanField()) for name, condition in flags.items()}
    query = rows.values(*([] if flags else [ROWS]), **columns).query
    query.clear_ordering(force=True)
    try:
        return query.sql_with_params()
    except EmptyResultSet:  # nobody's: without a grant and without a post
        return None


def _count(statement: Statement | None, *flags: str) -> list[int]:
    return db.count(*statement, flags) if statement else [0] * (1 + len(flags))


def views_of(user: User) -> list[SavedView]:
    """The person's saved views, pinned ones with their count."""
    views = list(SavedView.objects.filter(user=user))
    for view in views:
        view.count = capped(matching(user, filters_of(view)), MOST_COUNTED) if view.pinned else None  # type: ignore[attr-defined]  # no column, but set or annotated
    return views


def filters_of(view: SavedView) -> Filters:
    """What a saved view asks for."""
    return Filters.of(QueryDict(view.query))


def duty_counts(user: User) -> dict[str, int]:
    """How many hazards each duty means for the person; at most one query each, none where the role has no such duty."""
    rows = visible_to(user).order_by()
    return {name: rows.filter(OPEN & duty.condition(user)).count() for name, duty in duties.DUTIES.items()}
