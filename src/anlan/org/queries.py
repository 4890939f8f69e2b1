"""Reads of org: people, offices, regions, the calendar and the records the audit administrator reads."""

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Case, CharField, Count, F, Prefetch, Q, QuerySet, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from anlan.core import clock, workdays
from anlan.core.models import WorkdayOverride
from anlan.core.search import wanted
from anlan.org import scope, words
from anlan.org.models import Grant, LoginAttempt, Office, OfficeEvent, Power, Region, User, UserEvent

SUGGESTIONS = 30
KINDS_IN_ORDER = [kind.value for kind in Office.Kind]
"""The township government first, its departments, the villages, task forces, then the district's departments."""


def in_force(day: dt.date | None = None) -> Q:
    """The condition of grants and powers that hold on a day."""
    day = day or clock.today()
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))


def people_visible_to(user: User) -> QuerySet[User]:
    """Accounts of the person's territory; those who keep or audit accounts see all. One sees oneself always."""
    if any(scope.may(user, permission) for permission in ("org.change_people", "org.read_audit")):
        return User.objects.all()
    reach = scope.rows(user, region="office__region_id", strip="office_id", permission="org.read_people")
    return User.objects.filter(reach | Q(pk=user.pk))


def people(user: User, *, name: str = "", state: str = "", office: str = "") -> QuerySet[User]:
    """Rows of the page 人员与账号: with office and the grants in force as `held`."""
    held = Grant.objects.filter(in_force()).select_related("office", "region")
    rows = (
        people_visible_to(user)
        .select_related("office__region")
        .prefetch_related(Prefetch("grants", queryset=held, to_attr="held"))
    )
    if name := wanted(name):
        rows = rows.filter(Q(full_name__icontains=name) | Q(username__icontains=name) | Q(phone__contains=name))
    if office:
        rows = rows.filter(office_id=office)
    locked = Q(locked_until__gt=clock.now())
    by_state = {
        "active": Q(is_active=True) & ~locked,
        "locked": Q(is_active=True) & locked,
        "ended": Q(is_active=False),
    }
    return rows.filter(by_state.get(state, Q()))


def offices_visible_to(user: User) -> QuerySet[Office]:
    """Offices inside the regions the person's grants lie in."""
    return Office.objects.filter(scope.rows(user, region="region_id", strip="id", permission="org.read_people"))


def offices(user: User, *, name: str = "", kind: str = "", region: str = "") -> QuerySet[Office]:
    """Rows of the page 单位与职权: with region, the number of people as `people_count`, powers in force as `holds`."""
    rows = offices_visible_to(user).select_related("region")
    powers = Prefetch("powers", queryset=Power.objects.filter(in_force()), to_attr="holds")
    rows = rows.annotate(people_count=Count("people", filter=Q(people__is_active=True))).prefetch_related(powers)
    if name := wanted(name):
        rows = rows.filter(Q(name__icontains=name) | Q(short_name__icontains=name))
    if kind:
        rows = rows.filter(kind=kind)
    if region:
        rows = rows.filter(region_id=region)
    order = Case(*(When(kind=kind, then=place) for place, kind in enumerate(KINDS_IN_ORDER)))
    return rows.order_by(order, F("ended_on").asc(nulls_first=True), "sort_key")


def office_suggestions(typed: str) -> list[Office]:
    """A few offices whose name holds the words, for a field that completes."""
    typed = wanted(typed)
    rows = Office.objects.filter(ended_on=None).select_related("region")
    found = rows.filter(Q(name__icontains=typed) | Q(short_name__icontains=typed) | Q(region__name__icontains=typed))
    return list(found.order_by("sort_key")[:SUGGESTIONS])


def region_suggestions(typed: str) -> list[Region]:
    """A few regions whose name holds the words or whose code begins with them."""
    typed = wanted(typed)
    rows = Region.objects.filter(Q(name__icontains=typed) | Q(code__startswith=typed)).select_related("parent")
    return list(rows.order_by("code")[:SUGGESTIONS])


def children_of(region: Region | None) -> QuerySet[Region]:
    """The regions directly below one (or the topmost), in pinyin order, each with the number of its own children."""
    rows = Region.objects.filter(parent=region)
    return rows.annotate(below=Count("children", distinct=True)).order_by("sort_key", "code")


def path_of(region: Region | None) -> list[Region]:
    """The regions above one, from the top down, itself last."""
    if region is None:
        return []
    codes = {region.code[:digits].ljust(12, "0") for digits in (2, 4, 6, 9, 12)}
    return [one for one in Region.objects.filter(code__in=codes).order_by("code") if region.code.startswith(one.prefix)]


@dataclass(frozen=True)
class Day:
    """A date on the calendar page: whether it is a work day, and who says so if not its weekday."""

    date: dt.date
    is_workday: bool
    is_unusual: bool
    note: str
    is_own: bool


def year_of_days(year: int) -> list[list[list[Day | None]]]:
    """Twelve months, each a list of weeks from Monday on; None pads the first and last week."""
    own = {row.day: row for row in WorkdayOverride.objects.filter(day__year=year)}
    grid = calendar.Calendar()
    return [
        [
            [_day(day, own) if day.month == month else None for day in week]
            for week in grid.monthdatescalendar(year, month)
        ]
        for month in range(1, 13)
    ]


def _day(day: dt.date, own: dict[dt.date, WorkdayOverride]) -> Day:
    works = workdays.is_workday(day)
    override = own.get(day)
    return Day(
        day,
        works,
        works != (day.weekday() < 5),
        override.note if override else workdays.holiday_name(day),
        bool(override),
    )


def login_attempts(*, typed: str = "", result: str = "", day: dt.date | None = None) -> QuerySet[LoginAttempt]:
    """Attempts to log in, newest first (their ids rise with time)."""
    rows = LoginAttempt.objects.order_by("-id")
    if typed := wanted(typed):
        rows = rows.filter(Q(username__icontains=typed) | Q(address__startswith=typed))
    if result in ("yes", "no"):
        rows = rows.filter(succeeded=result == "yes")
    if day:
        begin = clock.local(day, 0)
        rows = rows.filter(at__gte=begin, at__lt=begin + dt.timedelta(days=1))
    return rows


def latest_logins(user: User, count: int = 10) -> list[LoginAttempt]:
    """The last attempts under the person's own name."""
    return list(LoginAttempt.objects.filter(username__iexact=user.username).order_by("-at")[:count])


def account_events(kind: str = "people") -> QuerySet[UserEvent] | QuerySet[OfficeEvent]:
    """What happened to accounts, or to offices, newest first (their ids rise with time)."""
    model: type[UserEvent] | type[OfficeEvent] = OfficeEvent if kind == "offices" else UserEvent
    return model._default_manager.select_related("subject").order_by("-id")


def discards(user: User) -> QuerySet[UserEvent]:
    """What others gave up on their phones at places this person supervises, newest first."""
    rows = UserEvent.objects.filter(action="org.discard").exclude(actor=user)
    rows = rows.annotate(**{name: Cast(KeyTextTransform(name, "data"), CharField()) for name in ("region", "strip")})
    reach = scope.rows(user, region="region", strip="strip", permission="org.read_discards")
    return rows.filter(reach).order_by("-id")


def recent_lock(user: User) -> bool:
    """Whether somebody tried the person's password often within the last day."""
    limit = clock.now() - dt.timedelta(days=1)
    failures = LoginAttempt.objects.filter(username__iexact=user.username, succeeded=False, at__gt=limit)
    return failures.count() >= settings.LOGIN_FAILURES_BEFORE_LOCK


def regions_named(typed: str) -> QuerySet[Region]:
    """Regions whose name holds the words or whose code begins with them."""
    typed = wanted(typed)
    rows = Region.objects.filter(Q(name__icontains=typed) | Q(code__startswith=typed)).select_related("parent")
    return rows.annotate(below=Count("children", distinct=True)).order_by("sort_key", "code")


def townships_of(user: User) -> list[tuple[str, str]]:
    """Codes and names of the townships and districts inside the person's regions, for a filter."""
    reach = scope.rows(user, region="code", strip="pk", permission="org.read_people")
    rows = Region.objects.filter(reach, level__in=[Region.Level.TOWNSHIP, Region.Level.DISTRICT])
    return list(rows.order_by("sort_key").values_list("code", "name")[:200])


def grants_ever(person: User) -> list[Grant]:
    """Grants of a person, the running ones first, each with `runs`; who gave it is joined."""
    rows = list(person.grants.select_related("office", "region", "granted_by").order_by("-valid_from"))
    for grant in rows:
        grant.runs = _runs(grant)  # type: ignore[attr-defined]  # shown beside the row
    return sorted(rows, key=lambda grant: not grant.runs)  # type: ignore[attr-defined]  # no column, but set or annotated


def powers_ever(office: Office) -> list[Power]:
    """Powers of an office, the running ones first, each with `runs`."""
    rows = list(office.powers.order_by("kind", "-valid_from"))
    for power in rows:
        power.runs = _runs(power)  # type: ignore[attr-defined]  # no column, but set or annotated
    return sorted(rows, key=lambda power: not power.runs)  # type: ignore[attr-defined]  # no column, but set or annotated


def _runs(row: Grant | Power) -> bool:
    day = clock.today()
    return row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)


def events_of(subject: User | Office, count: int = 50) -> list[tuple[Any, str, list[tuple[str, str]]]]:
    """The last events of an account or an office: the event, what was done in words, its details."""
    rows = subject.events.order_by("-number")[:count]
    return [(event, words.action(event.action), words.details(event.data)) for event in rows]


def own_days(year: int) -> list[WorkdayOverride]:
    """What the district entered itself for a year."""
    return list(WorkdayOverride.objects.filter(day__year=year))


def townships_with(user: User, permission: str) -> QuerySet[Region]:
    """The townships a person's grants with the permission lie in, or reach from above; in the order of their codes."""
    reach = Q(pk__in=[])
    for grant in scope.grants_of(user):
        if scope.roles.may(grant.role, permission):
            reach |= Q(code=scope.township_of(grant.region_id)) | Q(code__startswith=grant.region.prefix)
    return Region.objects.filter(reach, level=Region.Level.TOWNSHIP).order_by("code")
