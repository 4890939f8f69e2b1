"""Short lessons for the staff of enterprises, each tied to a clause."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.standards.models import Industry


class Lesson(Chained):
    """One lesson; its words are never changed, for people have read them: one ends it and writes another.

    `slug` names one that comes with the product. For everybody's staff where it has no industry.
    """

    slug = models.CharField(max_length=40, blank=True, editable=False)
    title = models.CharField(max_length=80, verbose_name="题目")
    clause = models.CharField(max_length=120, verbose_name="对应条款")
    body = models.TextField(verbose_name="内容")
    minutes = models.PositiveSmallIntegerField(verbose_name="几分钟")
    industry = models.ForeignKey(Industry, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, verbose_name="停用日期")

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["slug"], condition=~Q(slug=""), name="enterprises_shipped_lesson"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=60), name="enterprises_short_lesson"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enterprises:lesson", args=[self.pk])


class LessonEvent(Event):
    """What happened to a lesson: written, taken out of use."""

    subject = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
