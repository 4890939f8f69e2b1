"""What a phone needs to fill in a ticket or declare a job with no network: places, people, cards, sets, tables."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import Prefetch

from anlan.core import clock, workdays
from anlan.enterprises.certificates.kinds import KINDS as CARDS
from anlan.enterprises.contracts import queries as contracts
from anlan.enterprises.models import Certificate, Contract, Enterprise, Person
from anlan.enterprises.rules import post_of
from anlan.org.models import User
from anlan.permits import gates, registers, rules, special
from anlan.permits.actions.declaring import CARDED
from anlan.permits.actions.drafting import FARTHEST, profile_of
from anlan.permits.models import Declaration, Equipment
from anlan.permits.queries import Around
from anlan.permits.special import APPROVERS, TABLE, Kind, Level, Measure


def carried(user: User, own: Collection[Any], around: dict[Any, Around]) -> dict[str, Any]:
    """`places` by their id, `tables` by profile, and what both go by; as many queries for any number of rows."""
    sets = Equipment.objects.filter(eliminated=False, result=Equipment.Result.GOOD)
    people = Person.objects.filter(until=None).select_related("contractor").order_by("name", "since")
    whole = ("industries", "permit_rules", Prefetch("people", people), "people__certificates", "contracts__contractor")
    rows = Enterprise.objects.filter(pk__in=own).prefetch_related(*whole, Prefetch("special_equipment", sets))
    places = [_place(user, one, around.get(one.pk, Around())) for one in rows.order_by("name", "pk")]
    return {
        "places": places,
        "tables": {one["profile"]: _table(one["profile"]) for one in places},
        "raise": TABLE["raise"],
        "rest": _rest() if special.GB in {one["profile"] for one in places} else {},
        "crowded": {"source": TABLE["crowded"]["source"], "measures": [_measure(one) for one in special.POSTED]},
        "jobs": [[code, label, code in CARDED] for code, label in Declaration.Kind.choices],
        "declared": [_declared(one) for one in _going_on(own)],
    }


def _place(user: User, one: Enterprise, around: Around) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "name": one.name,
        "profile": profile_of(one),
        "crowded": one.crowded,
        "approves": [name for name, posts in rules.BY_CLASS.items() if post_of(user, one) in posts],
        "me": next((str(row.pk) for row in one.people.all() if row.user_id == user.pk), ""),
        "people": [_person(row, one, around) for row in one.people.all()],
        "sets": [[str(row.pk), str(row), f"{row.good_until}"] for row in one.special_equipment.all()],
        "own": [_measure(special.own(row)) for row in one.permit_rules.all() if row.ended_at is None],
        "hazards": [[row.place_words, f"{row} {row.description[:40]}"] for row in around.hazards],
    }


def _person(row: Person, place: Enterprise, around: Around) -> list[Any]:
    """Id, name, cards, why they may not work here at all, if so, and the contracts they are here by."""
    lacking = f"{row.name}从相关方来，没有入场教育记录（{gates.UNTAUGHT}）" if row.pk in around.untaught else ""
    return [str(row.pk), row.told_apart, [_card(card) for card in _kept(row)], lacking, _contracts(row, place)]


def _contracts(person: Person, place: Enterprise) -> list[list[str]]:
    """First and last day of each with whom they come from, and what is said where it does not hold: before, after."""
    rows = contracts.behind(person, place.contracts.all())
    return [_contract(f"{person.name}{contracts.from_whom(one)}", one) for one in rows]


def _contract(who: str, one: Contract) -> list[str]:
    return [f"{one.starts_on}", f"{one.last_day}", *(f"{who}{words}" for words in one.bounds)]


def _kept(person: Person) -> list[Certificate]:
    return [one for one in person.certificates.all() if not one.withdrawn_at]


def _card(one: Certificate) -> list[str]:
    """Kind, first and last day, why nobody may ever work by it, from when its holder is off the post, and why."""
    off = one.off_from
    days = [one.issued_on.isoformat(), one.last_day.isoformat()]
    return [one.kind, *days, one.refuted, off.isoformat() if off else "", one.off_post]


def _table(profile: str) -> list[dict[str, Any]]:
    return [_kind(one) for one in special.kinds_of(profile)]


def _kind(one: Kind) -> dict[str, Any]:
    return {
        "code": one.code,
        "label": one.label,
        "certificates": list(one.certificates),
        "cards": "、".join(CARDS[code] for code in one.certificates),
        "equipment": one.equipment,
        "gas": labelled(one.gas),
        "gas_sometimes": labelled(one.gas_sometimes),
        "levels": [_level(row) for row in one.levels],
        "measures": [_measure(row) for row in one.measures],
    }


def labelled(gases: tuple[str, ...]) -> list[list[str]]:
    """[code, its words] of each gas."""
    return [[code, TABLE["gas"][code]["label"]] for code in gases]


def _level(row: Level) -> dict[str, Any]:
    clocks = {"before": row.before, "redo": row.redo, "log": row.log, "daily": row.daily}
    about = {"code": row.code, "label": row.label, "hours": row.hours, "longest": row.longest, "clock": clocks}
    about |= {"source": row.source}
    within = [special.KINDS[one].label for one in row.within]
    return about | {"within": within, "by": row.approver, "approver": APPROVERS[row.approver]}


def _measure(row: Measure) -> dict[str, Any]:
    return {"code": row.code, "words": row.words, "only": list(row.only), "may_be_left": row.may_be_left, "done": ""}


def _rest() -> dict[str, str]:
    """Holidays and days of rest as far ahead as a ticket may be filled in."""
    days = [clock.today() + dt.timedelta(days=number) for number in range(-1, FARTHEST.days + 2)]
    return {one.isoformat(): workdays.holiday_name(one) or "公休日" for one in days if not workdays.is_workday(one)}


def _going_on(own: Collection[Any]) -> list[Declaration]:
    rows = Declaration.objects.filter(enterprise__in=own, closed_at=None).select_related("enterprise")
    return list(rows.order_by("begins_at", "id")[:60])


def _declared(one: Declaration) -> dict[str, Any]:
    told = {"id": str(one.pk), "what": one.what, "place": one.enterprise.name, "advice": one.advice}
    return told | {"kind": one.get_kind_display(), "span": registers.span(one), "ends_at": one.ends_at.isoformat()}
