"""Which hazard concerns which contract: found when the other side's work or premises were checked."""

from django.db import models

from anlan.core.ids import uuid7
from anlan.enterprises.models import Contract
from anlan.hazards.models.hazard import Hazard


class OnContract(models.Model):
    """A hazard that the other side of a contract has to see to, recorded from a check of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    hazard = models.OneToOneField(Hazard, on_delete=models.PROTECT, related_name="on_contract")
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="hazards_found")

    def __str__(self) -> str:
        return f"{self.contract_id} {self.hazard_id}"
