"""The refused rows as a workbook in the ledger's own layout: the cell at fault marked, the reason beside it."""

from __future__ import annotations

import re
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from anlan.files.importing.base import Context, Outcome
from anlan.files.importing.lines import sheets_of, tables_of
from anlan.files.importing.registry import importer_of
from anlan.files.models import ImportRun
from anlan.files.sheets.reading import Sheet
from anlan.files.sheets.table import Table
from anlan.files.sheets.text import text
from anlan.files.sheets.unclean import UncachedFormula

MARK = PatternFill("solid", fgColor="FCE4E1")
HEAD = PatternFill("solid", fgColor="EEF2F2")
THIN = Side(style="thin", color="9AA5A5")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
REASON = Font(color="B3261E")
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def marked_workbook(run: ImportRun, out: IO[bytes]) -> int:
    """Write the refused rows under their own titles and heads, with a column 原因; returns how many.

    The workbook can be corrected and uploaded as it is: the extra column is ignored.
    """
    importer = importer_of(run.kind)
    fields = list(importer.fields_for(Context(run, run.by)))
    book, count = Workbook(), 0
    book.remove(book.active)
    for found in tables_of(run, sheets_of(run), fields):
        refused = _refused(run, found)
        if refused:
            count += len(refused)
            _write(_worksheet(book, found), found, refused)
    if not book.worksheets:
        book.create_sheet("没有退回的行")
    book.save(out)
    return count


def _refused(run: ImportRun, found: Table) -> dict[int, list[tuple[str, str]]]:
    """Return for each refused row of a table its (cell, reason) pairs."""
    refused: dict[int, list[tuple[str, str]]] = {}
    rows = run.rows.filter(
        sheet=found.sheet.name, outcome=Outcome.REFUSED, row__gt=found.last_head + 1, row__lte=found.end
    )
    for number, cells, reasons in rows.values_list("row", "cells", "reasons"):
        refused.setdefault(number, []).extend(zip([*cells, *[""] * len(reasons)], reasons, strict=False))
    return refused


def _worksheet(book: Workbook, found: Table) -> Worksheet:
    name = re.sub(r"[\[\]:*?/\\]", "_", found.sheet.name)[:31] or "Sheet"
    return book[name] if name in book.sheetnames else book.create_sheet(name)


def _write(sheet: Worksheet, found: Table, refused: dict[int, list[tuple[str, str]]]) -> None:
    offset = sheet.max_row if sheet.max_row > 1 else 0
    start = found.first_head if offset else 0
    width = found.sheet.width
    for row in range(start, found.last_head + 1):
        _cells(
            sheet,
            row + 1 - start + offset,
            [found.sheet.cell(row, c) for c in range(width)],
            head=row >= found.first_head,
        )
    _head_reason(sheet, found, start, offset, width)
    _merge_heads(sheet, found, start, offset)
    lines = {line.number: line for line in found.lines() if line.number in refused}
    for at, (number, problems) in enumerate(sorted(refused.items()), found.last_head + 2 - start + offset):
        cells = lines[number].cells if number in lines else []
        _cells(
            sheet,
            at,
            [*cells, *[None] * (width - len(cells))],
            marked={cell.rstrip("0123456789") for cell, _ in problems},
        )
        reason = sheet.cell(at, width + 1, "；".join(dict.fromkeys(_reason(cell, why) for cell, why in problems)))
        reason.font, reason.alignment = REASON, Alignment(wrap_text=True, vertical="top")
    _widths(sheet, found.sheet, width)


def _reason(cell: str, why: str) -> str:
    return f"{cell.rstrip('0123456789')} 列：{why}" if cell else why


def _head_reason(sheet: Worksheet, found: Table, start: int, offset: int, width: int) -> None:
    head = sheet.cell(found.first_head + 1 - start + offset, width + 1, "原因")
    head.font, head.fill, head.border = Font(bold=True, color="B3261E"), HEAD, GRID


def _merge_heads(sheet: Worksheet, found: Table, start: int, offset: int) -> None:
    for (top, left), (bottom, right) in found.sheet.merges:
        if start <= top and bottom <= found.last_head:
            sheet.merge_cells(
                start_row=top + 1 - start + offset,
                end_row=bottom + 1 - start + offset,
                start_column=left + 1,
                end_column=right + 1,
            )


def _cells(sheet: Worksheet, at: int, cells: list[Any], *, head: bool = False, marked: set[str] | None = None) -> None:
    for column, raw in enumerate(cells, 1):
        cell = sheet.cell(at, column)
        _put(cell, raw)
        if head or marked is not None:
            cell.border = GRID
        cell.alignment = Alignment(
            wrap_text=True, vertical="center" if head else "top", horizontal="center" if head else None
        )
        if head:
            cell.font, cell.fill = Font(bold=True), HEAD
        if marked and get_column_letter(column) in marked:
            cell.fill = MARK


def _put(cell: WriteOnlyCell, raw: Any) -> None:
    """Put a value as it was; words stay words, also where they begin with = + - @."""
    if isinstance(raw, UncachedFormula):
        raw = "（公式，没有计算结果）"
    if isinstance(raw, str):
        cell.value = ILLEGAL.sub("", raw)[:32000]
        cell.data_type = "s"
        if raw[:1] in "=+-@\t\r":
            cell.quotePrefix = True
    else:
        cell.value = raw


def _widths(sheet: Worksheet, source: Sheet, width: int) -> None:
    for column in range(width):
        longest = max(
            (len(text(row[column])) for row in source.rows[:60] if column < len(row) and isinstance(row[column], str)),
            default=8,
        )
        sheet.column_dimensions[get_column_letter(column + 1)].width = source.facts.widths.get(column) or min(
            40, max(8, longest * 1.6)
        )
    sheet.column_dimensions[get_column_letter(width + 1)].width = 46
