"""A trace-back: what happened where and when, who is asked to explain, and what was concluded."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.enterprises.models import Enterprise
from anlan.hazards.models import Hazard
from anlan.hazards.models.hazard import person
from anlan.org.models import Office, User


class Trace(Chained):
    """One trace-back over the `days` before `happened_at` at one enterprise (notice 二（二）7, features F17.2).

    What it finds is not stored: it is read from the events each time. Stored is what people decided: that it is opened,
    who is asked to explain, what they said (in its events), what was concluded.
    """

    class Trigger(models.TextChoices):
        ACCIDENT = "accident", "发生事故"
        UPPER = "upper", "上级检查发现"
        REPORT = "report", "举报查实"

    number = models.CharField(max_length=80, verbose_name="编号")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="traces", verbose_name="单位")
    region_code = models.CharField(max_length=12, editable=False)
    strip = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    hazard = models.ForeignKey(
        Hazard, null=True, blank=True, on_delete=models.PROTECT, related_name="traces", verbose_name="查出的隐患"
    )
    trigger = models.CharField(max_length=10, choices=Trigger, verbose_name="起因")
    what = models.TextField(verbose_name="发生了什么")
    source = models.CharField(max_length=200, blank=True, verbose_name="来源文书")
    happened_at = models.DateTimeField(verbose_name="发生（发现）时间")
    days = models.PositiveSmallIntegerField(default=90, verbose_name="向前倒查天数")
    opened_by = person()
    opened_at = models.DateTimeField(verbose_name="启动时间")
    asked = models.ManyToManyField(User, related_name="+", verbose_name="请说明情况的人")
    conclusion = models.TextField(blank=True, verbose_name="结论")
    concluded_by = person()
    concluded_at = models.DateTimeField(null=True, blank=True, verbose_name="结论时间")

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(concluded_at=None) | ~Q(conclusion=""), name="enforcement_trace_concluded_says_what"
            ),
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=1100), name="enforcement_trace_days"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enforcement:trace", args=[self.pk])

    @property
    def since(self) -> dt.datetime:
        """From when on is looked."""
        return self.happened_at - dt.timedelta(days=self.days)

    @property
    def first_day(self) -> dt.date:
        """The first day looked at."""
        return clock.local_date(self.since)

    @property
    def last_day(self) -> dt.date:
        """The day it happened."""
        return clock.local_date(self.happened_at)

    @property
    def standing(self) -> str:
        """Running or concluded."""
        return "concluded" if self.concluded_at else "running"


class TraceEvent(Event):
    """What happened to a trace-back: opened, explained, concluded."""

    subject = models.ForeignKey(Trace, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
