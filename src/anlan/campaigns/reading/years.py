"""Which year a date without one belongs to: told only where the text leaves no doubt, else left open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from anlan.campaigns.reading.marks import LAST, Mark

BEFORE_WEIGHS = 3
FORESEEABLE = 183
TOLERATED = 45
LONGEST = 270


@dataclass(frozen=True)
class Years:
    """What a notice's other dates say about years: its own date, its time, and whether its years can be trusted."""

    issued_on: dt.date | None = None
    starts: dt.date | None = None
    ends: dt.date | None = None
    title_year: int | None = None
    are_sound: bool = True

    def settle(self, mark: Mark | None) -> Mark | None:
        """The mark with its year, where only one year is possible: inside the campaign, or near the notice's date."""
        if mark is None or mark.year or not mark.is_possible:
            return mark
        if self.starts and self.ends:
            inside = [year for year in range(self.starts.year, self.ends.year + 1) if self._holds(mark, year)]
            if len(inside) > 1 and self.issued_on and (year := nearest(mark, self.issued_on)) in inside:
                # A campaign of several years: the first such day, if it is near.
                day = mark.on(year) if year else None
                return replace(mark, year=year) if day and (day - self.issued_on).days <= FORESEEABLE else mark
            if inside:
                return replace(mark, year=inside[0]) if len(inside) == 1 else mark
        anchor = self.issued_on or self.starts
        if anchor is None:
            return replace(mark, year=self.title_year) if self.title_year else mark
        year = nearest(mark, anchor)
        day = mark.on(year) if year else None
        if day and day < anchor and (titled := self._in_title_year(mark, anchor)).year:
            return titled  # 2026年工作要点 of January: 12月20日前 is not the December before
        if day is None or not -TOLERATED <= (day - anchor).days <= FORESEEABLE:
            return self._in_title_year(mark, anchor)
        return replace(mark, year=year)

    def _in_title_year(self, mark: Mark, anchor: dt.date) -> Mark:
        """A plan for a year (2026年重点工作安排) means that year, where the day is still to come."""
        day = mark.on(self.title_year) if self.title_year else None
        is_far = day and self.ends and (day - self.ends).days > FORESEEABLE
        return replace(mark, year=self.title_year) if day and day >= anchor and not is_far else mark

    def _holds(self, mark: Mark, year: int) -> bool:
        day = mark.on(year)
        assert self.starts is not None
        assert self.ends is not None
        first = min(self.starts - dt.timedelta(days=7), self.issued_on or self.starts)  # to be done before it begins
        return day is not None and first <= day <= self.ends + dt.timedelta(days=TOLERATED)


def nearest(mark: Mark, anchor: dt.date) -> int | None:
    """The year that puts a date next to another, looking ahead rather than back; None for 2月30日."""
    days = [(year, mark.on(year)) for year in (anchor.year - 1, anchor.year, anchor.year + 1)]
    known = [(year, (day - anchor).days) for year, day in days if day]
    if not known:
        return None
    return min(known, key=lambda pair: pair[1] if pair[1] >= 0 else -pair[1] * BEFORE_WEIGHS)[0]


def chain(
    pairs: list[tuple[Mark | None, Mark | None]], issued_on: dt.date | None, title_year: int | None
) -> list[tuple[Mark | None, Mark | None]]:
    """The ends of successive stages with their years, each next to the one before; open where years contradict."""
    if _contradict(pairs, issued_on):
        return pairs
    anchor = issued_on
    settled = []
    for begins, ends in pairs:
        begins = _near(begins, anchor, title_year)
        began = begins.date if begins else None
        ends = _after(ends, began) if began and not title_year else _near(ends, anchor, title_year)
        anchor = (begins and begins.date) or (ends and ends.date) or anchor
        settled.append((begins, ends))
    return settled


def _near(mark: Mark | None, anchor: dt.date | None, title_year: int | None) -> Mark | None:
    if mark is None or mark.year:
        return mark
    if title_year:
        return replace(mark, year=title_year)
    year = nearest(mark, anchor) if anchor else None
    return replace(mark, year=year) if year else mark


def _after(mark: Mark | None, began: dt.date) -> Mark | None:
    """The first such day from a beginning on: 即日起至12月31日 ends this year, 12月20日至1月10日 in the next.

    Where that would be nearly a year later (4月30日至3月21日) somebody erred, and both ends keep one year.
    """
    if mark is None or mark.year:
        return mark
    same, following = mark.on(began.year), mark.on(began.year + 1)
    turned = same is not None and same < began and following is not None and (following - began).days <= LONGEST
    return replace(mark, year=began.year + turned)


def _contradict(pairs: list[tuple[Mark | None, Mark | None]], issued_on: dt.date | None) -> bool:
    """Whether a written year lies before the notice: then no other year can be concluded from it."""
    written = [mark.date for pair in pairs for mark in pair if mark and mark.date]
    return bool(issued_on) and any(day < issued_on - dt.timedelta(days=TOLERATED) for day in written)  # type: ignore[operator]  # asked for before


def last_day(mark: Mark) -> Mark:
    """The same with its day written out, where the year is known."""
    return replace(mark, day=mark.date.day) if mark.day == LAST and mark.date else mark
