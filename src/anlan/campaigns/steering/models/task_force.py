"""The task force of a campaign (方案四（一）: 领导+专家+专班) and who is on it."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.org.models import Office, Region


class TaskForce(Chained):
    """One task force: set up by a document, dissolved one day."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100, verbose_name="名称")
    basis = models.CharField(max_length=200, verbose_name="成立依据")
    set_up_on = models.DateField(verbose_name="成立日期")
    ended_on = models.DateField(null=True, verbose_name="撤销日期")

    class Meta:
        ordering = ["-set_up_on", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:task_force", args=[self.pk])


class TaskForceEvent(Event):
    """What happened to a task force: set up, somebody joined or left, dissolved."""

    subject = models.ForeignKey(TaskForce, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class TaskForceMember(models.Model):
    """Somebody's part in it, from a day until a day."""

    class Part(models.TextChoices):
        """What the person is in it, the head first."""

        HEAD = "1", "组长"
        DEPUTY = "2", "副组长"
        MEMBER = "3", "成员"
        EXPERT = "4", "专家"
        LIAISON = "5", "联络员"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    force = models.ForeignKey(TaskForce, on_delete=models.PROTECT, related_name="members")
    part = models.CharField(max_length=1, choices=Part.choices, verbose_name="职务")
    name = models.CharField(max_length=60, verbose_name="姓名")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="单位")
    line = models.CharField(max_length=200, blank=True, verbose_name="分工")
    since = models.DateField(verbose_name="任职日期")
    until = models.DateField(null=True, verbose_name="离任日期")

    class Meta:
        ordering = ["part", "since", "id"]

    def __str__(self) -> str:
        return self.name
