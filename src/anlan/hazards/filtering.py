"""How the ledger can be narrowed: words of the URL, what they mean for rows, and what can be chosen."""

import datetime as dt
import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils.datastructures import MultiValueDict

from anlan.core import clock
from anlan.enterprises.models import Enterprise
from anlan.hazards import duties
from anlan.hazards.figures import OPEN, overdue
from anlan.hazards.models import Extension, Level, Receipt, Source, State, Supervision
from anlan.org import scope
from anlan.org.models import Office, Region, User
from anlan.standards.models import CriteriaPack, Criterion, Industry

Options = list[tuple[str, str]]
NONE = "none"


@dataclass(frozen=True)
class Facet:
    """One way to narrow the ledger. `condition` gives None for a word it does not know: then nothing matches.

    `options` are what a chip offers; `name_of` names a value that is not among them; `more` puts it behind 更多.
    """

    name: str
    label: str
    condition: Callable[[str, User], Q | None]
    options: Callable[[User], Options] = lambda user: []
    name_of: Callable[[str], str] = lambda value: value
    several: bool = False
    more: bool = False


# -- conditions


def _of(column: str, known: Iterable[str]) -> Callable[[str, User], Q | None]:
    allowed = set(known)
    return lambda value, user: Q(**{column: value}) if value in allowed else None


def _state(value: str, user: User) -> Q | None:
    groups = {"open": OPEN, "all": ~Q(state=State.VOID), "done": Q(state=State.CLOSED)}
    return groups.get(value, Q(state=value) if value in State.values else None)


def _level(value: str, user: User) -> Q | None:
    return Q(level="") if value == NONE else Q(level=value) if value in Level.values else None


def _village(value: str, user: User) -> Q | None:
    if not (value.isdigit() and len(value) == 12):
        return None
    prefix = value[:9] if value.endswith("000") else value
    return Q(region_code__gte=prefix.ljust(12, "0"), region_code__lte=prefix.ljust(12, "9"))


def _key(column: str) -> Callable[[str, User], Q | None]:
    def condition(value: str, user: User) -> Q | None:
        if value == NONE:
            return Q(**{f"{column}__isnull": True})
        try:
            return Q(**{column: uuid.UUID(value)})
        except ValueError:
            return None

    return condition


def _pack(value: str, user: User) -> Q | None:
    return Q(criterion__pack__slug=value) if re.fullmatch("[a-z0-9-]{1,60}", value) else None


def _pack_name(value: str) -> str:
    pack = CriteriaPack.objects.filter(slug=value).order_by("-version").first()
    return pack.title if pack else value


def _industry(value: str, user: User) -> Q | None:
    return Q(industry=None) if value == NONE else Q(industry=value)


def _handler(value: str, user: User) -> Q | None:
    return Q(handler=user) if value == "me" else _key("handler")(value, user)


def _supervision(value: str, user: User) -> Q | None:
    if value in ("any", "listed", NONE):
        return Q(supervision_level="") if value == NONE else ~Q(supervision_level="")
    return Q(supervision_level=value) if value in Supervision.Level.values else None


def _due(value: str, user: User) -> Q | None:
    today = clock.today()
    ends = {"today": today, "week": today + dt.timedelta(days=6 - today.weekday()), "month": _month_end(today)}
    if value in ends:
        return duties.due_within(today, ends[value])
    if value == "overdue":
        return overdue(today)
    return OPEN & Q(due_on=None, plan_due_on=None) if value == NONE else None


def _month_end(day: dt.date) -> dt.date:
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def _month(column: str) -> Callable[[str, User], Q | None]:
    def condition(value: str, user: User) -> Q | None:
        month = f"{clock.today():%Y-%m}" if value == "this" else value
        return Q(**{column: month}) if len(month) == 7 else None

    return condition


def _day(column: str, *, last: bool = False) -> Callable[[str, User], Q | None]:
    def condition(value: str, user: User) -> Q | None:
        try:
            day = dt.date.fromisoformat(value)
            moment = clock.local(day, 0) + dt.timedelta(days=1 if last else 0)
        except (ValueError, OverflowError):
            return None
        return Q(**{f"{column}__{'lt' if last else 'gte'}": moment})

    return condition


def _extension(value: str, user: User) -> Q | None:
    rows = Extension.objects.filter(hazard=OuterRef("pk"))
    known = {"any": rows, "waiting": rows.filter(granted=None), "granted": rows.filter(granted=True)}
    return Q(Exists(known[value])) if value in known else None


def _report(value: str, user: User) -> Q | None:
    if value not in REPORTED_TO:
        return None
    return Q(duties.receipts(desk__in=REPORTED_TO[value], acknowledged_at=None))


def _yes(condition: Q) -> Callable[[str, User], Q | None]:
    return lambda value, user: {"yes": condition, "no": ~condition}.get(value)


def _duty(value: str, user: User) -> Q | None:
    if value == "mine":
        return duties.mine(user)
    return duties.DUTIES[value].condition(user) if value in duties.DUTIES else None


# -- what can be chosen


def _choices(choices: Iterable[tuple[str, str]]) -> Callable[[User], Options]:
    fixed = list(choices)
    return lambda user: fixed


def _villages(user: User) -> Options:
    """The villages of the person's townships; townships where the person looks at a district or more."""
    tops = {grant.region_id: grant.region for grant in scope.grants_of(user)}.values()
    wide = any(top.level not in (Region.Level.TOWNSHIP, Region.Level.VILLAGE) for top in tops)
    level = Region.Level.TOWNSHIP if wide else Region.Level.VILLAGE
    inside = Q(pk__in=[])
    for top in tops:
        inside |= Q(code__gte=top.prefix.ljust(12, "0"), code__lte=top.prefix.ljust(12, "9"))
    return [(one.code, one.plain_name) for one in Region.objects.filter(inside, level=level).order_by("code")[:200]]


def _offices(user: User) -> Options:
    """The departments of the person's townships that can supervise."""
    codes = {scope.township_of(grant.region_id) for grant in scope.grants_of(user)}
    kinds = [Office.Kind.DEPARTMENT, Office.Kind.TOWNSHIP]
    rows = Office.objects.filter(region__in=codes, kind__in=kinds, ended_on=None)[:100]
    return [*((str(one.pk), str(one)) for one in rows), (NONE, "未落实主管单位")]


def _industries(user: User) -> Options:
    return [*Industry.objects.filter(active=True).values_list("code", "name"), (NONE, "未填行业")]


def _name(model: Any) -> Callable[[str], str]:
    def name_of(value: str) -> str:
        try:
            return str(model.objects.filter(pk=value).first() or "（找不到）")
        except (ValidationError, ValueError):
            return "（找不到）"

    return name_of


STATES = [("open", "未销号"), ("done", "已销号"), ("all", "全部"), *State.choices]
DUE = [("overdue", "已逾期"), ("today", "今天到期"), ("week", "本周到期"), ("month", "本月到期"), (NONE, "没有期限")]
YES_NO = [("yes", "是"), ("no", "否")]
SUPERVISION = [("listed", "督办中或督办过"), (NONE, "未督办"), *Supervision.Level.choices]
REPORT = [("desks", "待收悉"), ("workers", "待告知职工"), ("district", "待上传区级")]
REPORTED_TO = {
    "desks": [Receipt.Desk.SUPERVISING, Receipt.Desk.SAFETY, Receipt.Desk.LEADER],
    "workers": [Receipt.Desk.WORKERS],
    "district": [Receipt.Desk.DISTRICT],
}
EXTENSION = [("any", "申请过"), ("waiting", "待答复"), ("granted", "已准延期")]


FACETS: dict[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet("state", "状态", _state, _choices(STATES), lambda name: dict(STATES).get(name, "")),
        Facet("level", "级别", _level, _choices([*Level.choices, (NONE, "未判定")])),
        Facet("village", "村", _village, _villages, _name(Region), several=True),
        Facet("office", "主管", _key("strip"), _offices, _name(Office), several=True),
        Facet("industry", "行业", _industry, _industries, _name(Industry), several=True),
        Facet("source", "来源", _of("source", Source.values), _choices(Source.choices), several=True),
        Facet("supervision", "督办", _supervision, _choices(SUPERVISION)),
        Facet("due", "期限", _due, _choices(DUE)),
        Facet("found_month", "发现月份", _month("found_month"), _choices([("this", "本月")]), more=True),
        Facet("found_from", "发现于此日起", _day("found_at"), more=True),
        Facet("found_to", "发现至此日止", _day("found_at", last=True), more=True),
        Facet("closed_month", "销号月份", _month("closed_month"), _choices([("this", "本月")]), more=True),
        Facet("closed_from", "销号于此日起", _day("closed_at"), more=True),
        Facet("closed_to", "销号至此日止", _day("closed_at", last=True), more=True),
        Facet("enterprise", "单位", _key("enterprise"), name_of=_name(Enterprise), more=True),
        Facet("criterion", "判定条款", _key("criterion"), name_of=_name(Criterion), more=True),
        Facet("pack", "判定标准", _pack, name_of=_pack_name, more=True),
        Facet("responsible", "整改责任人", lambda value, user: Q(responsible_name=value.strip()), more=True),
        Facet("handler", "经办人", _handler, _choices([("me", "我")]), _name(User), more=True),
        Facet("finder", "发现人", lambda value, user: Q(finder_name=value.strip()), more=True),
        Facet("extension", "延期", _extension, _choices(EXTENSION), more=True),
        Facet("report", "重大隐患报告", _report, _choices(REPORT), more=True),
        Facet("recurrence", "复发", _yes(Q(previous__isnull=False)), _choices(YES_NO), more=True),
        Facet("doubt", "存疑", _yes(Q(doubt=True)), _choices(YES_NO), more=True),
        Facet("at_once", "当场整改", _yes(Q(fixed_at_once=True)), _choices(YES_NO), more=True),
        Facet("legacy", "老台账", _yes(Q(legacy=True)), _choices(YES_NO), more=True),
        Facet("duty", "要我办", _duty, lambda user: DUTY_WORDS, more=True),
    )
}
DUTY_WORDS: Options = [("mine", "全部"), *((duty.name, duty.label) for duty in duties.DUTIES.values())]


@dataclass(frozen=True)
class Filters:
    """What a URL asks of the ledger: words by facet, text to search for, the order."""

    words: dict[str, list[str]] = field(default_factory=dict)
    query: str = ""
    sort: str = ""

    @classmethod
    def of(cls, given: MultiValueDict | dict[str, str]) -> "Filters":
        """Read them from a URL's query (or a plain mapping); without a state it is what is still open."""
        listed = given if isinstance(given, MultiValueDict) else MultiValueDict({k: [v] for k, v in given.items()})
        words: dict[str, list[str]] = {name: [str(one) for one in listed.getlist(name) if one] for name in FACETS}
        words = {name: values for name, values in words.items() if values}
        query = str(listed.get("q", "") or "").strip()[:100]
        # Who searches for a name or a code means the whole ledger, closed or not.
        words.setdefault("state", ["all" if query else "open"])
        return cls(words, query, str(listed.get("sort", "") or ""))

    def condition(self, user: User) -> Q:
        """Their meaning for rows; a word nobody knows matches nothing."""
        every = Q()
        for name, values in self.words.items():
            some = Q(pk__in=[])
            for value in values:
                some |= FACETS[name].condition(value, user) or Q(pk__in=[])
            every &= some
        return every

    def without(self, name: str) -> "Filters":
        """The same with one facet left out."""
        return Filters({key: values for key, values in self.words.items() if key != name}, self.query, self.sort)
