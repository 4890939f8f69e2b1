"""Jurisdiction: the one place that decides whose territory and whose line a thing lies in."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from anlan.core import clock
from anlan.org import roles
from anlan.org.models import Grant, Office, Power, Region, User


@dataclass(frozen=True)
class Place:
    """Where a thing lies on both axes: the block by region code, the strip by supervising office and industries.

    `governed_by_id`: the office that must put things right where nobody operates the place; it is its business too.
    """

    region_code: str
    strip_id: uuid.UUID | None = None
    industries: frozenset[str] = field(default_factory=frozenset)
    governed_by_id: uuid.UUID | None = None


def grants_of(user: User) -> list[Grant]:
    """The person's grants in force today; read once per loaded person."""
    if not user.is_authenticated or not user.is_active:
        return []
    known: list[Grant] | None = getattr(user, "_grants", None)
    if known is None:
        known = list(_in_force().filter(user=user).select_related("office", "region"))
        user._grants = known  # type: ignore[attr-defined]  # no column, but set or annotated
    return known


def grounds(user: User) -> tuple[tuple[Any, ...], ...]:
    """All that conditions take from the person's grants: equal grounds give equal conditions (`rows`, `may`, …)."""
    return tuple(
        (one.role, one.breadth, one.office_id, one.office.is_safety_office, one.region.prefix, *one.industries)
        for one in grants_of(user)
    )


def _in_force() -> QuerySet[Grant]:
    day = clock.today()
    rows = Grant.objects.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gte=day))
    return rows.filter(office__ended_on=None)


def _holding(user: User, permission: str | None) -> list[Grant]:
    if permission is None:
        return [grant for grant in grants_of(user) if grant.role not in roles.ADMINISTRATORS]
    return [grant for grant in grants_of(user) if roles.may(grant.role, permission)]


def may(user: User, permission: str) -> bool:
    """Whether the person has the permission anywhere at all: for menus and for things that lie nowhere."""
    return bool(_holding(user, permission))


def covers(user: User, place: Place, permission: str | None = None) -> bool:
    """Whether a grant of the person (with this permission, if named) reaches the place."""
    return any(_reaches(grant, place) for grant in _holding(user, permission))


def covering(user: User, place: Place, permission: str | None = None) -> list[Grant]:
    """The person's grants that reach the place; their offices are the hats the person may act under."""
    return [grant for grant in _holding(user, permission) if _reaches(grant, place)]


def _reaches(grant: Grant, place: Place) -> bool:
    if not place.region_code.startswith(grant.region.prefix):
        return False
    if grant.breadth == Grant.Breadth.TERRITORY:
        return not grant.industries or bool(place.industries & set(grant.industries))
    return grant.office_id in (place.strip_id, place.governed_by_id) or bool(place.industries & set(grant.industries))


def rows(
    user: User,
    *,
    region: str = "region_code",
    strip: str = "strip_id",
    governor: str | None = None,
    industry: str | None = None,
    township: str | None = None,
    permission: str | None = None,
) -> Q:
    """A condition for the rows a person's grants reach, on the named columns; matches nothing without grants.

    `governor` names the column of the office that must put things right itself, `township` one with the nine digits of
    the township, where a table has them: by the latter a village and a township are looked up, and an index can hold
    what follows in its order.
    """
    reach = Q(pk__in=[])
    for grant in _holding(user, permission):
        reach |= _condition(grant, region, [strip, *([governor] if governor else [])], industry, township)
    return reach


def within(user: User, permission: str, region: str = "region_code") -> Q:
    """A condition for the rows in the territory of a person's grants with a permission, whatever office is theirs."""
    reach = Q(pk__in=[])
    for grant in _holding(user, permission):
        reach |= _inside(grant.region.prefix, region, None)
    return reach


def _inside(prefix: str, region: str, township: str | None) -> Q:
    if len(prefix) == 12:
        return Q(**{region: prefix})
    if len(prefix) == 9 and township:
        return Q(**{township: prefix})
    # A range instead of LIKE: both databases use the index for it, whatever their collation.
    return Q(**{f"{region}__gte": prefix.ljust(12, "0"), f"{region}__lte": prefix.ljust(12, "9")})


def _condition(grant: Grant, region: str, offices: list[str], industry: str | None, township: str | None) -> Q:
    inside = _inside(grant.region.prefix, region, township)
    if grant.breadth == Grant.Breadth.TERRITORY and not (grant.industries and industry):
        return inside
    line = Q()
    if grant.breadth != Grant.Breadth.TERRITORY:
        for column in offices:
            line |= Q(**{column: grant.office_id})
    if grant.industries and industry:
        line |= Q(**{f"{industry}__in": grant.industries})
    return inside & line


def people_with(permission: str, place: Place, *, offices: set[uuid.UUID] | None = None) -> list[User]:
    """Everybody whose grant carries the permission and reaches the place, by name; `offices` narrows to hats."""
    grants = _in_force().filter(role__in=roles.holders(permission), user__is_active=True)
    grants = grants.select_related("user__office", "office", "region")
    found = {
        grant.user_id: grant.user
        for grant in grants
        if _reaches(grant, place) and (offices is None or grant.office_id in offices)
    }
    return sorted(found.values(), key=lambda person: person.sort_key)


def holders_within(permission: str, region: Region) -> list[Grant]:
    """Grants in force that carry the permission and lie within a region, each with its person; one query."""
    grants = _in_force().filter(role__in=roles.holders(permission), user__is_active=True)
    return list(
        grants.filter(region__code__startswith=region.prefix).select_related("user__office", "office", "region")
    )


def offices_of(user: User) -> set[uuid.UUID]:
    """Ids of the offices the person acts for today."""
    return {grant.office_id for grant in grants_of(user)}


def has_power(office: Office, kind: str) -> bool:
    """Whether the office legally holds a power today, be it for some items only."""
    return not lacks_power(office, kind)


def lacks_power(office: Office, kind: str, item: str = "") -> str:
    """Why an office may not use a power today, empty if it may; of a delegated list it has the listed items (R1.2)."""
    day = clock.today()
    held = Power.objects.filter(office=office, kind=kind, valid_from__lte=day)
    powers = list(held.filter(Q(valid_to=None) | Q(valid_to__gte=day)))
    if not powers:
        return f"{office.name}没有登记{Power.Kind(kind).label}权"
    if not item or any(not one.is_delegated or item in one.items for one in powers):
        return ""
    return f"“{item}”不在{office.name}的下放事项清单里"


def township_of(region_code: str) -> str:
    """The 12-digit code of the township a place lies in."""
    return region_code[:9].ljust(12, "0")
