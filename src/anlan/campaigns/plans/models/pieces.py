"""The pieces of a campaign, each decided by a person: stages, duties with their versions, doubts."""

import calendar
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from anlan.campaigns.plans.models.campaign import Campaign
from anlan.core.ids import uuid7

LEAP = 2024
AGAIN = {"daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly"}


class Outcome(models.TextChoices):
    """What a person made of a piece that was read; empty while nobody decided."""

    CONFIRMED = "confirmed", "已确认"
    CHANGED = "changed", "已改"
    ADDED = "added", "人工增加"
    DROPPED = "dropped", "不采用"


class Piece(models.Model):
    """Something the notice says, at `start` to `end` of the text (both 0 where a person added it)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.PositiveSmallIntegerField()
    clause = models.CharField(max_length=40, blank=True, verbose_name="条款")
    quote = models.TextField(blank=True, verbose_name="原文")
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, verbose_name="处理")
    reason = models.CharField(max_length=300, blank=True, verbose_name="说明")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["number", "id"]

    @property
    def is_kept(self) -> bool:
        """Whether it is part of the campaign, unless somebody drops it."""
        return self.outcome != Outcome.DROPPED


class Stage(Piece):
    """One stage (阶段): `as_written` are the notice's words, `as_read` what the reader took them for."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="stages")
    name = models.CharField(max_length=60, verbose_name="阶段")
    as_written = models.CharField(max_length=80, blank=True, verbose_name="原文时间")
    as_read = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField(null=True, verbose_name="起")
    ends_on = models.DateField(null=True, verbose_name="止")

    class Meta(Piece.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["", "dropped"]) | Q(ends_on__isnull=False), name="campaigns_kept_stage_ends"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Duty(Piece):
    """One duty (职责): who, what, how often or by when, how many times at least, and what shows it.

    `lineage` is the same for all versions of one duty; a version holds from `valid_from` to `valid_to`, and what was
    done under an earlier one keeps it as its basis. `subject_kind` and `flags` say for machines whom `subject` and
    `applies_to` say for people; `proof_kind` says what kind of record fulfils it. `proposed_by` names the outside model
    that proposed it; empty for what the rules read or a person added.
    """

    class Subject(models.TextChoices):
        """What kind of subject is bound."""

        PRINCIPAL = "principal", "企业主要负责人"
        ENTERPRISE = "enterprise", "企业"
        EMPLOYEE = "employee", "企业员工"
        VILLAGE = "village", "村（社区）"
        VILLAGE_SECRETARY = "village_secretary", "村支书"
        GRID = "grid", "协管员、网格员"
        OFFICE = "office", "站所、部门"
        TOWNSHIP = "township", "乡镇政府"
        LEADER = "leader", "乡镇领导"
        OTHER = "other", "其他"

    class Rhythm(models.TextChoices):
        """How often."""

        ONCE = "once", "一次"
        DAILY = "daily", "每天"
        WEEKLY = "weekly", "每周"
        MONTHLY = "monthly", "每月"
        QUARTERLY = "quarterly", "每季度"
        HALF_YEARLY = "half_yearly", "每半年"
        YEARLY = "yearly", "每年"
        PER_STAGE = "per_stage", "每阶段"
        ON_EVENT = "on_event", "遇事即办"
        AS_NEEDED = "as_needed", "定期或适时"
        NONE = "none", "长期"

    class Proof(models.TextChoices):
        """What kind of record shows that it was done."""

        INSPECTION = "inspection", "检查记录"
        HAZARD = "hazard", "隐患台账"
        MEETING = "meeting", "会议纪要"
        DRILL = "drill", "演练记录"
        TRAINING = "training", "培训记录"
        BULLETIN = "bulletin", "通报"
        REPORT = "report", "报送材料"
        DOCUMENT = "document", "方案、清单、制度"
        OTHER = "other", "其他"

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="duties")
    lineage = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.PositiveSmallIntegerField(default=1)
    valid_from = models.DateField(null=True, verbose_name="自")
    valid_to = models.DateField(null=True, verbose_name="至")
    stage = models.ForeignKey(Stage, null=True, blank=True, on_delete=models.PROTECT, related_name="duties")
    subject = models.CharField(max_length=120, verbose_name="谁")
    subject_is_written = models.BooleanField(default=True)
    subject_kind = models.CharField(max_length=20, choices=Subject, default=Subject.OTHER, verbose_name="对象类别")
    applies_to = models.CharField(max_length=80, blank=True, verbose_name="只适用于")
    flags = models.JSONField(default=list)
    action = models.CharField(max_length=200, verbose_name="做什么")
    rhythm = models.CharField(max_length=12, choices=Rhythm, default=Rhythm.NONE, verbose_name="频次")
    min_count = models.PositiveSmallIntegerField(null=True, blank=True, verbose_name="至少次数")
    unit = models.CharField(max_length=8, blank=True, verbose_name="单位")
    due_on = models.DateField(null=True, blank=True, verbose_name="期限")
    due_written = models.CharField(max_length=80, blank=True, verbose_name="原文期限")
    due_read = models.CharField(max_length=12, blank=True)
    proof = models.CharField(max_length=60, blank=True, verbose_name="以什么为证")
    proposed_by = models.CharField(max_length=60, blank=True, editable=False)
    proof_kind = models.CharField(max_length=12, choices=Proof, default=Proof.OTHER, verbose_name="佐证类别")

    class Meta(Piece.Meta):
        constraints = [
            models.UniqueConstraint(fields=["campaign", "lineage", "version"], name="campaigns_one_duty_version"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=models.F("valid_from")),
                name="campaigns_duty_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}：{self.action}"

    @property
    def is_open(self) -> bool:
        """Whether its deadline was read without a year or on no day of a calendar, so that a person has to set it."""
        return self.due_on is None and self.due_read.startswith("--")

    @property
    def open_because(self) -> str:
        """Why the deadline has to be set: 年份未定, or 日历上没有 for 2月31日."""
        month, _, day = self.due_read.removeprefix("--").partition("-")
        months = range(1, 13)
        known = month.isdigit() and int(month) in months
        held = known and (not day.isdigit() or int(day) <= calendar.monthrange(LEAP, int(month))[1])
        return "年份未定" if held else "日历上没有这一天"

    @property
    def is_until(self) -> bool:
        """Whether its day ends what is done again and again (每月1次，到8月31日止)."""
        return self.due_on is not None and self.rhythm in AGAIN

    @property
    def is_bound(self) -> bool:
        """Whether it has a rhythm, a count or a date."""
        return self.rhythm not in (self.Rhythm.NONE, self.Rhythm.AS_NEEDED) or self.due_on is not None

    @property
    def was_changed(self) -> bool:
        """Whether it is a version that follows one or no longer holds to the end."""
        return self.version > 1 or self.valid_to is not None


class Doubt(Piece):
    """One contradiction in the notice: a hard one is decided before the campaign is put in force."""

    class Severity(models.TextChoices):
        """Whether it must be decided."""

        HARD = "hard", "必须定"
        SOFT = "soft", "请留意"

    class Answer(models.TextChoices):
        """How a person decided."""

        CORRECTED = "corrected", "按更正后的办"
        AS_WRITTEN = "as_written", "就按原文办"
        NO_CONFLICT = "no_conflict", "不是矛盾"

    NO_SUCH_DAY = "impossible_day"
    """The kind of a day that no calendar has: nobody can keep it as it is written."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="doubts")
    kind = models.CharField(max_length=30)
    severity = models.CharField(max_length=4, choices=Severity)
    what = models.CharField(max_length=400)
    quotes = models.JSONField(default=list)
    answer = models.CharField(max_length=12, choices=Answer, blank=True, verbose_name="处理")

    def __str__(self) -> str:
        return self.what
