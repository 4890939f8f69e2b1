"""What of the ledger hangs on criteria: told before a new pack takes effect."""

from uuid import UUID

from django.urls import reverse

from anlan.hazards import queries
from anlan.hazards.figures import OPEN
from anlan.hazards.models import Hazard
from anlan.org.models import User
from anlan.standards.shelving.touching import Touched


def open_hazards(user: User | None, slug: str, criteria: list[UUID]) -> Touched | None:
    """Open hazards judged by a pack; beside them how many by the items that change. They keep their version."""
    seen = queries.visible_to(user) if user else Hazard.objects.all()
    rows = seen.filter(OPEN, criterion__pack__slug=slug).order_by()
    changed = rows.filter(criterion__in=criteria).count()
    note = f"其中 {changed} 条的判定条款有变，按原版本继续办理；确需改判的另行改判。" if changed else ""
    return Touched("按本标准判定的未销号隐患", rows.count(), f"{reverse('hazards:ledger')}?pack={slug}", note)
