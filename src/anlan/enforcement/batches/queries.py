"""Reading batches: those of a person's townships, and the cases everybody may read."""

from django.db.models import Count, Q, QuerySet

from anlan.enforcement.batches.models import Batch, Entry
from anlan.org import queries as org
from anlan.org.models import User


def visible_to(user: User) -> QuerySet[Batch]:
    """The batches of the townships a person reads, each with `listed`, how many it names."""
    rows = Batch.objects.filter(region__in=org.townships_with(user, "enforcement.read_batches"))
    rows = rows.annotate(listed=Count("entries", filter=Q(entries__left_out=False)))
    return rows.select_related("region", "office", "drafted_by", "approved_by")


def entries_of(batch: Batch) -> QuerySet[Entry]:
    """What stands on it, in the order it was entered."""
    return batch.entries.filter(left_out=False).select_related("enterprise__region", "hazard")


def public() -> QuerySet[Batch]:
    """Batches of cases that are out, the latest first."""
    rows = Batch.objects.filter(kind=Batch.Kind.CASES, state=Batch.State.APPROVED).select_related("region", "office")
    return rows.annotate(listed=Count("entries", filter=Q(entries__left_out=False))).order_by("-approved_at")


def of_enterprise(enterprise_id: object) -> QuerySet[Entry]:
    """Where an enterprise is listed in what is in force: it sees so itself."""
    rows = Entry.objects.filter(enterprise=enterprise_id, left_out=False, batch__state=Batch.State.APPROVED)
    return rows.select_related("batch")
