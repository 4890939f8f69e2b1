"""A person confirms that a gap is a hazard."""

import uuid

from django.db import transaction

from anlan.core.errors import NotNow
from anlan.enterprises.models import Gap
from anlan.hazards.actions.recording import record
from anlan.hazards.gaps import queries
from anlan.hazards.models import Hazard
from anlan.hazards.models.gaps import FromGap
from anlan.org.models import User


@transaction.atomic
def record_from_gap(gap: Gap, *, description: str, actor: User, client_id: uuid.UUID | None = None) -> Hazard:
    """Put a gap on the ledger as a hazard with the clause behind it; its level is judged like any other's.

    What the enterprise's own people confirm counts as found by themselves. The hazard's one event keeps gap and clause.
    Raises NotYours without standing there, NotNow for a gap that is filled or on the ledger already.
    """
    known = FromGap.objects.filter(gap=gap).select_related("hazard").first()
    if known and known.hazard.events.filter(client_id=client_id).exists():
        return known.hazard
    if known:
        raise NotNow(f"这个缺口已经登记为 {known.hazard}，不用再登记。", code="hazards.gap_known")
    if gap.filled_at:
        raise NotNow("这个缺口已经补上，不用登记为隐患。", code="hazards.gap_filled")
    hazard = record(
        gap.enterprise,
        actor=actor,
        description=description,
        source=queries.source_for(actor, gap),
        data={"gap": gap.pk, "clause": gap.clause},
        client_id=client_id,
    )
    FromGap.objects.create(gap=gap, hazard=hazard)
    return hazard
