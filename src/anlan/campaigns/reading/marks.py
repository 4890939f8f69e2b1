"""Days and spans of time: a day whose year may not be written, a span that may be open at one end."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from anlan.campaigns.reading.flow import Span

LAST = 0
"""Stands for the last day of a month until the year is known."""


@dataclass(frozen=True)
class Mark:
    """One end of a span: a day whose year may not be written."""

    year: int | None
    month: int
    day: int
    whole_month: bool = False

    @property
    def is_possible(self) -> bool:
        """Whether a calendar has such a day (in a leap year, where no year is written)."""
        if not 1 <= self.month <= 12:
            return False
        return self.day == LAST or 1 <= self.day <= calendar.monthrange(self.year or 2024, self.month)[1]

    def on(self, year: int) -> dt.date | None:
        """The date in a year; None where there is none, as 2月30日."""
        try:
            day = calendar.monthrange(year, self.month)[1] if self.day == LAST else self.day
            return dt.date(year, self.month, day)
        except (ValueError, calendar.IllegalMonthError):
            return None

    @property
    def date(self) -> dt.date | None:
        """The date, where the year is known and the day possible."""
        return self.on(self.year) if self.year else None

    def iso(self) -> str | None:
        """ISO; --12-31 without a year, --06 for a whole month without one; None for an impossible day."""
        if self.date:
            return self.date.isoformat()
        if self.year or not self.is_possible:
            return None
        if self.whole_month:
            return f"--{self.month:02d}"
        day = calendar.monthrange(2023, self.month)[1] if self.day == LAST else self.day
        return f"--{self.month:02d}-{day:02d}"


@dataclass(frozen=True)
class When:
    """A span of time as written at `span`; `begins` or `ends` is None where that end is open.

    `from_now` says that it begins with the notice itself (即日起). `is_deadline` says it only bounds the end (…前).
    """

    span: Span
    begins: Mark | None
    ends: Mark | None
    from_now: bool = False
    is_deadline: bool = False
    is_since: bool = False

    @property
    def marks(self) -> list[Mark]:
        """Both ends, as far as written."""
        return [mark for mark in (self.begins, self.ends) if mark]

    def is_year(self, text: str) -> bool:
        """Whether it is a whole year spoken of (2023年度), no time of the year."""
        first, last = self.begins, self.ends
        whole = first and last and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        return bool(whole) and "月" not in text[self.span.start : self.span.end]

    @property
    def is_possible(self) -> bool:
        """Whether both ends are days of a calendar."""
        return all(mark.is_possible for mark in self.marks)
