"""Rating criteria by a hazard's words: the lines of field knowledge first, likeness of wording after them."""

from dataclasses import dataclass
from typing import NamedTuple

from anlan.standards.matching.answers import Candidate, Verdict
from anlan.standards.matching.grams import CUT, Index
from anlan.standards.matching.knowledge import Knowledge, PackKnowledge, marked
from anlan.standards.matching.scope import Told, told
from anlan.standards.matching.speaking import Hit, hit_of
from anlan.standards.matching.terms import Line, Sentence
from anlan.standards.matching.verdicts import Likeness, Text, ask, outside, spared, verdict
from anlan.standards.models import Criterion

# Points of a score, beside those of a line that speaks.
CUED, ELSEWHERE, OWN = 3.0, -3.0, 3.0
LIKENESS = 40.0
HOME = 1.0
# Characters of the words a text shares with a criterion about the same thing: fewer where its field is told too.
NEAR_CHARACTERS, NEAR_AT_HOME = 4, 3


@dataclass(frozen=True)
class Entry:
    """One criterion with the lines that word it."""

    criterion: Criterion
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Packs:
    """The packs by all words of theirs: whose world a text is of, where no cue tells."""

    slugs: tuple[str, ...]
    index: Index

    def rate(self, text: str) -> dict[str, float]:
        """How much a text is worded like each pack."""
        return {self.slugs[number]: score for number, (score, _) in self.index.rate(text).items()}


@dataclass(frozen=True)
class Known:
    """The criteria in force on a day, indexed by their `words`, with what is known of them."""

    entries: tuple[Entry, ...]
    slugs: tuple[str, ...]
    words: tuple[str, ...]
    index: Index
    packs: Packs
    knowledge: Knowledge


@dataclass(frozen=True)
class Reach:
    """What is asked of: only these criteria, where `allowed` says so; `own` are the packs of the asker's industry."""

    allowed: frozenset[object] | None = None
    own: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Place:
    """What a pack is to a text: whether its lines may speak, and the points its criteria have before any does."""

    speaks: bool
    points: float


NOWHERE = Place(False, 0.0)


class Rated(NamedTuple):
    """A criterion by its number in the index: points, the line that speaks, what share of the text it words itself."""

    points: float
    number: int
    hit: Hit | None
    cover: float


def rank(text: str, known: Known, reach: Reach, top: int) -> list[Candidate]:
    """The likeliest criteria of one hazard, best first."""
    seen = told(known.knowledge, text)
    worded = _worded(text, known)
    best = max((score for score, _ in worded.values()), default=1.0)
    places = {slug: _place(pack, text, slug in reach.own) for slug, pack in known.knowledge.packs.items()}
    rated = []
    for number, (entry, slug) in enumerate(zip(known.entries, known.slugs, strict=True)):
        if reach.allowed is not None and entry.criterion.pk not in reach.allowed:
            continue
        place = places.get(slug, NOWHERE)
        hit = _hit(number, known, seen) if place.speaks and entry.lines else None
        score, cover = worded.get(number, (0.0, 0.0))
        if hit or score:
            points = LIKENESS * score / best + place.points + (hit.points if hit else 0.0)
            rated.append(Rated(points, number, hit, cover))
    rated.sort(key=lambda one: (-one.points, one.number))
    text_is = Text(Sentence(text), seen, known.knowledge.in_order.fault, is_general(text, known.knowledge))
    clear = rated[0].points - rated[1].points if len(rated) > 1 else 0.0
    return [
        _candidate(one, known, text_is, places, clear if not above else 0.0) for above, one in enumerate(rated[:top])
    ]


def _hit(number: int, known: Known, seen: Told) -> Hit | None:
    return hit_of(known.entries[number].lines, seen, known.words[number], known.knowledge.doubts)


def _worded(text: str, known: Known) -> dict[int, tuple[float, float]]:
    """How much a text is worded like each criterion and the pack around it; what share of it the criterion covers."""
    whose = known.packs.rate(text)
    rated = known.index.rate(text).items()
    return {number: (score + whose.get(known.slugs[number], 0.0), cover) for number, (score, cover) in rated}


def is_general(text: str, knowledge: Knowledge) -> bool:
    """Whether it is of a kind known to be no major hazard, as long as no line of a criterion speaks."""
    return marked(text, knowledge.general)


def _place(pack: PackKnowledge, text: str, own: bool) -> Place:
    away = not own and pack.not_at is not None and pack.not_at.search(text) is not None
    cued = not away and pack.cue.search(text) is not None
    speaks = not away and (cued or own or not pack.needs_cue)
    if pack.home:
        return Place(speaks, HOME + (OWN if own else 0.0))
    return Place(speaks, (OWN if own else 0.0) + (CUED if cued else 0.0 if speaks else ELSEWHERE))


def _candidate(one: Rated, known: Known, text: Text, places: dict[str, Place], clear: float) -> Candidate:
    criterion, words = known.entries[one.number].criterion, known.words[one.number]
    because = one.hit.words if one.hit else shared(text.words, words)
    at_home = places.get(known.slugs[one.number], NOWHERE).points > HOME
    enough = sum(map(len, because)) >= (NEAR_AT_HOME if at_home else NEAR_CHARACTERS)
    of_kind = text.general and not criterion.pack.entered_here
    near = one.hit is None and not of_kind and one.cover > 0.0 and enough
    points = round(max(one.points, 0.0), 2)
    if out := spared(text, known.knowledge.spared_of(known.slugs[one.number], criterion.code)):
        return Candidate(criterion, points, because, Verdict.NOT_MAJOR, near, outside(out))
    like = Likeness(clear, sum(map(len, shared(text.live, words))))
    found = verdict(text, criterion, one.hit, one.cover, like)
    return Candidate(
        criterion, points, because, found, near, ask(text, criterion, one.hit) if found == Verdict.PERHAPS else ""
    )


def shared(text: str, theirs: str) -> tuple[str, ...]:
    """The longest runs of two characters and more the text shares with a criterion's words, at most six."""
    found: list[str] = []
    for run in CUT.split(text):
        start = 0
        while start < len(run) - 1:
            end = start + 2
            while end <= len(run) and run[start:end] in theirs:
                end += 1
            if end - 1 - start >= 2:
                found.append(run[start : end - 1])
            start = max(end - 1, start + 1)
    return tuple(sorted(dict.fromkeys(found), key=len, reverse=True)[:6])
