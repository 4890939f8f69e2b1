"""Tables of a .docx: rows that stay whole, a head on every page, widths that Word and LibreOffice both read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.shared import Mm
from docx.table import Table as DocxTable
from docx.table import _Cell

from anlan.files.presses import setting
from anlan.files.presses.document import Table
from anlan.files.presses.docx_marks import FANG, HEI, element, keep_with_next, say

WIDTH = 156  # millimetres of text


def lay(document: Any, block: Table, size: float, line: float) -> None:
    """Put a table at the end of a document; its head, if it has one, repeats on every page."""
    count = len(block.head or block.rows[0])
    table = document.add_table(0, count, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    aligned = block.aligned.ljust(count, "l")
    if block.head:
        _row(table, list(block.head), "c" * count, HEI, size, line)
        table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
    for row in block.rows:
        _row(table, [setting.words(cell) for cell in row], aligned, FANG, size, line)
    _narrow_margins(table)
    _widths(table, list(block.widths) or [1] * count)


def _row(table: DocxTable, cells: Sequence[str], aligned: str, face: str, size: float, line: float) -> None:
    row = table.add_row()
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    for cell, words, letter in zip(row.cells, cells, aligned, strict=True):
        _cell(cell, words, face, {"l": ALIGN.LEFT, "c": ALIGN.CENTER, "r": ALIGN.RIGHT}[letter], size, line)


def _cell(cell: _Cell, words: str, face: str, align: Any, size: float, line: float) -> None:
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    for place, part in enumerate(words.split("\n")):
        paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
        say(paragraph, part, face, size, align, line)
        paragraph._p.get_or_add_pPr().append(element("w:snapToGrid", val=0))


def bind(table: DocxTable) -> None:
    """Keep the head with two rows, and the last two rows together: no page holds a head or a row alone."""
    for row in {0, 1, len(table.rows) - 2} & set(range(len(table.rows) - 1)):
        for cell in table.rows[row].cells:
            keep_with_next(cell.paragraphs[0])


def _narrow_margins(table: DocxTable) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side, room in (("top", 20), ("left", 50), ("bottom", 20), ("right", 50)):
        margins.append(element(f"w:{side}", w=room, type="dxa"))
    table._tbl.tblPr.append(margins)


def _widths(table: DocxTable, shares: list[float]) -> None:
    """Give columns and cells their widths: LibreOffice reads the columns, Word the cells."""
    widths = [Mm(WIDTH * share / sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
