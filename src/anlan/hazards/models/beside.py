"""What stands beside a hazard's state: receipts of its report, extensions, supervision, proposals for two."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from anlan.core.ids import uuid7
from anlan.hazards.models.hazard import Hazard, person
from anlan.org.models import Office


class Receipt(models.Model):
    """Who was told of a major hazard and when they said so, to the second (安全生产法 art. 41).

    Two desks acknowledge: the supervising office and the township's safety office; where they are one, the leader in
    charge is the second. The enterprise's own workers are the third. The district's copy waits for the up-link.
    """

    class Desk(models.TextChoices):
        SUPERVISING = "supervising", "主管单位"
        SAFETY = "safety", "应急管理办公室"
        LEADER = "leader", "分管领导"
        WORKERS = "workers", "本单位职工"
        DISTRICT = "district", "区级部门"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="receipts")
    desk = models.CharField(max_length=12, choices=Desk)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(verbose_name="报告时间")
    acknowledged_at = models.DateTimeField(null=True, blank=True, verbose_name="收悉时间")
    acknowledged_by = person(verbose_name="收悉人")
    note = models.CharField(max_length=200, blank=True, verbose_name="说明")

    class Meta:
        ordering = ["reported_at", "desk"]
        constraints = [models.UniqueConstraint(fields=["hazard", "desk"], name="hazards_one_receipt_per_desk")]
        indexes = [
            models.Index(fields=["office", "desk"], name="hazards_waiting", condition=Q(acknowledged_at__isnull=True))
        ]

    @property
    def desk_name(self) -> str:
        """The desk as people call it: the office's own name where there is one."""
        return self.office.name if self.office else str(self.get_desk_display())


class Extension(models.Model):
    """A later date, asked for before the old one with interim control, and granted or refused by the office."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="extensions")
    from_due_on = models.DateField(verbose_name="原期限")
    to_due_on = models.DateField(verbose_name="申请延至")
    reason = models.TextField(verbose_name="理由")
    interim_control = models.TextField(verbose_name="延期期间的管控措施")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    granted = models.BooleanField(null=True)
    decision = models.CharField(max_length=300, blank=True, verbose_name="意见")
    decided_by = person()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["hazard"], condition=Q(granted__isnull=True), name="hazards_one_extension_waiting"
            ),
            models.CheckConstraint(
                condition=Q(to_due_on__gt=models.F("from_due_on")), name="hazards_extension_is_later"
            ),
        ]


class Supervision(models.Model):
    """Supervised handling, by the township or from above: numbered, dated, led; released through closure only.

    The township gives its own numbers; a number from above may stand over several hazards of one list. What stands
    from above is released by the level that set it, after its own acceptance: by `release_number`.
    """

    class Level(models.TextChoices):
        TOWNSHIP = "township", "乡级"
        DISTRICT = "district", "区级"
        CITY = "city", "市级"
        PROVINCE = "province", "省级"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="supervisions")
    level = models.CharField(max_length=10, choices=Level, default=Level.TOWNSHIP, verbose_name="级别")
    number = models.CharField(max_length=40, verbose_name="督办文号")
    reason = models.CharField(max_length=300, verbose_name="督办理由")
    due_on = models.DateField(verbose_name="督办期限")
    leader = person(verbose_name="责任领导")
    listed_by = person()
    listed_at = models.DateTimeField(verbose_name="挂牌时间")
    released_at = models.DateTimeField(null=True, blank=True, verbose_name="解除时间")
    release_number = models.CharField(max_length=40, blank=True, verbose_name="解除文号")

    class Meta:
        ordering = ["-listed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["hazard", "level"], condition=Q(released_at=None), name="hazards_supervised_once_a_level"
            ),
            models.UniqueConstraint(
                fields=["number"], condition=Q(level="township"), name="hazards_own_supervision_number"
            ),
            models.CheckConstraint(
                condition=Q(level="township") | Q(released_at=None) | ~Q(release_number=""),
                name="hazards_released_by_the_level_that_set_it",
            ),
        ]


class UpwardProposal(models.Model):
    """A letter that asks a higher level to supervise a hazard, and what came back: its number and date, or a no."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="upward_proposals")
    level = models.CharField(max_length=10, choices=Supervision.Level.choices[1:], verbose_name="提请级别")
    number = models.CharField(max_length=40, unique=True, verbose_name="提请文号")
    reason = models.CharField(max_length=300, verbose_name="提请理由")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(verbose_name="提请时间")
    answer_due_on = models.DateField(verbose_name="催问日期")
    listed = models.BooleanField(null=True)
    answer = models.CharField(max_length=300, blank=True, verbose_name="上级意见")
    answered_by = person()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["hazard"], condition=Q(listed__isnull=True), name="hazards_one_upward_proposal_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.number


class Urging(models.Model):
    """A letter that urges who must fix a supervised hazard that is overdue and about which nothing was heard."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    supervision = models.ForeignKey(Supervision, on_delete=models.PROTECT, related_name="urgings")
    number = models.CharField(max_length=40, unique=True, verbose_name="督办函文号")
    due_on = models.DateField(verbose_name="回复期限")
    words = models.CharField(max_length=300, blank=True, verbose_name="要求")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(verbose_name="发函时间")

    class Meta:
        ordering = ["issued_at"]

    def __str__(self) -> str:
        return self.number


class Proposal(models.Model):
    """A change that takes two people: one proposes, another decides."""

    class Kind(models.TextChoices):
        VOID = "void", "作废"
        DOWNGRADE = "downgrade", "降为一般隐患"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.TextField(verbose_name="理由")
    duplicate_of = models.ForeignKey(Hazard, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    agreed = models.BooleanField(null=True)
    decided_by = person()
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["hazard", "kind"], condition=Q(agreed__isnull=True), name="hazards_one_proposal_waiting"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("proposed_by")),
                name="hazards_proposal_takes_two",
            ),
        ]
