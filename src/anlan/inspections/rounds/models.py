"""Who goes round for fire how often at an enterprise, and each round that was made."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.enterprises.models import Enterprise, Person
from anlan.hazards.models import Hazard

SOON = dt.timedelta(minutes=30)
"""What is put on record later than so long after it was done is said to be an entry afterwards (补记)."""


class RoundPlan(Chained):
    """How often somebody goes round, when and who (公安部令第61号 art. 25); changed, it ends and a new one begins.

    `every_hours` between `opens` and `shuts` (24 hours where they are equal, into the next day where `shuts` is the
    earlier); without it once a day. `closing`: also a look at the place after it shuts. `rest_days`: 0 is Monday.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="round_plans")
    every_hours = models.PositiveSmallIntegerField(null=True, blank=True, verbose_name="几小时一次")
    opens = models.TimeField(null=True, blank=True, verbose_name="营业开始")
    shuts = models.TimeField(null=True, blank=True, verbose_name="营业结束")
    closing = models.BooleanField(default=False, verbose_name="营业结束时检查")
    rest_days = models.JSONField(default=list)
    people = models.ManyToManyField(Person, related_name="round_plans", verbose_name="巡查人员")
    began_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-began_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise"], condition=Q(ended_at=None), name="inspections_one_round_plan"
            ),
            models.CheckConstraint(
                condition=Q(every_hours=None, opens=None, shuts=None)
                | Q(every_hours__gte=1, opens__isnull=False, shuts__isnull=False),
                name="inspections_rounds_have_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise}防火巡查"

    def get_absolute_url(self) -> str:
        """The enterprise's page of rounds."""
        return reverse("inspections:rounds_of", args=[self.enterprise_id])


class RoundPlanEvent(Event):
    """What happened to it: set, ended; a round made, one struck out."""

    subject = models.ForeignKey(RoundPlan, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Round(models.Model):
    """Somebody went round: when, who, what was seen; a problem is a hazard. Struck out with a reason, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(RoundPlan, on_delete=models.PROTECT, related_name="rounds")
    at = models.DateTimeField(verbose_name="巡查时间")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="rounds", verbose_name="谁巡查")
    problem = models.CharField(max_length=200, blank=True, verbose_name="看到的问题")
    hazard = models.ForeignKey(Hazard, null=True, on_delete=models.PROTECT, related_name="+")
    files = models.JSONField(default=list)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    struck_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(recorded_at__gte=F("at")), name="inspections_walked_before_recorded"),
            models.CheckConstraint(
                condition=Q(problem="", hazard=None) | (~Q(problem="") & Q(hazard__isnull=False)),
                name="inspections_a_problem_is_a_hazard",
            ),
        ]
        indexes = [models.Index(fields=["plan", "at"], name="inspections_rounds")]

    def __str__(self) -> str:
        return f"{self.plan.enterprise} {clock.local_words(self.at)}防火巡查"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("inspections:round", args=[self.pk])

    @property
    def is_late_entry(self) -> bool:
        """Whether it was put on record well after it was made (补记)."""
        return self.recorded_at - self.at > SOON
