"""What a township or an enterprise changed of the lists it checks by."""

from django.db import models
from django.db.models import Q

from anlan.core.events import Chained, Event
from anlan.enterprises.models.register import Enterprise, Person
from anlan.org.models import Region
from anlan.standards.models import Industry


class ListChange(Chained):
    """Changes to one list: the township's for an industry, or an enterprise's own, whole or for one post.

    `left_out` are wordings (digests of criteria, ids of added items), `added` items of one's own in the shape of a
    checklist's items, `order` the wordings in the order somebody gave them.
    """

    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")
    industry = models.ForeignKey(Industry, null=True, on_delete=models.PROTECT, related_name="list_changes")
    enterprise = models.ForeignKey(Enterprise, null=True, on_delete=models.PROTECT, related_name="lists")
    post = models.CharField(max_length=16, choices=Person.Post, blank=True)
    left_out = models.JSONField(default=list)
    added = models.JSONField(default=list)
    order = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "industry"], condition=Q(enterprise=None), name="enterprises_one_shared_list"
            ),
            models.UniqueConstraint(
                fields=["enterprise", "post"], condition=Q(enterprise__isnull=False), name="enterprises_one_own_list"
            ),
            models.CheckConstraint(
                condition=Q(enterprise__isnull=False, region=None, industry=None)
                | Q(enterprise=None, region__isnull=False, industry__isnull=False, post=""),
                name="enterprises_list_has_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return str(self.enterprise or f"{self.region} {self.industry}")


class ListChangeEvent(Event):
    """What happened to a list: items left out or taken back, put in order, added, dropped."""

    subject = models.ForeignKey(ListChange, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
