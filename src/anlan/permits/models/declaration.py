"""A small job declared in a minute: no administrative permit, but known to the village, and no way round the law."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.core.fields import EncryptedTextField
from anlan.enterprises.models import Enterprise


class Declaration(Chained):
    """One job of today or tomorrow at small premises; the worker often comes from outside and has no file here."""

    class Kind(models.TextChoices):
        WELDING = "welding", "电焊、气割等动火"
        POWER = "power", "接电、修电路"
        HEIGHT = "height", "登高作业（招牌、外墙、屋顶）"
        TANK = "tank", "清池、清罐、下井"
        OTHER = "other", "其他维修"

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="declarations")
    kind = models.CharField(max_length=10, choices=Kind, verbose_name="干什么活")
    what = models.CharField(max_length=120, verbose_name="在哪里、干什么")
    begins_at = models.DateTimeField(verbose_name="开始")
    ends_at = models.DateTimeField(verbose_name="结束")
    worker_name = models.CharField(max_length=60, verbose_name="干活的人")
    certificate_number = EncryptedTextField(blank=True, default="", verbose_name="证号")
    certificate_until = models.DateField(null=True, blank=True, verbose_name="证件有效期止")
    guardian_name = models.CharField(max_length=60, verbose_name="现场看护人")
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    advice = models.CharField(max_length=300, blank=True, verbose_name="指导意见")
    advised_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-begins_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="permits_declared_end"),
            models.CheckConstraint(condition=~Q(guardian_name=F("worker_name")), name="permits_declared_guardian"),
        ]
        indexes = [models.Index(fields=["enterprise", "begins_at"], name="permits_declared_at")]

    def __str__(self) -> str:
        return f"{self.enterprise} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("permits:declaration", args=[self.pk])

    @property
    def standing(self) -> str:
        """coming, running, lapsed (its end has passed and nobody said it is over) or closed."""
        if self.closed_at:
            return "closed"
        moment = clock.now()
        return "coming" if moment < self.begins_at else "running" if moment < self.ends_at else "lapsed"


class DeclarationEvent(Event):
    """What happened to a declared job: declared, advised, over."""

    subject = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
