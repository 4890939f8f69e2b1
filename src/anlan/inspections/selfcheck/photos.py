"""Photos sent at a door, kept as they come, so that a refused form does not lose them."""

from django import forms
from django.http import HttpRequest

from anlan.core.errors import Invalid
from anlan.enterprises.models import Enterprise
from anlan.files.evidence import Evidence
from anlan.org.models import User

MOST = 6


class Brought(dict[str, Evidence]):
    """The photos of a form by its fields; the page shows what is kept of each (selfcheck/_kept.html)."""

    def __init__(self, request: HttpRequest, place: Enterprise, user: User | None) -> None:
        super().__init__()
        self.request, self.door, self.user = request, f"door:{place.pk}", user

    def take(self, field: str) -> list[str]:
        """Keep the photos of a field; returns their hashes. Raises Invalid for too many and for what is no picture."""
        if len(self.request.FILES.getlist(field)) > MOST:
            raise _too_many()
        form = forms.Form(self.request.POST, self.request.FILES)
        self[field] = found = Evidence(form, field, self.user, door=self.door)
        if found.errors:
            raise Invalid("".join(found.errors), code="inspections.photos")
        if len(found.names) > MOST:
            raise _too_many()
        return found.names


def _too_many() -> Invalid:
    return Invalid(f"一次最多 {MOST} 张照片，请少选几张。", code="inspections.photos")
