"""A table that only adds up (汇总: 村、企业数、隐患数): no line of it is a record."""

from __future__ import annotations

import re
from collections.abc import Sequence

from anlan.files.sheets.fields import Field
from anlan.files.sheets.heads import Column, is_ordinal
from anlan.files.sheets.table import Line, Table
from anlan.files.sheets.text import NOTHING, is_blank, key
from anlan.files.sheets.unclean import UncachedFormula

A_NUMBER = re.compile(r"^(\d{1,7}|\d{1,3}([,，]\d{3})+)(\.\d+)?([%％家处条个人户起次项件元]|万元)?$")
A_PLACE = re.compile(r"(村|村委会|社区|居委会|乡|镇|街道|片区)$")
BESIDE = re.compile(r"备注|说明|责任人|负责人|联系人|包村|网格员|填报人")
A_SUM = re.compile(r"汇总|合计|统计")


def say(tables: Sequence[Table], fields: Sequence[Field]) -> None:
    """Mark the tables that only add up, so that each is one skipped line and not as many refused ones."""
    for table in tables:
        if _adds_up(table, fields):
            rows = f"第 {table.first_head + 1}–{table.end} 行"
            table.sums = f"这是汇总数字，不是一条条的记录，{rows}都没有导入"


def _adds_up(table: Table, fields: Sequence[Field]) -> bool:
    """Whether each line has numbers beside at most one word, and something required is said by none of them.

    No line of such a table could be taken: nothing is lost by not reading it. The word is a place or stands in a column
    that was recognised, or the sheet is called a sum: else it may be the name, under a head nobody knows.
    """
    required = [one for one in fields if one.required and not table.by_field.get(one.or_else)]
    unsaid = {field.name: table.by_field.get(field.name, []) for field in required}
    beside = {c.index for c in table.columns if is_ordinal([c.head]) or BESIDE.search(c.head)}
    known = {c.index for c in table.columns if c.field or A_SUM.search(table.sheet.name)}
    numbers = 0
    for line in table.lines():
        if line.stray:
            return False
        if not line.skipped:
            found = _numbers(line, beside, known)
            unsaid = {name: columns for name, columns in unsaid.items() if not _is_said(line, columns)}
            if found is None or not unsaid:
                return False
            numbers += found
    return numbers > 0


def _numbers(line: Line, beside: set[int], known: set[int]) -> int | None:
    """Count the numbers of a line; None where it says more than whose they are."""
    cells = [(index, cell) for index, cell in enumerate(line.cells) if index not in beside and not is_empty(cell)]
    words = [(index, cell) for index, cell in cells if not is_number(cell)]
    whose = all(index in known or A_PLACE.search(key(cell)) for index, cell in words)
    return len(cells) - len(words) if len(words) <= 1 and whose else None


def _is_said(line: Line, columns: Sequence[Column]) -> bool:
    cells = [line.cells[column.index] for column in columns if column.index < len(line.cells)]
    return any(not (is_empty(cell) or is_number(cell) or A_PLACE.search(key(cell))) for cell in cells)


def is_empty(cell: object) -> bool:
    """Whether a cell says nothing."""
    return is_blank(cell) or cell in NOTHING


def is_number(cell: object) -> bool:
    """Whether a cell holds a number, a share, or a sum that was never worked out."""
    return isinstance(cell, UncachedFormula) or bool(A_NUMBER.match(key(cell)))
