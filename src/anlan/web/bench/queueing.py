"""`anlan bench outbox`: one phone after a day without a network, five hundred records with three photos each."""

import hashlib
import io
import json
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from PIL import Image

from anlan.core.ids import uuid7
from anlan.core.models import Receipt
from anlan.enterprises.models import Enterprise
from anlan.files.models import StoredFile
from anlan.org.models import User
from anlan.web.bench.timing import Figure, slowness
from anlan.web.bench.wire import Wire, peak_mb, served, session_of, written

RECORDS, PHOTOS_EACH = 500, 3
PIECE, AT_ONCE = 256 * 1024, 20
"""As `field/sync.js` sends: pieces of a file, actions in one request."""
LIMIT_MS = 75.0
"""A request of the outbox like any page: what `ratio` compares with."""


def outbox(name: str, count: int, *, records: int = RECORDS) -> Figure:
    """Photos by hash in pieces, then the records that name them, as a phone does it, one request after another.

    p50 and p95 are of all requests, `rss_mb` is the server's, `failures` counts records without a receipt and photos
    that did not arrive.
    """
    pace, person = slowness(), User.objects.get(username="linxun")
    place = Enterprise.objects.filter(industries__isnull=False).first()
    if place is None:
        raise RuntimeError("no enterprise to record hazards at")
    photo, kept, files = _photo(), Receipt.objects.count(), StoredFile.objects.count()
    times: list[float] = []
    with served() as (port, process), Wire(port, session_of(person)) as wire:
        begun = time.perf_counter()
        for batch in _batches(person, place, photo, records):
            _send(_timed(wire, times), batch)
        seconds, asked, memory = time.perf_counter() - begun, wire.requests, peak_mb(process)
    photos = records * PHOTOS_EACH
    failures = records + photos - (Receipt.objects.count() - kept) - (StoredFile.objects.count() - files)
    p50, p95, limit = median(times), sorted(times)[round(len(times) * 0.95) - 1], LIMIT_MS * pace
    note = f"{records} records, {photos} photos of {len(photo) // 1024} KB, {asked} requests, {seconds:.0f} s"
    figure = (name, connection.vendor, count, round(p50, 1), round(p95, 1), 0, round(limit, 1), round(p50 / limit, 3))
    return Figure(*figure, memory, note, per_second=round(records / seconds, 1), failures=failures)


Post = Callable[[str, bytes, str], Any]


def _timed(wire: Wire, times: list[float]) -> Post:
    def post(path: str, body: bytes, kind: str) -> Any:
        begun = time.perf_counter()
        said = wire.post(path, body, kind)
        times.append((time.perf_counter() - begun) * 1000)
        return said

    return post


def _photo() -> bytes:
    """A photo as a phone sends it: 2048 pixels long, of the grain that makes a JPEG of a few hundred KB."""
    grain = Image.effect_noise((512, 384), 24).resize((2048, 1536))
    out = io.BytesIO()
    Image.merge("RGB", (grain, grain.rotate(180), grain)).save(out, "JPEG", quality=82)
    return out.getvalue()


def _batches(person: User, place: Enterprise, photo: bytes, records: int) -> Iterator[list[tuple[dict, list[bytes]]]]:
    phone = uuid7()
    for start in range(0, records, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, records))
        yield [_record(person, place, photo, phone, number) for number in numbers]


def _record(person: User, place: Enterprise, photo: bytes, phone: Any, number: int) -> tuple[dict, list[bytes]]:
    photos = [_another(photo, f"{phone} {number} {shot}") for shot in range(PHOTOS_EACH)]
    args = {"enterprise": str(place.pk), "source": "guidance", "description": f"第 {number + 1} 处：配电箱没有盖"}
    names = [hashlib.sha256(one).hexdigest() for one in photos]
    return written("hazards.record", args, person, phone, "", files=names), photos


def _another(photo: bytes, words: str) -> bytes:
    """The same picture as another file: a comment after its first mark."""
    text = words.encode()
    return photo[:2] + b"\xff\xfe" + (len(text) + 2).to_bytes(2, "big") + text + photo[2:]


def _send(post: Post, batch: list[tuple[dict, list[bytes]]]) -> None:
    for _, photos in batch:
        for one in photos:
            _send_photo(post, one)
    post("/field/replay/", json.dumps({"actions": [action for action, _ in batch]}).encode(), "application/json")


def _send_photo(post: Post, content: bytes) -> None:
    path = f"/field/files/{hashlib.sha256(content).hexdigest()}/"
    for offset in range(0, len(content), PIECE):
        told = urlencode({"offset": offset, "size": len(content), "name": "现场.jpg"})
        post(f"{path}?{told}", content[offset : offset + PIECE], "application/octet-stream")
