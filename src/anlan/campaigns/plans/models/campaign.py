"""A campaign: the notice it comes from, what was read in it, and what the township made of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.files.models import StoredFile
from anlan.org.models import Office, Region


class Campaign(Chained):
    """One campaign (专项行动), a draft until a leader puts it in force.

    `text` is the notice as read; places in it (`start`, `end` of each piece) count its characters.
    `clauses` are its headings as read: label, start, end, head, depth. Nothing of the reading is done again: a later
    version of the reader does not rewrite a campaign.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name="乡镇")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="组织单位")
    title = models.CharField(max_length=200, verbose_name="名称")
    document_number = models.CharField(max_length=60, blank=True, verbose_name="文号")
    issuer = models.CharField(max_length=120, blank=True, verbose_name="发文单位")
    dated_on = models.DateField(null=True, verbose_name="发文日期")
    starts_on = models.DateField(null=True, verbose_name="开始")
    ends_on = models.DateField(null=True, verbose_name="结束")
    assessed_year = models.PositiveSmallIntegerField(null=True, verbose_name="考核年度")
    industries = models.JSONField(default=list, verbose_name="行业领域")
    territories = models.JSONField(default=list, verbose_name="区域")
    addressees = models.JSONField(default=list, verbose_name="主送")
    source = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name="原文件")
    text = models.TextField()
    clauses = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True, verbose_name="下达时间")
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_at=None)
                | Q(starts_on__isnull=False, ends_on__isnull=False, issued_by__isnull=False),
                name="campaigns_issued_has_days",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="campaigns_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(issued_at=None) | Q(dropped_at=None), name="campaigns_issued_is_not_dropped"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:plan", args=[self.pk])

    @property
    def is_issued(self) -> bool:
        """Whether it is in force or was."""
        return self.issued_at is not None

    @property
    def is_draft(self) -> bool:
        """Whether its pieces are still being decided."""
        return self.issued_at is None and self.dropped_at is None

    @property
    def standing(self) -> str:
        """Draft, dropped, coming, running, over."""
        if self.dropped_at:
            return "dropped"
        if not self.issued_at or not self.starts_on or not self.ends_on:
            return "draft"
        today = clock.today()
        if today < self.starts_on:
            return "coming"
        return "running" if today <= self.ends_on else "over"


class CampaignEvent(Event):
    """What happened to a campaign: read, a piece decided, facts set, put in force, a duty changed, dropped."""

    subject = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class ClauseAnswer(models.Model):
    """What a person says answers a clause that no duty answers: a module of the product, or why nothing is needed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="answers")
    clause = models.CharField(max_length=40)
    words = models.CharField(max_length=200, verbose_name="说明")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "clause"], name="campaigns_one_answer_a_clause")]
