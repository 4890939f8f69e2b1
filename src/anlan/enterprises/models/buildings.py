"""Buildings that several enterprises use: what they share, who answers for each part, who is in."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.enterprises.models.register import Enterprise
from anlan.org.models import Region


class Building(Chained):
    """One building; each `…_by` names who answers for a shared part, empty where nobody was named (消防法 art. 18)."""

    name = models.CharField(max_length=80, verbose_name="楼栋名称")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name="所在村")
    address = models.CharField(max_length=200, blank=True, verbose_name="地址")
    owner = models.CharField(max_length=120, verbose_name="产权人")
    manager = models.CharField(max_length=120, blank=True, verbose_name="统一管理的责任人")
    exits_by = models.CharField(max_length=120, blank=True, verbose_name="安全出口、疏散通道")
    fire_system_by = models.CharField(max_length=120, blank=True, verbose_name="消防设施")
    fire_lane_by = models.CharField(max_length=120, blank=True, verbose_name="消防车通道")
    power_by = models.CharField(max_length=120, blank=True, verbose_name="公共用电")
    agreement_on = models.DateField(null=True, blank=True, verbose_name="消防安全责任协议签订日期")
    ended_on = models.DateField(null=True, verbose_name="停用日期")

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name"], condition=Q(ended_on=None), name="enterprises_one_building"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enterprises:building", args=[self.pk])


class BuildingEvent(Event):
    """What happened to a building: entered, changed, somebody in or out."""

    subject = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Tenancy(models.Model):
    """An enterprise in a building, on which floor."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="tenancies")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="tenancies")
    floor = models.CharField(max_length=60, blank=True, verbose_name="楼层、部位")
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["floor", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["building", "enterprise"], condition=Q(ended_on=None), name="enterprises_in_building_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise} {self.floor}".strip()
