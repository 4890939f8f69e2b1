"""What of a text is told as seen: not what is in order, looks or papers only, put right, planned, asked or taught."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from anlan.standards.matching.knowledge import Knowledge, marked
from anlan.standards.matching.terms import Found, Line, Sentence

STOP = re.compile(r"[。;；!！?？\n]+")
CLAUSE = re.compile(r"(?<=[,，。;；!！?？\n])")
AROUND = ",，。;；!！?？\n"
SUBJECT = 2  # what a clause begins with within so many characters is what it is about


@dataclass(frozen=True)
class Clause:
    """Words between commas; `fine` where they say that all is in order."""

    text: str
    fine: bool


class Passage:
    """A sentence, or all of them, as lines look at it.

    `live` tells faults; `whole` has the clauses in order as well. What must not stand there may stand in neither.
    """

    def __init__(self, clauses: Iterable[Clause]) -> None:
        clauses = tuple(clauses)
        self.whole = Sentence("".join(one.text for one in clauses))
        self._fine = tuple(_spans(clauses))
        live = "".join(one.text for one in clauses if not one.fine)
        self.live = Sentence(live, self.whole) if self._fine else self.whole

    def match(self, line: Line) -> tuple[str, tuple[Found, ...], bool] | None:
        """The text a line speaks of, where its terms stand, and whether it is sure."""
        if (places := line.match(self.live)) is not None:
            return self.live.text, places, True
        if not self._fine or (places := line.match(self.whole)) is None:
            return None
        starts = [self._start_of_fine(place) for place in places]
        seen = sum(start is None for start in starts)
        about = all(start is None or place[0] - start < SUBJECT for place, start in zip(places, starts, strict=True))
        return (self.whole.text, places, seen > 1) if about and seen else None

    def _start_of_fine(self, place: Found) -> int | None:
        return next((start for start, end in self._fine if start <= place[0] < end), None)


@dataclass(frozen=True)
class Told:
    """A text read so. `unsure`: of looks and papers only, or of what is out of use; `empty`: of nothing seen."""

    sentences: tuple[Passage, ...]
    whole: Passage
    unsure: bool
    empty: bool


def told(knowledge: Knowledge, text: str) -> Told:
    """A text as lines look at it."""
    seen = _seen(knowledge, text)
    phrased = [_without(knowledge, one) for one in seen]
    kept = [one for one in phrased if not marked(one, knowledge.minor)]
    unsure = bool(phrased) and not any(_says(one) for one in kept)
    clauses = [Clause(one, _is_fine(knowledge, one)) for one in (phrased if unsure else kept)]
    passages = tuple(Passage(one) for one in _sentences(clauses))
    return Told(passages, Passage(clauses), unsure or _is_idle(knowledge, text), not clauses)


def _seen(knowledge: Knowledge, text: str) -> list[str]:
    """The clauses that tell what is there today."""
    unreal = knowledge.unreal
    still = unreal["still"].search(text)
    if not still and unreal["past"].search(text) and unreal["mended"].search(text):
        return []
    seen, away = [], False
    for clause in CLAUSE.split(text):
        away = away or unreal["onward"].search(clause) is not None
        if not away:
            seen.append(clause)
        away = away and STOP.search(clause) is None
    return [one for one in seen if one]


def _is_idle(knowledge: Knowledge, text: str) -> bool:
    unreal = knowledge.unreal
    return unreal["idle"].search(text) is not None and unreal["still"].search(text) is None


def _without(knowledge: Knowledge, clause: str) -> str:
    for phrase in knowledge.in_order.phrases:
        clause = phrase.sub("", clause)
    return clause


def _is_fine(knowledge: Knowledge, clause: str) -> bool:
    order = knowledge.in_order
    plainly = order.double.sub("正常", clause).strip(AROUND)
    return order.fine.search(plainly) is not None and order.fault.search(plainly) is None


def _says(clause: str) -> bool:
    return bool(clause.strip(AROUND))


def _spans(clauses: tuple[Clause, ...]) -> Iterable[tuple[int, int]]:
    start = 0
    for one in clauses:
        if one.fine:
            yield start, start + len(one.text)
        start += len(one.text)


def _sentences(clauses: list[Clause]) -> Iterable[list[Clause]]:
    current: list[Clause] = []
    for one in clauses:
        current.append(one)
        if STOP.search(one.text):
            yield current
            current = []
    if current:
        yield current
