"""Reading the hazards of contracts: recorded from a check of one, or from a gap of one."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from anlan.enterprises.contracts.queries import CLAUSES
from anlan.enterprises.contracts.queries import visible_to as contracts
from anlan.enterprises.models import Contract
from anlan.hazards.models import Hazard, HazardEvent, State
from anlan.hazards.models.hazard import OPEN_STATES
from anlan.org.models import User

MOST = 60


def of_contracts(found: Iterable[Contract]) -> QuerySet[Hazard]:
    """The hazards of some contracts, those open first, then the newest."""
    ids = [one.pk for one in found]
    gaps = [f"{pk}:{name}" for pk in ids for name in CLAUSES]
    concerned = Q(on_contract__contract__in=ids) | Q(from_gap__gap__kind="contract", from_gap__gap__about__in=gaps)
    rows = Hazard.objects.filter(concerned).exclude(state=State.VOID)
    return rows.order_by("-stands_open", "-found_at", "-id")


def said_of(found: Iterable[Hazard]) -> dict[Any, list[HazardEvent]]:
    """Hazard's id → what the other side said of it, the latest first; one query."""
    rows = HazardEvent.objects.filter(subject__in=[one.pk for one in found], action="hazards.say_mended")
    by: dict[Any, list[HazardEvent]] = {}
    for event in rows.order_by("-number"):
        by.setdefault(event.subject_id, []).append(event)
    return by


def on_ledger(user: User, ids: list[Any]) -> dict[Any, tuple[str, str]]:
    """Contract's id → how many of its hazards are open, and its page."""
    rows = contracts(user).filter(pk__in=ids, hazards_found__hazard__state__in=OPEN_STATES)
    count: dict[Any, int] = {}
    for pk in rows.values_list("pk", flat=True):
        count[pk] = count.get(pk, 0) + 1
    return {pk: (f"{number} 条未销号", reverse("enterprises:any_contract", args=[pk])) for pk, number in count.items()}
