"""What the phone keeps of the program itself: the files of its pages, and one version over all of them."""

import hashlib
from functools import cache

from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.templatetags.static import static

from anlan.core import hooks, vendor

OWN = [
    "field/app.js",
    "field/clock.js",
    "field/codes.js",
    "field/correcting.js",
    "field/day.js",
    "field/db.js",
    "field/drafts.js",
    "field/hazards.js",
    "field/outbox.js",
    "field/parts.js",
    "field/photos.js",
    "field/rooms.js",
    "field/screens.js",
    "field/sending.js",
    "field/surroundings.js",
    "field/sync.js",
    "field/vault.js",
    "field/visit.js",
    "field/walking.js",
    "field/field.css",
    "field/icon.svg",
    "field/icon-192.png",
]
SHARED = ["anlan/tokens.css", "anlan/parts.css", "anlan/forms.css", "anlan/phone.css", "anlan/mark.svg"]
DECODER = "jsqr/jsQR.js"
VENDORED = ["signature_pad/signature_pad.umd.min.js"]


def names() -> list[str]:
    """The static files a phone works with, by name."""
    vendored = [vendor.static_path(one) for one in VENDORED]
    return [*OWN, *of_rooms(), *SHARED, *vendored, *([found] if (found := _decoder()) else [])]


def urls() -> list[str]:
    """Their addresses; modules import each other by plain name, so those are kept under it."""
    imported = {*OWN, *of_rooms()}
    return [plain(name) if name in imported else static(name) for name in names()]


def of_rooms() -> list[str]:
    """What rooms add to the phone."""
    return [name for _, part in hooks.phone.items() for name in part.modules]


def decoder() -> str:
    """The address of the reader of codes; "" where the assets were fetched before it came: one finds places by name."""
    found = _decoder()
    return static(found) if found else ""


def _decoder() -> str:
    try:
        return vendor.static_path(DECODER)
    except vendor.NotVendored:
        return ""


def entrances() -> dict[str, str]:
    """By room the address of the module with its screens."""
    return {room: plain(part.modules[0]) for room, part in hooks.phone.items() if part.modules}


def plain(name: str) -> str:
    """The address of a file without a hash in its name."""
    return f"/static/{name}"


@cache
def version() -> str:
    """One hash over all these files and the pages' templates: another program is another version."""
    digest = hashlib.sha256()
    for name in names():
        path = finders.find(name)
        digest.update(name.encode())
        if isinstance(path, str):
            with open(path, "rb") as stream:
                digest.update(stream.read())
    for template in ("field/shell.html", "field/sw.js"):
        digest.update(get_template(template).template.source.encode())  # type: ignore[attr-defined]  # Django's own engine
    return digest.hexdigest()[:16]
