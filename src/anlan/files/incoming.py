"""Files that arrive in pieces over a bad network: named by their sha256 beforehand, resumed where they broke off.

What is here already is the length of one file on disk, under a lock while it grows: no table could say it truer. When
all bytes are there and their hash is the promised one, the file goes the way of every upload and the pieces are gone.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files import File

from anlan.core.errors import Invalid
from anlan.files import actions, storing
from anlan.files.models import StoredFile
from anlan.org.models import User

PIECE_BYTES = 1024 * 1024
FORGOTTEN = dt.timedelta(days=14)
NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Arrived:
    """How many bytes of a file are here, and whether it is complete and kept."""

    have: int
    complete: bool


def arrived(sha256: str, *, actor: User) -> Arrived:
    """What is here of a file this person is sending."""
    if known := StoredFile.objects.filter(pk=_named(sha256)).first():
        return Arrived(known.size, storing.exists(sha256))
    path = _path(sha256, actor)
    return Arrived(path.stat().st_size if path.exists() else 0, False)


def missing(sha256s: list[str]) -> list[str]:
    """Those of these files that are not kept yet."""
    known = set(StoredFile.objects.filter(pk__in=sha256s).values_list("pk", flat=True))
    return [one for one in dict.fromkeys(sha256s) if one not in known]


def take(
    sha256: str, piece: bytes, *, offset: int, size: int, name: str, actor: User, facts: dict[str, Any] | None = None
) -> Arrived:
    """Add a piece at its offset; the same piece again changes nothing. The last one keeps the file.

    `facts` is what the phone read from the original before making it smaller: taken_at, latitude, longitude,
    original_sha256. Raises Invalid: too large, a gap before the piece, bytes that do not give the promised hash.
    """
    _refuse_too_large(name, size, len(piece))
    if StoredFile.objects.filter(pk=_named(sha256)).exists() and storing.exists(sha256):
        return Arrived(size, True)
    with _growing(_path(sha256, actor)) as stream:
        here = stream.seek(0, os.SEEK_END)
        if offset > here:
            raise Invalid(f"文件从第 {here} 字节接着传。", code="files.gap")
        stream.write(piece[here - offset :] if offset + len(piece) > here else b"")
        stream.flush()
        have = stream.tell()
        if have < size:
            return Arrived(have, False)
        _keep(stream, sha256, name, actor, facts or {})
    return Arrived(size, True)


def forget(day: dt.date) -> None:
    """Remove pieces nobody continued for two weeks: the phone still has the file and begins anew."""
    oldest = time.time() - FORGOTTEN.total_seconds()
    for path in _folder().glob("*/*.part"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def _keep(stream: IO[bytes], sha256: str, name: str, actor: User, facts: dict[str, Any]) -> None:
    stream.seek(0)
    try:
        if hashlib.file_digest(stream, "sha256").hexdigest() != sha256:  # type: ignore[arg-type]  # a file opened for bytes
            raise Invalid(f"“{name}”在传送中损坏，将自动重新发送。", code="files.damaged")
        stream.seek(0)
        stored = actions.keep(File(stream, name=name), actor=actor)  # type: ignore[arg-type]  # a file opened for bytes
        actions.note_origin(stored, **facts)
    finally:
        # Damaged or refused bytes would be refused for ever; the phone sends them anew.
        with suppress(FileNotFoundError):
            os.unlink(stream.name)


@contextmanager
def _growing(path: Path) -> Iterator[IO[bytes]]:
    """The file of pieces, held by this request alone; another request that waited for it opens what is there then."""
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        with path.open("a+b") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            if path.exists() and os.path.samestat(path.stat(), os.fstat(stream.fileno())):
                yield stream
                return


def _folder() -> Path:
    return Path(settings.ANLAN_HOME) / "incoming"


def _path(sha256: str, actor: User) -> Path:
    # A folder per person: nobody can spoil what somebody else is sending.
    return _folder() / str(actor.pk) / f"{_named(sha256)}.part"


def _named(sha256: str) -> str:
    if not NAME.fullmatch(sha256):
        raise Invalid("文件编号不对，请联网刷新页面后重试。", code="files.name")
    return sha256


def _refuse_too_large(name: str, size: int, piece: int) -> None:
    if size > settings.UPLOAD_LIMIT_BYTES:
        limit = settings.UPLOAD_LIMIT_BYTES // 1048576
        raise Invalid(f"“{name}”超过 {limit} MB，没有保存。请压缩或拆分后再上传。", code="files.too_large")
    if not size > 0 or piece > PIECE_BYTES:
        raise Invalid("文件分段的大小不对，请联网刷新页面后重试。", code="files.piece")
