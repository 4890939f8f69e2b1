"""Equipment for special work: welding sets and others, when they were checked and with what result."""

import datetime as dt

from django.db import models
from django.urls import reverse

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.core.templatetags.anlan import day as written
from anlan.enterprises.models import Enterprise
from anlan.permits.special import TABLE


class Equipment(Chained):
    """One set of one enterprise; whether it may be named on a permit follows from its last check and its kind."""

    class Kind(models.TextChoices):
        ARC = "arc", "电焊机"
        GAS = "gas", "气焊、气割设备"
        CUTTER = "cutter", "切割机、角磨机"
        LIFT = "lift", "起重、吊装设备"
        OTHER = "other", "其他"

    class Result(models.TextChoices):
        GOOD = "good", "合格"
        FAULTY = "faulty", "带病，停用待修"
        SCRAPPED = "scrapped", "报废"

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="special_equipment")
    kind = models.CharField(max_length=10, choices=Kind, verbose_name="类别")
    name = models.CharField(max_length=60, verbose_name="名称、型号")
    tag = models.CharField(max_length=40, verbose_name="编号")
    eliminated = models.BooleanField(default=False, verbose_name="属于淘汰类型")
    eliminated_basis = models.CharField(max_length=120, blank=True, verbose_name="淘汰依据")
    checked_on = models.DateField(null=True, verbose_name="检查日期")
    checked_by = models.CharField(max_length=60, blank=True, verbose_name="检查人")
    result = models.CharField(max_length=10, choices=Result, blank=True, verbose_name="结果")
    fault = models.CharField(max_length=200, blank=True, verbose_name="问题")

    class Meta:
        ordering = ["enterprise", "tag", "id"]
        constraints = [models.UniqueConstraint(fields=["enterprise", "tag"], name="permits_one_tag")]

    def __str__(self) -> str:
        return f"{self.tag} {self.name}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("permits:equipment", args=[self.pk])

    @property
    def good_until(self) -> dt.date | None:
        """The last day its check is good for."""
        return self.checked_on + dt.timedelta(days=TABLE["equipment"]["valid_days"]) if self.checked_on else None

    def why_not(self, day: dt.date) -> str:
        """Why it may not be named on a permit of that day; empty where it may."""
        if self.eliminated:
            return "属于淘汰类型，不得使用"
        if self.checked_on is None or self.good_until is None:
            return "没有检查过"
        if self.result != self.Result.GOOD:
            return f"检查结果是“{self.get_result_display()}”"
        return f"检查已过期（{written(self.good_until)} 到期）" if day > self.good_until else ""

    @property
    def standing(self) -> str:
        """usable, eliminated, unchecked, faulty, scrapped or outdated; today."""
        if self.eliminated:
            return "eliminated"
        if not self.checked_on:
            return "unchecked"
        if self.result != self.Result.GOOD:
            return self.result
        return "outdated" if self.why_not(clock.today()) else "usable"


class EquipmentEvent(Event):
    """What happened to a set: registered, checked, marked as an eliminated type."""

    subject = models.ForeignKey(Equipment, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
