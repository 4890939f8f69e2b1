"""Money for safety planned and spent, the standardization level, experts an enterprise engages and what they advise."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.enterprises.investment.regimes import LEVELS, USES
from anlan.enterprises.models.register import Enterprise


class Spending(Chained):
    """What an enterprise means to spend on safety in one year, and what the rule asks; yuan.

    `regime` names the rule of data/investment.yaml the enterprise says it falls under (empty: none), `base` the sum it
    is reckoned from, `required` what the rule made of it on the day of the plan. `carried_over` says in words what
    becomes of money not spent by the end of the year.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="spendings")
    year = models.PositiveSmallIntegerField(verbose_name="年度")
    planned = models.PositiveBigIntegerField(verbose_name="计划投入（元）")
    regime = models.CharField(max_length=20, blank=True, verbose_name="提取标准")
    base = models.PositiveBigIntegerField(null=True, verbose_name="计提基数（元）")
    required = models.PositiveBigIntegerField(null=True, verbose_name="按规定应投入（元）")
    purposes = models.TextField(verbose_name="主要用途")
    carried_over = models.CharField(max_length=300, blank=True, verbose_name="结余去向")

    class Meta:
        ordering = ["-year", "id"]
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "year"], name="enterprises_one_plan_a_year"),
            models.CheckConstraint(condition=Q(required=None) | ~Q(regime=""), name="enterprises_required_by_a_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.year} 年安全投入"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enterprises:spending", args=[self.enterprise_id, self.year])


class SpendingEvent(Event):
    """What happened to a year's plan: made, changed, money spent, an entry struck out, the rest carried over."""

    subject = models.ForeignKey(Spending, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Expense(models.Model):
    """Money spent for safety, told in the chain of its year; struck out it stays on record and counts no more."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    spending = models.ForeignKey(Spending, on_delete=models.PROTECT, related_name="expenses")
    on = models.DateField(verbose_name="日期")
    use = models.CharField(max_length=12, choices=list(USES.items()), verbose_name="用途")
    amount = models.PositiveBigIntegerField(verbose_name="金额（元）")
    words = models.CharField(max_length=200, verbose_name="花在什么上")
    files = models.JSONField(default=list)
    struck_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="enterprises_expense_is_something")]

    def __str__(self) -> str:
        return self.words


class Standardization(Chained):
    """One certificate of a standardization level; that it is valid, due or expired follows from its dates."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="standardizations")
    level = models.CharField(max_length=6, choices=list(LEVELS.items()), verbose_name="等级")
    number = models.CharField(max_length=60, verbose_name="证书编号")
    issued_by = models.CharField(max_length=120, verbose_name="定级部门")
    issued_on = models.DateField(verbose_name="公告（发证）日期")
    expires_on = models.DateField(verbose_name="有效期至")
    files = models.JSONField(default=list)
    ended_on = models.DateField(null=True, verbose_name="撤销、停用日期")

    class Meta:
        ordering = ["-expires_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_on__gt=F("issued_on")), name="enterprises_level_ends"),
            models.UniqueConstraint(
                fields=["enterprise", "number"], condition=Q(ended_on=None), name="enterprises_level_once"
            ),
        ]
        indexes = [models.Index(fields=["enterprise", "expires_on"], name="enterprises_levels")]

    def __str__(self) -> str:
        return f"安全生产标准化{self.get_level_display()}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enterprises:standardization", args=[self.pk])

    @property
    def days_left(self) -> int:
        """Days until it ends; below zero where it has."""
        return (self.expires_on - clock.today()).days


class StandardizationEvent(Event):
    """What happened to a certificate: recorded, ended."""

    subject = models.ForeignKey(Standardization, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Engagement(Chained):
    """An expert, or a firm that sends some, whom an enterprise engaged for a time."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="engagements")
    name = models.CharField(max_length=60, verbose_name="专家、机构")
    unit = models.CharField(max_length=120, blank=True, verbose_name="所在单位")
    qualification = models.CharField(max_length=200, blank=True, verbose_name="资格、职称")
    task = models.CharField(max_length=200, verbose_name="请来做什么")
    starts_on = models.DateField(verbose_name="起")
    ends_on = models.DateField(verbose_name="止")
    ended_on = models.DateField(null=True, verbose_name="提前结束日期")

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="enterprises_engagement_ends_after"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enterprises:engagement", args=[self.pk])

    @property
    def last_day(self) -> dt.date:
        """The last day it holds."""
        return self.ended_on or self.ends_on


class EngagementEvent(Event):
    """What happened to an engagement: begun, a visit with its advice, advice followed, ended."""

    subject = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class ExpertVisit(models.Model):
    """One day an engaged expert looked, and at what; also where nothing was found."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField(verbose_name="日期")
    looked_at = models.CharField(max_length=300, verbose_name="看了哪里")
    files = models.JSONField(default=list)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return self.looked_at


class Advice(models.Model):
    """One thing an expert found wrong, with its clause; a gap until put right, from which a hazard is recorded."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(ExpertVisit, on_delete=models.PROTECT, related_name="advice")
    text = models.CharField(max_length=200, verbose_name="问题")
    clause = models.CharField(max_length=100, verbose_name="依据")
    done_on = models.DateField(null=True)
    done_words = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text
