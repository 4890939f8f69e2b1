"""A table found in a sheet: where its head is, and what each line below it is — a record, or no record and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from anlan.files.sheets import dates, heads
from anlan.files.sheets.archive import column_number
from anlan.files.sheets.fields import Field
from anlan.files.sheets.filling import merged_down, without_dittos
from anlan.files.sheets.heads import Column
from anlan.files.sheets.reading import Sheet
from anlan.files.sheets.skipping import A_TITLE, GROUP, Skipping
from anlan.files.sheets.text import head_keys, is_blank, key

HEAD_WITHIN = 40
BY_HAND = "人工指定"
A_DAY = re.compile(r"日期|时间|时限|期限")
STATED = re.compile(r"^([^:：]{1,16})[:：]\s*(\S.*)$", re.DOTALL)


@dataclass
class Line:
    """One line of a table, the titles above its head too.

    `number` is the row as Excel counts; `skipped` says why it is no record, or "".
    `group` is the last line above it that was a title within the table, such as 二、周沟村. A `stray` looks like a
    record but stands above the first head.
    """

    number: int
    cells: list[object]
    skipped: str = ""
    group: str = ""
    stray: bool = False


@dataclass
class Table:
    """A head and what stands below it until the next head. Row indexes count from 0.

    The first of a sheet has what stands above it too (`start` 0). `by_hand`: a person said where its head is.
    `sums`: why none of its lines is a record, where it only adds up; its head then stands for all of them.
    `tallies`: rows among its records that only add up, and why each is none. `unread`: by column, how many cells of
    the records read so far stand in a column that was taken for nothing.
    """

    sheet: Sheet
    first_head: int
    last_head: int
    columns: list[Column]
    year: int | None = None
    year_from: str = ""
    end: int = 0
    remarks: list[str] = field(default_factory=list)
    start: int = 0
    by_hand: bool = False
    sums: str = ""
    tallies: dict[int, str] = field(default_factory=dict)
    unread: Counter[int] = field(default_factory=Counter)

    @cached_property
    def unknown(self) -> list[Column]:
        """Return the columns taken for nothing, but those that count lines and those a person left out."""
        unnamed = [column for column in self.columns if not column.field and column.why != BY_HAND]
        return [column for column in unnamed if not heads.is_ordinal(list(column.words))]

    def saying(self, field: Field) -> list[Column]:
        """Return the columns that say a field, or what may speak in its place."""
        return [*self.by_field.get(field.name, []), *self.by_field.get(field.or_else, [])]

    @cached_property
    def preface(self) -> list[str]:
        """Return the texts above the head, the nearest first: titles, 填报单位：…, 所在村：…"""
        above = self.sheet.rows[: self.first_head]
        return [cell for row in reversed(above) for cell in row if isinstance(cell, str) and not is_blank(cell)]

    @cached_property
    def by_field(self) -> dict[str, list[Column]]:
        """Return the columns taken for each field that was found."""
        found: dict[str, list[Column]] = {}
        for column in self.columns:
            for name in filter(None, (column.field, column.also)):
                found.setdefault(name, []).append(column)
        return found

    def lines(self) -> Iterator[Line]:
        """Yield every line that is not blank; merged cells fill down inside their merge, 同上 is what stands above."""
        if self.sums:
            yield Line(self.first_head + 1, list(self.sheet.rows[self.first_head]), self.sums)
            return
        yield from self._above()
        merged, skipping = merged_down(self.sheet, self.last_head), Skipping(self.sheet, self.columns)
        group, last = self._first_group(), list[object]()
        for index in range(self.last_head + 1, self.end):
            own = self.sheet.rows[index]
            if own:
                cells, filled = list(own), merged.get(index, {})
                for column, raw in filled.items():
                    cells.extend([None] * (column + 1 - len(cells)))
                    cells[column] = raw
                skipped = skipping.why(index, own) or self.tallies.get(index, "")
                if not skipped:
                    last = cells = without_dittos(cells, last)
                if skipped == A_TITLE:
                    group = next((str(cell) for cell in own if not is_blank(cell)), "")
                yield Line(index + 1, cells, skipped, group)

    def _first_group(self) -> str:
        """Return the title of the first group where it stands above the head: 一、周沟村."""
        above = self.sheet.rows[self.first_head - 1] if self.first_head else []
        words = [cell for cell in above if not is_blank(cell)]
        return str(words[0]) if len(words) == 1 and GROUP.match(key(words[0])) else ""

    def _above(self) -> Iterator[Line]:
        """Yield what stands above the first head: titles, and what looks like a record, lest it be lost in silence."""
        for index in range(self.start, self.first_head):
            own = self.sheet.rows[index]
            if any(not is_blank(cell) for cell in own):
                stray = not self.by_hand and _is_like_a_record(own)
                yield Line(index + 1, list(own), "" if stray else A_TITLE, stray=stray)

    @cached_property
    def letters(self) -> dict[str, str]:
        """Return the column letters of each field that was found, the first where there are several."""
        return {name: columns[0].letters for name, columns in self.by_field.items()}


def _is_like_a_record(row: Sequence[object]) -> bool:
    filled = [cell for cell in row if not is_blank(cell)]
    return len(filled) >= 4 and any(isinstance(cell, int | float) or str(cell).isdigit() for cell in filled)


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
            scored.append((_score(table, fields, sheet), -first, -last, table))
    score, _, _, best = max(scored, key=lambda entry: entry[:3], default=(0.0, 0, 0, None))
    if best is None or score < 1.2:
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


def _score(table: Table, fields: Sequence[Field], sheet: Sheet) -> float:
    """Sum what was recognised by its head; what of its lowest row was not, and a head cut short, count against it."""
    required = {field.name for field in fields if field.required}
    named = [column for column in table.columns if column.field and "表头" in column.why]
    taken = {column.index for column in named}
    lowest = {index: cell for index, cell in enumerate(sheet.rows[table.last_head]) if not is_blank(cell)}
    unknown = {index: cell for index, cell in lowest.items() if index not in taken}
    stray = sum(not _is_head_like(cell) for cell in unknown.values())
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


def _is_head_like(raw: object) -> bool:
    return isinstance(raw, str) and 1 <= len(key(raw)) <= 20 and not key(raw).isdigit()


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
            if moved >= 2 and len(hits) * 2 >= len(filled) and all(map(_is_head_like, filled)):
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
