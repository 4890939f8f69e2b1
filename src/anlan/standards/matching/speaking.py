"""Whether the lines of a criterion speak of a text, how strongly, and which words decided."""

from typing import NamedTuple

from anlan.standards.matching.scope import Passage, Told
from anlan.standards.matching.terms import Line

# Points of a score. Measured with `anlan bench match` on the development part of the labelled descriptions.
BY_LINE, PER_TERM, PER_CHARACTER = 10.0, 1.0, 0.06
APART = -2.0  # the words stand in different sentences
UNSURE = -3.0


class Hit(NamedTuple):
    """A line that speaks: how strongly, which words, and whether only "perhaps"."""

    points: float
    words: tuple[str, ...]
    unsure: bool


def hit_of(lines: tuple[Line, ...], seen: Told) -> Hit | None:
    """The strongest of the lines that speak."""
    best = max((hit for one in lines if (hit := _spoken(one, seen))), default=None)
    return best._replace(unsure=True) if best and seen.unsure else best


def _spoken(line: Line, seen: Told) -> Hit | None:
    for sentence in seen.sentences:
        if hit := _said_in(sentence, line, 0.0):
            return hit
    return _said_in(seen.whole, line, APART) if len(seen.sentences) > 1 else None


def _said_in(passage: Passage, line: Line, base: float) -> Hit | None:
    if (spoken := passage.match(line)) is None:
        return None
    text, places, sure = spoken
    hit = _points(line, text, places, base)
    return hit if sure else hit._replace(points=hit.points + UNSURE, unsure=True)


def _points(line: Line, text: str, places: tuple[tuple[int, int], ...], base: float) -> Hit:
    covered = set().union(*(range(start, end) for start, end in places)) if places else set()
    points = base + BY_LINE + PER_TERM * len(places) + PER_CHARACTER * min(len(covered), 40)
    words = tuple(dict.fromkeys(text[start:end] for start, end in sorted(places) if end > start))
    return Hit(points + (UNSURE if line.unsure else 0.0), words, line.unsure)
