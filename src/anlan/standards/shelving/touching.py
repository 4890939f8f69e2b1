"""What a change of criteria touches, told by the rooms that hang on them, before it takes effect."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from anlan.core import hooks
from anlan.org.models import User


@dataclass(frozen=True)
class Touched:
    """One kind of record that hangs on criteria: how many there are, and the page that lists them."""

    label: str
    number: int
    url: str
    note: str = ""


def touched_by(user: User | None, slug: str, criteria: Iterable[UUID]) -> list[Touched]:
    """What hangs on a pack, and on those of its items that change, as far as the person sees it; None: all of it.

    Each room answers through `core.hooks.touched_by`: a function (user or None, slug of the pack, ids of the criteria
    that no longer stand as they do) → Touched, or None where it has nothing to say.
    """
    ids = list(criteria)
    answers = [function(user, slug, ids) for _, function in hooks.touched_by.items()]
    return [one for one in answers if one is not None]
