"""The safety gate (方案二（三）1): a project or an investor is looked at before it is taken on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.enterprises.models import Enterprise
from anlan.org.models import Region
from anlan.standards.models import Industry


class Gate(Chained):
    """One project at the gate: the questions asked, the opinion of who looked, the decision of who leads.

    `answers` is a list of {question, basis, answer: yes|no|na, note} as asked on that day.
    """

    class Decision(models.TextChoices):
        """What was decided."""

        PASSED = "passed", "同意引进（建设）"
        CONDITIONAL = "conditional", "附条件同意"
        STOPPED = "stopped", "不同意"

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, verbose_name="项目名称")
    investor = models.CharField(max_length=120, verbose_name="投资（建设）方")
    address = models.CharField(max_length=200, verbose_name="拟建地点")
    industry = models.ForeignKey(Industry, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="行业")
    content = models.TextField(verbose_name="建设内容和主要工艺")
    answers = models.JSONField(default=list)
    opinion = models.TextField(verbose_name="把关意见")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decision = models.CharField(max_length=12, choices=Decision.choices, blank=True, verbose_name="决定")
    conditions = models.TextField(blank=True, verbose_name="条件或理由")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    enterprise = models.ForeignKey(
        Enterprise, null=True, on_delete=models.PROTECT, related_name="gates", verbose_name="落地企业"
    )

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="") | Q(decided_at__isnull=False), name="campaigns_gate_decided_at"
            ),
            models.CheckConstraint(
                condition=Q(decision__in=["", "passed"]) | ~Q(conditions=""), name="campaigns_gate_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:gate", args=[self.pk])

    @property
    def concerns(self) -> int:
        """How many questions were answered with no."""
        return sum(one["answer"] == "no" for one in self.answers)


class GateEvent(Event):
    """What happened at the gate: asked, decided, the enterprise linked."""

    subject = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
