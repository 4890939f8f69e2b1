"""A task to check for the same hazard, and what an enterprise says that has no such thing."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.enterprises.models import Enterprise, Lesson
from anlan.org.models import Region
from anlan.standards.models import Checklist, Industry

STATES = {"running": ("进行中", "wait"), "over": ("已到期", ""), "called_off": ("已撤销", "")}
"""State → its words, and the look of its tag."""


class Lookout(Chained):
    """One lesson sent as a task: who is to check for the same hazard, by which items, by when.

    `checklist` are the items, frozen as they were sent; a check of one of them is enough, for the same hazard stands in
    several standards. `industries` empty: every industry; `villages` (codes) empty: the whole township.
    """

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="lookouts", verbose_name="事故教训")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name="乡镇")
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="+", verbose_name="查什么")
    industries = models.ManyToManyField(Industry, related_name="+", verbose_name="行业")
    villages = models.JSONField(default=list, verbose_name="村")
    words = models.TextField(blank=True, verbose_name="要求")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(verbose_name="发出时间")
    sent_on = models.DateField(verbose_name="发出日期")
    due_on = models.DateField(verbose_name="期限")
    called_off = models.CharField(max_length=300, blank=True, verbose_name="撤销原因")

    class Meta:
        ordering = ["-sent_at", "-id"]
        indexes = [models.Index(fields=["region", "-sent_at"], name="campaigns_lookouts")]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("sent_on")), name="campaigns_lookout_days_in_order")
        ]

    def __str__(self) -> str:
        return self.lesson.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:lookout", args=[self.pk])

    @property
    def state(self) -> str:
        """One of `STATES`."""
        if self.called_off:
            return "called_off"
        return "over" if self.is_over else "running"

    @property
    def is_over(self) -> bool:
        """Whether its day has passed."""
        return self.due_on < clock.today()


class LookoutEvent(Event):
    """What happened to a lookout: sent, reminded of, called off."""

    subject = models.ForeignKey(Lookout, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class NoneHere(Chained):
    """An enterprise's principal says that it has no such thing, and why; `ended` says why that does not stand."""

    lookout = models.ForeignKey(Lookout, on_delete=models.PROTECT, related_name="none_here")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, verbose_name="理由")
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(verbose_name="填报时间")
    ended = models.CharField(max_length=300, blank=True, verbose_name="不作数的原因")

    class Meta:
        ordering = ["said_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["lookout", "enterprise"], condition=Q(ended=""), name="campaigns_one_word_of_none"
            )
        ]

    def __str__(self) -> str:
        return self.reason

    def get_absolute_url(self) -> str:
        """Where it is told: the page of the lookout."""
        return self.lookout.get_absolute_url()


class NoneHereEvent(Event):
    """What happened to such a word: said, taken back, sent back."""

    subject = models.ForeignKey(NoneHere, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
