"""What the words make of one criterion: major, perhaps with what is still to be looked at, or not."""

import re
from dataclasses import dataclass

from anlan.standards.matching.answers import Verdict
from anlan.standards.matching.scope import Told
from anlan.standards.matching.speaking import Hit
from anlan.standards.matching.terms import Line, Sentence
from anlan.standards.models import Criterion

# How much of the text a criterion without a line must word itself to be "perhaps"; likeness alone never makes it major.
ALIKE = 0.62
SHORTEST_ALIKE = 12
# The likeliest is "perhaps" as well where much of what is told as seen is in its words, it stands clear of the next,
# and a fault is told. Measured on the sets from the twenty-seventh to the thirty-first (docs/matching.md).
LEAST_SHARED, MOST_SHARED, MOST_CLEAR, PER_CLEAR, FAULT, GENERAL, LIKELY = 4, 14, 15.0, 0.5, 2.0, -4.0, 15.0
LOOKS = "所写的像是外观、资料上的毛病，或是已经停用的设备：现场看清它本身好不好、还用不用。"


@dataclass(frozen=True)
class Text:
    """A text as it was read; `general` where it is of a kind known to be no major hazard, as long as no line speaks."""

    sentence: Sentence
    seen: Told
    fault: re.Pattern[str]
    general: bool

    @property
    def words(self) -> str:
        """The whole of it."""
        return self.sentence.text

    @property
    def live(self) -> str:
        """What is told as seen and not as in order."""
        return self.seen.whole.live.text


@dataclass(frozen=True)
class Likeness:
    """How like a criterion is where no line speaks: points before the next, characters shared with what was seen."""

    clear: float
    shared: int


def verdict(text: Text, criterion: Criterion, hit: Hit | None, cover: float, like: Likeness) -> Verdict:
    """What the words make of a criterion. Where nothing is told as seen it is none; nor are key checks entered here."""
    if text.seen.empty:
        return Verdict.NOT_MAJOR
    if criterion.pack.entered_here:
        return Verdict.NOT_MAJOR
    if hit is None:
        return Verdict.PERHAPS if _is_alike(text, cover) or _is_likely(text, like) else Verdict.NOT_MAJOR
    decides = criterion.may_be_major and not criterion.pack.topics_only
    return Verdict.MAJOR if decides and not hit.unsure else Verdict.PERHAPS


def spared(text: Text, lines: tuple[Line, ...]) -> str:
    """By which words a text is outside of a criterion; empty where it is not."""
    for line in lines:
        if (places := line.match(text.sentence)) is not None:
            return "、".join(dict.fromkeys(text.words[start:end] for start, end in sorted(places))) or "所写情形"
    return ""


def outside(words: str) -> str:
    """Why a criterion that speaks of such things makes nothing of a text."""
    return f"写到“{words}”：不在本条所说的情形之内。"


def ask(text: Text, criterion: Criterion, hit: Hit | None) -> str:
    """What keeps a criterion that may be major from being so: what to look at, or that it cannot decide."""
    if criterion.why_not_major:
        return f"本条{criterion.why_not_major}，不能据以判定。"
    if hit and hit.doubt:
        return f"写到“{hit.doubt}”：现场看清是不是本条所说的东西，现在还有没有、到什么程度。"
    return LOOKS if text.seen.unsure else f"还要核实：{criterion.how_to_check or criterion.summary}"


def _is_alike(text: Text, cover: float) -> bool:
    told = text.seen.whole.live is text.seen.whole.whole  # nothing of what is alike is said to be in order
    return told and not text.general and len(text.words) >= SHORTEST_ALIKE and cover >= ALIKE


def _is_likely(text: Text, like: Likeness) -> bool:
    if text.seen.unsure or like.shared < LEAST_SHARED or not like.clear:
        return False
    told = FAULT if text.fault.search(text.live) else 0.0
    points = min(like.shared, MOST_SHARED) + PER_CLEAR * min(like.clear, MOST_CLEAR) + told
    return points + (GENERAL if text.general else 0.0) >= LIKELY
