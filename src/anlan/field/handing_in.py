"""A phone's export, handed in by another way: its files are kept, its actions played as if the phone had sent them."""

import base64
import binascii
import hashlib
import json
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from anlan.core.errors import Invalid
from anlan.field import replaying
from anlan.field.forms import PieceForm
from anlan.files import incoming
from anlan.org.models import User

LIMIT = 300 * 1024 * 1024
UNREADABLE = "这不是安澜手机外勤导出的文件，或者文件不完整。请在手机上重新导出。"


def take_all(uploads: list[UploadedFile], *, actor: User) -> list[dict[str, Any]]:
    """The parts of an export in the order of their names, so that a visit's beginning comes before the rest of it.

    Raises Invalid where none was chosen.
    """
    if not uploads:
        raise Invalid("请选择手机导出的文件。", code="field.no_export")
    parts = sorted(uploads, key=lambda one: one.name or "")
    return [answer for one in parts for answer in take(one, actor=actor)]


def take(upload: UploadedFile, *, actor: User) -> list[dict[str, Any]]:
    """Keep the files of an export and play its actions, each answered as a phone would be; twice changes nothing.

    Only the person who wrote them hands them in, for each action is theirs. Raises Invalid for anything unreadable.
    """
    if (upload.size or 0) > LIMIT:
        raise Invalid("这个文件超过 300 MB，请在手机上分次导出。", code="field.export_too_large")
    actions, files = _read(upload.read())
    for one in files:
        _keep(one, actor)
    answers: list[dict[str, Any]] = []
    for start in range(0, len(actions), replaying.AT_ONCE):
        answers += replaying.play(actions[start : start + replaying.AT_ONCE], actor=actor)
    return [answer | {"label": str(one.get("label", ""))} for answer, one in zip(answers, actions, strict=True)]


def _read(content: bytes) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    try:
        told = json.loads(content)
        if told["anlan"] != "field-export":
            raise ValueError("not an export")
        actions, files = list(told["actions"]), list(told["files"])
        if not all(isinstance(one, dict) for one in [*actions, *files]):
            raise ValueError("not objects")
    except (ValueError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise Invalid(UNREADABLE, code="field.export") from error
    return actions, files


def _keep(one: dict[str, Any], actor: User) -> None:
    try:
        content = base64.b64decode(one["content"], validate=True)
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise Invalid(UNREADABLE, code="field.export") from error
    sha256 = hashlib.sha256(content).hexdigest()
    told = _told(one, len(content))
    for offset in range(0, len(content), incoming.PIECE_BYTES):
        piece = content[offset : offset + incoming.PIECE_BYTES]
        incoming.take(sha256, piece, actor=actor, **told | {"offset": offset})


def _told(one: dict[str, Any], size: int) -> dict[str, Any]:
    """Name, size, and what the phone read from the original: the same gate as for a piece."""
    form = PieceForm({**one, "offset": 0, "size": size})
    if not form.is_valid():
        raise Invalid(UNREADABLE, code="field.export")
    return form.told
