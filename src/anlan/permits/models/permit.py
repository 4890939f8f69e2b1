"""The permit: what, where, when, who; its measures ticked on site, its gas tests, rules overridden by two."""

import datetime as dt
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.enterprises.models import Certificate, Enterprise, Person
from anlan.permits import levels, special
from anlan.permits.models.equipment import Equipment


class State(models.TextChoices):
    """Where a permit stands; that its time is over follows from the clock."""

    DRAFTED = "drafted", "待批准"
    OPEN = "open", "作业中"
    PAUSED = "paused", "中断"
    WATCHED = "watched", "看守中"
    CLOSED = "closed", "已验收"
    STOPPED = "stopped", "已叫停"
    VOID = "void", "已取消"


class Permit(Chained):
    """One ticket. `level` is what the work itself is; holidays, nights and wind raise it (`in_force`)."""

    number = models.CharField(max_length=24, unique=True, verbose_name="编号")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="permits")
    profile = models.CharField(max_length=10, choices=[(special.GB, "GB 30871 作业票"), (special.LIGHT, "简易票")])
    kind = models.CharField(max_length=20, choices=[(one.code, one.label) for one in special.KINDS.values()])
    level = models.CharField(max_length=10)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFTED)
    place_words = models.CharField(max_length=80, verbose_name="作业地点、部位")
    content = models.CharField(max_length=200, verbose_name="作业内容")
    begins_at = models.DateTimeField(verbose_name="开始")
    ends_at = models.DateTimeField(verbose_name="结束")
    outdoors = models.BooleanField(default=False, verbose_name="露天作业")
    wind = models.PositiveSmallIntegerField(null=True, blank=True, verbose_name="风力（级）")
    unavoidable = models.CharField(max_length=200, blank=True, verbose_name="五级以上风确需作业的理由")
    special_case = models.CharField(max_length=200, blank=True, verbose_name="其他要升级管理的特殊情况")
    worker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="作业人")
    guardian = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="guarding")
    certificate = models.ForeignKey(Certificate, null=True, on_delete=models.PROTECT, related_name="+")
    equipment = models.ManyToManyField(Equipment, blank=True, related_name="permits")
    opens = models.TimeField(null=True, blank=True, verbose_name="营业开始")
    shuts = models.TimeField(null=True, blank=True, verbose_name="营业结束")
    coordinator = models.CharField(max_length=60, blank=True, verbose_name="交叉作业统一协调人")
    related = models.CharField(max_length=120, blank=True, verbose_name="关联的其他作业票")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-begins_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="permits_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(guardian=None) | ~Q(guardian=F("worker")), name="permits_guardian_is_not_the_worker"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "void"]) | Q(approved_at__isnull=False), name="permits_approved_first"
            ),
        ]
        indexes = [
            models.Index(fields=["enterprise", "state", "begins_at"], name="permits_of_place"),
            models.Index(fields=["state", "ends_at"], name="permits_by_end"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("permits:permit", args=[self.pk])

    @property
    def about(self) -> special.Kind:
        """Its kind under its profile."""
        return special.kind_of(self.profile, self.kind)

    @property
    def in_force(self) -> special.Level:
        """The level that holds: its own, raised by holiday, rest day, night, wind or a special case."""
        return levels.in_force(self)[0]

    @property
    def is_over_time(self) -> bool:
        """Whether its time ran out while work was still open: it lapsed by itself."""
        return self.state in (State.OPEN, State.PAUSED) and clock.now() >= self.ends_at

    @property
    def minutes_left(self) -> int:
        """Whole minutes until its end, 0 where it is over."""
        return max(0, int((self.ends_at - clock.now()) / dt.timedelta(minutes=1)))


class PermitEvent(Event):
    """What happened to a permit."""

    subject = models.ForeignKey(Permit, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Tick(models.Model):
    """One measure confirmed on site by one person: it is so, or it does not concern this work."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    permit = models.ForeignKey(Permit, on_delete=models.PROTECT, related_name="ticks")
    code = models.CharField(max_length=60)
    concerns = models.BooleanField(default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["permit", "code"], name="permits_ticked_once")]


class GasTest(models.Model):
    """One reading, % by volume. `problem` says why it is not good enough; empty is good."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    permit = models.ForeignKey(Permit, on_delete=models.PROTECT, related_name="gas_tests")
    gas = models.CharField(max_length=12, choices=[(code, row["label"]) for code, row in special.TABLE["gas"].items()])
    reading = models.DecimalField(max_digits=6, decimal_places=3, verbose_name="读数（%）")
    lel = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True, verbose_name="爆炸下限（%）")
    point = models.CharField(max_length=60, verbose_name="取样部位")
    analyst = models.CharField(max_length=60, verbose_name="分析人")
    sampled_at = models.DateTimeField(verbose_name="取样时间")

    class Meta:
        ordering = ["-sampled_at", "-id"]

    @property
    def problem(self) -> str:
        """Why the reading is not good enough; empty where it is."""
        lel = float(self.lel) if self.lel is not None else None
        return special.limit_words(self.gas, lel, float(Decimal(self.reading)))


class OwnRule(Chained):
    """A rule the enterprise itself set beyond the law; only such a one can be overridden.

    It stands on the tickets that were filled in before it ended and approved after it was set.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="permit_rules")
    words = models.CharField(max_length=120, verbose_name="本单位的规定")
    set_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.words

    def binds(self, permit: Permit) -> bool:
        """Whether a ticket has to keep it."""
        in_time = permit.approved_at is None or self.set_at <= permit.approved_at
        return in_time and (self.ended_at is None or permit.created_at < self.ended_at)

    @property
    def code(self) -> str:
        """How ticks and overrides name it."""
        return f"own:{self.pk}"


class OwnRuleEvent(Event):
    """What happened to a rule: set, ended."""

    subject = models.ForeignKey(OwnRule, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Override(models.Model):
    """An own rule set aside for one permit: asked by one person, agreed by another."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    permit = models.ForeignKey(Permit, on_delete=models.PROTECT, related_name="overrides")
    rule = models.ForeignKey(OwnRule, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, verbose_name="理由")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["permit", "rule"], name="permits_overridden_once"),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("asked_by")), name="permits_override_takes_two"
            ),
        ]
