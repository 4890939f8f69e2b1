"""Tables of dangerous work."""

from anlan.permits.models.declaration import Declaration, DeclarationEvent
from anlan.permits.models.equipment import Equipment, EquipmentEvent
from anlan.permits.models.permit import GasTest, Override, OwnRule, OwnRuleEvent, Permit, PermitEvent, State, Tick

__all__ = [
    "Declaration",
    "DeclarationEvent",
    "Equipment",
    "EquipmentEvent",
    "GasTest",
    "Override",
    "OwnRule",
    "OwnRuleEvent",
    "Permit",
    "PermitEvent",
    "State",
    "Tick",
]
