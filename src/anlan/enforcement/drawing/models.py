"""A draw with everything it was made from, and what people declare that keeps them from a place."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.enterprises.models import Enterprise
from anlan.hazards.models.hazard import person
from anlan.inspections.kinds import Kind
from anlan.org.models import Office, Region

GONE = "（名单里没有）"
"""Said of what a changed record no longer holds."""


class Draw(Chained):
    """One draw (双随机抽取): whoever has `seed`, `places`, `people` and `apart` gets `chosen` again.

    `rule` says in words and codes who is in the population, how many there are and are wanted. `places` is the
    population as drawn from: rows of id, code, name, village; `people` that of the inspectors: number, id, name,
    office. `left_out` are places not drawn from, with why; `apart` pairs of person and place that must not meet, with
    why. `chosen` are rows of code and numbers, `errands` the visits planned from it by code; a place another office
    visits soon has none.
    """

    title = models.CharField(max_length=80, verbose_name="抽查名称")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name="乡镇")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="组织单位")
    kind = models.CharField(max_length=16, choices=Kind, verbose_name="种类")
    rule = models.JSONField(verbose_name="抽取范围")
    seed = models.CharField(max_length=60, verbose_name="种子")
    places = models.JSONField()
    people = models.JSONField()
    left_out = models.JSONField(default=list)
    apart = models.JSONField(default=list)
    chosen = models.JSONField()
    drawn_by = person()
    drawn_at = models.DateTimeField(verbose_name="抽取时间")
    planned_at = models.DateTimeField(null=True, verbose_name="安排时间")
    errands = models.JSONField(default=dict)

    class Meta:
        ordering = ["-drawn_at", "-id"]
        indexes = [models.Index(fields=["region", "-drawn_at"], name="enforcement_draws")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enforcement:draw", args=[self.pk])

    def place(self, code: str) -> dict[str, Any]:
        """A place of the population; one that is on no list any more is named so."""
        known = next((one for one in self.places if one["code"] == code), None)
        return known or {"id": "", "code": code, "name": GONE, "village": ""}

    def inspector(self, number: int) -> dict[str, Any]:
        """An inspector by number; one that is on no list any more is named so."""
        known = next((one for one in self.people if one["number"] == number), None)
        return known or {"number": number, "id": "", "name": GONE, "office": ""}


class DrawEvent(Event):
    """What happened to a draw: drawn, visits planned from it."""

    subject = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Interest(Chained):
    """What somebody declared that keeps them from inspecting a place (行政处罚法 art. 43), until it is ended."""

    who = person()
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="+", verbose_name="单位")
    why = models.CharField(max_length=200, verbose_name="回避事由")
    declared_at = models.DateTimeField(verbose_name="申报时间")
    ended_at = models.DateTimeField(null=True, verbose_name="解除时间")

    class Meta:
        ordering = ["-declared_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["who", "enterprise"], condition=Q(ended_at=None), name="enforcement_one_interest"
            )
        ]

    def __str__(self) -> str:
        return f"{self.who}回避{self.enterprise}" if self.who else self.why

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enforcement:interest", args=[self.pk])


class InterestEvent(Event):
    """What happened to it: declared, ended."""

    subject = models.ForeignKey(Interest, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
