"""Training of inspectors: sessions that teach one frozen checklist, who came, and whether they passed its quiz."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.standards.models.checklist import Checklist


class TrainingSession(Chained):
    """One session. `checklist` is what it teaches; its quiz is made of it, by `seed`."""

    region = models.ForeignKey("org.Region", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("org.Office", on_delete=models.PROTECT, related_name="+", verbose_name="主办单位")
    title = models.CharField(max_length=120, verbose_name="名称")
    planned_on = models.DateField(verbose_name="日期")
    place = models.CharField(max_length=120, verbose_name="地点")
    trainer = models.CharField(max_length=60, verbose_name="授课人")
    audience = models.CharField(max_length=120, verbose_name="培训对象")
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="+", verbose_name="教什么")
    questions = models.PositiveSmallIntegerField(verbose_name="题数")
    seed = models.PositiveIntegerField(editable=False)
    held_on = models.DateField(null=True, verbose_name="举办日期")
    summary = models.TextField(blank=True, verbose_name="培训内容")
    called_off = models.CharField(max_length=200, blank=True, verbose_name="取消原因")

    class Meta:
        ordering = ["-planned_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(held_on=None) | Q(called_off=""), name="standards_held_or_called_off"),
            models.CheckConstraint(condition=Q(questions__gte=5, questions__lte=10), name="standards_quiz_length"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("standards:session", args=[self.pk])

    @property
    def standing(self) -> str:
        """Held, called off, overdue (its day has passed and nobody put it on record), or planned."""
        if self.held_on:
            return "held"
        if self.called_off:
            return "called_off"
        return "overdue" if self.planned_on < clock.today() else "planned"


class TrainingSessionEvent(Event):
    """What happened to a session: planned, people invited, signed in, held, a quiz taken, called off."""

    subject = models.ForeignKey(TrainingSession, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Attendance(models.Model):
    """One person on a session's list. Passing is a fact of the session; nothing is counted or ranked by it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    session = models.ForeignKey(TrainingSession, on_delete=models.PROTECT, related_name="attendances")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60, verbose_name="姓名")
    office_name = models.CharField(max_length=100, blank=True, verbose_name="单位")
    signed_in_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    answers = models.JSONField(default=list)
    passed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "user"], condition=Q(user__isnull=False), name="standards_attends_once"
            ),
            models.UniqueConstraint(
                fields=["session", "name", "office_name"], condition=Q(user=None), name="standards_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def quiz(self) -> str:
        """How the quiz stands, in words."""
        if self.passed_at:
            return "通过"
        return "还没通过" if self.attempts else "未答"
