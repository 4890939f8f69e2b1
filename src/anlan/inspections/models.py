"""Visits, who came along, what was answered and found, who signed, and what happened to a visit."""

from dataclasses import dataclass, field, replace

from django.conf import settings
from django.db import models
from django.db.models import Q

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.enterprises.models import Enterprise
from anlan.files.models import StoredFile
from anlan.hazards.models import Hazard
from anlan.inspections.kinds import About, Kind, about
from anlan.inspections.rounds.models import Round, RoundPlan, RoundPlanEvent
from anlan.inspections.tips.models import Tip, TipEvent
from anlan.org.models import Office
from anlan.org.scope import Place
from anlan.standards.models import Checklist

__all__ = [
    "Answer",
    "Companion",
    "Finding",
    "Round",
    "RoundPlan",
    "RoundPlanEvent",
    "Signature",
    "State",
    "There",
    "Tip",
    "TipEvent",
    "Visit",
    "VisitEvent",
]


class State(models.TextChoices):
    """Where a visit is; a finished or abandoned one never changes again."""

    IN_PROGRESS = "in_progress", "进行中"
    FINISHED = "finished", "已完成"
    ABANDONED = "abandoned", "已中止"


def person(related_name: str = "+") -> models.ForeignKey:
    """A foreign key to somebody with an account who must be known."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related_name)


class Visit(Chained):
    """One time somebody went to look at one enterprise, on one authority.

    `checklist` is frozen; without one only what was seen is recorded. `begun_at` and `ended_at` are by the phone's
    clock. `at_item` is the bookmark of the walk. `principal_signed_at`: when the person in charge signed in person.
    """

    kind = models.CharField(max_length=16, choices=Kind, verbose_name="种类")
    state = models.CharField(max_length=12, choices=State, default=State.IN_PROGRESS, verbose_name="状态")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="visits", verbose_name="单位")
    region_code = models.CharField(max_length=12, editable=False)
    strip = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    led_by = person("visits_led")
    office_name = models.CharField(max_length=100, blank=True, verbose_name="带队人单位")
    purpose = models.CharField(max_length=200, blank=True, verbose_name="检查内容或缘由")
    upper_office = models.CharField(max_length=100, blank=True, verbose_name="上级单位")
    document_number = models.CharField(max_length=100, blank=True, verbose_name="上级文书文号")
    checklist = models.ForeignKey(
        Checklist, null=True, blank=True, on_delete=models.PROTECT, related_name="visits", verbose_name="检查表"
    )
    begun_at = models.DateTimeField(verbose_name="开始时间")
    ended_at = models.DateTimeField(null=True, blank=True, verbose_name="结束时间")
    abandon_reason = models.CharField(max_length=300, blank=True, verbose_name="中止原因")
    at_item = models.PositiveSmallIntegerField(default=1)
    principal_signed_at = models.DateTimeField(null=True, blank=True, verbose_name="主要负责人签名时间")

    there: "There | None" = None

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.IN_PROGRESS) | Q(ended_at__isnull=False), name="inspections_over_has_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ABANDONED) | ~Q(abandon_reason=""), name="inspections_abandoned_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["region_code", "-begun_at", "-id"], name="inspections_block"),
            models.Index(fields=["strip", "-begun_at", "-id"], name="inspections_strip"),
            models.Index(fields=["enterprise", "-begun_at"], name="inspections_enterprise"),
            models.Index(fields=["led_by", "state"], name="inspections_led_by"),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise.name}{self.get_kind_display()}"

    @property
    def about(self) -> About:
        """The table's line for its kind."""
        return about(self.kind)

    @property
    def place(self) -> Place:
        """Where it lies on both axes, as jurisdiction asks."""
        return replace(self.enterprise.place, region_code=self.region_code, strip_id=self.strip_id)

    @property
    def is_open(self) -> bool:
        """Whether it may still be written to."""
        return self.state == State.IN_PROGRESS

    @property
    def receipt(self) -> str:
        """The number somebody without an account is given for it, and finds it again by."""
        return f"ZC{clock.local_date(self.begun_at):%y%m%d}-{self.pk.hex[-6:].upper()}"

    @property
    def items(self) -> list[dict]:
        """The frozen questions; none on a blank list."""
        return self.checklist.items if self.checklist else []

    @property
    def enterprise_signs(self) -> bool:
        """Whether somebody of the enterprise signs or refuses; a place without an operator has nobody."""
        return self.about.enterprise_signs and self.enterprise.kind != Enterprise.Kind.NO_OPERATOR


@dataclass
class There:
    """What was answered and found at a visit by its last event: answers by item, and items with a finding.

    Nothing of it changes without an event, so that who writes the next one may rely on it.
    """

    answers: dict[str, "Answer"] = field(default_factory=dict)
    found: set[str] = field(default_factory=set)


class VisitEvent(Event):
    """What happened to a visit."""

    subject = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Companion(models.Model):
    """Somebody who came along: a person of the system, or an outsider by name and what they are (expert, firm)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="companions")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="visits_accompanied"
    )
    name = models.CharField(max_length=60, verbose_name="姓名")
    position = models.CharField(max_length=60, verbose_name="身份")
    left_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "user"],
                condition=Q(user__isnull=False, left_out=False),
                name="inspections_companion_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Answer(models.Model):
    """What was answered to one item; changing it keeps old and new in the visit's events."""

    class Value(models.TextChoices):
        YES = "yes", "是"
        NO = "no", "否"
        NOT_APPLICABLE = "na", "不涉及"
        SKIPPED = "skipped", "未查"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="answers")
    item = models.CharField(max_length=36, verbose_name="检查项")
    value = models.CharField(max_length=8, choices=Value, verbose_name="答案")
    note = models.CharField(max_length=500, blank=True, verbose_name="说明")
    photos = models.JSONField(default=list, blank=True)
    answered_at = models.DateTimeField(verbose_name="回答时间")
    answered_by = person()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "item"], name="inspections_one_answer"),
            models.CheckConstraint(condition=~Q(value="skipped") | ~Q(note=""), name="inspections_skipped_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.value}"


class Finding(models.Model):
    """A hazard the visit met with: newly recorded, put right on the spot, or known from before and still open.

    `item` is the item it belongs to, empty for what was seen outside the list; `words` are frozen as they were signed.
    """

    class How(models.TextChoices):
        RECORDED = "recorded", "新登记"
        FIXED = "fixed", "当场改好"
        KNOWN = "known", "原有未销号"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="findings")
    item = models.CharField(max_length=36, blank=True)
    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="findings")
    how = models.CharField(max_length=8, choices=How)
    words = models.TextField()
    photos = models.JSONField(default=list, blank=True)
    photos_after = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()
    by = person()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["visit", "hazard", "item"], name="inspections_finding_once")]

    def __str__(self) -> str:
        return self.words


class Signature(models.Model):
    """One signature, or one refusal with its witness, under what stood there at that moment.

    `digest` is that of the answers and findings as signed: a later change shows. `signer` is set only where the person
    signed under their own account.
    """

    class Role(models.TextChoices):
        INSPECTOR = "inspector", "检查人"
        COMPANION = "companion", "同行人员"
        ENTERPRISE = "enterprise", "被检查单位人员"
        REFUSED = "refused", "被检查单位拒签"

    class Method(models.TextChoices):
        DRAWN = "drawn", "手写"
        PAPER = "paper", "纸质签名照片"
        TYPED = "typed", "凭验证码输入姓名"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=10, choices=Role, verbose_name="签名身份")
    name = models.CharField(max_length=60, blank=True, verbose_name="姓名")
    position = models.CharField(max_length=60, blank=True, verbose_name="职务")
    method = models.CharField(max_length=6, choices=Method, blank=True)
    image = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True, verbose_name="拒签原因")
    witness = models.CharField(max_length=60, blank=True, verbose_name="见证人")
    witness_position = models.CharField(max_length=60, blank=True, verbose_name="见证人身份")
    at = models.DateTimeField(verbose_name="签名时间")
    taken_by = person()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role="refused") | (~Q(name="") & (Q(image__isnull=False) | Q(method="typed"))),
                name="inspections_signature_has_an_image",
            ),
            models.CheckConstraint(
                condition=~Q(role="refused") | (~Q(reason="") & ~Q(witness="")),
                name="inspections_refusal_has_a_witness",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.name or self.witness}"
