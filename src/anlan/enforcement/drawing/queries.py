"""Reading draws and interests: which exist for whom, how often the same population was drawn from."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from anlan.enforcement.drawing.models import Draw, Interest
from anlan.enterprises.rules import posts_of
from anlan.org import queries as org
from anlan.org.models import User

AGAIN = dt.timedelta(days=30)
LISTS = ("places", "people", "left_out", "apart")


def visible_to(user: User) -> QuerySet[Draw]:
    """Draws of the townships a person reads; none for who belongs to an enterprise, for nobody is warned."""
    if posts_of(user):
        return Draw.objects.none()
    rows = Draw.objects.filter(region__in=org.townships_with(user, "enforcement.read_draws"))
    return rows.select_related("office", "drawn_by", "region")


def listed(user: User) -> QuerySet[Draw]:
    """The same without the lists they were drawn from, thousands of rows each."""
    return visible_to(user).defer(*LISTS)


def alike(draw: Draw) -> list[Draw]:
    """Other draws from the same population within thirty days: who draws until it suits is seen to."""
    span = (draw.drawn_at - AGAIN, draw.drawn_at + AGAIN)
    rows = Draw.objects.filter(region=draw.region_id, kind=draw.kind, drawn_at__range=span).exclude(pk=draw.pk)
    return [one for one in rows.defer(*LISTS) if _of(one) == _of(draw)]


def _of(draw: Draw) -> Any:
    return {name: draw.rule[name] for name in ("industries", "villages", "flags")}


def interests(user: User) -> QuerySet[Interest]:
    """What people declared of places in the townships where a person answers for others; one's own always."""
    codes = org.townships_with(user, "enforcement.read_interests").values_list("code", flat=True)
    prefixes = tuple(code[:9] for code in codes)
    rows = Interest.objects.select_related("who__office", "enterprise__region")
    found = rows.none()
    for prefix in prefixes:
        found = found | rows.filter(enterprise__region_code__startswith=prefix)
    return found | rows.filter(who=user)
