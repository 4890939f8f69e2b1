"""Kinds of certificates and their rules, read from data/certificates.yaml."""

import calendar
import datetime as dt
from pathlib import Path
from typing import Any

from anlan.core import tables

RULE: dict[str, Any] = tables.read(Path(__file__).parent.parent / "data/certificates.yaml")
KINDS: dict[str, str] = RULE["kinds"]


def years_after(day: dt.date, years: int) -> dt.date:
    """The same day so many years later; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; the last of the month where there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
