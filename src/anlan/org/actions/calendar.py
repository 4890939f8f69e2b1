"""Writes of the work-day calendar: what the district knows better than the calendar shipped with this version."""

import datetime as dt

from django.core.cache import cache

from anlan.core.errors import Invalid
from anlan.core.models import WorkdayOverride
from anlan.core.workdays import OVERRIDES_KEY
from anlan.org.models import User
from anlan.org.rules import require


def set_workday(day: dt.date, *, is_workday: bool, note: str, actor: User | None = None) -> dt.date:
    """Say that a date is a work day or is not; every deadline counted in work days follows at once."""
    require(actor, "org.change_calendar")
    WorkdayOverride.objects.update_or_create(day=day, defaults={"is_workday": is_workday, "note": note})
    cache.delete(OVERRIDES_KEY)
    return day


def forget_workday(day: dt.date, *, actor: User | None = None) -> dt.date:
    """Take an entry back: the shipped calendar counts again."""
    require(actor, "org.change_calendar")
    deleted, _ = WorkdayOverride.objects.filter(day=day).delete()
    if not deleted:
        raise Invalid(f"{day:%Y-%m-%d} 没有本地设定，无需撤销。", code="org.no_override")
    cache.delete(OVERRIDES_KEY)
    return day
