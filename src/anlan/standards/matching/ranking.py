"""Rating criteria by a hazard's words: the lines of field knowledge first, likeness of wording after them."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from anlan.standards.matching.answers import Candidate, Verdict
from anlan.standards.matching.grams import CUT, Index
from anlan.standards.matching.knowledge import Knowledge, PackKnowledge
from anlan.standards.matching.terms import Line, Sentence
from anlan.standards.models import Criterion

STOP = re.compile(r"[。;；!！?？\n]+")
CLAUSE = re.compile(r"(?<=[,，。;；!！?？\n])")
# Points of a score. Measured with `anlan bench match` on the development part of the labelled descriptions.
BY_LINE, PER_TERM, PER_CHARACTER = 10.0, 1.0, 0.06
APART = -2.0  # the words stand in different sentences
UNSURE = -3.0
CUED, ELSEWHERE, OWN = 3.0, -3.0, 3.0
LIKENESS = 40.0
HOME = 1.0
# How much of the text a criterion without a line must word itself to be "perhaps"; likeness alone never makes it major.
ALIKE = 0.62
SHORTEST_ALIKE = 12
# Characters of the words a text shares with a criterion about the same thing: fewer where its field is told too.
NEAR_CHARACTERS, NEAR_AT_HOME = 4, 3


class Hit(NamedTuple):
    """A line that speaks: how strongly, which words, and whether only "perhaps"."""

    points: float
    words: tuple[str, ...]
    unsure: bool


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


def rank(text: str, known: Known, reach: Reach, top: int) -> list[Candidate]:
    """The likeliest criteria of one hazard, best first."""
    told = _without(known.knowledge, text)
    sentences, whole = [Sentence(part) for part in STOP.split(told or text) if part], Sentence(told or text)
    worded = _worded(text, known)
    best = max((score for score, _ in worded.values()), default=1.0)
    places = {slug: _place(pack, text, slug in reach.own) for slug, pack in known.knowledge.packs.items()}
    rated = []
    for number, (entry, slug) in enumerate(zip(known.entries, known.slugs, strict=True)):
        if reach.allowed is not None and entry.criterion.pk not in reach.allowed:
            continue
        place = places.get(slug, NOWHERE)
        hit = _hit(entry.lines, sentences, whole) if place.speaks and entry.lines else None
        score, cover = worded.get(number, (0.0, 0.0))
        if hit or score:
            points = LIKENESS * score / best + place.points + (hit.points if hit else 0.0)
            rated.append((points, number, hit, cover))
    rated.sort(key=lambda one: (-one[0], one[1]))
    general = is_general(text, known.knowledge)
    return [
        _candidate(text, known, number, points, _lessened(hit, told), 0.0 if general else cover, places)
        for points, number, hit, cover in rated[:top]
    ]


def _worded(text: str, known: Known) -> dict[int, tuple[float, float]]:
    """How much a text is worded like each criterion and the pack around it; what share of it the criterion covers."""
    whose = known.packs.rate(text)
    rated = known.index.rate(text).items()
    return {number: (score + whose.get(known.slugs[number], 0.0), cover) for number, (score, cover) in rated}


def is_general(text: str, knowledge: Knowledge) -> bool:
    """Whether it is of a kind known to be no major hazard, as long as no line of a criterion speaks."""
    return _marked(text, knowledge.general)


def _without(knowledge: Knowledge, text: str) -> str:
    """The text without what it says is in order, and the clauses that find fault with looks or papers only."""
    for fine in knowledge.in_order:
        text = fine.sub("", text)
    if not _marked(text, knowledge.minor):
        return text
    return "".join(clause for clause in CLAUSE.split(text) if not _marked(clause, knowledge.minor))


def _lessened(hit: Hit | None, told: str) -> Hit | None:
    return hit if hit is None or told else hit._replace(unsure=True)


def _place(pack: PackKnowledge, text: str, own: bool) -> Place:
    away = not own and pack.not_at is not None and pack.not_at.search(text) is not None
    cued = not away and pack.cue.search(text) is not None
    speaks = not away and (cued or own or not pack.needs_cue)
    if pack.home:
        return Place(speaks, HOME + (OWN if own else 0.0))
    return Place(speaks, (OWN if own else 0.0) + (CUED if cued else 0.0 if speaks else ELSEWHERE))


def _hit(lines: tuple[Line, ...], sentences: list[Sentence], whole: Sentence) -> Hit | None:
    return max((hit for one in lines if (hit := _spoken(one, sentences, whole))), default=None)


def _marked(text: str, patterns: tuple[re.Pattern[str], ...]) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def _spoken(line: Line, sentences: list[Sentence], whole: Sentence) -> Hit | None:
    for sentence in sentences:
        if (places := line.match(sentence)) is not None:
            return _points(line, sentence.text, places, 0.0)
    if len(sentences) > 1 and (places := line.match(whole)) is not None:
        return _points(line, whole.text, places, APART)
    return None


def _points(line: Line, text: str, places: tuple[tuple[int, int], ...], base: float) -> Hit:
    covered = set().union(*(range(start, end) for start, end in places)) if places else set()
    points = base + BY_LINE + PER_TERM * len(places) + PER_CHARACTER * min(len(covered), 40)
    words = tuple(dict.fromkeys(text[start:end] for start, end in sorted(places) if end > start))
    return Hit(points + (UNSURE if line.unsure else 0.0), words, line.unsure)


def _candidate(
    text: str, known: Known, number: int, points: float, hit: Hit | None, cover: float, places: dict[str, Place]
) -> Candidate:
    criterion = known.entries[number].criterion
    because = hit.words if hit else shared(text, known.words[number])
    told = places.get(known.slugs[number], NOWHERE).points > HOME
    near = hit is None and cover > 0.0 and sum(map(len, because)) >= (NEAR_AT_HOME if told else NEAR_CHARACTERS)
    return Candidate(criterion, round(max(points, 0.0), 2), because, _verdict(text, criterion, hit, cover), near)


def _verdict(text: str, criterion: Criterion, hit: Hit | None, cover: float) -> Verdict:
    verdict = Verdict.NOT_MAJOR
    if hit is not None:
        verdict = Verdict.PERHAPS if hit.unsure else Verdict.MAJOR
    elif len(text) >= SHORTEST_ALIKE and cover >= ALIKE:
        verdict = Verdict.PERHAPS
    decides = criterion.may_be_major and not criterion.pack.topics_only
    return Verdict.PERHAPS if verdict == Verdict.MAJOR and not decides else verdict


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
