"""From whom is drawn: places by a stated rule, inspectors of stated offices, and who must keep away from what."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q

from anlan.core import clock
from anlan.enforcement.drawing.models import Interest
from anlan.enforcement.inspecting.capping import barred
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise, Person
from anlan.inspections.kinds import Kind
from anlan.inspections.models import State, Visit
from anlan.org import scope
from anlan.org.models import Office, Power, Region, User
from anlan.standards.models import Industry

FLAGS = {"high_risk": "高危行业", "above_scale": "规上企业", "crowded": "人员密集", "labour_intensive": "劳动密集"}
COOLING = dt.timedelta(days=730)
"""Who left a place so lately still keeps away from it (own default)."""


@dataclass(frozen=True)
class Rule:
    """Who is in the population: enterprises in business of a township, narrowed by industry, village and flag.

    `rest_days`: places somebody inspected within so many days are left out; 0 for none.
    """

    industries: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    rest_days: int = 0

    def as_data(self) -> dict[str, Any]:
        """As the draw keeps it, with the words a paper prints."""
        named = list(Industry.objects.filter(pk__in=self.industries).values_list("name", flat=True))
        where = [one.plain_name for one in Region.objects.filter(pk__in=self.villages).order_by("code")]
        words = [
            f"行业：{'、'.join(named) or '不限'}",
            f"村：{'、'.join(where) or '全乡'}",
            f"类别：{'、'.join(FLAGS[one] for one in self.flags) or '不限'}",
        ]
        if self.rest_days:
            words.append(f"{self.rest_days} 天内检查过的不抽")
        listed = {name: list(getattr(self, name)) for name in ("industries", "villages", "flags")}
        return {**listed, "rest_days": self.rest_days, "words": "；".join(words)}


def places(user: User, region: Region, rule: Rule) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """The population in the order of its codes, and what is left out with why."""
    rows = enterprises.visible_to(user).filter(region_code__startswith=region.prefix, status=Enterprise.Status.OPEN)
    rows = rows.exclude(kind=Enterprise.Kind.NO_OPERATOR).filter(_of(rule))
    rows = Enterprise.objects.filter(pk__in=rows.order_by().values("pk")).select_related("region")
    forbidden, rested = barred(rows, clock.today()), _rested(rows, rule.rest_days)
    drawn, left_out = [], []
    for one in rows.order_by("local_code"):
        if why := forbidden.get(one.pk) or rested.get(one.pk):
            left_out.append({"code": one.local_code, "name": one.name, "why": why})
        else:
            village = one.region.plain_name
            drawn.append({"id": str(one.pk), "code": one.local_code, "name": one.name, "village": village})
    return drawn, left_out


def _of(rule: Rule) -> Q:
    found = Q()
    if rule.industries:
        codes = {*rule.industries, *Industry.objects.filter(parent__in=rule.industries).values_list("code", flat=True)}
        further = Enterprise.industries.through.objects.filter(industry__in=codes).values("enterprise")
        found &= Q(main_industry__in=codes) | Q(pk__in=further)
    if rule.villages:
        found &= Q(region_code__in=rule.villages)
    if rule.flags:
        any_of = Q()
        for flag in rule.flags:
            any_of |= Q(**{flag: True})
        found &= any_of
    return found


def _rested(rows: Any, days: int) -> dict[Any, str]:
    """Places somebody inspected within so many days; checks of reports are left out, for they tell that one came."""
    if not days:
        return {}
    since = clock.local(clock.today() - dt.timedelta(days=days), 0)
    visits = Visit.objects.filter(enterprise__in=rows.order_by().values("pk"), state=State.FINISHED)
    visits = visits.filter(ended_at__gte=since).exclude(kind__in=[Kind.SELF_INSPECTION, Kind.REPORT_CHECK]).order_by()
    last = visits.values_list("enterprise").annotate(at=Max("ended_at"))
    return {pk: f"{clock.day_words(clock.local_date(at))}检查过" for pk, at in last}


def inspectors(region: Region, offices: Iterable[Office], kind: str) -> list[dict[str, Any]]:
    """Officials of these offices who make such visits in the township, numbered.

    For an administrative inspection only of offices with the power to inspect, and with a valid card (rules.md R1.5).
    """
    listed = {office.pk for office in offices}
    found = _holding("inspections.lead_experts", region)
    if kind == Kind.ADMINISTRATIVE:
        listed = {office.pk for office in offices if scope.has_power(office, Power.Kind.INSPECT)}
        found = [one for one in _holding("inspections.administrative", region) if not one.lacks_card(clock.today())]
    sent = [one for one in found if one.office_id in listed]
    ordered = sorted(sent, key=lambda one: (str(one.office), one.sort_key, str(one.pk)))
    return [
        {"number": number, "id": str(one.pk), "name": one.full_name, "office": str(one.office)}
        for number, one in enumerate(ordered, 1)
    ]


def _holding(permission: str, region: Region) -> list[User]:
    """Who has a permission somewhere in the township; office heads and officers of one line too."""
    return list({grant.user_id: grant.user for grant in scope.holders_within(permission, region)}.values())


def apart(people: list[dict[str, Any]], drawn: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who must keep away from which place: who works there or did of late, who declared an interest; two queries."""
    number, code = {one["id"]: one["number"] for one in people}, {one["id"]: one["code"] for one in drawn}
    found: dict[tuple[int, str], str] = {}
    since = clock.today() - COOLING
    posts = Person.objects.filter(user__in=list(number)).filter(Q(until=None) | Q(until__gte=since))
    for one in posts:
        if str(one.enterprise_id) in code:
            words = f"在该单位任{one.get_post_display()}" if one.until is None else "两年内在该单位任职"
            found[number[str(one.user_id)], code[str(one.enterprise_id)]] = words
    for declared in Interest.objects.filter(who__in=list(number), ended_at=None):
        if str(declared.enterprise_id) in code:
            found[number[str(declared.who_id)], code[str(declared.enterprise_id)]] = f"申报回避：{declared.why}"
    return [{"number": one, "code": place, "why": why} for (one, place), why in sorted(found.items())]
