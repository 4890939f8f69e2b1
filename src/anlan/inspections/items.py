"""The questions of a visit with what was answered: counters, gaps, and the next one to ask."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from anlan.inspections.models import Answer, Finding, Visit

OUTSIDE = ""
"""The item of what was seen outside the list."""


@dataclass
class Line:
    """One question as the visit stands: its number on the list, its answer and what was found by it."""

    number: int
    item: dict[str, Any]
    answer: Answer | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What names the item."""
        return str(self.item["criterion"])

    @property
    def is_not_fine(self) -> bool:
        """Answered 否."""
        return self.answer is not None and self.answer.value == Answer.Value.NO

    @property
    def lacks_hazard(self) -> bool:
        """Answered 否 with no hazard on record."""
        return self.is_not_fine and not self.findings

    @property
    def lacks_photo(self) -> bool:
        """Answered 否 and no photo shows it."""
        return self.is_not_fine and not (self.answer and self.answer.photos) and not self._shown

    @property
    def _shown(self) -> bool:
        return any(one.photos for one in self.findings)

    @property
    def may_be_fixed(self) -> bool:
        """Whether it may be put right on the spot: never what a criterion may make major."""
        return not self.item["may_be_major"]

    @property
    def words(self) -> str:
        """The answer as the list words it: 是，不存在."""
        if self.answer is None:
            return ""
        return str(self.item["answers"].get(self.answer.value, self.answer.get_value_display()))


@dataclass(frozen=True)
class Walk:
    """The whole list of a visit with its counters."""

    lines: list[Line]
    outside: list[Finding]

    @property
    def unanswered(self) -> list[Line]:
        """Questions without an answer or a reason."""
        return [line for line in self.lines if line.answer is None]

    @property
    def not_fine(self) -> list[Line]:
        """Questions answered 否."""
        return [line for line in self.lines if line.is_not_fine]

    @property
    def lacking_photo(self) -> list[Line]:
        """Not fine and not photographed."""
        return [line for line in self.lines if line.lacks_photo]

    @property
    def lacking_hazard(self) -> list[Line]:
        """Not fine and not on the ledger."""
        return [line for line in self.lines if line.lacks_hazard]

    @property
    def findings(self) -> list[Finding]:
        """Everything found, in the order of the list, then what was seen outside it."""
        return [one for line in self.lines for one in line.findings] + self.outside

    def line(self, number: int) -> Line | None:
        """The question with this number."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else None

    def by_key(self, key: str) -> Line | None:
        """The question named by this key."""
        return next((line for line in self.lines if line.key == key), None)

    def next_after(self, number: int) -> int | None:
        """The next question without an answer, going on from the top at the end; None when all are answered."""
        open_ones = [line.number for line in self.unanswered]
        return next((one for one in open_ones if one > number), open_ones[0] if open_ones else None)


def walk(visit: Visit) -> Walk:
    """The visit's questions with answers and findings; three queries, whatever their number."""
    answers = {answer.item: answer for answer in visit.answers.all()}
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in visit.findings.select_related("hazard"):
        found[finding.item].append(finding)
    lines = [
        Line(number, item, answers.get(str(item["criterion"])), found.get(str(item["criterion"]), []))
        for number, item in enumerate(visit.items, start=1)
    ]
    return Walk(lines, found.get(OUTSIDE, []))
