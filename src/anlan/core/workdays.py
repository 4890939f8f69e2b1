"""Work days: the State Council's calendar of holidays and make-up days, and deadlines counted in it.

Periods of up to ten days in administrative law are work days (行政强制法 art. 69, 行政处罚法 art. 85). Where a calendar
is not yet published weekends and the holidays of the law count (全国年节及纪念日放假办法), those of the moon too, and a
district enters what it knows as overrides.
"""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import chinese_calendar
from django.core.cache import cache

from anlan.core import clock, feasts
from anlan.core.models import WorkdayOverride

OVERRIDES_KEY = "core.workdays.overrides"
HOLIDAYS = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}
FIRST_YEAR = min(chinese_calendar.holidays).year
LAST_YEAR = max(chinese_calendar.holidays).year


def overrides() -> dict[dt.date, bool]:
    """The district's own entries, date → is a work day; cached until one changes."""
    known = cache.get(OVERRIDES_KEY)
    if known is None:
        known = dict(WorkdayOverride.objects.values_list("day", "is_workday"))
        cache.set(OVERRIDES_KEY, known, 60)
    return known


def is_published(year: int) -> bool:
    """Whether the State Council's calendar for the year is known to this version."""
    return FIRST_YEAR <= year <= LAST_YEAR


@lru_cache(maxsize=8192)
def _by_calendar(day: dt.date) -> bool:
    if is_published(day.year):
        return chinese_calendar.is_workday(day)
    return day.weekday() < 5 and day not in feasts.holidays(day.year)


def holiday_name(day: dt.date) -> str:
    """The holiday a date belongs to (春节), empty on ordinary days; of a year not published those of the law."""
    if not is_published(day.year):
        return feasts.holidays(day.year).get(day, "")
    name = chinese_calendar.get_holiday_detail(day)[1]
    return HOLIDAYS.get(name or "", "")


def is_workday(day: dt.date) -> bool:
    """Whether offices work on that date."""
    own = overrides().get(day)
    return _by_calendar(day) if own is None else own


def add_workdays(day: dt.date, count: int) -> dt.date:
    """The date `count` work days after `day` (the day itself does not count); negative counts go back."""
    step = dt.timedelta(days=1 if count >= 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_workday(day)
    return day


def workdays_between(start: dt.date, end: dt.date) -> int:
    """Work days after `start` up to and including `end`; negative when `end` lies before."""
    if end < start:
        return -workdays_between(end, start)
    own = overrides().items()
    return _between(start, end) + sum(works - _by_calendar(day) for day, works in own if start < day <= end)


@lru_cache(maxsize=4096)
def _between(start: dt.date, end: dt.date) -> int:
    return sum(_by_calendar(start + dt.timedelta(days=n)) for n in range(1, (end - start).days + 1))


@dataclass(frozen=True)
class Countdown:
    """How far a due date is: words for people, a tone for the page (ok, near, late), signed work days for sorting."""

    words: str
    tone: str
    workdays: int


NEAR_WORKDAYS = 3


def countdown(due_on: dt.date | None, today: dt.date | None = None) -> Countdown | None:
    """The countdown in words such as 还剩 3 个工作日, 今天到期, 逾期 3 个工作日; None where nothing is due."""
    if due_on is None:
        return None
    today = today or clock.today()
    days = workdays_between(today, due_on)
    if due_on == today:
        return Countdown("今天到期", "near", 0)
    if due_on < today:
        return Countdown(f"逾期 {-days} 个工作日" if days else "逾期（非工作日）", "late", days)
    return Countdown(
        f"还剩 {days} 个工作日" if days else "下个工作日前到期",
        "near" if days <= NEAR_WORKDAYS else "ok",
        days,
    )
