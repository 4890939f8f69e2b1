"""How often drills are due, how many hours are due, who keeps the records."""

import datetime as dt
from dataclasses import dataclass

from anlan.enterprises.models import Enterprise, Person
from anlan.enterprises.rules import can_change
from anlan.org.models import User

ARTICLE = "生产安全事故应急预案管理办法 第三十三条"


@dataclass(frozen=True)
class Rhythm:
    """How often a kind of drill is due: so many months make a period; `kinds` that count, all where it is empty."""

    name: str
    label: str
    months: int
    kinds: tuple[str, ...] = ()

    def period(self, day: dt.date) -> tuple[dt.date, dt.date]:
        """The half year or year a day lies in."""
        if self.months == 12:
            return dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)
        first = dt.date(day.year, 1 if day.month < 7 else 7, 1)
        return first, dt.date(day.year, 6, 30) if day.month < 7 else dt.date(day.year, 12, 31)

    def last_period(self, day: dt.date) -> tuple[dt.date, dt.date]:
        """The one that ended last before it."""
        return self.period(self.period(day)[0] - dt.timedelta(days=1))


EACH = Rhythm("each", "应急演练，每半年至少一次", 6)
YEARLY = Rhythm("yearly", "综合或专项演练，每年至少一次", 12, ("comprehensive", "special", "evacuation"))
ON_SITE = Rhythm("on_site", "现场处置演练，每半年至少一次", 6, ("on_site",))
HALF_YEARLY = ("high_risk", "crowded", "labour_intensive")
"""Flags that ask for a drill every half year (应急预案管理办法 art. 33; 劳动密集 by the campaign's notice)."""


def may_keep(user: User, enterprise: Enterprise) -> str:
    """Empty for yes, else the reason."""
    return "" if can_change(user, enterprise) else "由本单位负责人、安全管理员登记。"


def is_half_yearly(enterprise: Enterprise) -> bool:
    """Whether a drill is due every half year; else every year."""
    return any(getattr(enterprise, flag) for flag in HALF_YEARLY)


def rhythms(enterprise: Enterprise) -> tuple[Rhythm, ...]:
    """What is due of it: on site each half year of all; anything each half year of the named ones, else yearly."""
    return (EACH if is_half_yearly(enterprise) else YEARLY), ON_SITE


def must_report(enterprise: Enterprise) -> bool:
    """Whether its drills are reported to the county's department (art. 33 para 2)."""
    return enterprise.high_risk or enterprise.crowded


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
