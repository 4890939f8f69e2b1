"""Photos in a form: kept as soon as they arrive, so that a refused form does not lose them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from anlan.core.errors import DomainError
from anlan.files import actions as files
from anlan.files.models import StoredFile
from anlan.org.models import User

SALT = "files.kept"


def token_of(stored: StoredFile, user: User) -> str:
    """A word that proves that this person brought this file; a bare hash would let anybody claim it."""
    return signing.dumps([stored.pk, stored.name, str(user.pk)], salt=SALT)


def from_tokens(tokens: Iterable[str], owner: str) -> list[tuple[str, str]]:
    """(sha256, name) of what its owner brought earlier; words that prove nothing are left out."""
    found = []
    for token in tokens:
        try:
            sha256, name, brought_by = signing.loads(token, salt=SALT, max_age=86400)
        except (signing.BadSignature, ValueError):
            continue
        if brought_by == owner:
            found.append((sha256, name))
    return found


class Evidence:
    """The photos of one field: those kept at an earlier try and those that come now.

    Where nobody is known, `door` stands for who brought them: what was brought there is shown there only.
    """

    def __init__(
        self, form: forms.Form, field: str, user: User | None, *, images_only: bool = True, door: str = ""
    ) -> None:
        self.field, self.user, self.images_only = field, user, images_only
        self.owner = str(user.pk) if user else door
        self.errors: list[str] = []
        self.offered: list[tuple[str, str]] = []
        self.kept: list[tuple[str, str]] = []
        if form.is_bound:
            self.kept = from_tokens(form.data.getlist(f"kept_{field}"), self.owner)  # type: ignore[attr-defined]  # a form with data has a QueryDict
            for upload in form.files.getlist(field):
                self._keep(upload)

    def _keep(self, upload: UploadedFile) -> None:
        try:
            stored = files.keep(upload, actor=self.user, images_only=self.images_only)
        except DomainError as error:
            self.errors.append(error.message)
        else:
            if stored.pk not in self.names:
                self.kept.append((stored.pk, upload.name or stored.name))

    @property
    def names(self) -> list[str]:
        """The sha256 of all of them, in the order they came."""
        return [sha256 for sha256, _ in self.kept]

    def offer(self, found: Iterable[tuple[str, str]]) -> None:
        """Offer files somebody else brought, as (sha256, what they are): taken only where the person ticks them."""
        rest = [(sha256, words) for sha256, words in found if sha256 not in self.names]
        self.offered = [(signing.dumps([sha256, words, self.owner], salt=SALT), words) for sha256, words in rest]

    @property
    def tokens(self) -> list[tuple[str, str]]:
        """(token, name) of each, for the form's hidden fields."""
        return [(signing.dumps([sha256, name, self.owner], salt=SALT), name) for sha256, name in self.kept]


class PhotoForm(forms.Form):
    """A form with a field of photos, shown by files/photo_form.html; `photos_needed` is said where there is none."""

    photos_label = "照片"
    photos_hint = ""
    photos_needed = ""
    images_only = True

    def __init__(self, *args: Any, user: User | None, door: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.evidence = Evidence(self, "photos", user, images_only=self.images_only, door=door)

    def is_multipart(self) -> bool:
        """Photos come with it, though they are no field of Django's."""
        return True

    def clean(self) -> dict[str, Any]:
        """Refuse what is no photo, naming each; with `photos` the sha256 of all of them."""
        given = dict(super().clean() or {})
        for sentence in self.evidence.errors:
            self.add_error(None, sentence)
        if self.photos_needed and not self.evidence.names and not self.evidence.errors:
            self.add_error(None, self.photos_needed)
        return given | {"photos": self.evidence.names}
