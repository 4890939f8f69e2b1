"""A batch of a period: whom it lists and why, approved by another person, and taken back with a reason."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.enterprises.models import Enterprise
from anlan.hazards.models import Hazard
from anlan.hazards.models.hazard import person
from anlan.org.models import Office, Region


class Batch(Chained):
    """One of the four lists of a period, or a batch of typical cases (notice 二（二）3).

    `number` is taken at approval. Cases are on the public page from approval until they are taken back.
    """

    class Kind(models.TextChoices):
        NOTICE = "notice", "通报"
        TALK = "talk", "约谈"
        DISCIPLINE = "discipline", "联合惩戒"
        STOP = "stop", "停产整顿"
        CASES = "cases", "典型案例"

    class State(models.TextChoices):
        DRAFT = "draft", "起草中"
        APPROVED = "approved", "已批准"
        TAKEN_BACK = "taken_back", "已撤下"

    kind = models.CharField(max_length=12, choices=Kind, verbose_name="类别")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT, verbose_name="状态")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name="乡镇")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="起草单位")
    title = models.CharField(max_length=120, verbose_name="标题")
    basis = models.CharField(max_length=300, verbose_name="依据")
    first_day = models.DateField(verbose_name="起")
    last_day = models.DateField(verbose_name="止")
    number = models.CharField(max_length=60, blank=True, verbose_name="文号")
    drafted_by = person()
    drafted_at = models.DateTimeField(verbose_name="起草时间")
    approved_by = person()
    approved_at = models.DateTimeField(null=True, blank=True, verbose_name="批准时间")
    taken_back_at = models.DateTimeField(null=True, blank=True, verbose_name="撤下时间")

    class Meta:
        ordering = ["-drafted_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=models.F("first_day")), name="enforcement_batch_period"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("drafted_by")),
                name="enforcement_batch_takes_two",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | (Q(approved_at__isnull=False) & ~Q(number="")),
                name="enforcement_batch_approved_has_a_number",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enforcement:batch", args=[self.pk])

    @property
    def is_of_cases(self) -> bool:
        """Whether it goes to the public page."""
        return self.kind == self.Kind.CASES


class Entry(models.Model):
    """One enterprise of a list with the facts it stands on; of a case its heading and its wording, as approved."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="entries")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="+", verbose_name="单位")
    hazard = models.ForeignKey(
        Hazard, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="隐患"
    )
    heading = models.CharField(max_length=120, verbose_name="题目")
    words = models.TextField(verbose_name="事由")
    left_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "enterprise", "hazard"],
                condition=Q(left_out=False),
                name="enforcement_entry_once",
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class BatchEvent(Event):
    """What happened to a batch: drafted, entered, reworded, left out, approved, taken back."""

    subject = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
