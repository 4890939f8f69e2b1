"""What every form of a paper has: where it comes from, and how what was typed becomes rows and facts."""

import datetime as dt
from typing import Any

from django import forms

from anlan.enforcement.documents import values
from anlan.enforcement.documents.models import Document
from anlan.enforcement.inspecting.models import Inspection


class PaperForm(forms.Form):
    """What every one has: where it comes from, and the facts its fields are."""

    given_basis = ""

    def __init__(self, *args: Any, inspection: Inspection, parent: Document | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inspection, self.parent = inspection, parent

    def drafted(self) -> dict[str, Any]:
        """The valid form as the action takes it."""
        given = dict(self.cleaned_data)
        basis = given.pop("basis", self.given_basis)
        return {"items": self.rows(given), "basis": basis, **self.rest(given)}

    def rows(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        """Its rows, taken out of what was given."""
        return list(given.pop("items", []))

    def rest(self, given: dict[str, Any]) -> dict[str, Any]:
        """Facts and what is kept apart from them."""
        return {"facts": {name: _told(value) for name, value in given.items()}}


def _told(value: Any) -> str:
    return values.instant(value) if isinstance(value, dt.datetime) else str(value).strip()
