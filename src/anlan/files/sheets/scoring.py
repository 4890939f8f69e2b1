"""How much rows read like the head of a table."""

from __future__ import annotations

from collections.abc import Sequence

from anlan.files.sheets.fields import Field
from anlan.files.sheets.reading import Sheet
from anlan.files.sheets.table import Table
from anlan.files.sheets.text import is_blank, key


def score(table: Table, fields: Sequence[Field], sheet: Sheet) -> float:
    """Sum what was recognised by its head; what of its lowest row was not, and a head cut short, count against it."""
    required = {field.name for field in fields if field.required}
    named = [column for column in table.columns if column.field and "表头" in column.why]
    taken = {column.index for column in named}
    lowest = {index: cell for index, cell in enumerate(sheet.rows[table.last_head]) if not is_blank(cell)}
    unknown = {index: cell for index, cell in lowest.items() if index not in taken}
    stray = sum(not is_head_like(cell) for cell in unknown.values())
    needed = [column.index for column in named if column.field in required]
    goes_on = table.last_head > table.first_head and len(lowest) > 1 and not stray and not lowest.keys() & needed
    extra = len(unknown.keys() - _below_groups(table)) if table.last_head > table.first_head and not goes_on else 0
    return (
        sum(column.sureness for column in named)
        + 0.3 * len(needed)
        + 0.1 * (goes_on and bool(needed))
        - 0.2 * stray
        - 0.35 * extra
        - 0.3 * _cut(table)
    )


def _below_groups(table: Table) -> set[int]:
    """The columns a group above the head's lowest row spans: their own words need not be known to be a head."""
    width = table.sheet.width - 1  # as wide as the table is a title
    return {
        column
        for (top, left), (bottom, right) in table.sheet.merges
        if table.first_head <= top and bottom < table.last_head and left < right < left + width
        for column in range(left, right + 1)
    }


def _cut(table: Table) -> int:
    """How many merged cells of the head reach below it: a head of two rows taken for one."""
    inside = range(table.first_head, table.last_head + 1)
    return sum(top in inside and table.last_head < bottom <= top + 2 for (top, _), (bottom, _) in table.sheet.merges)


def is_head_like(raw: object) -> bool:
    """Whether a cell may stand in a head: a few words, no number."""
    return isinstance(raw, str) and 1 <= len(key(raw)) <= 20 and not key(raw).isdigit()
