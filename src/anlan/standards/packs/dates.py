"""Dates as documents write them: kept as text, understood where they can be, marked 待核 where they are words."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
MONTH = re.compile(r"(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})(?!\d)")
YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
ON_ISSUE = re.compile(r"(印发|发布|公布|下发)之日")


@dataclass(frozen=True)
class Understood:
    """What a date text says: a day or nothing, and whether the text is a plain date that leaves no question."""

    day: dt.date | None
    plain: bool


NOTHING = Understood(None, plain=False)


def understand(text: str, issued_on: dt.date | None = None) -> Understood:
    """The day a text means.

    Of a month or a year the last day is taken: by then it was so for certain. Of several dates the last counts
    (issued, then revised). Words such as 自印发之日起 mean `issued_on`. A date that is none (2023-13-45) means nothing.
    """
    if DAY.search(text):
        day = last_day_in(text)
        return Understood(day, plain=day is not None and bool(DAY.fullmatch(text.strip().rstrip("日"))))
    if match := MONTH.search(text):
        return Understood(_last_day(int(match[1]), int(match[2])), plain=False)
    if match := YEAR.search(text):
        return Understood(_last_day(int(match[1]), 12), plain=False)
    return Understood(issued_on if ON_ISSUE.search(text) else None, plain=False)


def last_day_in(text: str) -> dt.date | None:
    """The last full date of a text; a year alone (GB 35181-2025) is none."""
    found = DAY.findall(text)
    return _day(*(int(part) for part in found[-1])) if found else None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _last_day(year: int, month: int) -> dt.date | None:
    if not (1900 <= year <= 2100 and 1 <= month <= 12):
        return None
    return dt.date(year, month, calendar.monthrange(year, month)[1])
