"""How well descriptions are matched: labelled descriptions compared with what the matcher answers."""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from anlan.standards.matching.answers import Answer, Candidate, Verdict
from anlan.standards.matching.asking import match
from anlan.standards.matching.knowledge import knowledge
from anlan.standards.models import CriteriaPack, Criterion

NOT_MAJOR = "-"
Ask = Callable[..., Answer]


@dataclass(frozen=True)
class Labelled:
    """A description with the criterion it falls under; `slug` and `code` are empty where it is not major.

    `also` are further criteria (slug, code) that an official could cite as rightly for the same fact.
    """

    industry: str
    slug: str
    code: str
    text: str
    also: tuple[tuple[str, str], ...] = ()


@dataclass
class Score:
    """Counts of one file, asked with or without the industry; `wrong` names what went wrong, for the reader.

    `worded` are the cited criteria of packs that hold a text, not topics only: what likeness of wording can find.
    """

    name: str
    with_industry: bool
    cited: int = 0
    first: int = 0
    in_three: int = 0
    worded: int = 0
    worded_first: int = 0
    worded_in_three: int = 0
    called_major: int = 0
    called_perhaps: int = 0
    not_major: int = 0
    falsely_major: int = 0
    falsely_perhaps: int = 0
    wrong: list[str] = field(default_factory=list, repr=False)

    def as_json(self) -> dict[str, Any]:
        """Counts and rates; precision and recall are of the verdict "major"."""
        counts = {key: value for key, value in asdict(self).items() if key != "wrong"}
        rates = {
            "first_rate": _rate(self.first, self.cited),
            "in_three_rate": _rate(self.in_three, self.cited),
            "worded_first_rate": _rate(self.worded_first, self.worded),
            "worded_in_three_rate": _rate(self.worded_in_three, self.worded),
            "recall": _rate(self.called_major, self.cited),
            "recall_with_perhaps": _rate(self.called_major + self.called_perhaps, self.cited),
            "precision": _rate(self.called_major, self.called_major + self.falsely_major),
            "false_major_rate": _rate(self.falsely_major, self.not_major),
        }
        return counts | rates


def _rate(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def labelled(path: Path) -> list[Labelled]:
    """The lines `industry | pack:code | words` of a file, # for remarks.

    The label is `-` for what is not major, `pack:code; pack:code` where either clause is rightly cited.
    """
    rows = []
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            industry, label, text = (part.strip() for part in line.split(" | ", 2))
            cited = [(slug.strip(), code) for slug, _, code in (one.partition(":") for one in label.split(";"))]
            (slug, code), *also = cited
            rows.append(Labelled(industry, "" if label == NOT_MAJOR else slug, code, text, tuple(also)))
    return rows


def scores(folder: Path, ask: Ask = match) -> list[Score]:
    """Every .txt of a folder, without and with the industry."""
    return [score(path, one, ask) for path in sorted(folder.glob("*.txt")) for one in (False, True)]


def score(path: Path, with_industry: bool, ask: Ask = match) -> Score:
    """One file, one way; `ask` answers like `match`."""
    result = Score(path.stem, with_industry)
    topics = set(CriteriaPack.objects.filter(topics_only=True).values_list("slug", flat=True))
    for one in labelled(path):
        answer = ask(one.text, industry=one.industry if with_industry else "", top=3)
        if one.slug:
            _cited(result, one, answer, one.slug not in topics)
        else:
            _uncited(result, one, answer)
    return result


def _cited(result: Score, one: Labelled, answer: Answer, worded: bool) -> None:
    right = [_meant(candidate, one) for candidate in answer.candidates]
    result.cited += 1
    result.first += any(right[:1])
    result.in_three += any(right)
    result.worded += worded
    result.worded_first += worded and any(right[:1])
    result.worded_in_three += worded and any(right)
    result.called_major += answer.verdict == Verdict.MAJOR
    result.called_perhaps += answer.verdict == Verdict.PERHAPS
    if not any(right[:1]) or answer.verdict == Verdict.NOT_MAJOR:
        result.wrong.append(_told(one, answer))


def _uncited(result: Score, one: Labelled, answer: Answer) -> None:
    result.not_major += 1
    result.falsely_major += answer.verdict == Verdict.MAJOR
    result.falsely_perhaps += answer.verdict == Verdict.PERHAPS
    if answer.verdict != Verdict.NOT_MAJOR:
        result.wrong.append(_told(one, answer))


def _told(one: Labelled, answer: Answer) -> str:
    first = answer.candidates[0].criterion if answer.candidates else None
    found = f"{first.pack.slug}:{first.code}" if first else "nothing"
    return f"{one.text} — {one.slug or NOT_MAJOR}:{one.code}, found {answer.verdict} {found}"


def _meant(candidate: Candidate, one: Labelled) -> bool:
    """Whether the candidate is one of those labelled, in their packs or in one worded by the same lines."""
    return any(_is(candidate.criterion, slug, code) for slug, code in ((one.slug, one.code), *one.also))


def _is(criterion: Criterion, slug: str, code: str) -> bool:
    if criterion.pack.slug == slug:
        return covers(code, criterion.code)
    theirs = set(knowledge().lines_of(slug, code))
    return bool(theirs & set(knowledge().lines_of(criterion.pack.slug, criterion.code)))


def covers(cited: str, code: str) -> bool:
    """Whether a citation names a code: 第五条第二项 and 第五条（二） are 第五条(二), and 第三条 is any of its items."""
    wanted, have = _parts(cited), _parts(code)
    return have[: len(wanted)] == wanted


ITEM = re.compile(r"第?[(（]?([一二三四五六七八九十百]+|\d+)[)）]?项")


def _parts(code: str) -> list[str]:
    words = ITEM.sub(r"(\1)", re.sub(r"\s+", "", code)).replace("（", "(").replace("）", ")").replace("第(", "(")
    return re.findall(r"第[^条章]+[条章]|\([^)]+\)|[^()第]+", words)
