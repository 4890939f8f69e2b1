"""Which level holds: a permit's own, raised by holiday, rest day, night, wind, a special case (GB 30871-2022 5.1.1)."""

import datetime as dt
from typing import Any

from django.utils import timezone

from anlan.core import workdays
from anlan.core.templatetags.anlan import day as written
from anlan.permits.special import GB, TABLE, Level

RAISED = ("hot_work",)


def in_force(permit: Any) -> tuple[Level, list[str]]:
    """The level that holds and why it was raised (empty: it was not). The highest has no higher."""
    listed = permit.about.levels
    own = permit.about.level(permit.level)
    reasons = reasons_to_raise(permit)
    if not reasons:
        return own, []
    return listed[max(0, listed.index(own) - 1)], reasons


def reasons_to_raise(permit: Any) -> list[str]:
    """Everything that raises its level, in words; hot work under the standard only."""
    if permit.profile != GB or permit.kind not in RAISED:
        return []
    reasons = [f"{written(day)}是{_named(day)}" for day in days_of(permit) if not workdays.is_workday(day)]
    night = TABLE["raise"]["night"]
    if touches_night(permit.begins_at, permit.ends_at):
        reasons.append(f"含夜间（{night['from']}:00 至次日 {night['to']}:00）")
    if permit.outdoors and (permit.wind or 0) >= TABLE["raise"]["wind"]:
        reasons.append(f"露天、风力 {permit.wind} 级")
    if permit.special_case:
        reasons.append(f"特殊情况：{permit.special_case}")
    return reasons


def _named(day: dt.date) -> str:
    return workdays.holiday_name(day) or "公休日"


def days_of(permit: Any) -> list[dt.date]:
    """The local dates a permit touches; an end at midnight does not touch the next day."""
    first = timezone.localtime(permit.begins_at).date()
    last = timezone.localtime(permit.ends_at - dt.timedelta(microseconds=1)).date()
    return [first + dt.timedelta(days=number) for number in range(min((last - first).days, 40) + 1)]


def touches_night(begins: dt.datetime, ends: dt.datetime) -> bool:
    """Whether any minute between the two lies in the night hours of the table."""
    night = TABLE["raise"]["night"]
    start, end = timezone.localtime(begins), timezone.localtime(ends)
    if start.hour >= night["from"] or start.hour < night["to"]:
        return True
    dusk = start.replace(hour=night["from"], minute=0, second=0, microsecond=0)
    return end > dusk
