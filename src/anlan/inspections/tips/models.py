"""A report nobody stands for yet, and what happened to it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.core.fields import EncryptedTextField
from anlan.enterprises.models import Enterprise
from anlan.hazards.models import Hazard


class Tip(Chained):
    """What was said at a plate by somebody who need not say who they are (安全生产法 arts. 54, 59, 73).

    `name` and `phone` are read only by officials, each time on record; never by the place. `kept_from_place`: nobody of
    the place sees that it exists. `receipt` is the one-way number its teller follows it by. `address_hash` is a keyed
    hash of the network address, for the limits only.
    """

    class State(models.TextChoices):
        """Whether anybody has been to look."""

        UNVERIFIED = "unverified", "未核实"
        CONFIRMED = "confirmed", "已核实，进隐患台账"
        SET_ASIDE = "set_aside", "已核实，不属实或不成立"

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="tips", verbose_name="单位")
    state = models.CharField(max_length=10, choices=State, default=State.UNVERIFIED)
    description = models.TextField(verbose_name="看到的隐患")
    place_words = models.CharField(max_length=100, blank=True, verbose_name="部位")
    photos = models.JSONField(default=list)
    name = EncryptedTextField(blank=True, verbose_name="称呼")
    phone = EncryptedTextField(blank=True, verbose_name="电话")
    kept_from_place = models.BooleanField(default=False, verbose_name="不让本单位看到")
    receipt = models.CharField(max_length=12, unique=True, verbose_name="查询码")
    address_hash = models.CharField(max_length=64, editable=False)
    told_at = models.DateTimeField(default=clock.now)
    hazard = models.ForeignKey(Hazard, null=True, on_delete=models.PROTECT, related_name="+")
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True, verbose_name="核实情况")

    class Meta:
        ordering = ["-told_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="confirmed", hazard__isnull=False) | (~Q(state="confirmed") & Q(hazard=None)),
                name="inspections_confirmed_tip_has_a_hazard",
            ),
            models.CheckConstraint(
                condition=~Q(state="set_aside") | ~Q(reason=""), name="inspections_tip_set_aside_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["enterprise", "told_at"], name="inspections_tips_of_place"),
            models.Index(fields=["address_hash", "told_at"], name="inspections_tips_of_address"),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise.name}：{self.description[:30]}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("inspections:tip", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether nobody has settled it."""
        return self.state == self.State.UNVERIFIED

    @property
    def is_named(self) -> bool:
        """Whether its teller left a name or a number."""
        return bool(self.name or self.phone)


class TipEvent(Event):
    """What happened to a tip: told, its teller looked up, confirmed, set aside."""

    subject = models.ForeignKey(Tip, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
