"""Keeping files and noting where they are used; the only writer of StoredFile and Use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from anlan.core import clock
from anlan.core.errors import Invalid, Missing
from anlan.files import kinds, photos, storing
from anlan.files.models import StoredFile, Use
from anlan.org.models import User

Read = TypeVar("Read")

FACTS = ("taken_at", "latitude", "longitude", "width", "height", "likeness")


def keep(upload: UploadedFile, *, actor: User | None, images_only: bool = False) -> StoredFile:
    """Keep a photo or an attachment (PDF, docx, xlsx) by the hash of its bytes; the same bytes twice are one file.

    A photo also gets a copy without EXIF to show and a thumbnail. Bytes are complete in the store before the row is
    written. Raises Invalid with a sentence: empty, above settings.UPLOAD_LIMIT_BYTES, not an image, cut short, more
    than 60 megapixels, an extension that contradicts the content.
    """
    name = clean_name(upload.name)
    with storing.spooled(
        upload.chunks(), settings.UPLOAD_LIMIT_BYTES, _too_large(name, settings.UPLOAD_LIMIT_BYTES)
    ) as spooled:
        _refuse_empty(spooled.size, name)
        if known := StoredFile.objects.filter(pk=spooled.sha256).first():
            return _again(known, spooled.path, images_only)
        kind = kinds.of_file(spooled.path, name, images_only=images_only)
        return _keep_new(spooled, kind, name, actor)


def note_origin(
    stored: StoredFile,
    *,
    original_sha256: str = "",
    taken_at: dt.datetime | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
) -> None:
    """Note what a phone read from the original before making the photo smaller; what the bytes say stands."""
    told = {"taken_at": taken_at, "latitude": latitude, "longitude": longitude, "original_sha256": original_sha256}
    changed = {name: value for name, value in told.items() if value and not getattr(stored, name)}
    if ("latitude" in changed and "longitude" not in changed) or stored.latitude is not None:
        changed = {name: value for name, value in changed.items() if name not in ("latitude", "longitude")}
    if changed:
        StoredFile.objects.filter(pk=stored.pk).update(**changed)


def keep_ledger(upload: UploadedFile, *, actor: User | None) -> StoredFile:
    """Keep a ledger (xlsx, xls, csv) byte for byte. Raises Invalid where it is empty or too large."""
    name, limit = clean_name(upload.name), settings.UPLOAD_LIMIT_BYTES
    with storing.spooled(upload.chunks(), limit, _too_large(name, limit)) as spooled:
        _refuse_empty(spooled.size, name)
        storing.put(spooled.path, spooled.sha256)
        return _row(spooled, kinds.of_ledger(spooled.path).media_type, name, actor)


def keep_notice(
    upload: UploadedFile, *, actor: User | None, read: Callable[[Path, str], Read]
) -> tuple[StoredFile, Read]:
    """Keep a notice (docx, pdf, doc, text) byte for byte, and what `read(path, name)` made of it.

    Nothing is kept where `read` refuses. Raises Invalid where it is empty or too large, and what `read` raises.
    """
    name, limit = clean_name(upload.name), settings.UPLOAD_LIMIT_BYTES
    with storing.spooled(upload.chunks(), limit, _too_large(name, limit)) as spooled:
        _refuse_empty(spooled.size, name)
        made = read(spooled.path, name)
        storing.put(spooled.path, spooled.sha256)
        return _row(spooled, kinds.of_notice(spooled.path).media_type, name, actor), made


def keep_made(content: bytes, *, name: str, media_type: str, actor: User | None) -> StoredFile:
    """Keep a document we made ourselves, such as a printed bulletin."""
    sha256 = storing.put_bytes(content)
    defaults = {"size": len(content), "media_type": media_type, "name": clean_name(name)}
    return StoredFile.objects.get_or_create(
        sha256=sha256, defaults={**defaults, "uploaded_by": actor, "uploaded_at": clock.now()}
    )[0]


def use(
    sha256s: Iterable[str],
    *,
    room: str,
    subject_id: UUID,
    purpose: str,
    event_id: UUID | None = None,
    actor: User | None,
    label: str = "",
) -> list[Use]:
    """Note that files serve as evidence for a subject. `label` is the subject as people call it, "桂26-0012".

    Raises Missing for a hash that was never kept.
    """
    wanted = list(dict.fromkeys(sha256s))
    known = set(StoredFile.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    if missing := [sha256 for sha256 in wanted if sha256 not in known]:
        raise Missing(f"有 {len(missing)} 个文件还没有上传完成，请稍后再试。", code="files.not_kept")
    return [
        Use.objects.get_or_create(
            file_id=sha256,
            room=room,
            subject_id=subject_id,
            purpose=purpose,
            event_id=event_id,
            defaults={"by": actor, "at": clock.now(), "label": label[:60]},
        )[0]
        for sha256 in wanted
    ]


def clean_name(name: str | None) -> str:
    """Return an upload's name without folders and control characters, 200 characters at most, extension kept."""
    plain = "".join(
        character for character in (name or "").replace("\\", "/").rpartition("/")[2] if character.isprintable()
    )
    stem, dot, extension = plain.strip().rpartition(".")
    return f"{stem[: 199 - len(extension)]}{dot}{extension}"[:200] or "未命名"


def _keep_new(spooled: storing.Spooled, kind: kinds.Kind, name: str, actor: User | None) -> StoredFile:
    if not kind.is_image:
        storing.put(spooled.path, spooled.sha256)
        return _row(spooled, kind.media_type, name, actor)
    photo = photos.read(spooled.path)
    storing.put(spooled.path, spooled.sha256)
    facts = {part: getattr(photo, part) for part in FACTS}
    copies = {"shown_sha256": storing.put_bytes(photo.shown), "thumbnail_sha256": storing.put_bytes(photo.thumbnail)}
    return _row(spooled, photo.media_type, name, actor, **facts, **copies)


def _row(spooled: storing.Spooled, media_type: str, name: str, actor: User | None, **facts: Any) -> StoredFile:
    defaults = {
        "size": spooled.size,
        "media_type": media_type,
        "name": name,
        "uploaded_by": actor,
        "uploaded_at": clock.now(),
    }
    return StoredFile.objects.get_or_create(sha256=spooled.sha256, defaults={**defaults, **facts})[0]


def _again(known: StoredFile, path: Path, images_only: bool) -> StoredFile:
    if images_only and not known.is_image:
        raise Invalid("这不是照片。请上传 JPG、PNG 或 HEIC 格式的照片。", code="files.not_an_image")
    storing.put(path, known.sha256)  # heals a store that lost the bytes
    return known


def _refuse_empty(size: int, name: str) -> None:
    if size == 0:
        raise Invalid(f"“{name}”是空文件，里面什么也没有。请检查后重新上传。", code="files.empty")


def _too_large(name: str, limit: int) -> Invalid:
    return Invalid(f"“{name}”超过 {limit // 1048576} MB，没有保存。请压缩或拆分后再上传。", code="files.too_large")
