"""A table found in a sheet: where its head is, and what each line below it is — a record, or no record and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from anlan.files.sheets import heads
from anlan.files.sheets.fields import Field
from anlan.files.sheets.filling import merged_down, without_dittos
from anlan.files.sheets.heads import Column
from anlan.files.sheets.reading import Sheet
from anlan.files.sheets.skipping import A_TITLE, GROUP, Skipping
from anlan.files.sheets.text import is_blank, key

BY_HAND = "人工指定"


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
