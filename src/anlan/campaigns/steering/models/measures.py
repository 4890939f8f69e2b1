"""The measures of higher levels (国家十五条、省五十条、区六十条), item by item; the township loads their texts."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.org.models import Office, Region


class MeasureList(Chained):
    """One document of measures, as issued."""

    class Level(models.TextChoices):
        """Who issued it."""

        STATE = "state", "国家"
        PROVINCE = "province", "省"
        CITY = "city", "市"
        DISTRICT = "district", "区县"

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=10, choices=Level.choices, verbose_name="层级")
    title = models.CharField(max_length=120, verbose_name="名称")
    document_number = models.CharField(max_length=60, blank=True, verbose_name="文号")
    issued_on = models.DateField(null=True, blank=True, verbose_name="印发日期")

    class Meta:
        ordering = ["level", "title"]
        constraints = [models.UniqueConstraint(fields=["region", "title"], name="campaigns_one_measure_list")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:measure_list", args=[self.pk])


class MeasureListEvent(Event):
    """What happened to a list: loaded, an item assigned, an item checked."""

    subject = models.ForeignKey(MeasureList, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Measure(models.Model):
    """One item: does it concern us, what do we do about it, which office, by when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    of = models.ForeignKey(MeasureList, on_delete=models.PROTECT, related_name="measures")
    number = models.PositiveSmallIntegerField(verbose_name="条")
    text = models.TextField(verbose_name="措施原文")
    applies = models.BooleanField(null=True, verbose_name="与本乡有关")
    local_measure = models.TextField(blank=True, verbose_name="本乡做法")
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="责任单位"
    )
    due_on = models.DateField(null=True, blank=True, verbose_name="完成期限")

    class Meta:
        ordering = ["of", "number"]
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="campaigns_measure_number")]

    def __str__(self) -> str:
        return f"第{self.number}条"


class MeasureCheck(models.Model):
    """Somebody looked whether an item is carried out, with what shows it."""

    class Outcome(models.TextChoices):
        """What the look showed."""

        DONE = "done", "已落实"
        PARTLY = "partly", "部分落实"
        NOT_DONE = "not_done", "未落实"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="checks")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, verbose_name="结论")
    note = models.TextField(verbose_name="依据")
    files = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.get_outcome_display()
