"""What an office publishes about its inspections, and one inspection from its proposal to the visit."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.enterprises.models import Enterprise
from anlan.hazards.models.hazard import person
from anlan.inspections.models import Visit
from anlan.org.models import Office


class Publication(Chained):
    """What an office published for a year: the items it inspects (国办发〔2024〕54号).

    `items` are rows of `name` and `basis`. The latest publication of the year holds; earlier ones stay with the
    inspections that were approved under them.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="publications", verbose_name="公示单位")
    year = models.PositiveSmallIntegerField(verbose_name="年度")
    items = models.JSONField(verbose_name="检查事项")
    source = models.CharField(max_length=200, verbose_name="公示位置")
    published_on = models.DateField(verbose_name="公示日期")

    class Meta:
        ordering = ["-year", "-published_on", "-id"]

    def __str__(self) -> str:
        return f"{self.office.name}{self.year}年行政检查事项"

    def get_absolute_url(self) -> str:
        """The list of what its office published."""
        return reverse("enforcement:publications")

    @property
    def names(self) -> list[str]:
        """The names of its items."""
        return [item["name"] for item in self.items]


class PublicationEvent(Event):
    """What happened to a publication."""

    subject = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Inspection(Chained):
    """One administrative inspection of one enterprise: proposed, approved, announced, made (rules.md R1.5, R1.8).

    The cards of both officers are kept as they were on the day it was approved. An unannounced one is seen only by
    those who take part and those in `told`, and every look is an event. `beyond_cap` says why it does not count
    against the yearly cap. `assistants` is how many come along without a card, fixed in advance (rules.md 6.1).
    `scanned_at` is when an officer scanned the plate, before the visit or before leaving; else `unscanned_because`
    may say why not (R1.9).
    """

    class State(models.TextChoices):
        ASKED = "asked", "待批准"
        APPROVED = "approved", "已批准"
        REFUSED = "refused", "不批准"
        BEGUN = "begun", "已实施"
        CANCELLED = "cancelled", "已取消"

    class Beyond(models.TextChoices):
        REPORT = "report", "投诉举报"
        ORDERED = "ordered", "上级交办"
        HANDED_OVER = "handed_over", "其他机关移送"
        URGENT = "urgent", "事故或紧急险情"

    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="administrative_inspections", verbose_name="单位"
    )
    region_code = models.CharField(max_length=12, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="检查单位")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="inspections")
    item = models.CharField(max_length=200, verbose_name="检查事项")
    basis = models.CharField(max_length=300, verbose_name="依据")
    reason = models.CharField(max_length=300, verbose_name="检查理由")
    planned_on = models.DateField(verbose_name="检查日期")
    lead = person()
    second = person()
    lead_card = models.CharField(max_length=60, blank=True, verbose_name="带队人执法证")
    second_card = models.CharField(max_length=60, blank=True, verbose_name="同行人执法证")
    assistants = models.PositiveSmallIntegerField(default=0, verbose_name="辅助人员人数")
    is_unannounced = models.BooleanField(default=False, verbose_name="不事先通知")
    why_unannounced = models.CharField(max_length=300, blank=True, verbose_name="不事先通知的理由")
    told = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name="知悉人员")
    beyond_cap = models.CharField(max_length=12, choices=Beyond, blank=True, verbose_name="超出年度频次的情形")
    beyond_words = models.CharField(max_length=300, blank=True, verbose_name="情形说明")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED, verbose_name="状态")
    asked_by = person()
    asked_at = models.DateTimeField(verbose_name="提出时间")
    number = models.CharField(max_length=60, blank=True, verbose_name="批准文号")
    decided_by = person()
    decided_at = models.DateTimeField(null=True, blank=True, verbose_name="审批时间")
    decision = models.CharField(max_length=300, blank=True, verbose_name="审批意见")
    noticed_at = models.DateTimeField(null=True, blank=True, verbose_name="通知时间")
    notice_receipt = models.CharField(max_length=100, blank=True, verbose_name="通知签收")
    scanned_at = models.DateTimeField(null=True, blank=True, verbose_name="扫码入企时间")
    unscanned_because = models.CharField(max_length=300, blank=True, verbose_name="没有扫码的原因")
    visit = models.OneToOneField(
        Visit, null=True, blank=True, on_delete=models.PROTECT, related_name="administrative", verbose_name="检查记录"
    )

    class Meta:
        ordering = ["-planned_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(lead=models.F("second")), name="enforcement_two_officers"),
            models.CheckConstraint(
                condition=Q(is_unannounced=False) | ~Q(why_unannounced=""), name="enforcement_unannounced_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="begun") | Q(visit__isnull=False), name="enforcement_begun_has_a_visit"
            ),
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="enforcement_inspection_number_once"
            ),
        ]
        indexes = [models.Index(fields=["enterprise", "planned_on"], name="enforcement_inspection_place")]

    def __str__(self) -> str:
        return self.number or f"{self.enterprise.name}行政检查（{self.get_state_display()}）"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enforcement:inspection", args=[self.pk])

    @property
    def officers(self) -> list:
        """Who goes."""
        return [self.lead, self.second]

    @property
    def is_announced(self) -> bool:
        """Whether the enterprise was told, or need not be."""
        return self.is_unannounced or self.noticed_at is not None


class InspectionEvent(Event):
    """What happened to an inspection; looking at an unannounced plan is one of these."""

    subject = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
