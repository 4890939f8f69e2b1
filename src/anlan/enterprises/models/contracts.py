"""Contractors and tenants, one file each for the whole district; contracts and leases; checks; the survey."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.enterprises.models.register import Enterprise


class Contractor(Chained):
    """Another unit somebody of the district contracts with or leases to or from; kept once, shared by all.

    `qualification` is the licence for what it does, valid to a day where it has one.
    """

    name = models.CharField(max_length=120, verbose_name="名称")
    name_key = models.CharField(max_length=120, editable=False, unique=True)
    credit_code = models.CharField(max_length=18, blank=True, verbose_name="统一社会信用代码")
    contact = models.CharField(max_length=60, blank=True, verbose_name="联系人")
    qualification = models.CharField(max_length=200, blank=True, verbose_name="资质（许可）")
    qualified_to = models.DateField(null=True, blank=True, verbose_name="资质有效期至")
    ended_on = models.DateField(null=True, verbose_name="停用日期")

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"], condition=~Q(credit_code=""), name="enterprises_one_contractor_code"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enterprises:contractor", args=[self.pk])


class ContractorEvent(Event):
    """What happened to a contractor's file."""

    subject = models.ForeignKey(Contractor, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Contract(Chained):
    """One contract or lease of an enterprise, with what 安全生产法 art. 49 asks of it."""

    class Kind(models.TextChoices):
        OUTSOURCED = "outsourced", "项目发包"
        LEASED_OUT = "leased_out", "场所出租"
        LEASED_IN = "leased_in", "承租场所"

    class Whose(models.TextChoices):
        """Who keeps the exits, who keeps the fire system."""

        OURS = "ours", "本单位"
        THEIRS = "theirs", "对方"
        SHARED = "shared", "双方按协议分区"

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="contracts")
    contractor = models.ForeignKey(Contractor, on_delete=models.PROTECT, related_name="contracts")
    kind = models.CharField(max_length=10, choices=Kind, verbose_name="类别")
    content = models.CharField(max_length=200, verbose_name="内容")
    place = models.CharField(max_length=120, blank=True, verbose_name="部位、楼栋")
    starts_on = models.DateField(verbose_name="起")
    ends_on = models.DateField(verbose_name="止")
    agreement_on = models.DateField(null=True, blank=True, verbose_name="安全协议签订日期")
    agreement_to = models.DateField(null=True, blank=True, verbose_name="安全协议有效期至")
    coordinator = models.CharField(max_length=60, blank=True, verbose_name="统一协调管理人")
    check_days = models.PositiveSmallIntegerField(default=30, verbose_name="几天检查一次")
    exits = models.CharField(max_length=6, choices=Whose, blank=True, verbose_name="安全出口由谁负责")
    fire_system = models.CharField(max_length=6, choices=Whose, blank=True, verbose_name="消防设施由谁负责")
    checked_on = models.DateField(null=True, verbose_name="最近检查")
    ended_on = models.DateField(null=True, verbose_name="提前终止日期")

    class Meta:
        ordering = ["ends_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="enterprises_contract_ends_after"),
        ]
        indexes = [models.Index(fields=["enterprise", "ends_on"], name="enterprises_contracts")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.contractor}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enterprises:contract", args=[self.enterprise_id, self.pk])

    @property
    def runs(self) -> bool:
        """Whether it holds today."""
        return self.ended_on is None and self.starts_on <= clock.today() <= self.ends_on

    @property
    def is_over(self) -> bool:
        """Whether it ended, by its day or before."""
        return self.ended_on is not None or self.ends_on < clock.today()

    @property
    def last_day(self) -> dt.date:
        """The last day it holds; one that was ended early held until the day before."""
        return self.ended_on - dt.timedelta(days=1) if self.ended_on else self.ends_on

    @property
    def bounds(self) -> tuple[str, str]:
        """How it begins and how it ends, in words: 2026年3月1日才开始, 2026年11月20日提前终止."""
        ended, ends = clock.day_words(self.ended_on), clock.day_words(self.ends_on)
        return f"{clock.day_words(self.starts_on)}才开始", f"{ended}提前终止" if ended else f"{ends}到期"

    def why_not(self, day: dt.date) -> str:
        """Why it does not hold on a day, in words; empty where it does."""
        before, after = self.bounds
        return after if day > self.last_day else before if day < self.starts_on else ""

    @property
    def check_due_on(self) -> dt.date:
        """When the other side is to be checked next."""
        return (self.checked_on or self.starts_on) + dt.timedelta(days=self.check_days)


class ContractEvent(Event):
    """What happened to a contract: recorded, changed, checked, ended."""

    subject = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class ContractLink(models.Model):
    """What the other side of a contract opens its page by, without an account; good while the contract is not over.

    The token is nowhere in the database: it follows from the row's id and the instance's key (contracts.links.token_of)
    and is found again by a keyed hash.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract"], condition=Q(ended_at=None), name="enterprises_one_link_a_contract"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract}（{self.made_at:%Y-%m-%d}）"


class ContractSurvey(Chained):
    """The full survey of contracts and leases: what there was on a day, confirmed by the principal, also where none."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="contract_surveys")
    count = models.PositiveSmallIntegerField(verbose_name="有几项")
    note = models.CharField(max_length=300, blank=True, verbose_name="说明")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_on = models.DateField()

    class Meta:
        ordering = ["-confirmed_on", "-id"]

    def __str__(self) -> str:
        return f"{clock.day_words(self.confirmed_on)}：{self.count} 项"


class ContractSurveyEvent(Event):
    """A survey was confirmed."""

    subject = models.ForeignKey(ContractSurvey, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
