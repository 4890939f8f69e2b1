"""Where the tables of a sheet are: the row that reads most like a head, and further heads below it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from anlan.files.sheets import dates, heads
from anlan.files.sheets.archive import column_number
from anlan.files.sheets.fields import Field
from anlan.files.sheets.reading import Sheet
from anlan.files.sheets.scoring import is_head_like, score
from anlan.files.sheets.table import BY_HAND, Table
from anlan.files.sheets.text import head_keys, is_blank, key

HEAD_WITHIN = 40


A_DAY = re.compile(r"日期|时间|时限|期限")


STATED = re.compile(r"^([^:：]{1,16})[:：]\s*(\S.*)$", re.DOTALL)


def find(
    sheet: Sheet,
    fields: Sequence[Field],
    *,
    head_row: int | None = None,
    mapping: Mapping[str, str] | None = None,
    file_name: str = "",
) -> list[Table]:
    """Find the tables of a sheet; none where no head can be told.

    `head_row` (as Excel counts) and `mapping` (column letters to field name, "" for none) are what a person decided
    and win over what would be found. A second head further down with other columns begins a new table.
    """
    first = _by_hand(sheet, fields, head_row - 1) if head_row else _best(sheet, fields, 0, HEAD_WITHIN)
    if first is None:
        return []
    earlier = None if head_row else _earlier(sheet, fields, first)
    tables = [earlier, first] if earlier else [first]
    for index in _later_heads(sheet, fields, first):
        if index <= tables[-1].last_head:
            continue
        if later := _best(sheet, fields, index, index + 1):
            tables.append(later)
    for table, following in zip(tables, [*tables[1:], None], strict=True):
        table.start, table.by_hand = 0 if table is tables[0] else table.first_head, head_row is not None
        table.end = following.first_head if following else len(sheet.rows)
        table.year, table.year_from = _year(sheet, table.first_head, file_name)
        if table.year is None and (year := dates.year_among(_dated(table))):
            table.year, table.year_from = year, "本表其他日期"
        _override(table, mapping or {}, {field.name for field in fields if field.many})
    return tables


def _best(sheet: Sheet, fields: Sequence[Field], start: int, stop: int) -> Table | None:
    scored: list[tuple[float, int, int, Table | None]] = []
    surest = _surest_row(sheet, fields, start, stop)
    for first in range(start, min(stop, len(sheet.rows))):
        if sum(not is_blank(cell) for cell in sheet.rows[first]) < 2:
            continue
        for last in range(first, min(first + 3, len(sheet.rows))):
            if surest is not None and not first <= surest <= last:
                continue
            table = Table(sheet, first, last, heads.assign(heads.words_of(sheet, first, last), fields))
            scored.append((score(table, fields, sheet), -first, -last, table))
    most, _, _, best = max(scored, key=lambda entry: entry[:3], default=(0.0, 0, 0, None))
    if best is None or most < 1.2:
        return None
    return _table_at(sheet, fields, _first_of_groups(best), best.last_head)


def _earlier(sheet: Sheet, fields: Sequence[Field], first: Table) -> Table | None:
    """Return a table above the one whose head is surest, where its own head is sure enough to be one."""
    found = _best(sheet, fields, 0, first.first_head)
    if found is None or found.last_head >= first.first_head - 1:
        return None
    named = {column.field for column in found.columns if column.field and "表头" in column.why}
    needed = any(field.name in named for field in fields if field.required)
    return found if needed and len(named) >= 3 else None


def _surest_row(sheet: Sheet, fields: Sequence[Field], start: int, stop: int) -> int | None:
    """Return the row with most known heads, if it has three or more: then no other row need be looked at closely."""
    known = {form for field in fields for form in heads.alias_keys(field.label, field.aliases)}
    found = [
        (sum(isinstance(raw, str) and len(raw) < 30 and bool(known & set(head_keys(raw))) for raw in row), -index)
        for index, row in enumerate(sheet.rows[start : min(stop, len(sheet.rows))], start)
    ]
    hits, index = max(found, default=(0, 0))
    return -index if hits >= 3 else None


def _first_of_groups(table: Table) -> int:
    """Take the row above into the head where it groups columns (基本信息) or reaches down into the head (序号)."""
    above, width = table.first_head - 1, table.sheet.width
    words = [cell for cell in table.sheet.rows[above] if not is_blank(cell)] if above >= 0 else []
    if len(words) < 2 or any(isinstance(word, str) and STATED.match(word) for word in words):
        return table.first_head
    for (top, left), (bottom, right) in table.sheet.merges:
        if top == above and (bottom > above or left < right) and right - left + 1 < width - 1:
            return above
    return table.first_head


def _table_at(sheet: Sheet, fields: Sequence[Field], first: int, last: int) -> Table:
    words = heads.words_of(sheet, first, last)
    return Table(
        sheet, first, last, heads.assign(words, fields, heads.samples_of(sheet, last + 1)), end=len(sheet.rows)
    )


def _by_hand(sheet: Sheet, fields: Sequence[Field], first: int) -> Table:
    """The head that begins in a row a person named; it goes as far down as a merged cell of that row does."""
    last = max((bottom for (top, _), (bottom, _) in sheet.merges if top == first and bottom <= top + 2), default=first)
    return _table_at(sheet, fields, first, last)


def _later_heads(sheet: Sheet, fields: Sequence[Field], first: Table) -> list[int]:
    """Return rows of nothing but short words that name two fields or more, in other columns than the first head."""
    known = {form: field.name for field in fields for form in heads.alias_keys(field.label, field.aliases)}
    layout = {column.index: column.field for column in first.columns if column.field}
    found = []
    for index in range(first.last_head + 1, len(sheet.rows)):
        row = sheet.rows[index]
        # Most rows are records: a plain look first, the thorough one only where two words are heads.
        if sum(isinstance(raw, str) and len(raw) < 30 and "".join(raw.split()) in known for raw in row) >= 2:
            hits = {c: known[form] for c, raw in enumerate(row) for form in head_keys(raw)[:1] if form in known}
            filled = [cell for cell in row if not is_blank(cell)]
            moved = sum(layout.get(column) != name for column, name in hits.items())
            if moved >= 2 and len(hits) * 2 >= len(filled) and all(map(is_head_like, filled)):
                found.append(index)
    return found


def _dated(table: Table) -> list[object]:
    """The cells of the columns whose head speaks of a day: where the year of the others may be found."""
    days = [column.index for column in table.columns if A_DAY.search(column.head)]
    rows = table.sheet.rows[table.last_head + 1 : table.end]
    return [row[index] for row in rows for index in days if index < len(row)]


def _year(sheet: Sheet, first_head: int, file_name: str) -> tuple[int | None, str]:
    for row in reversed(sheet.rows[:first_head]):
        for cell in row:
            if isinstance(cell, str) and (year := dates.year_in(cell)):
                return year, "标题"
    for words, source in ((sheet.name, "表名"), (file_name, "文件名")):
        if year := dates.year_in(words):
            return year, source
    return None, ""


def _override(table: Table, mapping: Mapping[str, str], many: set[str]) -> None:
    decided = {column_number(letters): name for letters, name in mapping.items()}
    chosen = {name for name in decided.values() if name} - many
    for column in table.columns:
        if column.index in decided:
            column.field, column.sureness, column.why, column.also = decided[column.index], 1.0, BY_HAND, ""
        elif column.field in chosen:
            column.field, column.sureness, column.why, column.also = "", 0.0, "", ""


def follow_sisters(tables: Sequence[Table]) -> None:
    """Take a column that was not recognised as another table of the workbook takes the same head."""
    known = {key(c.head): c.field for table in tables for c in table.columns if c.field and c.sureness >= 0.7}
    for table in tables:
        found = {name for column in table.columns for name in (column.field, column.also)}
        for column in table.columns:
            name = known.get(key(column.head), "") if column.head else ""
            if name and name not in found and not column.field and column.why != BY_HAND:
                column.field, column.sureness, column.why = name, 0.8, "同其他表"
                found.add(name)
