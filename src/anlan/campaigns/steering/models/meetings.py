"""Meetings and leaders' visits (方案二（三）2): planned, held with minutes or called off, and the tasks they decide."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.enterprises.models import Enterprise
from anlan.org.models import Office, Region


class Meeting(Chained):
    """One meeting or visit. Minutes are words; no picture is ever asked for (国办函〔2026〕12号)."""

    class Kind(models.TextChoices):
        """What it is, in the words of the notice."""

        MOBILISATION = "mobilisation", "动员部署"
        HEARING = "hearing", "听取汇报、调度"
        STUDY = "study", "学习研讨"
        SUPERVISION = "supervision", "领导带队督导"
        TALK = "talk", "宣讲进企业"
        DRILL = "drill", "本级应急演练"
        OTHER = "other", "其他会议"

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="主办单位")
    kind = models.CharField(max_length=14, choices=Kind.choices, verbose_name="类别")
    title = models.CharField(max_length=120, verbose_name="名称")
    planned_on = models.DateField(verbose_name="日期")
    place = models.CharField(max_length=120, blank=True, verbose_name="地点")
    chair_name = models.CharField(max_length=60, verbose_name="主持（带队）人")
    agenda = models.TextField(blank=True, verbose_name="议题")
    enterprises = models.ManyToManyField(Enterprise, blank=True, related_name="meetings", verbose_name="到访单位")
    held_on = models.DateField(null=True, verbose_name="召开日期")
    attendees = models.JSONField(default=list, verbose_name="参加人员")
    absent = models.JSONField(default=list, verbose_name="请假、缺席")
    minutes = models.TextField(blank=True, verbose_name="会议纪要")
    called_off = models.CharField(max_length=300, blank=True, verbose_name="取消原因")
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-planned_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(held_on=None) | Q(called_off=""), name="campaigns_held_or_called_off"),
            models.CheckConstraint(condition=Q(held_on=None) | ~Q(minutes=""), name="campaigns_held_has_minutes"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:meeting", args=[self.pk])

    @property
    def standing(self) -> str:
        """Held, called off, overdue (the day has passed and nobody wrote minutes), or planned."""
        if self.held_on:
            return "held"
        if self.called_off:
            return "called_off"
        return "overdue" if self.planned_on < clock.today() else "planned"


class MeetingEvent(Event):
    """What happened to a meeting: planned, put off, held with minutes, called off."""

    subject = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class MeetingTask(Chained):
    """One thing a meeting decided: what, which office, by when; reported by that office, settled by who decided it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="tasks")
    what = models.CharField(max_length=300, verbose_name="事项")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="承办单位")
    due_on = models.DateField(verbose_name="办结期限")
    report = models.TextField(blank=True, verbose_name="办理情况")
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    taken_back = models.CharField(max_length=300, blank=True, verbose_name="撤回原因")

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(taken_back=""), name="campaigns_task_settled_or_taken_back"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(reported_at__isnull=False), name="campaigns_settled_was_reported"
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:meeting_task", args=[self.pk])

    @property
    def standing(self) -> str:
        """Taken back, settled, reported, overdue, or open."""
        if self.taken_back:
            return "taken_back"
        if self.settled_at:
            return "settled"
        if self.reported_at:
            return "reported"
        return "overdue" if self.due_on < clock.today() else "open"


class MeetingTaskEvent(Event):
    """What happened to a task: decided, reported, sent back, settled, taken back."""

    subject = models.ForeignKey(MeetingTask, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
