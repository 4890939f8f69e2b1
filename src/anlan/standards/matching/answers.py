"""What matching answers: candidates, each with the words that decided, and a verdict in words."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from anlan.standards.models import Criterion


class Verdict(StrEnum):
    """What the facts told make of it; a person decides."""

    MAJOR = "major"
    PERHAPS = "perhaps"
    NOT_MAJOR = "not_major"


WORDS = {
    Verdict.MAJOR: "所写情形符合重大隐患判定条款，请现场核实后由人判定。",
    Verdict.PERHAPS: "可能是重大隐患：关键情况没有写全，或没有可据以判定的条文；拿不准的记“存疑”，提请市级部门认定。",
    Verdict.NOT_MAJOR: "按已载入的判定标准，不是重大隐患。",
}


class Standing(StrEnum):
    """How the criteria loaded stand to a hazard that none of them calls major, the nearest first."""

    SPOKEN = "spoken"
    NEAR = "near"
    GENERAL = "general"
    SILENT = "silent"


STANDINGS = tuple(Standing)
NOT_MAJOR = {
    Standing.NEAR: "有条文说到这类情况，但按所写的事实够不上重大隐患；下面的条文供对照，情况没写全的请补写。",
    Standing.GENERAL: WORDS[Verdict.NOT_MAJOR],
    Standing.SILENT: "已载入的判定标准没有说到这种情况，不作重大隐患；不等于没有危险，拿不准的问主管部门。",
}


@dataclass(frozen=True)
class Candidate:
    """One criterion the words may fall under. `verdict` is what the words make of this criterion alone.

    `near` tells that no line of knowledge spoke, but that the text uses its words: worth a look, nothing more. `ask`
    says of what is "perhaps" what is still to be looked at, or why the criterion cannot decide.
    """

    criterion: Criterion
    score: float
    because: tuple[str, ...]
    verdict: Verdict
    near: bool = False
    ask: str = ""

    @property
    def outside(self) -> bool:
        """Whether the words say themselves that they are outside of it: `ask` tells by which."""
        return self.verdict == Verdict.NOT_MAJOR and bool(self.ask)

    def as_json(self) -> dict[str, Any]:
        """As the command and the API give it."""
        one = self.criterion
        return {
            "pack": one.pack.slug,
            "title": one.pack.title,
            "code": one.code,
            "summary": one.summary,
            "score": self.score,
            "because": list(self.because),
            "verdict": str(self.verdict),
            "near": self.near,
            "ask": self.ask,
            "criterion": str(one.pk),
        }


def _words(verdict: Verdict, standing: Standing) -> str:
    return NOT_MAJOR[standing] if verdict == Verdict.NOT_MAJOR else WORDS[verdict]


@dataclass(frozen=True)
class Part:
    """One hazard of the text. `general` where it is of a kind known to be no major hazard."""

    text: str
    verdict: Verdict
    candidates: tuple[Candidate, ...]
    general: bool = False

    @property
    def standing(self) -> Standing:
        """What the criteria say of it."""
        if self.verdict != Verdict.NOT_MAJOR:
            return Standing.SPOKEN
        if any(one.near for one in self.candidates):
            return Standing.NEAR
        return Standing.GENERAL if self.general else Standing.SILENT

    @property
    def words(self) -> str:
        """The verdict as a sentence."""
        return _words(self.verdict, self.standing)

    def as_json(self) -> dict[str, Any]:
        """As the command and the API give it."""
        return {
            "text": self.text,
            "verdict": str(self.verdict),
            "standing": str(self.standing),
            "candidates": [one.as_json() for one in self.candidates],
        }


@dataclass(frozen=True)
class Answer:
    """The whole text: the gravest verdict of its parts and the likeliest criteria of all of them."""

    verdict: Verdict
    candidates: tuple[Candidate, ...]
    parts: tuple[Part, ...] = field(default=())

    @property
    def standing(self) -> Standing:
        """What the criteria say of the part they say most of."""
        return min((part.standing for part in self.parts), key=STANDINGS.index)

    @property
    def is_near(self) -> bool:
        """Whether no line spoke, but criteria about the very thing are worth a look."""
        return self.standing == Standing.NEAR

    @property
    def words(self) -> str:
        """The verdict as a sentence."""
        return _words(self.verdict, self.standing)

    def as_json(self) -> dict[str, Any]:
        """`parts` stands only where the text holds several hazards."""
        parts = [one.as_json() for one in self.parts] if len(self.parts) > 1 else []
        return {
            "verdict": str(self.verdict),
            "standing": str(self.standing),
            "words": self.words,
            "candidates": [one.as_json() for one in self.candidates],
            "parts": parts,
        }
