"""How a subject stands with a duty in a period: from the facts found there and today's date, nothing else."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from anlan.campaigns.duties.rhythms import Period


class Standing(StrEnum):
    """Where an instance stands."""

    COMING = "coming"
    DUE = "due"
    DONE = "done"
    LATE = "late"
    MISSED = "missed"

    @property
    def words(self) -> str:
        """As pages say it."""
        return WORDS[self]


WORDS = {
    Standing.COMING: "未开始",
    Standing.DUE: "应在期内完成",
    Standing.DONE: "已完成",
    Standing.LATE: "逾期后完成",
    Standing.MISSED: "逾期未完成",
}


@dataclass(frozen=True)
class Fact:
    """Something that happened and counts: its day, what it was in words, and the page that shows it.

    `answers` is the key of the one happening it counts for; None where it counts for whatever wants it.
    """

    on: dt.date
    words: str
    url: str = ""
    answers: Any = None


@dataclass(frozen=True)
class Instance:
    """One subject in one period of a duty, with the facts that count."""

    subject: Any
    period: Period
    facts: Sequence[Fact]
    standing: Standing

    @property
    def missing(self) -> int:
        """How many times are still wanted."""
        return max(0, self.period.wanted - len(self.facts))


def instances(subject: Any, periods: Iterable[Period], facts: Iterable[Fact], today: dt.date) -> list[Instance]:
    """A subject's instances. A fact counts once, in the first period that it lies in and that still wants it.

    What was done after a period's end counts for it only while it is not done and no later period wants it: who caught
    up is shown as late, not as having missed.
    """
    rest = sorted(facts, key=lambda fact: fact.on)
    known = sorted(periods, key=lambda period: (period.due_on, period.first))
    taken: list[list[Fact]] = []
    for period in known:
        fits = [fact for fact in rest if _answers(fact, period)]
        inside = [fact for fact in fits if period.first <= fact.on <= period.due_on][: period.wanted]
        rest = [fact for fact in rest if fact not in inside]
        taken.append(inside)
    for place, period in enumerate(known):
        late = [fact for fact in rest if fact.on > period.due_on and _answers(fact, period)]
        after = late[: period.wanted - len(taken[place])]
        rest = [fact for fact in rest if fact not in after]
        taken[place] += after
    return [Instance(subject, one, found, _stand(one, found, today)) for one, found in zip(known, taken, strict=True)]


def _answers(fact: Fact, period: Period) -> bool:
    return fact.answers is None or (period.called_by is not None and fact.answers == period.called_by.key)


def _stand(period: Period, facts: Sequence[Fact], today: dt.date) -> Standing:
    if len(facts) >= period.wanted:
        in_time = sum(fact.on <= period.due_on for fact in facts) >= period.wanted
        return Standing.DONE if in_time else Standing.LATE
    if today > period.due_on:
        return Standing.MISSED
    return Standing.COMING if today < period.first else Standing.DUE
