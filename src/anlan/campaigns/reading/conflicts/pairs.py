"""Who is held against whom: each with those near it, so that no text takes more than its length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
REACH = 150
"""No notice has so many duties with a day, or so many numbers of one kind; a longer text is compared so far."""

ENOUGH = 600
"""No notice has so many statements with a value or a day; of a longer text the first so many are compared."""


def near(items: Sequence[T]) -> Iterator[tuple[T, T]]:
    """Each with every one of the next `REACH`."""
    for at, one in enumerate(items):
        for other in items[at + 1 : at + 1 + REACH]:
            yield one, other


def both_ways(items: Sequence[T]) -> Iterator[tuple[T, T]]:
    """The same pairs, each in both orders."""
    for one, other in near(items):
        yield one, other
        yield other, one
