"""Counting the ledger for a person: the numbers on tabs, saved views and duties, each no further than is cheap."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Count, Q, QuerySet
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


def capped(rows: QuerySet[Hazard], limit: int = SHOWN_ROWS) -> int:
    """How many there are, counted no further than one above the limit."""
    return rows.order_by()[: limit + 1].count()


def tab_counts(user: User) -> dict[str, int]:
    """The numbers on the ledger's tabs and beside its name: three queries, over what is open, mine and new."""
    conditions = {
        "overdue": overdue(clock.today()),
        "major": Q(level=Level.MAJOR),
        "submitted": Q(state=State.SUBMITTED),
    }
    rows = visible_to(user).order_by()
    counts = {name: Count(ROWS, filter=condition) for name, condition in conditions.items()}
    found = rows.filter(OPEN).aggregate(open=Count(ROWS), **counts)
    month = f"{clock.today():%Y-%m}"
    found["mine"] = mine_count(user)
    return found | {"new": rows.filter(found_month=month).exclude(state=State.VOID).count()}


def mine_count(user: User) -> int:
    """How many hazards wait for the person, counted no further than one above MOST_COUNTED."""
    kept = _mine_statement(_Asking(user, _grounds(user)))
    return db.count(*kept) if kept else 0


@dataclass(frozen=True)
class _Asking:
    """Who asks; the same as another as long as the same conditions hold for both."""

    user: User = field(compare=False)
    grounds: tuple[Any, ...]


def _grounds(user: User) -> tuple[Any, ...]:
    return (user.pk, clock.today(), scope.grounds(user), tuple(posts_of(user).items()))


@lru_cache(maxsize=512)
def _mine_statement(asking: _Asking) -> tuple[str, tuple[Any, ...]] | None:
    # Kept, because composing a condition of a hundred parts took Django longer than the database takes to answer it.
    rows = visible_to(asking.user).filter(OPEN & duties.mine(asking.user))
    try:
        return rows.order_by()[: MOST_COUNTED + 1].values(ROWS).query.sql_with_params()
    except EmptyResultSet:  # nobody's: without a grant and without a post
        return None


def views_of(user: User) -> list[SavedView]:
    """The person's saved views, pinned ones with their count."""
    views = list(SavedView.objects.filter(user=user))
    for view in views:
        view.count = capped(matching(user, filters_of(view)), MOST_COUNTED) if view.pinned else None  # type: ignore[attr-defined]
    return views


def filters_of(view: SavedView) -> Filters:
    """What a saved view asks for."""
    return Filters.of(QueryDict(view.query))


def duty_counts(user: User) -> dict[str, int]:
    """How many hazards each duty means for the person; at most one query each, none where the role has no such duty."""
    rows = visible_to(user).order_by()
    return {name: rows.filter(OPEN & duty.condition(user)).count() for name, duty in duties.DUTIES.items()}
