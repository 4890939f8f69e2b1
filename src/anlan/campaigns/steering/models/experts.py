"""The township's experts: what they know, how long they are engaged, where they have an interest, where they went."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.enterprises.models import Enterprise
from anlan.hazards.models import Hazard
from anlan.org.models import Region
from anlan.standards.models import Industry


class Expert(Chained):
    """One expert of the pool. An expert helps and advises; an opinion is never an inspection's result (54号)."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60, verbose_name="姓名")
    employer = models.CharField(max_length=120, blank=True, verbose_name="工作单位")
    qualification = models.CharField(max_length=120, verbose_name="专业资格")
    phone = models.CharField(max_length=20, blank=True, verbose_name="电话")
    fields = models.ManyToManyField(Industry, related_name="experts", verbose_name="擅长行业")
    contract_from = models.DateField(verbose_name="聘期起")
    contract_to = models.DateField(verbose_name="聘期止")

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(contract_to__gte=F("contract_from")), name="campaigns_expert_contract_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:expert", args=[self.pk])

    @property
    def standing(self) -> str:
        """Engaged (the contract runs today), coming, or ended."""
        today = clock.today()
        if today < self.contract_from:
            return "coming"
        return "engaged" if today <= self.contract_to else "ended"


class ExpertEvent(Event):
    """What happened to an expert's file: enrolled, changed, an interest declared, sent somewhere, an opinion given."""

    subject = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Conflict(models.Model):
    """An interest of an expert in an enterprise; while it stands the expert is not sent there."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="conflicts")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="+", verbose_name="单位")
    why = models.CharField(max_length=200, verbose_name="利害关系")
    ended_on = models.DateField(null=True, verbose_name="解除日期")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["expert", "enterprise"], condition=Q(ended_on=None), name="campaigns_one_conflict"
            )
        ]

    def __str__(self) -> str:
        return f"{self.expert_id} {self.enterprise_id}"


class Engagement(models.Model):
    """One time an expert was sent: where, for which hazard, what for, how long, and what the expert found."""

    class Task(models.TextChoices):
        """What for (方案二（三）4: 领导+专家、执法+专家)."""

        GUIDANCE = "guidance", "帮扶指导"
        WITH_LEADER = "with_leader", "随领导督导"
        WITH_OFFICERS = "with_officers", "随执法人员技术支持"
        PLAN_REVIEW = "plan_review", "整改方案论证"
        ACCEPTANCE = "acceptance", "验收技术支持"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="engagements")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="+", verbose_name="单位")
    hazard = models.ForeignKey(Hazard, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="隐患")
    task = models.CharField(max_length=14, choices=Task.choices, verbose_name="任务")
    on = models.DateField(verbose_name="日期")
    days = models.DecimalField(max_digits=4, decimal_places=1, default=Decimal(1), verbose_name="人天")
    opinion = models.TextField(blank=True, verbose_name="专家意见")
    called_off = models.CharField(max_length=300, blank=True, verbose_name="取消原因")

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(opinion="") | Q(called_off=""), name="campaigns_gone_or_called_off")
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.get_task_display()}"
