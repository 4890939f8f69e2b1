"""Open permits that name a contractor's people, for its own page behind the link."""

from typing import Any

from django.db.models import Q

from anlan.core import hooks
from anlan.permits import clocks, queries, registers
from anlan.permits.models import Permit


def part(link: Any, token: str, contracts: list[Any]) -> tuple[str, Any] | None:
    """What goes on at the enterprise now with the contractor's people as worker or guardian."""
    theirs = Q(worker__contractor=link.contract.contractor) | Q(guardian__contractor=link.contract.contractor)
    rows = Permit.objects.filter(theirs, enterprise=link.contract.enterprise, state__in=queries.BUSY)
    rows = rows.select_related("enterprise", "worker", "guardian").prefetch_related(*queries.STOPS).order_by("ends_at")
    found = [(one, registers.STANDING[clocks.standing(one)], registers.left(one)) for one in rows[:20]]
    return ("permits/contractor/_part.html", found) if found else None


def register() -> None:
    """Add it to the contractor's page."""
    hooks.shown.register("contractor", "permits", part)
