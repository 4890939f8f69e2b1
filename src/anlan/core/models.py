"""Tables of the frame: counters, work-day overrides, order of events, seals, cursors, search documents, receipts."""

from django.conf import settings
from django.db import models

from anlan.core.events import Chained, Event

__all__ = [
    "Chained",
    "Counter",
    "Cursor",
    "Event",
    "Position",
    "Receipt",
    "Seal",
    "SearchDoc",
    "WorkdayOverride",
]


class Counter(models.Model):
    """One running number; its row is taken with the thing it numbers."""

    key = models.CharField(max_length=120, primary_key=True)
    value = models.PositiveBigIntegerField(default=0)


class WorkdayOverride(models.Model):
    """A date the district knows better than the calendar shipped with this version."""

    day = models.DateField(primary_key=True, verbose_name="日期")
    is_workday = models.BooleanField(verbose_name="是工作日")
    note = models.CharField(max_length=100, blank=True, verbose_name="说明")

    class Meta:
        ordering = ["day"]


class Position(models.Model):
    """One line per event, written with it; the worker gives it its place in the reader's order once it is committed.

    No reader may use an id or a time as its cursor: a transaction that commits late would be skipped for ever.
    """

    id = models.BigAutoField(primary_key=True)
    room = models.CharField(max_length=60)
    event_id = models.UUIDField()
    digest = models.CharField(max_length=64)
    position = models.PositiveBigIntegerField(null=True, unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "event_id"], name="core_position_event")]
        indexes = [
            models.Index(
                fields=["id"],
                name="core_position_waiting",
                condition=models.Q(position__isnull=True),
            )
        ]


class Cursor(models.Model):
    """How far one listener has read."""

    name = models.CharField(max_length=120, primary_key=True)
    position = models.PositiveBigIntegerField(default=0)


class Seal(models.Model):
    """The Merkle root over the digests of a span of positions, chained to the seal before it."""

    number = models.PositiveIntegerField(primary_key=True)
    sealed_on = models.DateField()
    first_position = models.PositiveBigIntegerField()
    last_position = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]


class SearchDoc(models.Model):
    """What can be found by words: one row per subject; its integer key is the row of the database's own text index.

    Rows are keyed by an explicit integer because SQLite renumbers implicit row ids when a table is rebuilt.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    scope = models.CharField(max_length=60, blank=True)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id"], name="core_searchdoc_subject")]


class Receipt(models.Model):
    """One action a phone kept and sent: done once, whatever the network repeats.

    Written in the action's own transaction. `digest` is the sha256 of the action as the phone wrote it, `written_at`
    the phone's clock then, `skew_ms` how far it was measured to be behind ours. `files` are named by sha256. `noted`:
    it came too late and was only kept beside the record.
    """

    client_id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    phone = models.UUIDField()
    written_at = models.DateTimeField()
    skew_ms = models.BigIntegerField(default=0)
    recorded_at = models.DateTimeField()
    room = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    words = models.CharField(max_length=300, blank=True)
    noted = models.BooleanField(default=False)
    files = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["room", "subject_id"], name="core_receipt_subject")]
