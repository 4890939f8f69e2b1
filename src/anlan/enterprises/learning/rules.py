"""How often drills are due, how many hours are due, who keeps the records."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from anlan.enterprises.models import Enterprise, Person
from anlan.enterprises.rules import can_change
from anlan.org.models import User

ARTICLE = "生产安全事故应急预案管理办法 第三十三条"
FIRE_LAW = "消防安全管理规定（公安部令第61号）"


@dataclass(frozen=True)
class Rhythm:
    """How often a kind of drill is due: so many months make a period; `kinds` that count, all where it is empty."""

    name: str
    label: str
    months: int
    kinds: tuple[str, ...] = ()
    clause: str = ARTICLE

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
FIRE_DRILL = Rhythm("fire_drill", "灭火和应急疏散演练，每半年至少一次", 6, (*YEARLY.kinds,), f"{FIRE_LAW}第四十条")
PUBLIC_TRAINING = Rhythm("fire", "全员消防安全培训，每半年至少一次", 6, ("fire",), f"{FIRE_LAW}第三十六条")
KEY_TRAINING = Rhythm("fire", "全员消防安全培训，每年至少一次", 12, ("fire",), f"{FIRE_LAW}第三十六条")
HALF_YEARLY = ("high_risk", "crowded", "labour_intensive")
"""Flags that ask for a drill every half year (应急预案管理办法 art. 33; 劳动密集 by the campaign's notice)."""


def may_keep(user: User, enterprise: Enterprise) -> str:
    """Empty for yes, else the reason."""
    return "" if can_change(user, enterprise) else "由本单位负责人、安全管理员登记。"


def is_half_yearly(enterprise: Enterprise) -> bool:
    """Whether a drill is due every half year; else every year."""
    return any(getattr(enterprise, flag) for flag in HALF_YEARLY)


def rhythms(enterprise: Enterprise) -> tuple[Rhythm, ...]:
    """What is due of it: on site each half year of all; anything each half year of the named ones, else yearly.

    A key fire unit practises putting out and getting out each half year, which is anything enough too.
    """
    if enterprise.fire_key:
        return FIRE_DRILL, ON_SITE
    return (EACH if is_half_yearly(enterprise) else YEARLY), ON_SITE


def gathers_the_public(enterprise: Enterprise) -> bool:
    """Whether strangers crowd there (公众聚集场所: inns, restaurants, shops, markets, amusement)."""
    kinds = Enterprise.Kind
    works = (enterprise.main_industry_id or "").startswith("gongmao")
    return enterprise.crowded and (enterprise.kind == kinds.SHOP or (enterprise.kind == kinds.ENTERPRISE and not works))


def fire_training(enterprise: Enterprise) -> Rhythm | None:
    """How often all its people are taught about fire: half-yearly where the public gathers, yearly at key units."""
    if gathers_the_public(enterprise):
        return PUBLIC_TRAINING
    return KEY_TRAINING if enterprise.fire_key else None


def round_hours(enterprise: Enterprise) -> int | None:
    """At least every so many hours somebody goes round looking for fire; None where no law asks for it.

    公安部令第61号 art. 25: where the public gathers every two hours while open, at key fire units each day.
    """
    if gathers_the_public(enterprise):
        return 2
    return 24 if enterprise.fire_key else None


def asked_for_rounds() -> Q:
    """Those `round_hours` asks anything of."""
    kinds, works = Enterprise.Kind, Q(main_industry__code__startswith="gongmao")
    public = Q(kind=kinds.SHOP) | (Q(kind=kinds.ENTERPRISE) & (~works | Q(main_industry=None)))
    return Q(fire_key=True) | (Q(crowded=True) & public)


def patrols(enterprise: Enterprise) -> list[str]:
    """How often one goes round looking for fire, and checks (公安部令第61号 arts. 25, 26)."""
    found = ["每日防火巡查（第二十五条）"] if enterprise.fire_key else []
    found += ["营业期间至少每两小时巡查一次（第二十五条）"] if gathers_the_public(enterprise) else []
    return [*found, "每月至少一次防火检查（第二十六条）"]


def must_report(enterprise: Enterprise) -> bool:
    """Whether its drills are reported to the county's department (art. 33 para 2)."""
    return enterprise.high_risk or enterprise.crowded


def first_hours(enterprise: Enterprise, person: Person) -> int:
    """Hours a principal or safety officer is taught within six months of taking the post (3号令 art. 9); else 0."""
    if person.post not in (Person.Post.PRINCIPAL, Person.Post.SAFETY_OFFICER):
        return 0
    return 48 if enterprise.high_risk else 32


def hours_due(enterprise: Enterprise, person: Person, year: int) -> int:
    """Hours of training due from a person in a year; 0 where no number is set.

    Principals and safety officers: 32 at first and 12 a year, high-risk 48 and 16 (安监总局3号令 art. 9); workers: 24
    in the year they come, high-risk 72 and 20 a year after (art. 13).
    """
    risky = enterprise.high_risk
    if person.post == Person.Post.EMPLOYEE:
        return (72 if risky else 24) if person.since.year == year else (20 if risky else 0)
    if person.post == Person.Post.DEPUTY:
        return 0
    is_new = person.in_post_since.year == year
    return (48 if risky else 32) if is_new else (16 if risky else 12)
