"""Sending stored bytes to a browser so that they can do nothing there."""

from __future__ import annotations

import re
from typing import TypeVar
from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase

from anlan.core.errors import Missing
from anlan.files import storing
from anlan.files.models import StoredFile

SHOWN_INLINE = {"image/jpeg", "image/png", "application/pdf"}
Answer = TypeVar("Answer", bound=HttpResponseBase)
VARIANTS = ("thumbnail", "shown", "original")


def serve(request: HttpRequest, sha256: str, variant: str = "original", *, name: str = "") -> HttpResponseBase:
    """Answer with a stored file, streamed; rooms call it after they checked that the person may see the subject.

    `variant`: thumbnail, shown (a photo without what the camera wrote) or original (as it came, always a download for
    photos). For anything that is no photo all variants are the original. The browser may keep it privately for ever:
    the hash is the ETag. Raises Missing.
    """
    stored = StoredFile.objects.filter(pk=sha256).first() if re.fullmatch(r"[0-9a-f]{64}", sha256) else None
    if stored is None or variant not in VARIANTS:
        raise Missing("没有这个文件。请返回后重新打开。", code="files.missing")
    wanted, media_type = _variant(stored, variant)
    if f'"{wanted}"' in request.headers.get("If-None-Match", ""):
        return _kept(HttpResponseNotModified(), wanted)
    answer = FileResponse(storing.open_stored(wanted), content_type=media_type)
    inline = media_type in SHOWN_INLINE and not (stored.is_image and variant == "original")
    answer["Content-Disposition"] = disposition(name or stored.name, inline=inline)
    return _kept(_safe(answer), wanted)


def _variant(stored: StoredFile, variant: str) -> tuple[str, str]:
    if stored.is_image and variant == "thumbnail" and stored.thumbnail_sha256:
        return stored.thumbnail_sha256, "image/jpeg"
    if stored.is_image and variant == "shown" and stored.shown_sha256:
        return stored.shown_sha256, "image/jpeg"
    return stored.sha256, stored.media_type


def _kept(answer: HttpResponseBase, sha256: str) -> HttpResponseBase:
    answer["ETag"] = f'"{sha256}"'
    answer["Cache-Control"] = "private, max-age=31536000, immutable"
    return answer


def _safe(answer: Answer) -> Answer:
    answer["X-Content-Type-Options"] = "nosniff"
    if answer["Content-Type"] != "application/pdf":  # the browser's own PDF viewer does not run in a sandbox
        answer["Content-Security-Policy"] = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def disposition(name: str, *, inline: bool) -> str:
    """Return the header that names a download in Chinese and says whether it may open in the browser."""
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename*=UTF-8''{quote(name, safe='')}"


def download(content: bytes, name: str, media_type: str) -> HttpResponse:
    """Answer with a document made for this request, as a download."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = disposition(name, inline=False)
    answer["Cache-Control"] = "private, no-store"
    return _safe(answer)
