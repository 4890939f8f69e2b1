"""What a preview read and cleaned, kept for its commit: the cells of a ledger are cleaned once.

It is kept under its basis, the hash of all that cleaning goes by: the file, what the person chose, what the readers
know of the place (villages, industries), the day and this version. Where one of them is another at the commit, the
workbook is read again. What is kept decides nothing: each line is planned anew by what is on file then.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import zlib
from typing import Any
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

import anlan
from anlan.core import clock
from anlan.files.importing.base import Context, Importer, Record
from anlan.files.importing.lines import PlannedLine
from anlan.files.models import ImportRun, KeptLines

SEAL = 64
"""Characters of the seal before what is kept: a database somebody wrote into makes us run nothing."""
Shown = list[tuple[UUID, dict[str, Any]]]
"""The rows the preview stored for a line, by their keys."""


def basis_of(run: ImportRun, importer: Importer, context: Context) -> str:
    """The hash of all that cleaning goes by; "" where the importer does not say what its readers know."""
    known = importer.readers_know(context)
    if known is None:
        return ""
    chosen = {name: value for name, value in run.choices_made.items() if name != "declined"}
    told = [anlan.__version__, run.kind, run.file_id, run.file_name, chosen, str(clock.today()), known]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def freeze(lines: list[PlannedLine]) -> bytes:
    """Read lines as they can be kept; before they are planned, which may change a record."""
    return pickle.dumps([_frozen(line) for line in lines])


def _frozen(line: PlannedLine) -> tuple[Any, ...]:
    if line.record is None:  # skipped, or refused by its cells: the row the preview stored says all of it
        return line.position, line.sheet, line.row, {}, [], None, {}
    return line.position, line.sheet, line.row, line.raw, line.remarks, line.record.values, line.record.columns


def keep(run: ImportRun, basis: str, start: int, frozen: bytes, shown: list[Shown]) -> None:
    """Keep the chunk that begins at a position, with the rows the preview stored for each of its lines."""
    content = zlib.compress(pickle.dumps((frozen, shown)), 1)
    KeptLines.objects.create(run=run, start=start, basis=basis, content=_seal(content) + content)


def lines_at(run: ImportRun, basis: str, start: int) -> list[PlannedLine]:
    """The chunk that begins at a position, to be planned; nothing where it was not kept on this basis."""
    row = KeptLines.objects.filter(run=run, start=start, basis=basis).first() if basis else None
    content = bytes(row.content) if row else b""
    if not content or not constant_time_compare(content[:SEAL], _seal(content[SEAL:])):
        return []
    try:
        frozen, shown = pickle.loads(zlib.decompress(content[SEAL:]))
        return [_thawed(line, rows) for line, rows in zip(pickle.loads(frozen), shown, strict=True)]
    except (pickle.UnpicklingError, AttributeError, ImportError, TypeError, ValueError):
        return []  # written by a program whose types were others


def _thawed(frozen: tuple[Any, ...], shown: Shown) -> PlannedLine:
    position, sheet, row, raw, remarks, values, columns = frozen
    record = None if values is None else Record(sheet, row, values, columns)
    return PlannedLine(position, sheet, row, raw, record=record, remarks=remarks, shown=shown if record else [])


def _seal(content: bytes) -> bytes:
    return salted_hmac("anlan.files.kept", content, algorithm="sha256").hexdigest().encode()
