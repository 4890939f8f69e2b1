"""Lists of people and of special-operation certificates as enterprises and townships keep them, brought on file.

One list may hold one enterprise's people, or those of many with the enterprise in a column, in the group's title or as
the sheet's name. A person is known by the ID number, else by the name where nothing speaks against it; where two are
left, the row comes back and asks.
"""

from anlan.enterprises.rosters.cards import CertificateImporter
from anlan.enterprises.rosters.people import PeopleImporter
from anlan.files import importing

__all__ = ["CertificateImporter", "PeopleImporter", "register"]


def register() -> None:
    """Make both importable."""
    importing.register(PeopleImporter())
    importing.register(CertificateImporter())
