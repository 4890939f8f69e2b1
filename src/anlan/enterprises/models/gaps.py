"""Gaps: what an enterprise lacks of what a law asks of it, from the day it was first seen until it is filled."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.enterprises.models.register import Enterprise


class Gap(Chained):
    """One thing missing. Whether it is there follows from facts (enterprises.gaps.finders); that it was seen is kept.

    `kind` names the finder, `about` the record it lies with (empty for the enterprise as a whole).
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="gaps_found")
    kind = models.CharField(max_length=30)
    about = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=300, verbose_name="缺什么")
    clause = models.CharField(max_length=200, verbose_name="依据")
    found_at = models.DateTimeField()
    filled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-found_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "kind", "about"], condition=Q(filled_at=None), name="enterprises_one_open_gap"
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        """Where it is shown."""
        if self.kind == "building":
            return reverse("enterprises:building", args=[self.about.partition(":")[0]])
        if self.kind in ("dust", "archive", "house"):
            return reverse("enterprises:archive", args=[self.about])
        pages = {
            "certificate": "certificates_of",
            "contract": "contracts",
            "outsider": "learning",
            "drill": "learning",
            "training": "learning",
            "rounds": "learning",
            "plan": "learning",
            "improvement": "learning",
            "spending": "investment",
            "standardization": "investment",
            "advice": "investment",
        }
        return reverse(f"enterprises:{pages.get(self.kind, 'posts')}", args=[self.enterprise_id])


class GapEvent(Event):
    """What happened to a gap: found, filled."""

    subject = models.ForeignKey(Gap, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
