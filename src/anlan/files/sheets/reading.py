"""Opening a workbook of any kind an office sends: xlsx, xls, csv; refusing what is none, with a sentence."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from anlan.core.errors import Invalid
from anlan.files.sheets.archive import SheetFacts, column_letters, guard, inspect
from anlan.files.sheets.delimited import read_delimited
from anlan.files.sheets.text import is_blank
from anlan.files.sheets.unclean import UncachedFormula

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MOST_COLUMNS = 500  # each is compared with every field: a line of a million kept a worker busy for hours
Merge = tuple[tuple[int, int], tuple[int, int]]
ADVICE = "请用 Excel 或 WPS 打开，另存为 xlsx 后再上传。"


@dataclass
class Sheet:
    """One sheet as it was typed. Rows and columns count from 0; a blank row is an empty list; text cells are str."""

    name: str
    rows: list[list[object]]
    merges: list[Merge] = field(default_factory=list)
    facts: SheetFacts = field(default_factory=SheetFacts)

    @cached_property
    def width(self) -> int:
        """Return the number of columns."""
        return max(map(len, self.rows), default=0)

    def cell(self, row: int, column: int) -> object:
        """Return a cell, None outside."""
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else None


def read_workbook(path: str | Path, name: str = "") -> list[Sheet]:
    """Read every sheet of a workbook, hidden ones too.

    What the file is follows from its first bytes, not from `name`, whose extension is only a hint for text. Raises
    Invalid: empty, password, zip bomb, broken, or no table at all.
    """
    path = Path(path)
    start = _start(path)
    if not start:
        raise Invalid("这是一个空文件，里面什么也没有。请检查后重新上传。", code="files.empty")
    if start.startswith(ZIP):
        return _zipped(path)
    if start.startswith(OLE):
        return _old(path)
    return _plain(path, start, (name or path.name).lower())


def _start(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(2048)


def _zipped(path: Path) -> list[Sheet]:
    try:
        guard(path)
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
        if not any(part.startswith("xl/") or part == "content.xml" for part in names):
            raise Invalid(f"这不是表格文件。{ADVICE}", code="files.not_a_table")
        return _opened(path, inspect(path))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, UnicodeDecodeError) as error:
        raise _broken() from error


def _old(path: Path) -> list[Sheet]:
    if path.stat().st_size > 100 * 1024 * 1024:
        raise Invalid(f"这个 xls 文件超过 100 MB。{ADVICE}", code="files.too_large")
    if ENCRYPTED in path.read_bytes():
        raise _password()
    return _opened(path, {})


def _opened(path: Path, facts: dict[str, SheetFacts]) -> list[Sheet]:
    try:
        book = CalamineWorkbook.from_path(str(path))
        return [
            _sheet(book.get_sheet_by_index(i), name, facts.get(name) or SheetFacts())
            for i, name in enumerate(book.sheet_names)
        ]
    except PasswordError as error:
        raise _password() from error
    except (CalamineError, ValueError, OSError) as error:
        raise _broken() from error


def _sheet(source: CalamineSheet, name: str, facts: SheetFacts) -> Sheet:
    rows = [_row([*row]) for row in source.to_python(skip_empty_area=False)]
    while rows and not rows[-1]:
        rows.pop()
    _put(rows, {place: UncachedFormula("") for place in facts.uncached})
    _put(rows, facts.errors)
    return Sheet(name, rows, list(source.merged_cell_ranges or []), facts)


def _put(rows: list[list[object]], cells: Mapping[tuple[int, int], object]) -> None:
    """Put back what the reader leaves blank: formulas without a value and error values."""
    for (row, column), value in cells.items():
        if row < len(rows) and column < len(rows[row]) and is_blank(rows[row][column]):
            rows[row][column] = value


def _row(row: list[object]) -> list[object]:
    filled = [column for column, cell in enumerate(row) if not is_blank(cell)]
    if filled and filled[-1] >= MOST_COLUMNS:
        raise Invalid(
            f"这张表有一行一直写到 {column_letters(filled[-1])} 列，超出了能读的 {MOST_COLUMNS} 列。"
            "请检查换行和分隔符，或删去远处多余的单元格后再上传。",
            code="files.too_wide",
        )
    return [None if is_blank(cell) else _value(cell) for cell in row[:MOST_COLUMNS]] if filled else []


def _value(cell: object) -> object:
    return str(cell) if isinstance(cell, datetime.timedelta | datetime.time) else cell


def _plain(path: Path, start: bytes, name: str) -> list[Sheet]:
    lowered = start.lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if lowered.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")):
        raise Invalid(f"这个文件其实是网页，只是名字像表格。{ADVICE}", code="files.web_page")
    if lowered.startswith((b"%pdf", b"\x89png", b"\xff\xd8", b"gif8", b"rar!", b"7z")):
        raise Invalid("这不是表格文件。请上传 xlsx、xls 或 csv 文件。", code="files.not_a_table")
    if name.endswith((".xlsx", ".xls", ".et")) and b"\x00" in start:
        raise _broken()
    rows = [_row(list(row)) for row in read_delimited(path)]
    return [Sheet(Path(name).stem[:100], rows)]


def _password() -> Invalid:
    return Invalid("这个文件设了密码，无法读取。请取消密码后再上传。", code="files.password")


def _broken() -> Invalid:
    return Invalid(f"这个文件已损坏或不完整，无法读取。{ADVICE}", code="files.broken")
