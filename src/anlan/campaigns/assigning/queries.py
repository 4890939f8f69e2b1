"""Reading assignments: of an enterprise, of a person."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from anlan.campaigns.assigning.models import Assignment
from anlan.campaigns.duties import queries as duties
from anlan.campaigns.duties.queries import Mine
from anlan.campaigns.duties.subjects import Kind
from anlan.core import clock
from anlan.enterprises import queries as enterprises
from anlan.org.models import User

Key = tuple[Any, Any]


def visible_to(user: User) -> QuerySet[Assignment]:
    """Those of the enterprises the person sees."""
    rows = Assignment.objects.filter(enterprise__in=enterprises.visible_to(user).order_by().values("pk"))
    return rows.select_related("enterprise", "person", "campaign", "given_by")


def standing(enterprise: Any, campaigns: Iterable[Any]) -> dict[Key, Assignment]:
    """(campaign, lineage) → to whom the task is given: the open one, else the one done last."""
    rows = Assignment.objects.filter(enterprise=enterprise, campaign__in=list(campaigns), taken_back="")
    ordered = sorted(rows.select_related("person"), key=lambda one: (one.is_open, one.given_at))
    return {(one.campaign_id, one.lineage): one for one in ordered}


def given_to(user: User) -> list[Assignment]:
    """What the person is to do, the first due first."""
    rows = visible_to(user).filter(person__user=user, person__until=None, done_on=None, taken_back="")
    return list(rows.order_by("due_on", "id"))


def late_at(enterprise: Any) -> list[Assignment]:
    """What was to be done by others and is not, for the principal."""
    rows = Assignment.objects.filter(enterprise=enterprise, done_on=None, taken_back="", due_on__lt=clock.today())
    return list(rows.select_related("person").order_by("due_on", "id"))


def asked_of(campaign: Any, enterprise: Any, lineage: Any) -> Mine | None:
    """What the campaign asks by that duty of the enterprise: the first that is still to be done."""
    found = duties.of_subject(campaign, Kind.ENTERPRISE, enterprise)
    return next((one for one in found if one.row.asked.duty.lineage == lineage), None)
