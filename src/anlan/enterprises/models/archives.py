"""Special archives of an enterprise (专项档案): confined spaces, dust places, cylinders and such; dust cleaned away."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.enterprises.models.register import Enterprise, Person


class Archive(Chained):
    """One thing that wants a file of its own. What its kind says of `amount`, `facts`, `valid_to`: archives.kinds.

    `facts` holds name → words, number or ISO date. `every_days` is how often a dust place is cleaned, by the
    enterprise's own rule; it counts from `recorded_on` until the first cleaning.
    """

    class Kind(models.TextChoices):
        CONFINED_SPACE = "confined_space", "有限空间"
        DUST = "dust", "涉爆粉尘场所"
        CHEMICALS = "chemicals", "危险化学品"
        CYLINDERS = "cylinders", "液化气瓶"
        VEHICLES = "vehicles", "重点车辆"
        SELF_BUILT = "self_built", "经营性自建房"

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="archives")
    kind = models.CharField(max_length=14, choices=Kind, verbose_name="类别")
    name = models.CharField(max_length=80, verbose_name="名称、编号")
    place = models.CharField(max_length=120, blank=True, verbose_name="位置")
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True, verbose_name="数量")
    facts = models.JSONField(default=dict)
    valid_to = models.DateField(null=True, blank=True, verbose_name="到期")
    every_days = models.PositiveSmallIntegerField(null=True, blank=True, verbose_name="清扫周期（天）")
    responsible = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="archives", verbose_name="责任人")
    since = models.DateField(null=True, blank=True, verbose_name="起用日期")
    recorded_on = models.DateField(default=clock.today, verbose_name="登记日期")
    ended_on = models.DateField(null=True, verbose_name="停用日期")

    class Meta:
        ordering = ["kind", "name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="dust", every_days__gte=1) | (~Q(kind="dust") & Q(every_days=None)),
                name="enterprises_dust_has_a_rhythm",
            ),
            models.UniqueConstraint(
                fields=["enterprise", "kind", "name"], condition=Q(ended_on=None), name="enterprises_one_archive"
            ),
        ]
        indexes = [models.Index(fields=["enterprise", "kind"], name="enterprises_archives")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enterprises:archive", args=[self.pk])


class ArchiveEvent(Event):
    """What happened to it: recorded, changed, retired; a dust place cleaned, a cleaning struck out."""

    subject = models.ForeignKey(Archive, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Cleaning(models.Model):
    """A dust place was cleaned: when, who, which parts. A wrong entry is struck out with a reason, never deleted."""

    class Shift(models.TextChoices):
        AFTER = "after", "班后"
        BEFORE = "before", "班前"
        DURING = "during", "班中"
        STOPPED = "stopped", "停产清扫"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    archive = models.ForeignKey(Archive, on_delete=models.PROTECT, related_name="cleanings")
    on = models.DateField(verbose_name="日期")
    shift = models.CharField(max_length=8, choices=Shift, verbose_name="班次")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cleanings", verbose_name="谁清扫")
    parts = models.JSONField(default=list)
    note = models.CharField(max_length=200, blank=True, verbose_name="说明")
    files = models.JSONField(default=list)
    recorded_on = models.DateField(default=clock.today)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    struck_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(recorded_on__gte=F("on")), name="enterprises_cleaned_before_recorded"),
            models.UniqueConstraint(
                fields=["archive", "on", "shift"], condition=Q(struck_why=""), name="enterprises_one_cleaning"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.archive} {clock.day_words(self.on)}{self.get_shift_display()}清扫"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enterprises:cleaning", args=[self.pk])

    @property
    def is_late_entry(self) -> bool:
        """Whether it was put on record on a later day than it was done (补记)."""
        return self.recorded_on > self.on
