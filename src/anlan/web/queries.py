"""The one search box: hazards, enterprises and criteria by the same words."""

from dataclasses import dataclass

from anlan.core import clock, search
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.hazards import queries as hazards
from anlan.hazards.models import Hazard
from anlan.org.models import User
from anlan.standards import queries as standards
from anlan.standards.models import Criterion

EACH = 8


@dataclass(frozen=True)
class Found:
    """The best few of each kind that hold every word."""

    hazards: list[Hazard]
    enterprises: list[Enterprise]
    criteria: list[Criterion]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found anywhere."""
        return not (self.hazards or self.enterprises or self.criteria)


def find(user: User, words: str) -> Found:
    """What the person may see that holds every word; the newest hazards first."""
    if not words.strip():
        return Found([], [], [])
    seen = hazards.visible_to(user).filter(pk__in=search.matching("hazards", words))
    known = enterprises.visible_to(user).filter(pk__in=search.matching("enterprises", words))
    return Found(
        list(seen.select_related("enterprise", "region").order_by("-id")[:EACH]),
        list(known.select_related("region", "main_industry")[:EACH]),
        list(standards.search(words, on=clock.today())[:EACH]),
    )
