"""The yardstick: what BM25 over character n-grams finds by a criterion's own text, nothing known of the field.

No lines, no ways of saying, no words of the field, the text in one piece. It says how hard a set of descriptions is,
and is used for nothing else.
"""

import datetime as dt
from functools import lru_cache

from anlan.core import clock
from anlan.standards.matching.answers import Answer, Candidate, Verdict
from anlan.standards.matching.asking import TOP, reach_of
from anlan.standards.matching.grams import Index
from anlan.standards.matching.reading import checked
from anlan.standards.models import Criterion
from anlan.standards.queries import packs_in_force

SIZES = (1, 2, 3)


def plainly(text: str, *, industry: str = "", on: dt.date | None = None, top: int = TOP) -> Answer:
    """Which criteria share most n-grams with the text. It never judges: its verdict is always "not major"."""
    packs = frozenset(packs_in_force(on or clock.today()).values_list("pk", flat=True))
    criteria, index = _indexed(packs)
    allowed = reach_of(industry, packs).allowed
    rated = sorted(index.rate(checked(text)).items(), key=lambda one: (-one[1][0], one[0]))
    likest = [
        (criteria[number], score) for number, (score, _) in rated if allowed is None or criteria[number].pk in allowed
    ]
    return Answer(Verdict.NOT_MAJOR, tuple(Candidate(one, score, (), Verdict.NOT_MAJOR) for one, score in likest[:top]))


@lru_cache(maxsize=1)
def _indexed(packs: frozenset[object]) -> tuple[tuple[Criterion, ...], Index]:
    rows = Criterion.objects.filter(pack__in=packs).select_related("pack")
    criteria = tuple(rows.order_by("pack__slug", "pack__version", "position"))
    return criteria, Index([_own_text(one) for one in criteria], {}, sizes=SIZES, particles=frozenset())


def _own_text(criterion: Criterion) -> str:
    keywords = "。".join(map(str, criterion.keywords))
    return f"{criterion.summary}。{keywords}。{criterion.section}。{criterion.how_to_check}"
