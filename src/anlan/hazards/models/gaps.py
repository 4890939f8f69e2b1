"""Which hazard was recorded from which gap of an enterprise's file."""

from django.db import models

from anlan.core.ids import uuid7
from anlan.enterprises.models import Gap
from anlan.hazards.models.hazard import Hazard


class FromGap(models.Model):
    """A gap that a person confirmed to be a hazard; one gap makes one hazard at most."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    gap = models.OneToOneField(Gap, on_delete=models.PROTECT, related_name="recorded")
    hazard = models.OneToOneField(Hazard, on_delete=models.PROTECT, related_name="from_gap")

    def __str__(self) -> str:
        return f"{self.gap_id} {self.hazard_id}"
