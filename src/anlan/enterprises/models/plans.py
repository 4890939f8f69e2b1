"""Emergency plans of an enterprise: issued, filed with the authority, evaluated and revised."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.enterprises.models.register import Enterprise


class EmergencyPlan(Chained):
    """One plan as it stands; revising begins its filing anew. That it is late follows from its dates."""

    class Kind(models.TextChoices):
        COMPREHENSIVE = "comprehensive", "综合应急预案"
        SPECIAL = "special", "专项应急预案"
        ON_SITE = "on_site", "现场处置方案"

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="emergency_plans")
    kind = models.CharField(max_length=14, choices=Kind, verbose_name="类别")
    title = models.CharField(max_length=120, verbose_name="名称")
    issued_on = models.DateField(verbose_name="公布日期")
    filed_on = models.DateField(null=True, blank=True, verbose_name="备案日期")
    filed_with = models.CharField(max_length=120, blank=True, verbose_name="备案部门")
    filed_number = models.CharField(max_length=60, blank=True, verbose_name="备案编号")
    reviewed_on = models.DateField(null=True, blank=True, verbose_name="评估日期")
    ended_on = models.DateField(null=True, verbose_name="废止日期")

    class Meta:
        ordering = ["kind", "-issued_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(filed_on=None) | Q(filed_on__gte=F("issued_on")), name="enterprises_plan_filed_after"
            ),
            models.CheckConstraint(
                condition=Q(filed_on=None) | ~Q(filed_with=""), name="enterprises_plan_filed_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enterprises:plan", args=[self.pk])


class EmergencyPlanEvent(Event):
    """What happened to a plan: issued, filed, evaluated, revised, ended."""

    subject = models.ForeignKey(EmergencyPlan, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
