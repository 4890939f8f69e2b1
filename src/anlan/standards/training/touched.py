"""Which training hangs on criteria: told before a new pack takes effect."""

from uuid import UUID

from django.urls import reverse

from anlan.org.models import User
from anlan.standards.models import TrainingSession
from anlan.standards.shelving.touching import Touched
from anlan.standards.training import queries


def open_sessions(user: User | None, slug: str, criteria: list[UUID]) -> Touched | None:
    """Sessions not held yet that teach items of a pack; they keep the list they were planned with."""
    seen = queries.sessions(user) if user else TrainingSession.objects.all()
    number = seen.filter(held_on=None, called_off="", checklist__in=queries.teaching(slug)).count()
    note = "教的仍是安排时的检查表；要教新版本，请取消后重新安排。" if number else ""
    address = f"{reverse('standards:training')}?standard={slug}&standing=open"
    return Touched("没有举办、教到本标准的培训", number, address, note)
