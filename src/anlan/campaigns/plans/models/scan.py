"""A scanned notice whose pages the worker reads; it becomes a draft campaign or says why not."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from anlan.campaigns.plans.models.campaign import Campaign
from anlan.core.events import Chained, Event
from anlan.files.models import StoredFile
from anlan.org.models import Office, Region


class Scan(Chained):
    """One scanned notice: `done` of `pages` are read; `campaign` is what came of it, `problem` why nothing did."""

    class State(models.TextChoices):
        """How far it is."""

        READING = "reading", "正在识别"
        UNREADABLE = "unreadable", "没有读出"
        READ = "read", "已读出"

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name="乡镇")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="组织单位")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name="原文件")
    file_name = models.CharField(max_length=200, verbose_name="文件名")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(verbose_name="上传时间")
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    pages = models.PositiveSmallIntegerField(verbose_name="页数")
    done = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:plan_scan", args=[self.pk])


class ScanEvent(Event):
    """What happened to a scan: uploaded, read, not read."""

    subject = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
