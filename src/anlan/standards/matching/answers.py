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
UNSPOKEN = "按所写的情况，没有对上重大隐患条款；意思最近的条文供对照，情况没写全的请补写。"


@dataclass(frozen=True)
class Candidate:
    """One criterion the words may fall under. `verdict` is what the words make of this criterion alone.

    `near` tells that no line of knowledge spoke, but that it is about the very thing: worth a look, nothing more.
    """

    criterion: Criterion
    score: float
    because: tuple[str, ...]
    verdict: Verdict
    near: bool = False

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
            "criterion": str(one.pk),
        }


def _is_near(verdict: Verdict, candidates: tuple[Candidate, ...]) -> bool:
    return verdict == Verdict.NOT_MAJOR and any(one.near for one in candidates)


def _words(verdict: Verdict, candidates: tuple[Candidate, ...]) -> str:
    return UNSPOKEN if _is_near(verdict, candidates) else WORDS[verdict]


@dataclass(frozen=True)
class Part:
    """One hazard of the text."""

    text: str
    verdict: Verdict
    candidates: tuple[Candidate, ...]

    @property
    def words(self) -> str:
        """The verdict as a sentence."""
        return _words(self.verdict, self.candidates)

    def as_json(self) -> dict[str, Any]:
        """As the command and the API give it."""
        return {
            "text": self.text,
            "verdict": str(self.verdict),
            "candidates": [one.as_json() for one in self.candidates],
        }


@dataclass(frozen=True)
class Answer:
    """The whole text: the gravest verdict of its parts and the likeliest criteria of all of them."""

    verdict: Verdict
    candidates: tuple[Candidate, ...]
    parts: tuple[Part, ...] = field(default=())

    @property
    def is_near(self) -> bool:
        """Whether no line spoke, but criteria about the very thing are worth a look."""
        return _is_near(self.verdict, self.candidates)

    @property
    def words(self) -> str:
        """The verdict as a sentence."""
        return _words(self.verdict, self.candidates)

    def as_json(self) -> dict[str, Any]:
        """`parts` stands only where the text holds several hazards."""
        parts = [one.as_json() for one in self.parts] if len(self.parts) > 1 else []
        return {
            "verdict": str(self.verdict),
            "words": self.words,
            "candidates": [one.as_json() for one in self.candidates],
            "parts": parts,
        }
