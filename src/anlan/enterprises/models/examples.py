"""Good practice that above-scale enterprises show to others of their industry, and who took it up."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.enterprises.models.register import Enterprise
from anlan.standards.models import Industry


class Practice(Chained):
    """One thing an above-scale enterprise does well, in words others can follow; an official publishes it.

    It goes to enterprises of the township whose industry is `industry`, a part of it or its whole.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="practices")
    industry = models.ForeignKey(Industry, on_delete=models.PROTECT, related_name="+", verbose_name="行业")
    title = models.CharField(max_length=80, verbose_name="做法")
    words = models.TextField(verbose_name="怎么做")
    effect = models.CharField(max_length=300, blank=True, verbose_name="效果")
    files = models.JSONField(default=list)
    shown_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    shown_at = models.DateTimeField(verbose_name="报送时间")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, verbose_name="发布时间")
    ended_at = models.DateTimeField(null=True, verbose_name="撤下时间")

    class Meta:
        ordering = ["-shown_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(published_by__isnull=False), name="enterprises_practice_published_by"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enterprises:practice", args=[self.pk])

    @property
    def standing(self) -> str:
        """shown, published or ended."""
        return "ended" if self.ended_at else "published" if self.published_at else "shown"


class PracticeEvent(Event):
    """What happened to a practice: shown, published, taken down, taken up by others."""

    subject = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Adoption(models.Model):
    """Another enterprise took a practice up, and how."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="adoptions")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="adoptions")
    words = models.CharField(max_length=300, verbose_name="怎么照做的")
    on = models.DateField()

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "enterprise"], name="enterprises_adopted_once"),
        ]

    def __str__(self) -> str:
        return self.words
