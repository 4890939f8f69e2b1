"""The published cap of a year, and what an enterprise objects to in the facts held against it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.enterprises.models import Enterprise
from anlan.hazards.models import Hazard
from anlan.hazards.models.hazard import person
from anlan.org.models import Region


class Cap(Chained):
    """How often at most an enterprise of a township is inspected in a year, as published (国办发〔2024〕54号)."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name="乡镇")
    year = models.PositiveSmallIntegerField(verbose_name="年度")
    times = models.PositiveSmallIntegerField(verbose_name="每家每年最多次数")
    basis = models.CharField(max_length=200, verbose_name="公布文件")
    published_by = person()
    published_at = models.DateTimeField(verbose_name="公布时间")

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["region", "year"], name="enforcement_one_cap_a_year"),
            models.CheckConstraint(condition=Q(times__gte=1, times__lte=52), name="enforcement_cap_times"),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.year} 年度检查频次上限"

    def get_absolute_url(self) -> str:
        """The page of caps."""
        return reverse("enforcement:caps")


class CapEvent(Event):
    """What happened to a cap: published, changed."""

    subject = models.ForeignKey(Cap, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Objection(Chained):
    """An enterprise says that a fact its frequency follows from is wrong; an official answers with the reason.

    `upheld`: the hazard no longer counts for that factor.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="objections")
    factor = models.CharField(max_length=20, verbose_name="事实")
    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="+", verbose_name="隐患")
    words = models.TextField(verbose_name="异议")
    raised_by = person()
    raised_at = models.DateTimeField(verbose_name="提出时间")
    answer_due_on = models.DateField(verbose_name="答复期限")
    upheld = models.BooleanField(null=True)
    answer = models.TextField(blank=True, verbose_name="答复")
    answered_by = person()
    answered_at = models.DateTimeField(null=True, blank=True, verbose_name="答复时间")

    class Meta:
        ordering = ["-raised_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "factor", "hazard"],
                condition=Q(upheld__isnull=True),
                name="enforcement_one_objection_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.enterprise}对 {self.hazard} 的异议"

    def get_absolute_url(self) -> str:
        """The enterprise's line, where it is shown."""
        return reverse("enforcement:line_of", args=[self.enterprise_id])


class ObjectionEvent(Event):
    """What happened to an objection: raised, answered."""

    subject = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
