"""How far a place is from a village: from the middle of the points on file there, in kilometres as the crow flies.

Nobody's own position is asked for or kept (个人信息保护法 art. 28).
"""

import math
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Avg

from anlan.campaigns.nextplaces.ranking import Place
from anlan.enterprises.models import Enterprise

Point = tuple[float, float]
EARTH = 6371.0


def middles(codes: Iterable[str]) -> dict[str, Point]:
    """The middle of each village's points on file, as longitude and latitude; villages without any are left out."""
    rows = Enterprise.objects.filter(region_code__in=list(codes), longitude__isnull=False).order_by()
    found = rows.values_list("region_code").annotate(x=Avg("longitude"), y=Avg("latitude"))
    return {code: (float(x), float(y)) for code, x, y in found}


def apart(one: Point, other: Point) -> float:
    """Kilometres between two points (haversine)."""
    (x, y), (to_x, to_y) = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((to_y - y) / 2) ** 2 + math.cos(y) * math.cos(to_y) * math.sin((to_x - x) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(half))


def measured(places: list[Place], village: str) -> list[Place]:
    """The places with how far each is from a village: nothing within it, None where no point is on file. One query."""
    known = middles({village, *(one.enterprise.region_code for one in places)})
    return [_measured(one, village, known) for one in places]


def _measured(place: Place, village: str, known: dict[str, Point]) -> Place:
    if place.enterprise.region_code == village:
        return replace(place, kilometres=0.0, is_same_village=True)
    start, there = known.get(village), _point(place.enterprise) or known.get(place.enterprise.region_code)
    return replace(place, kilometres=apart(start, there)) if start and there else place


def _point(one: Enterprise) -> Point | None:
    if one.longitude is None or one.latitude is None:
        return None
    return float(one.longitude), float(one.latitude)
