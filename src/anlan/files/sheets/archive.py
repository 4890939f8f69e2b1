"""What a workbook's zip directory and XML say before it is opened: sizes, hidden rows, uncalculated formulas."""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from anlan.core.errors import Invalid

MOST_ENTRIES = 5_000
MOST_BYTES = 600 * 1024 * 1024
MOST_RATIO = 250
FREE_BYTES = 40 * 1024 * 1024  # below this a high ratio harms nobody
MOST_CELLS = 6_000_000  # the reader keeps a dense grid: one cell at XFD1048576 would be 17,000,000,000 of them
CHUNK = 1024 * 1024

HIDDEN_ROW = re.compile(rb'<(?:x:)?row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
COLUMN = re.compile(rb"<(?:x:)?col\b([^>]*)/?>")
ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
FILLED_CELL = re.compile(rb'<(?:x:)?c\b(?=[^>]*\br="([A-Z]{1,3})(\d+)")[^>]*[^/]>(?=<)(?!</)')
UNCACHED = re.compile(
    rb'<(?:x:)?c\b(?=[^>]*\br="([A-Z]{1,3}\d+)")[^>]*><(?:x:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:x:)?f>)(?:<(?:x:)?v\s*/>|<(?:x:)?v></(?:x:)?v>)?</(?:x:)?c>'
)
ERROR_CELL = re.compile(
    rb'<(?:x:)?c\b(?=[^>]*\bt="e")(?=[^>]*\br="([A-Z]{1,3}\d+)")[^>]*>'
    rb"(?:<(?:x:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:x:)?f>))?<(?:x:)?v>([^<]*)</(?:x:)?v>"
)


@dataclass
class SheetFacts:
    """What the cells do not say about a sheet. Rows and columns count from 0."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    uncached: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    hidden: bool = False


def guard(path: Path) -> None:
    """Refuse a zip that would unfold beyond reason, by its directory and then by what it really holds."""
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        total = sum(entry.file_size for entry in entries)
        packed = max(1, sum(entry.compress_size for entry in entries))
        if len(entries) > MOST_ENTRIES:
            raise Invalid(
                f"这个文件里装着 {len(entries)} 个小文件，不像一本正常的台账，没有打开它。请确认文件来源。",
                code="files.bomb",
            )
        if total > MOST_BYTES or (total > FREE_BYTES and total / packed > MOST_RATIO):
            raise _bomb(total)
        for entry in entries:
            if entry.flag_bits & 1:
                raise Invalid("这个文件设了密码，无法读取。请取消密码后再上传。", code="files.password")


def inspect(path: Path) -> dict[str, SheetFacts]:
    """Return the facts of every sheet by name; also refuses a sheet whose cells span an absurd grid."""
    with zipfile.ZipFile(path) as archive:
        return {name: _facts(archive, part, hidden) for name, part, hidden in _sheets(archive)}


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str, bool]]:
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return
    relations = {}
    for found in re.finditer(rb"<(?:\w+:)?Relationship\b[^>]*>", archive.read("xl/_rels/workbook.xml.rels")):
        given = _attributes(found[0])
        relations[given.get("Id")] = posixpath.normpath(posixpath.join("xl", given.get("Target", ""))).lstrip("/")
    for found in re.finditer(rb"<(?:\w+:)?sheet\b[^>]*>", archive.read("xl/workbook.xml")):
        given = _attributes(found[0].replace(b"r:id", b"rid"))
        part = relations.get(given.get("rid"), "")
        part = part.removeprefix("xl/") if part.startswith("xl/xl/") else part
        if part in names:
            yield html.unescape(given.get("name", "")), part, given.get("state", "visible") != "visible"


def _facts(archive: zipfile.ZipFile, part: str, hidden: bool) -> SheetFacts:
    facts = SheetFacts(hidden=hidden)
    last_row = last_column = 0
    for piece in _pieces(archive, part):
        facts.hidden_rows.update(int(found[1]) - 1 for found in HIDDEN_ROW.finditer(piece))
        facts.uncached.update(_place(found[1]) for found in UNCACHED.finditer(piece))
        facts.errors.update((_place(found[1]), found[2].decode()) for found in ERROR_CELL.finditer(piece))
        for found in COLUMN.finditer(piece):
            _column(facts, {name.decode(): given.decode() for name, given in ATTRIBUTE.findall(found[1])})
        for letters, row in FILLED_CELL.findall(piece):
            last_row, last_column = max(last_row, int(row)), max(last_column, column_number(letters.decode()) + 1)
    if last_row * last_column > MOST_CELLS:
        raise Invalid(
            f"这张表从 A1 一直写到 {column_letters(last_column - 1)}{last_row}，超出了能读的范围。"
            "请删去远处多余的单元格后再上传。",
            code="files.too_wide",
        )
    return facts


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield a sheet's XML in pieces cut between rows, never more than the directory promised."""
    promised = archive.getinfo(part).file_size
    seen, rest = 0, b""
    with archive.open(part) as stream:
        while block := stream.read(CHUNK):
            seen += len(block)
            if seen > promised:
                raise _bomb(seen)
            rest += block
            cut = rest.rfind(b"</row>") + 6
            if cut > 5:
                yield rest[:cut]
                rest = rest[cut:]
    yield rest


def _column(facts: SheetFacts, given: dict[str, str]) -> None:
    first, last = int(given.get("min", 1)) - 1, min(int(given.get("max", 1)), 500)
    for column in range(first, last):
        if given.get("hidden") in ("1", "true"):
            facts.hidden_columns.add(column)
        elif "width" in given:
            facts.widths[column] = float(given["width"])


def _attributes(tag: bytes) -> dict[str, str]:
    return {name.decode(): given.decode("utf-8") for name, given in ATTRIBUTE.findall(tag)}


def _place(reference: bytes) -> tuple[int, int]:
    letters = reference.rstrip(b"0123456789")
    return int(reference[len(letters) :]) - 1, column_number(letters.decode())


def column_number(letters: str) -> int:
    """Return 0 for A, 26 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


@cache
def column_letters(number: int) -> str:
    """Return A for 0, AA for 26."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _bomb(total: int) -> Invalid:
    return Invalid(
        f"这个文件解开后有 {total // 1048576} MB 以上，不像一本正常的台账，没有打开它。"
        "请确认文件来源，或分成几个文件上传。",
        code="files.bomb",
    )
