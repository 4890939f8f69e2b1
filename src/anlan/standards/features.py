"""What an enterprise has, which criteria are asked only where it has it; what is done about an item, and where."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from anlan.core import tables
from anlan.standards.models import Criterion

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Feature:
    """One thing an enterprise may have. `claims` are criteria by "slug/section" or "slug#code".

    `anywhere`: its criteria are asked of whoever has it; else only where the standard's industry is theirs.
    `derived`: nobody ticks it, it follows from the enterprise's file (a flag, the headcount).
    """

    code: str
    name: str
    group: str
    claims: tuple[str, ...] = ()
    anywhere: bool = False
    derived: bool = False

    @property
    def short(self) -> str:
        """The name without what stands in brackets."""
        return self.name.partition("（")[0]

    def claims_it(self, criterion: Criterion) -> bool:
        """Whether a criterion is asked only of those who have this."""
        return any(_fits(claim, criterion.pack.slug, criterion.code, criterion.section) for claim in self.claims)


def _fits(claim: str, slug: str, code: str, section: str) -> bool:
    of_slug, mark, rest = re.split("([/#])", claim, maxsplit=1)
    if not slug.startswith(of_slug):
        return False
    return code == rest if mark == "#" else section.startswith(rest)


@cache
def all_features() -> tuple[Feature, ...]:
    """The vocabulary, in its order."""
    rows = tables.read(DATA / "features.yaml")
    return tuple(Feature(**{**one, "claims": tuple(one.get("claims", ()))}) for one in rows)


def claiming(criterion: Criterion) -> frozenset[str]:
    """The features one of which must be there for a criterion to be asked; a claim by code outdoes one by section."""
    return _claiming(criterion.pack.slug, criterion.code, criterion.section)


@lru_cache(maxsize=4096)  # a list asks this of each of its criteria, and each time it is made
def _claiming(slug: str, code: str, section: str) -> frozenset[str]:
    claims = [(one.code, claim) for one in all_features() for claim in one.claims if _fits(claim, slug, code, section)]
    return frozenset(name for name, claim in claims if "#" in claim) or frozenset(name for name, _ in claims)


def named(codes: Iterable[str]) -> list[Feature]:
    """The features of these codes, in the vocabulary's order; codes nobody knows are passed over."""
    wanted = set(codes)
    return [one for one in all_features() if one.code in wanted]


@dataclass(frozen=True)
class Fix:
    """What is usually done about a 否, and in how many working days."""

    words: str
    days: int


@cache
def _fixes() -> tuple[tuple[re.Pattern[str], Fix], ...]:
    rows = tables.read(DATA / "fixes.yaml")
    return tuple((re.compile(one["words"]), Fix(one["fix"], one["days"])) for one in rows)


def usual_fix(text: str) -> Fix:
    """What is usually done about an item of these words."""
    return next(fix for pattern, fix in _fixes() if pattern.search(text))


@cache
def _places() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(one["words"]), one["place"]) for one in tables.read(DATA / "places.yaml"))


def usual_place(section: str, text: str) -> str:
    """The part of the premises an item of these words is looked at in; empty where its words do not tell."""
    told = f"{section} {text}"
    return next((place for pattern, place in _places() if pattern.search(told)), "")
