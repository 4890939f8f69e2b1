"""Making enterprises findable."""

from collections.abc import Iterable

from anlan.core import search
from anlan.enterprises.models import Enterprise


def search_text(enterprise: Enterprise) -> str:
    """Everything a person would type to find it."""
    people = enterprise.people.filter(until=None).values_list("name", flat=True)
    return text_of(enterprise, people)


def text_of(enterprise: Enterprise, people: Iterable[str]) -> str:
    """The same where the people's names are at hand."""
    words = [enterprise.name, *enterprise.former_names, enterprise.credit_code, enterprise.local_code]
    return " ".join([*words, enterprise.region.name, enterprise.address, *people])


def index(enterprise: Enterprise) -> None:
    """Make the enterprise findable as it now is."""
    search.put("enterprises", enterprise.pk, search_text(enterprise), enterprise.region_code)
