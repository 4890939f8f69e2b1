"""Sums that stand among the records of one table (各村统计, 村 and 条数, 企业总数): no line of them is a record.

A line adds up where it has numbers beside at most one word. It is passed over where a head of counts stands above it;
else only where its word is a place or a sum and it says nothing else that is required, so that no short record is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from anlan.files.sheets.fields import Field
from anlan.files.sheets.heads import alias_keys, is_ordinal
from anlan.files.sheets.skipping import TOTAL, Skipping
from anlan.files.sheets.sums import A_PLACE, is_empty, is_number
from anlan.files.sheets.table import Table
from anlan.files.sheets.text import NOTHING, head_keys, is_blank, key

A_TALLY = "汇总数字，不是一条记录"
A_TITLE = re.compile(r"汇总|合计|统计|小计|分布|(数量|情况)一览")
A_COUNT = re.compile(r"(数|数量|率|占比|比例|小计|合计|总计|共计)$")
A_LABEL = re.compile(
    r"(数|数量|率|小计|合计|总计|共计|累计)$|^其中|^(重大|一般)(事故)?隐患$|^[已未待](整改|验收|销号)$"
)
PEOPLE = re.compile(r"人数|职工|员工|从业")
A_COMMITTEE = re.compile(r"(委员会|村委会?|居委会?)$")
COUNTED = r"(其中)?(企业|单位|门店|场所|重大隐患|一般隐患|隐患|问题|已整改|未整改|已销号)(总?数|共)?"
A_SENTENCE = re.compile(
    rf"^(.{{1,8}}(村|社区|居委会)|{COUNTED}|(以上|本表|本页)?(合计|总计|共计|累计|共))(共|有)?[:：]?\d+(家|条|处|个|户|项|起)"
)

Filled = list[tuple[int, object]]


@dataclass(frozen=True)
class _Row:
    """A line that is not blank: where it stands, its cells, and those of them that are words."""

    index: int
    filled: Filled
    words: Filled

    @property
    def adds_up(self) -> bool:
        few = len(self.words) <= 1 and any(is_number(cell) for _, cell in self.filled)
        return few or self.is_total or self.is_sentence

    @property
    def is_sentence(self) -> bool:
        return len(self.filled) == 1 and bool(A_SENTENCE.match(key(self.filled[0][1])))

    @property
    def is_total(self) -> bool:
        return any(TOTAL.match(key(cell)) for _, cell in self.filled[:3])


def say(tables: Sequence[Table], fields: Sequence[Field]) -> None:
    """Mark the lines of sums among the records of each table, so that each is skipped and says why."""
    for table in tables:
        if not table.sums:
            table.tallies = dict.fromkeys(_Reading(table, fields).found(), A_TALLY)


class _Reading:
    """One table, read for its sums."""

    def __init__(self, table: Table, fields: Sequence[Field]) -> None:
        self.table = table
        self.skipping = Skipping(table.sheet, table.columns)
        self.ordinals = {column.index for column in table.columns if is_ordinal([column.head])}
        self.required = [table.saying(one) for one in fields if one.required and not one.from_title]
        self.known = {form for one in fields for form in alias_keys(one.label, one.aliases)}
        self.evidence = [one.evidence for one in fields if one.evidence and one.from_title]

    def found(self) -> Iterator[int]:
        """The rows (from 0) that are sums, or the title or head of some."""
        above, run = list[int](), list[_Row]()
        for index in range(self.table.last_head + 1, self.table.end):
            # Most lines are records: a plain look first, the thorough one only where few words are said.
            much = _says_much(self.table.sheet.rows[index])
            row = None if much else self._row(index)
            if row and row.adds_up:
                run.append(row)
            elif row or much:
                yield from self._of(run, above)
                above, run = ([] if run else above[-1:]) + [index], []
        yield from self._of(run, above)

    def _row(self, index: int) -> _Row | None:
        filled = [(column, cell) for column, cell in enumerate(self.table.sheet.rows[index]) if not is_blank(cell)]
        return _Row(index, filled, [pair for pair in filled if _is_word(pair[1])]) if filled else None

    def _of(self, run: list[_Row], before: list[int]) -> Iterator[int]:
        """The sums of a run of lines that add up, with what stands in the lines `before` them."""
        if not run:
            return
        above = list(filter(None, map(self._row, before)))
        heads = above[-1:] if above and self._is_head_of_counts(above[-1]) else []
        titles = [row for row in above[: len(above) - len(heads)][-1:] if _is_title(row)]
        if heads or (titles and all(map(self._is_a_sum, run))):
            yield from (row.index for row in chain(titles, heads, run))
            return
        yield from (row.index for row in run if self._is_labelled(row))
        places = _suffix(run, self._is_a_sum)
        if len(places) >= 2 and not all(row.is_total for row in places) and self._nothing_follows(run[-1].index + 1):
            yield from (row.index for row in places)

    def _is_a_sum(self, row: _Row) -> bool:
        return row.is_total or self._is_labelled(row) or self._is_of_a_place(row)

    def _is_head_of_counts(self, row: _Row) -> bool:
        if len(row.filled) < 2 or len(row.words) < len(row.filled) or self.skipping.why(row.index, self._own(row)):
            return False
        return any(self._counts(cell) for _, cell in row.filled) and all(len(key(cell)) <= 12 for _, cell in row.filled)

    def _counts(self, cell: object) -> bool:
        word = key(cell)
        return bool(A_COUNT.search(word)) and not PEOPLE.search(word) and not set(head_keys(cell)) & self.known

    def _own(self, row: _Row) -> list[object]:
        return list(self.table.sheet.rows[row.index])

    def _nothing_follows(self, start: int) -> bool:
        rows = filter(None, map(self._row, range(start, self.table.end)))
        return all(self.skipping.why(row.index, self._own(row)) for row in rows)

    def _is_of_a_place(self, row: _Row) -> bool:
        if not row.words or not self._says_nothing_required(row):
            return False
        (column, cell), *_ = row.words
        if A_COMMITTEE.search(key(cell)) and any(column == one.index for columns in self.required for one in columns):
            return False  # a committee may be on file like any other employer
        return bool(A_PLACE.search(key(cell))) or any(looks(cell) for looks in self.evidence)

    def _is_labelled(self, row: _Row) -> bool:
        if row.is_sentence:
            return True
        return bool(row.words) and bool(A_LABEL.search(key(row.words[0][1]))) and self._says_nothing_required(row)

    def _says_nothing_required(self, row: _Row) -> bool:
        """Whether a line is not counted as a record is, and says nothing required but by its one word."""
        word = row.words[0][0] if row.words else -1
        if any(column in self.ordinals and column != word for column, _ in row.filled):
            return False
        said = {column for column, cell in row.filled if not is_number(cell)} - {word}
        return not any(column.index in said for columns in self.required for column in columns)


def _says_much(cells: Sequence[object]) -> bool:
    """Whether two cells at least are surely words."""
    words = (cell for cell in cells if isinstance(cell, str) and not cell[:1].isdigit() and cell not in NOTHING)
    return sum(1 for _ in islice((word for word in words if not is_blank(word)), 2)) == 2


def _suffix(run: list[_Row], holds: Callable[[_Row], bool]) -> list[_Row]:
    start = next((place for place in range(len(run), 0, -1) if not holds(run[place - 1])), 0)
    return run[start:]


def _is_title(row: _Row) -> bool:
    return len(row.filled) == len(row.words) == 1 and bool(A_TITLE.search(key(row.filled[0][1])))


def _is_word(cell: object) -> bool:
    return not (isinstance(cell, int | float) or is_empty(cell) or is_number(cell))
