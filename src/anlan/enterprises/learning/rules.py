"""How often drills are due, how many hours are due, who keeps the records."""

import datetime as dt

from anlan.enterprises.models import Enterprise, Person
from anlan.enterprises.rules import can_change
from anlan.org.models import User

HALF_YEARLY = ("high_risk", "crowded", "labour_intensive")
"""Flags that ask for a drill every half year (应急预案管理办法 art. 33; 劳动密集 by the campaign's notice)."""


def may_keep(user: User, enterprise: Enterprise) -> str:
    """Empty for yes, else the reason."""
    return "" if can_change(user, enterprise) else "由本单位负责人、安全管理员登记。"


def is_half_yearly(enterprise: Enterprise) -> bool:
    """Whether a drill is due every half year; else every year."""
    return any(getattr(enterprise, flag) for flag in HALF_YEARLY)


def last_period(half_yearly: bool, day: dt.date) -> tuple[dt.date, dt.date]:
    """The half year or year that ended last before a day."""
    if not half_yearly:
        return dt.date(day.year - 1, 1, 1), dt.date(day.year - 1, 12, 31)
    if day.month > 6:
        return dt.date(day.year, 1, 1), dt.date(day.year, 6, 30)
    return dt.date(day.year - 1, 7, 1), dt.date(day.year - 1, 12, 31)


def hours_due(enterprise: Enterprise, person: Person, year: int) -> int:
    """Hours of training due from a person in a year; 0 where no number is set.

    Principals and safety officers: 32 at first and 12 a year, high-risk 48 and 16 (安监总局3号令 art. 9); workers: 24
    in the year they come, high-risk 72 and 20 a year after (art. 13).
    """
    is_new, risky = person.since.year == year, enterprise.high_risk
    if person.post == Person.Post.EMPLOYEE:
        return (72 if risky else 24) if is_new else (20 if risky else 0)
    if person.post == Person.Post.DEPUTY:
        return 0
    return (48 if risky else 32) if is_new else (16 if risky else 12)
