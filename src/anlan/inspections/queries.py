"""Reading visits: which exist for whom, one with all its page needs, where to go, and what was seen there before."""

import uuid
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from anlan.core import clock, search
from anlan.core.errors import Missing
from anlan.core.pages import Sort
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise, Person
from anlan.enterprises.rules import MANAGERS, posts_of
from anlan.hazards.models import Hazard
from anlan.hazards.models.hazard import OPEN_STATES
from anlan.inspections.items import Line
from anlan.inspections.kinds import Kind, about
from anlan.inspections.models import Answer, Companion, Finding, State, Visit
from anlan.org import scope
from anlan.org.models import Office, User

SHOWN = ("enterprise__region", "enterprise__main_industry", "led_by", "strip")
ALIKE = 0.4
CHOICES = 30
"""So many enterprises are offered at once; beyond it one types more of the name."""

SORTS = {
    sort.name: sort
    for sort in (
        Sort("begun", "开始时间", ("begun_at", "id")),
        Sort("enterprise", "单位 · 村", ("enterprise__sort_key", "id")),
        Sort("kind", "种类", ("kind", "id")),
        Sort("state", "状态", ("state", "id")),
    )
}


def people_there(visit: Visit) -> QuerySet[Person]:
    """Who works at the enterprise now: whom an inspector may suggest to see to it."""
    return Person.objects.filter(enterprise=visit.enterprise_id, until=None)


def visible_to(user: User) -> QuerySet[Visit]:
    """Visits within the person's territory, those they took part in, and those of their own enterprise.

    An enterprise's managers see their self-inspections and what was finished there, but no report check: nothing may
    tell who reported what (安全生产法 art. 73).
    """
    reach = scope.rows(
        user,
        permission="inspections.read",
        governor="enterprise__governed_by_id",
        industry="enterprise__main_industry_id",
    )
    took_part = Companion.objects.filter(user=user, left_out=False).values("visit")
    managed = [pk for pk, post in posts_of(user).items() if post in MANAGERS]
    own = Q(kind=Kind.SELF_INSPECTION) | (Q(state=State.FINISHED) & ~Q(kind=Kind.REPORT_CHECK))
    return Visit.objects.filter(reach | Q(led_by=user) | Q(pk__in=took_part) | (Q(enterprise__in=managed) & own))


def found(user: User, pk: uuid.UUID) -> Visit:
    """One visit the person may see, with what its pages need. Raises Missing."""
    rows = visible_to(user).select_related(*SHOWN, "checklist", "led_by__office")
    if visit := rows.filter(pk=pk).first():
        return visit
    raise Missing("没有这次检查，或者它不在您的辖区之内。请返回检查记录重新查找。", code="inspections.missing")


def listing(user: User, words: Any) -> QuerySet[Visit]:
    """The list as a URL asks for it: kind, state, village, month, mine, words, order; newest first."""
    rows = visible_to(user).select_related(*SHOWN)
    for name, field in (("kind", "kind"), ("state", "state"), ("village", "region_code")):
        if chosen := words.get(name):
            rows = rows.filter(**{field: chosen})
    if words.get("ids"):
        rows = rows.filter(pk__in=_ids(words["ids"]))
    if words.get("mine"):
        rows = rows.filter(
            Q(led_by=user) | Q(pk__in=Companion.objects.filter(user=user, left_out=False).values("visit"))
        )
    if (month := _month(words.get("month", ""))) is not None:
        rows = rows.filter(begun_at__gte=month[0], begun_at__lt=month[1])
    if words.get("q", "").strip():
        rows = rows.filter(pk__in=search.matching("inspections", words["q"]))
    return rows.order_by(*_order(words.get("sort", "")))


def _ids(words: str) -> list[uuid.UUID]:
    """The visits a link names; what is no id is left out."""
    found = []
    for word in words.split(",")[:500]:
        with suppress(ValueError):
            found.append(uuid.UUID(word))
    return found


def _order(sort: str) -> list[str]:
    known = SORTS.get(sort.lstrip("-"))
    sign = "-" if sort.startswith("-") else ""
    return [sign + name for name in known.fields] if known else ["-begun_at", "-id"]


def _month(text: str) -> tuple[Any, Any] | None:
    today = clock.today()
    first = today.replace(day=1)
    if text == "last":
        last = first
        first = (
            (first.replace(month=first.month - 1)) if first.month > 1 else first.replace(year=first.year - 1, month=12)
        )
        return clock.local(first, 0), clock.local(last, 0)
    if text == "this":
        following = (
            first.replace(year=first.year + 1, month=1) if first.month == 12 else first.replace(month=first.month + 1)
        )
        return clock.local(first, 0), clock.local(following, 0)
    return None


@dataclass(frozen=True)
class Tally:
    """What a visit of the list amounts to."""

    answered: int = 0
    not_fine: int = 0
    findings: int = 0


def tallies(visits: Iterable[Visit]) -> dict[uuid.UUID, Tally]:
    """The figures of these visits, in two queries."""
    wanted = [visit.pk for visit in visits]
    answers = Answer.objects.filter(visit__in=wanted).order_by().values_list("visit", "value").annotate(n=Count("pk"))
    hazards = Finding.objects.filter(visit__in=wanted).order_by().values_list("visit").annotate(n=Count("pk"))
    given: Counter[uuid.UUID] = Counter()
    wrong: Counter[uuid.UUID] = Counter()
    for visit, value, number in answers:
        given[visit] += number
        wrong[visit] += number if value == Answer.Value.NO else 0
    found_here = dict(hazards)
    return {pk: Tally(given[pk], wrong[pk], found_here.get(pk, 0)) for pk in wanted}


def unfinished_of(user: User) -> QuerySet[Visit]:
    """Visits the person leads that are still open: for going on where one was interrupted."""
    rows = Visit.objects.filter(led_by=user, state=State.IN_PROGRESS).select_related(*SHOWN)
    return rows.order_by("-begun_at")


def villages_of(user: User) -> list[tuple[str, str]]:
    """Villages where visits visible to the person were made, as choices."""
    rows = visible_to(user).order_by("region_code").values_list("region_code", "enterprise__region__name").distinct()
    return list(rows)


# -- where to go


def to_visit(user: User, kind: str, words: str = "") -> list[Enterprise]:
    """Enterprises the person may visit with this kind, found by words; the first ones without."""
    line = about(kind)
    rows = enterprises.visible_to(user).filter(status=Enterprise.Status.OPEN).select_related("region", "main_industry")
    if line.is_own:
        rows = rows.filter(pk__in=list(posts_of(user)))
    else:
        reach = scope.rows(user, permission=line.permission, governor="governed_by_id", industry="main_industry_id")
        rows = rows.filter(reach)
    if words.strip():
        rows = rows.filter(pk__in=search.matching("enterprises", words))
    chosen = list(rows[:CHOICES])
    _describe(chosen)
    return chosen


def _describe(listed: list[Enterprise]) -> None:
    """Put beside each enterprise when somebody last went and how many hazards are open there."""
    keys = [one.pk for one in listed]
    last = dict(
        Visit.objects.filter(enterprise__in=keys).order_by().values_list("enterprise").annotate(m=Max("begun_at"))
    )
    hazards = Hazard.objects.filter(enterprise__in=keys, state__in=OPEN_STATES).order_by()
    open_ones = dict(hazards.values_list("enterprise").annotate(n=Count("pk")))
    for one in listed:
        one.last_visit = last.get(one.pk)  # type: ignore[attr-defined]  # read by the page
        one.open_hazards = open_ones.get(one.pk, 0)  # type: ignore[attr-defined]  # no column, but set or annotated


def described(enterprise: Enterprise) -> Enterprise:
    """The enterprise with its last visit and open hazards, for the page where a visit begins."""
    _describe([enterprise])
    return enterprise


def may_come_along(user: User, enterprise: Enterprise) -> list[User]:
    """Who could come along: people of one's own offices, of the village, the supervising and the safety office."""
    offices = scope.offices_of(user) | ({enterprise.strip_id} if enterprise.strip_id else set())
    near = Office.objects.filter(Q(region=enterprise.region_id) | Q(is_safety_office=True), ended_on=None)
    offices |= set(
        near.filter(Q(region=enterprise.region_id) | Q(region=_township(enterprise))).values_list("pk", flat=True)
    )
    people = scope.people_with("hazards.record", enterprise.place, offices=offices)
    return [one for one in people if one.pk != user.pk]


def _township(enterprise: Enterprise) -> str:
    return scope.township_of(enterprise.region_code)


def colleagues(user: User, enterprise: Enterprise) -> list[Person]:
    """The enterprise's own people but the person: who comes along on a self-inspection."""
    return [one for one in enterprises.people_of(enterprise) if one.user_id != user.pk]


# -- what was seen there before


def alike(visit: Visit, line: Line | None, text: str = "") -> list[Hazard]:
    """Open hazards of the enterprise that may be the same: same criterion, same item before, or like words."""
    rows = Hazard.objects.filter(enterprise=visit.enterprise_id, state__in=OPEN_STATES).order_by("-pk")
    rows = rows.exclude(findings__visit=visit)
    known = (
        set(
            Finding.objects.filter(visit__enterprise=visit.enterprise_id, item=line.key).values_list(
                "hazard", flat=True
            )
        )
        if line
        else set()
    )
    wanted = _pairs(text or (line.item["finding"] if line else ""))
    rated = [(_likeness(one, line, known, wanted), one) for one in rows.select_related("criterion")[:100]]
    return [one for rate, one in sorted(rated, key=lambda pair: -pair[0]) if rate >= ALIKE][:3]


def _likeness(hazard: Hazard, line: Line | None, known: set[uuid.UUID], wanted: set[str]) -> float:
    if line and (hazard.pk in known or str(hazard.criterion_id) == line.key):
        return 2.0
    words = _pairs(hazard.description)
    return len(words & wanted) / min(len(words), len(wanted)) if words and wanted else 0.0


def _pairs(text: str) -> set[str]:
    return {token for token in search.tokens_for(text) if len(token) > 1}


def of_enterprise(user: User, enterprise_id: uuid.UUID) -> QuerySet[Visit]:
    """Visits to one enterprise within the person's sight, newest first."""
    return visible_to(user).filter(enterprise=enterprise_id).select_related(*SHOWN).order_by("-begun_at", "-id")
