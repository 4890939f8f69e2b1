"""Money and expert days for a hazard (方案二（三）4): asked for, granted or refused, spent."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.hazards.models import Hazard
from anlan.org.models import Office, Region


def _yuan(label: str) -> models.DecimalField:
    return models.DecimalField(max_digits=12, decimal_places=2, default=Decimal(0), verbose_name=label)


def _days(label: str) -> models.DecimalField:
    return models.DecimalField(max_digits=6, decimal_places=1, default=Decimal(0), verbose_name=label)


class Support(Chained):
    """One request for a hazard: how much money, how many expert days, decided by a leader."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="support")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="申请单位")
    reason = models.TextField(verbose_name="用途和理由")
    asked_amount = _yuan("申请资金（元）")
    asked_days = _days("申请专家（人天）")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    is_granted = models.BooleanField(null=True)
    granted_amount = _yuan("同意资金（元）")
    granted_days = _days("同意专家（人天）")
    source = models.CharField(max_length=120, blank=True, verbose_name="经费来源")
    answer = models.TextField(blank=True, verbose_name="审批意见")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(asked_amount__gt=0) | Q(asked_days__gt=0), name="campaigns_asks_some"),
            models.CheckConstraint(
                condition=Q(is_granted=None) | Q(decided_at__isnull=False), name="campaigns_support_decided_at"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hazard} {self.reason[:20]}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:support", args=[self.pk])

    @property
    def standing(self) -> str:
        """Asked, granted, refused, or spent: nothing of what was granted is left (`is_spent` of `queries.supports`)."""
        if getattr(self, "is_spent", False):
            return "spent"
        return {None: "asked", True: "granted", False: "refused"}[self.is_granted]


class SupportEvent(Event):
    """What happened to a request: asked, decided, money or days spent."""

    subject = models.ForeignKey(Support, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Spending(models.Model):
    """Money paid or expert days used under a granted request."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    support = models.ForeignKey(Support, on_delete=models.PROTECT, related_name="spendings")
    on = models.DateField(verbose_name="日期")
    amount = _yuan("金额（元）")
    days = _days("人天")
    to = models.CharField(max_length=120, verbose_name="支付对象或专家")
    note = models.CharField(max_length=200, blank=True, verbose_name="说明")

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.on} {self.to}"
