"""Registers of enterprises as offices keep them: which columns they have, and what becomes of each row."""

from anlan.enterprises.importing.importer import EnterpriseImporter, register

__all__ = ["EnterpriseImporter", "register"]
