"""Which places the published cap forbids to inspect again this year, many at once."""

import datetime as dt
from typing import Any

from django.db.models import Count, QuerySet

from anlan.enforcement.frequency.models import Cap
from anlan.enforcement.inspecting.models import Inspection
from anlan.enterprises.models import Enterprise
from anlan.org import scope


def barred(places: QuerySet[Enterprise], today: dt.date) -> dict[Any, str]:
    """Places whose inspections of the year reach the published cap, with the words that say so; two queries.

    What is planned unannounced is not counted here, for its very number would tell of it.
    """
    caps = {cap.region_id: cap.times for cap in Cap.objects.filter(year=today.year)}
    if not caps:
        return {}
    rows = Inspection.objects.filter(enterprise__in=places.order_by().values("pk"), planned_on__year=today.year)
    rows = rows.filter(beyond_cap="").exclude(state__in=[Inspection.State.REFUSED, Inspection.State.CANCELLED])
    rows = rows.exclude(is_unannounced=True, visit=None).order_by()
    found = {}
    for pk, code, used in rows.values_list("enterprise", "enterprise__region_code").annotate(used=Count("pk")):
        times = caps.get(scope.township_of(code))
        if times is not None and used >= times:
            found[pk] = f"今年行政检查已安排 {used} 次，到了公布的上限 {times} 次"
    return found
