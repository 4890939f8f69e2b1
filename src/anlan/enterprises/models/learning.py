"""Drills and trainings of an enterprise: what was practised and taught, who was there, what is to be mended."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.enterprises.models.lessons import Lesson
from anlan.enterprises.models.register import Enterprise, Person


class DrillKind(models.TextChoices):
    """Of which kind a drill is."""

    COMPREHENSIVE = "comprehensive", "综合演练"
    SPECIAL = "special", "专项演练"
    ON_SITE = "on_site", "现场处置演练"
    EVACUATION = "evacuation", "疏散演练"


class PlannedDrill(Chained):
    """A drill to come (应急预案管理办法 art. 33: 演练计划); it was held once a `Drill` names it."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="planned_drills")
    kind = models.CharField(max_length=14, choices=DrillKind, verbose_name="类别")
    scenario = models.CharField(max_length=300, verbose_name="情景")
    planned_on = models.DateField(verbose_name="计划日期")
    led_by = models.CharField(max_length=60, verbose_name="现场指挥")
    script = models.TextField(blank=True, verbose_name="方案、脚本")
    called_off_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["planned_on", "id"]
        indexes = [models.Index(fields=["enterprise", "planned_on"], name="enterprises_planned_drills")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.scenario}"

    def get_absolute_url(self) -> str:
        """Where it is shown: on the page of the enterprise's drills."""
        return f"{reverse('enterprises:learning', args=[self.enterprise_id])}#planned"


class PlannedDrillEvent(Event):
    """What happened to a planned drill: planned, called off."""

    subject = models.ForeignKey(PlannedDrill, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Drill(Chained):
    """An emergency drill that was held; it counts once it is evaluated (应急预案管理办法 art. 34)."""

    Kind = DrillKind

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="drills")
    planned = models.OneToOneField(PlannedDrill, null=True, on_delete=models.PROTECT, related_name="drill")
    kind = models.CharField(max_length=14, choices=DrillKind, verbose_name="类别")
    scenario = models.CharField(max_length=300, verbose_name="情景")
    held_on = models.DateField(verbose_name="日期")
    minutes = models.PositiveSmallIntegerField(verbose_name="用时（分钟）")
    people = models.PositiveIntegerField(verbose_name="参加人数")
    led_by = models.CharField(max_length=60, verbose_name="现场指挥")
    routes_known = models.BooleanField(verbose_name="人人知道逃生出口和避灾路线")
    evaluation = models.TextField(blank=True, verbose_name="评估")
    evaluated_on = models.DateField(null=True)
    reported_on = models.DateField(null=True, verbose_name="报送日期")
    reported_to = models.CharField(max_length=120, blank=True, verbose_name="报送部门")

    class Meta:
        ordering = ["-held_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(evaluated_on=None) | ~Q(evaluation=""), name="enterprises_evaluated_in_words"
            ),
        ]
        indexes = [models.Index(fields=["enterprise", "held_on"], name="enterprises_drills")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.scenario}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enterprises:drill", args=[self.enterprise_id, self.pk])


class DrillEvent(Event):
    """What happened to a drill: recorded, evaluated, reported, something mended."""

    subject = models.ForeignKey(Drill, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Improvement(models.Model):
    """What a drill showed is to be mended by a day; overdue it is a gap, from which a hazard may be recorded."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    drill = models.ForeignKey(Drill, on_delete=models.PROTECT, related_name="improvements")
    text = models.CharField(max_length=200, verbose_name="改进")
    due_on = models.DateField(verbose_name="期限")
    done_on = models.DateField(null=True)
    done_words = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.text


class Training(Chained):
    """A lesson given to people of an enterprise, or to outsiders who come to work there (安全生产法 art. 28)."""

    class Kind(models.TextChoices):
        WARNING = "warning", "全员安全警示教育"
        INDUCTION = "induction", "上岗前培训"
        ROUTINE = "routine", "日常教育培训"
        FIRE = "fire", "消防安全培训"
        OUTSIDE = "outside", "外出培训（主要负责人、安全管理人员）"
        ENTRY = "entry", "外来人员入场教育"

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="trainings")
    kind = models.CharField(max_length=10, choices=Kind, verbose_name="类别")
    title = models.CharField(max_length=120, verbose_name="题目")
    content = models.TextField(verbose_name="内容")
    clause = models.CharField(max_length=120, blank=True, verbose_name="对应条款")
    held_on = models.DateField(verbose_name="日期")
    hours = models.DecimalField(max_digits=4, decimal_places=1, verbose_name="学时")
    teacher = models.CharField(max_length=60, blank=True, verbose_name="讲课人")
    lesson = models.ForeignKey(Lesson, null=True, blank=True, on_delete=models.PROTECT, related_name="trainings")

    class Meta:
        ordering = ["-held_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(hours__gt=0, hours__lte=100), name="enterprises_training_has_hours"),
            models.UniqueConstraint(
                fields=["enterprise", "lesson"], condition=Q(lesson__isnull=False), name="enterprises_lesson_once"
            ),
        ]
        indexes = [models.Index(fields=["enterprise", "held_on"], name="enterprises_trainings")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enterprises:training", args=[self.enterprise_id, self.pk])


class TrainingEvent(Event):
    """What happened to a training: recorded, a sheet read, somebody made up for it, its lesson read."""

    subject = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Attendance(models.Model):
    """Somebody was taught: a person of the enterprise, or an outsider by name and unit; `made_up` on a later day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="trainings")
    name = models.CharField(max_length=60)
    unit = models.CharField(max_length=120, blank=True)
    on = models.DateField()
    made_up = models.BooleanField(default=False)
    result = models.CharField(max_length=20, blank=True, verbose_name="考核结果")

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "person"], condition=Q(person__isnull=False), name="enterprises_attended_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
