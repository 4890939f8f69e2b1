"""Which visits hang on criteria: told before a new pack takes effect."""

from uuid import UUID

from django.urls import reverse

from anlan.inspections import queries
from anlan.inspections.models import State, Visit
from anlan.org.models import User
from anlan.standards.shelving.touching import Touched


def running_visits(user: User | None, slug: str, criteria: list[UUID]) -> Touched | None:
    """Visits in progress whose frozen list asks items of a pack; they end with the list they began with."""
    seen = queries.visible_to(user) if user else Visit.objects.all()
    running = seen.filter(state=State.IN_PROGRESS, checklist__isnull=False)
    rows = running.select_related("checklist").only("checklist__items")
    found = [str(visit.pk) for visit in rows if any(item["pack"] == slug for item in visit.items)]
    url = f"{reverse('inspections:list')}?ids={','.join(found)}" if found else ""
    return Touched("用到本标准、正在进行的检查", len(found), url, "按开始时的检查表做完。" if found else "")
