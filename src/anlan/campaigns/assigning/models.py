"""A task of a campaign given to one person of an enterprise."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.campaigns.plans.models import Campaign
from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.enterprises.models import Enterprise, Person


class Assignment(Chained):
    """One task given by the principal to a deputy or safety officer by name and date (notice 二（一）3).

    `task` is the duty's sentence as it stood that day; `files` prove that it was done. What is taken back stays on
    record with the reason.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    lineage = models.UUIDField()
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="交给谁")
    task = models.TextField(verbose_name="任务")
    due_on = models.DateField(verbose_name="完成期限")
    note = models.CharField(max_length=200, blank=True, verbose_name="要求")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    done_on = models.DateField(null=True, verbose_name="完成日期")
    words = models.TextField(blank=True, verbose_name="做了什么")
    files = models.JSONField(default=list)
    taken_back = models.CharField(max_length=200, blank=True, verbose_name="收回原因")

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "lineage", "enterprise"],
                condition=Q(taken_back="", done_on=None),
                name="campaigns_task_given_once",
            ),
            models.CheckConstraint(condition=Q(done_on=None) | ~Q(words=""), name="campaigns_task_done_in_words"),
        ]

    def __str__(self) -> str:
        return self.task[:40]

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:assignment", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None and not self.taken_back

    @property
    def is_late(self) -> bool:
        """Whether its day passed and it is not done."""
        return self.is_open and self.due_on < clock.today()


class AssignmentEvent(Event):
    """What happened to an assignment: given, done, taken back."""

    subject = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
