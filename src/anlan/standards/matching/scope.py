"""What of a text is told as seen: not what is in order, looks or papers only, put right, planned, asked or taught."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from anlan.standards.matching.holding import present
from anlan.standards.matching.knowledge import Knowledge, marked
from anlan.standards.matching.terms import Found, Line, Sentence

STOP = re.compile(r"[。;；!！?？\n]+")
CLAUSE = re.compile(r"(?<=[,，。;；!！?？\n])")
AROUND = ",，。;；!！?？\n"
OBJECT = 3  # what is missing follows the word that says so within as many
SUBJECT = 2  # what a clause begins with within so many characters is what it is about


@dataclass(frozen=True)
class Clause:
    """Words between commas: whether they say that all is in order, and where what is no major hazard stands in them."""

    text: str
    fine: bool
    general: Found | None


class Passage:
    """A sentence, or all of them, as lines look at it.

    `live` tells faults; `whole` has the clauses in order as well. What must not stand there may stand in neither.
    """

    def __init__(self, clauses: Iterable[Clause], fault: re.Pattern[str]) -> None:
        clauses = tuple(clauses)
        self.whole, self._whole = Sentence(_joined(clauses)), tuple(_placed(clauses))
        self.live, self._live, self._fault = self.whole, self._whole, fault
        if any(one.fine for one in clauses):
            seen = [one for one in clauses if not one.fine]
            self.live, self._live = Sentence(_joined(seen), self.whole), tuple(_placed(seen))

    def match(self, line: Line) -> tuple[str, tuple[Found, ...], bool] | None:
        """The text a line speaks of, where its terms stand, and whether it is sure."""
        if (places := line.match(self.live)) is not None:
            if (places := present(line, self.live, places)) is None:
                return None
            return (self.live.text, places, True) if not self._is_borrowed(line, places) else None
        if self.live is self.whole or (places := line.match(self.whole)) is None:
            return None
        starts = [self._start_of_fine(place) for place in places]
        if any(start is not None and self._is_denied(place) for place, start in zip(places, starts, strict=True)):
            return None
        seen = sum(start is None for start in starts)
        about = all(start is None or place[0] - start < SUBJECT for place, start in zip(places, starts, strict=True))
        return (self.whole.text, places, seen > 1) if about and seen else None

    def _is_borrowed(self, line: Line, places: tuple[Found, ...]) -> bool:
        """Whether a fault told of a thing that is no major hazard's would be put on another thing."""
        for start, end, clause in self._live:
            here = [place for place in places if start <= place[0] < end]
            if not clause.general or not here:
                continue
            thing = (start + clause.general[0], start + clause.general[1])
            if any(self._wants(one, thing) for one in here) and not any(_overlap(one, thing) for one in places):
                return True
            if len(here) < len(places) and all(self._tells_fault(one) for one in here):
                return line.match(Sentence(clause.text)) is None
        return False

    def _wants(self, place: Found, thing: Found) -> bool:
        """Whether the thing is what the words before it say is missing: 没放灭火器."""
        return 0 <= thing[0] - place[1] < OBJECT and self._tells_fault(place)

    def _tells_fault(self, place: Found) -> bool:
        return self._fault.search(self.live.text[place[0] : place[1]]) is not None

    def _is_denied(self, place: Found) -> bool:
        """Whether the place, in a clause that is in order, is a fault: there it is said that there is none (无裂纹)."""
        return self._fault.search(self.whole.text[place[0] : place[1]]) is not None

    def _start_of_fine(self, place: Found) -> int | None:
        return next((start for start, end, one in self._whole if one.fine and start <= place[0] < end), None)


@dataclass(frozen=True)
class Told:
    """A `text` read so. `unsure`: of looks and papers only, or of what is out of use; `empty`: of nothing seen."""

    text: str
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
    clauses = [_clause(knowledge, one) for one in (phrased if unsure else kept)]
    fault = knowledge.in_order.fault
    passages = tuple(Passage(one, fault) for one in _sentences(clauses))
    return Told(text, passages, Passage(clauses, fault), unsure or _is_idle(knowledge, text), not clauses)


def _clause(knowledge: Knowledge, text: str) -> Clause:
    general = next((found.span() for one in knowledge.general if (found := one.search(text))), None)
    return Clause(text, _is_fine(knowledge, text), general)


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
    return order.fine.search(plainly) is not None and order.fault.search(order.things.sub("", plainly)) is None


def _says(clause: str) -> bool:
    return bool(clause.strip(AROUND))


def _overlap(one: Found, other: Found) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _joined(clauses: Iterable[Clause]) -> str:
    return "".join(one.text for one in clauses)


def _placed(clauses: Iterable[Clause]) -> Iterable[tuple[int, int, Clause]]:
    start = 0
    for one in clauses:
        yield start, start + len(one.text), one
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
