"""What every page needs: form fields rendered our way, static files by hashed name, and the frame's own context."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from whitenoise.storage import CompressedManifestStaticFilesStorage

from anlan.core import clock, hooks
from anlan.core.filters import Choice


class FormRenderer(TemplatesSetting):
    """Render a field with its label, hint and errors tied together for screen readers."""

    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed names once files were collected, plain names before: a fresh clone needs no extra step."""

    manifest_strict = False

    def url(self, name: str | None, force: bool = False) -> str:
        """The URL of a static file; files that were not collected keep their plain name."""
        if not self.hashed_files:
            return self.base_url + (name or "")
        return super().url(name, force)


@dataclass(frozen=True)
class MenuItem:
    """A line of the left rail, of the person's menu, or of the bar below on the phone (`menu`, `below`)."""

    group: str
    label: str
    url: str
    icon: str = ""
    count: int | None = None
    active: bool = False


@dataclass(frozen=True)
class Search:
    """The one search box (`search`): where it asks, and what it says before anything is typed."""

    url: str
    hint: str


@dataclass(frozen=True)
class Territory:
    """What one is looking at (`territory`): a place, the rest of the sentence, and other places to choose."""

    name: str
    rest: str = ""
    choices: Sequence[Choice] = ()


@dataclass(frozen=True)
class Inbox:
    """The person's unread notices (`inbox`); `red` when one of them cannot wait."""

    url: str
    count: int = 0
    red: bool = False


@dataclass(frozen=True)
class Person:
    """Who is logged in (`person`), the personal links, and what keeps or ends the session."""

    id: str
    name: str
    office: str
    logout_url: str
    alive_url: str
    idle_minutes: int
    links: Sequence[MenuItem] = field(default_factory=tuple)


def context(request: HttpRequest) -> dict[str, Any]:
    """Template context of every page: the site's name, the notices the law wants in the footer, and what rooms add.

    Rooms register in `hooks.page` a function of the request that gives some of `menu`, `below`, `search`, `territory`,
    `inbox`, `person`, which templates find under `frame`; what costs a query is given as a SimpleLazyObject, so that
    fragments do not pay for it.
    """
    added: dict[str, Any] = {}
    for _name, function in hooks.page.items():
        added.update(function(request))
    return {
        "frame": added,
        "printed_at": clock.now(),
        "site_name": settings.SITE_NAME,
        "filing_number": settings.FILING_NUMBER,
        "complaint_url": settings.COMPLAINT_URL,
        "demo": settings.DEMO,
        "today": clock.today(),
    }
