"""A planned visit with the matters of every office that comes along."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.enforcement.inspecting.models import Inspection
from anlan.enterprises.models import Enterprise
from anlan.hazards.models.hazard import person
from anlan.inspections.kinds import KINDS, Kind
from anlan.inspections.models import Visit
from anlan.org.models import Office

PLANNED_KINDS = [
    kind
    for kind, about in KINDS.items()
    if not (about.is_own or about.needs_approval) and kind not in (Kind.UPPER_LEVEL, Kind.REPORT_CHECK)
]
"""What can be planned together: never a check of a report, whose coming nobody may know, nor what others do.

An administrative inspection is approved on its own first, and then opened to others."""


class Errand(Chained):
    """One planned visit to one enterprise, announced by an office and open to others to join (features F3.6).

    With an `inspection` it is an approved administrative inspection that others accompany: its day and its officers are
    those of the approval.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "待成行"
        MADE = "made", "已成行"
        DROPPED = "dropped", "已取消"

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="errands", verbose_name="单位")
    region_code = models.CharField(max_length=12, editable=False)
    kind = models.CharField(max_length=16, choices=Kind, verbose_name="种类")
    host = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="牵头单位")
    planned_on = models.DateField(verbose_name="计划日期")
    apart_because = models.CharField(max_length=200, blank=True, verbose_name="另行到访的理由")
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED, verbose_name="状态")
    inspection = models.OneToOneField(
        Inspection, null=True, blank=True, on_delete=models.PROTECT, related_name="errand", verbose_name="行政检查"
    )
    visit = models.OneToOneField(Visit, null=True, blank=True, on_delete=models.PROTECT, related_name="errand")

    class Meta:
        ordering = ["-planned_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="made") | Q(visit__isnull=False), name="enforcement_made_has_a_visit"
            )
        ]
        indexes = [models.Index(fields=["enterprise", "state", "planned_on"], name="enforcement_errands")]

    def __str__(self) -> str:
        return f"{self.enterprise.name}{self.get_kind_display()}（{self.planned_on}）"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enforcement:errand", args=[self.pk])

    @property
    def present(self) -> list["Matter"]:
        """The matters that stand, in the order they were brought; of a list it was prefetched with."""
        return [one for one in self.matters.all() if not one.left_out]

    @property
    def saved(self) -> int:
        """How many visits to the enterprise it saves."""
        return max(0, len(self.present) - 1)


class Matter(models.Model):
    """What one office comes for; an office outside the system is there by name, with the people it sends."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    errand = models.ForeignKey(Errand, on_delete=models.PROTECT, related_name="matters")
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    office_name = models.CharField(max_length=100, verbose_name="单位")
    people = models.CharField(max_length=100, blank=True, verbose_name="参加人员")
    what = models.CharField(max_length=200, verbose_name="要看的内容")
    brought_by = person()
    left_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["errand", "office_name"], condition=Q(left_out=False), name="enforcement_matter_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.office_name}：{self.what}"


class ErrandEvent(Event):
    """What happened to a planned visit: announced, joined, moved, made, dropped."""

    subject = models.ForeignKey(Errand, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
