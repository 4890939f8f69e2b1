"""Special-operation certificates, the survey of who does such work, and who wants training or an examination."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.core.fields import EncryptedTextField
from anlan.core.ids import uuid7
from anlan.core.templatetags.anlan import day as written
from anlan.enterprises.certificates.kinds import KINDS, RULE
from anlan.enterprises.models.register import Enterprise, Person

KIND_CHOICES = list(KINDS.items())
WANTED = [("training", "培训"), ("exam", "考试"), ("review", "复审")]


class CertificateRows(models.QuerySet["Certificate"]):
    """Certificates, which can be asked until when they are good."""

    def dated(self) -> "CertificateRows":
        """With `good_until`: the day of expiry, or the day of re-examination where that is still to come."""
        good = Case(When(Q(reviewed_on=None, long_service=False), then=F("review_on")), default=F("expires_on"))
        return self.annotate(good_until=good)

    def kept(self) -> "CertificateRows":
        """Those that still count as records: not withdrawn, of somebody in office."""
        return self.filter(withdrawn_at=None, person__until=None)


class Certificate(Chained):
    """One certificate of one person; that it is valid, due or expired follows from its dates and is never stored.

    `issued_on` begins its six years; `reviewed_on` is the re-examination stamped after three. `hired_by` is who took
    the person on and answers for it.
    `last_worked_on` is kept of who left the post; at the post it is empty. `verified_…` say who
    compared it with the national register, where and when.
    """

    class Outcome(models.TextChoices):
        """What looking it up in the national register showed."""

        GENUINE = "genuine", "查询一致"
        DIFFERS = "differs", "查询不一致"
        NOT_FOUND = "not_found", "查无此证"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField(max_length=20, choices=KIND_CHOICES, verbose_name="作业类别")
    number = EncryptedTextField(verbose_name="证号")
    number_hash = models.CharField(max_length=64, editable=False)
    issued_on = models.DateField(verbose_name="有效期起")
    review_on = models.DateField(verbose_name="应复审日期")
    expires_on = models.DateField(verbose_name="有效期止")
    reviewed_on = models.DateField(null=True, blank=True, verbose_name="实际复审日期")
    long_service = models.BooleanField(default=False, verbose_name="复审延长至 6 年")
    long_service_basis = models.CharField(max_length=200, blank=True, verbose_name="延长依据")
    last_worked_on = models.DateField(null=True, blank=True, verbose_name="离岗前最后上岗日期")
    retested_on = models.DateField(null=True, blank=True, verbose_name="实际操作考试合格日期")
    hired_by = models.CharField(max_length=60, verbose_name="谁招请")
    photos = models.JSONField(default=list)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, verbose_name="核验结果")
    verified_where = models.CharField(max_length=120, blank=True, verbose_name="在哪里核验")
    verified_on = models.DateField(null=True, verbose_name="核验日期")
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = CertificateRows.as_manager()

    class Meta:
        ordering = ["expires_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["number_hash", "kind", "person"],
                condition=Q(withdrawn_at=None),
                name="enterprises_certificate_once",
            ),
            models.CheckConstraint(condition=Q(expires_on__gt=F("issued_on")), name="enterprises_certificate_ends"),
            models.CheckConstraint(
                condition=Q(long_service=False) | ~Q(long_service_basis=""), name="enterprises_long_service_why"
            ),
        ]
        indexes = [models.Index(fields=["person", "kind"], name="enterprises_certificates_of")]

    def __str__(self) -> str:
        return f"{self.person} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enterprises:certificate", args=[self.pk])

    @property
    def last_day(self) -> dt.date:
        """The last day it is good for work (30号令 arts. 19, 21, 25)."""
        return self.expires_on if self.reviewed_on or self.long_service else min(self.review_on, self.expires_on)

    @property
    def shown_number(self) -> str:
        """The number as others see it."""
        return f"{self.number[:4]}**********{self.number[-4:]}"

    @property
    def standing(self) -> str:
        """withdrawn, refuted, expired, due (within the time to apply), unverified or valid; today."""
        if self.withdrawn_at:
            return "withdrawn"
        if self.refuted:
            return "refuted"
        left = (self.last_day - clock.today()).days
        if left < 0:
            return "expired"
        return "due" if left <= RULE["apply_days"] else "valid" if self.outcome else "unverified"

    @property
    def refuted(self) -> str:
        """What the national register says against it; empty where nothing."""
        against = self.outcome in (self.Outcome.NOT_FOUND, self.Outcome.DIFFERS)
        return f"核验结果是“{self.get_outcome_display()}”" if against else ""

    def why_not(self, day: dt.date) -> str:
        """Why nobody may work by it on a day; empty where they may."""
        if self.withdrawn_at:
            return "已作废"
        if self.refuted:
            return self.refuted
        if day < self.issued_on:
            return f"{written(self.issued_on)} 才生效"
        if day > self.last_day:
            what = "有效期" if self.last_day == self.expires_on else "复审期限"
            return f"{what} {written(self.last_day)} 已过"
        return self.off_post if self.off_from and day >= self.off_from else ""

    @property
    def at_post(self) -> str:
        """Where its holder stands: on (at the post), off, retest (off it for more than half a year) or gone (left)."""
        if self.person.until:
            return "gone"
        if self.last_worked_on is None or (self.retested_on and self.retested_on >= self.last_worked_on):
            return "on"
        return "retest" if self.off_from and clock.today() >= self.off_from else "off"

    @property
    def off_from(self) -> dt.date | None:
        """The first day more than half a year off the post: from then no work before a practical re-test."""
        if self.last_worked_on is None or (self.retested_on and self.retested_on >= self.last_worked_on):
            return None
        return clock.months_after(self.last_worked_on, RULE["off_post_months"]) + dt.timedelta(days=1)

    @property
    def off_post(self) -> str:
        """Why nobody more than half a year off the post works (30号令 art. 32); empty for who is at it."""
        if self.off_from is None or self.last_worked_on is None:
            return ""
        last = written(self.last_worked_on)
        source, months = RULE["clauses"]["off_post"], RULE["off_post_months"]
        return f"{last} 以后离岗超过 {months} 个月，须实际操作考试合格（{source}）"

    def set_dates(self) -> None:
        """Derive what the card prints from the day it begins: re-examination and expiry."""
        self.review_on = clock.years_after(self.issued_on, RULE["review_years"])
        self.expires_on = clock.years_after(self.issued_on, RULE["valid_years"])


class CertificateEvent(Event):
    """What happened to a certificate: recorded, re-examined, verified, withdrawn."""

    subject = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class KeyPost(models.Model):
    """Somebody who does special work here, with who hired them, whether or not there is a certificate."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="key_posts")
    kind = models.CharField(max_length=20, choices=KIND_CHOICES, verbose_name="从事的作业")
    hired_by = models.CharField(max_length=60, verbose_name="谁招请")
    wants = models.CharField(max_length=10, blank=True, choices=WANTED, verbose_name="需要")
    handed_in_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(ended_on=None), name="enterprises_key_post_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_kind_display()}"


class PostSurvey(Chained):
    """The one full survey of who does special work, confirmed by the principal; nobody at all is confirmed too."""

    enterprise = models.OneToOneField(Enterprise, on_delete=models.PROTECT, related_name="post_survey")
    people = models.PositiveIntegerField(default=0)
    without = models.PositiveIntegerField(default=0)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.enterprise} 特种作业人员普查"


class PostSurveyEvent(Event):
    """What happened to a survey: somebody entered or left out, the whole confirmed."""

    subject = models.ForeignKey(PostSurvey, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
