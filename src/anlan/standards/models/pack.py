"""Criteria packs: one dated, versioned standard with its items, and who compared an item with the official text."""

from typing import Any

from django.conf import settings
from django.db import models

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.standards.models.industry import Industry
from anlan.standards.packs.phrases import in_chinese

ENTERED_HERE = "zice"  # what the slug of key checks entered by a township or the district begins with


class CriteriaPack(Chained):
    """One version of one standard. Its content never changes, only its end, successor and withdrawal.

    The standard is the law from `effective_on` until the day before `ended_on`. A pack withdrawn (`withdrawn_at`) was
    corrected by a later version of the same record: it answers no query any more, but what was judged by it keeps it.
    """

    class Kind(models.TextChoices):
        """What the standard is, and so what its items can do."""

        CRITERIA = "criteria", "判定标准"
        KEY_CHECKS = "key_checks", "重点检查事项"
        SURVEY = "survey", "排查要点"

    slug = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    doc_number = models.CharField(max_length=120)
    issuer = models.CharField(max_length=120)
    issued = models.CharField(max_length=120, blank=True)
    issued_on = models.DateField(null=True)
    effective = models.CharField(max_length=120, blank=True)
    effective_on = models.DateField(null=True)
    dates_to_check = models.BooleanField(default=False)
    status = models.TextField(blank=True)
    ending = models.JSONField(null=True)
    ended_on = models.DateField(null=True)
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaces")
    withdrawn_at = models.DateTimeField(null=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.CRITERIA)
    industries = models.ManyToManyField(Industry, related_name="packs")
    applies_to = models.TextField(blank=True)
    complete = models.BooleanField(default=False)
    topics_only = models.BooleanField(default=False)
    official_urls = models.JSONField(default=list)
    note = models.TextField(blank=True)
    region_code = models.CharField(max_length=12, blank=True)
    """The township or district whose own it is; empty: it holds everywhere."""
    digest = models.CharField(max_length=64)
    file_digest = models.CharField(max_length=64, db_index=True)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["title", "slug", "version"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="standards_pack_version"),
            models.UniqueConstraint(
                fields=["slug"],
                condition=models.Q(withdrawn_at__isnull=True, ended_on__isnull=True),
                name="standards_one_living_version",
            ),
            models.CheckConstraint(
                condition=models.Q(replaced_by__isnull=True) | ~models.Q(replaced_by=models.F("id")),
                name="standards_not_replaced_by_itself",
            ),
        ]
        indexes = [models.Index(fields=["effective_on", "ended_on"], name="standards_pack_dates")]

    def __str__(self) -> str:
        return f"{self.title}（{self.doc_number}）"

    @property
    def shown_status(self) -> str:
        """What the pack says of its standing, in Chinese."""
        return in_chinese(self.status)

    @property
    def shown_note(self) -> str:
        """What the pack says of its sources, in Chinese."""
        return in_chinese(self.note)

    @property
    def entered_here(self) -> bool:
        """Whether it holds key checks somebody here entered: nothing of it can ever be major."""
        return self.slug.startswith(f"{ENTERED_HERE}-")

    @property
    def state(self) -> str:
        """How the pack stands today: in_force, future, ended, withdrawn, or undated."""
        return self.state_on(clock.today())

    def state_on(self, day: Any) -> str:
        """How the pack stands on a day."""
        if self.withdrawn_at:
            return "withdrawn"
        if self.effective_on is None:
            return "undated"
        if day < self.effective_on:
            return "future"
        return "ended" if self.ended_on and day >= self.ended_on else "in_force"


class PackEvent(Event):
    """What happened to a version of a pack: loaded, ended, withdrawn, an item compared with the official text."""

    subject = models.ForeignKey(CriteriaPack, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Criterion(models.Model):
    """One item of one version of a pack; written once, never changed. `digest` is that of its wording."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    pack = models.ForeignKey(CriteriaPack, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    section = models.CharField(max_length=120, blank=True)
    summary = models.TextField()
    how_to_check = models.TextField(blank=True)
    keywords = models.JSONField(default=list)
    refers_to = models.JSONField(default=list)
    """Codes of its pack, or their beginnings, without one of which it says nothing: it is asked beside them only."""
    checked_against_text = models.BooleanField(default=False)
    may_be_major = models.BooleanField(default=False)
    why_not_major = models.CharField(max_length=120, blank=True)
    digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        ordering = ["pack", "position"]
        constraints = [models.UniqueConstraint(fields=["pack", "code"], name="standards_criterion_code")]

    def __str__(self) -> str:
        return f"{self.pack.title} {self.code}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert once: what a hazard was judged by must read the same for ever."""
        if not self._state.adding:
            raise TypeError("a criterion is never changed; load a new version of its pack")
        super().save(*args, **kwargs)


class Comparison(models.Model):
    """Somebody compared one wording with the official text. It holds for every version with the same wording."""

    class Outcome(models.TextChoices):
        """What the comparison showed."""

        AGREES = "agrees", "与原文一致"
        DIFFERS = "differs", "与原文不一致"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="comparisons")
    criterion_digest = models.CharField(max_length=64, db_index=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    source = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=60)
    office_name = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.by_name} {self.get_outcome_display()}"
