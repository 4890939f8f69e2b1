"""Bytes by their sha256: written once through Django's storage, found again, never rewritten.

A name becomes visible only when its bytes are complete, and a database row is written after that: a kill at any moment
leaves at most a file without a row, never a row without a file.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

from anlan.core.errors import Missing

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Spooled:
    """An upload on local disk, hashed while it was written."""

    path: Path
    sha256: str
    size: int


def place(sha256: str) -> str:
    """Return the storage name of a hash: ab/cd/abcd…, so that no folder grows beyond reason."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


@contextmanager
def spooled(chunks: Iterable[bytes], limit: int, too_large: Exception) -> Iterator[Spooled]:
    """Write an upload to a temporary file in pieces, hashing it; raises `too_large` once `limit` bytes are passed."""
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(prefix="anlan-upload-")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            for chunk in chunks:
                size += len(chunk)
                if size > limit:
                    raise too_large
                digest.update(chunk)
                stream.write(chunk)
        yield Spooled(path, digest.hexdigest(), size)
    finally:
        path.unlink(missing_ok=True)


def put(path: Path, sha256: str) -> None:
    """Store a local file under its hash; a file that is already there stays as it is."""
    if exists(sha256):
        return
    with path.open("rb") as stream:
        _save(File(stream), sha256)


def put_bytes(content: bytes) -> str:
    """Store bytes made here (a shown copy, a thumbnail); returns their hash."""
    sha256 = hashlib.sha256(content).hexdigest()
    if not exists(sha256):
        _save(File(BytesIO(content)), sha256)
    return sha256


def _save(content: File, sha256: str) -> None:
    """Save under a name nobody else uses and move it into place: a half-written file never has the hash's name."""
    try:
        root = Path(default_storage.path(""))
    except NotImplementedError:
        default_storage.save(place(sha256), content)  # object stores publish a key only when it is complete
        return
    target = root / place(sha256)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".incoming-", dir=target.parent)
    with os.fdopen(handle, "wb") as stream:
        for chunk in content.chunks(CHUNK):
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(name, target)


def exists(sha256: str) -> bool:
    """Say whether the bytes are there."""
    return default_storage.exists(place(sha256))


def open_stored(sha256: str) -> File:
    """Open stored bytes for reading. Raises Missing where the store has lost them."""
    if not exists(sha256):
        raise Missing("文件库里找不到这个文件。请联系系统管理员，从备份恢复。", code="files.lost")
    return default_storage.open(place(sha256))


@contextmanager
def local_path(sha256: str) -> Iterator[Path]:
    """Give a path on local disk for programs that need one; a copy where the store is elsewhere."""
    try:
        path = Path(default_storage.path(place(sha256)))
    except NotImplementedError:
        with open_stored(sha256) as stored, tempfile.NamedTemporaryFile(prefix="anlan-") as copy:
            for chunk in stored.chunks(CHUNK):
                copy.write(chunk)
            copy.flush()
            yield Path(copy.name)
        return
    if not path.exists():
        raise Missing("文件库里找不到这个文件。请联系系统管理员，从备份恢复。", code="files.lost")
    yield path
