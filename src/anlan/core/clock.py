"""The clock: the only place that asks what time it is, so that a test or a demo can move it."""

import calendar
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_moved: ContextVar[dt.datetime | None] = ContextVar("anlan_clock", default=None)


def now() -> dt.datetime:
    """The present instant, aware."""
    return _moved.get() or timezone.now()


def today() -> dt.date:
    """The present date in the instance's time zone (Asia/Shanghai)."""
    return timezone.localtime(now()).date()


def local(day: dt.date, hour: int = 9, minute: int = 0) -> dt.datetime:
    """An aware instant on a local date."""
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone.get_default_timezone())


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; the last of a month that has no such day, the last of all after year 9999."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def years_after(day: dt.date, years: int) -> dt.date:
    """The same day so many years later; 29 February becomes the 28th where there is none."""
    return months_after(day, 12 * years)


@contextmanager
def moved_to(instant: dt.datetime | dt.date) -> Iterator[dt.datetime]:
    """Let `now()` stand still at an instant (a date means its 9 o'clock) inside the block."""
    moment = instant if isinstance(instant, dt.datetime) else local(instant)
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    token = _moved.set(moment)
    try:
        yield moment
    finally:
        _moved.reset(token)


def local_date(moment: dt.datetime) -> dt.date:
    """The local date of an instant."""
    return timezone.localtime(moment).date()


def day_words(day: dt.date | None) -> str:
    """A date as documents and sentences write it: 2026年11月3日, no leading zeros; empty for none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def local_words(moment: dt.datetime) -> str:
    """A local instant in words: 2026年11月23日 10:05."""
    local = timezone.localtime(moment)
    return f"{day_words(local.date())} {local:%H:%M}"
