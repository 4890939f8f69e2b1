"""Old ledgers of hazards: which columns they have, several hazards in a cell, the state each row claims."""

from anlan.files import importing
from anlan.hazards.importing.importer import HazardImporter

__all__ = ["HazardImporter", "register"]


def register() -> None:
    """Offer this room's ledgers to the import engine."""
    importing.register(HazardImporter())
