"""Whether the lines of a criterion speak of a text, how strongly, and which words decided."""

from typing import NamedTuple

from anlan.standards.matching.holding import astray, doubted
from anlan.standards.matching.knowledge import Doubts
from anlan.standards.matching.scope import Passage, Told
from anlan.standards.matching.terms import Line

# Points of a score. Measured with `anlan bench match` on the development part of the labelled descriptions.
BY_LINE, PER_TERM, PER_CHARACTER = 10.0, 1.0, 0.06
APART = -2.0  # the words stand in different sentences
UNSURE = -3.0


class Hit(NamedTuple):
    """A line that speaks: how strongly, which words, whether only "perhaps", and the words that make it so."""

    points: float
    words: tuple[str, ...]
    unsure: bool
    doubt: str = ""


def hit_of(lines: tuple[Line, ...], seen: Told, words: str, doubts: Doubts) -> Hit | None:
    """The strongest of the lines that speak; `words` are those of the criterion."""
    best = max((hit for one in lines if (hit := _spoken(one, seen, words, doubts))), default=None)
    if best is None:
        return None
    doubt = doubted(seen.text, best.words, doubts)
    return best._replace(unsure=True, doubt=doubt or best.doubt) if doubt or seen.unsure else best


def _spoken(line: Line, seen: Told, words: str, doubts: Doubts) -> Hit | None:
    for sentence in seen.sentences:
        if hit := _said_in(sentence, line, 0.0, words, doubts):
            return hit
    return _said_in(seen.whole, line, APART, words, doubts) if len(seen.sentences) > 1 else None


def _said_in(passage: Passage, line: Line, base: float, words: str, doubts: Doubts) -> Hit | None:
    if (spoken := passage.match(line)) is None:
        return None
    text, places, sure = spoken
    hit = _points(line, text, places, base)
    other = astray(text, places, words, doubts)
    return hit if sure and not other else hit._replace(points=hit.points + UNSURE, unsure=True, doubt=other)


def _points(line: Line, text: str, places: tuple[tuple[int, int], ...], base: float) -> Hit:
    covered = set().union(*(range(start, end) for start, end in places)) if places else set()
    points = base + BY_LINE + PER_TERM * len(places) + PER_CHARACTER * min(len(covered), 40)
    words = tuple(dict.fromkeys(text[start:end] for start, end in sorted(places) if end > start))
    return Hit(points + (UNSURE if line.unsure else 0.0), words, line.unsure)
