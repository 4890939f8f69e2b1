"""What an importer expects of a table: its fields, how their columns are called and how their cells are read."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from anlan.core import clock
from anlan.files.sheets import credit_code, dates, values
from anlan.files.sheets.unclean import Unclean


@dataclass
class Cell:
    """Where a value stands, for readers that need more than the value; `say` leaves a remark beside the row.

    `head` is what stands above it, from the widest group down to the column's own words.
    """

    year: int | None = None
    year_from: str = ""
    head: tuple[str, ...] = ()
    remarks: list[str] = field(default_factory=list)

    def say(self, remark: str) -> None:
        """Tell the person what was added or left out in reading this cell."""
        self.remarks.append(remark)


Reader = Callable[[object, Cell], object]
Evidence = Callable[[object], bool]
ByColumn = Callable[[Sequence[str], Sequence[object]], tuple[float, str]]
"""How surely (0 to 1) a column of these heads and cells is a field's, and why; of no cells where they are not known."""


def simply(read: Callable[[object], object]) -> Reader:
    """Make a Reader of a function that needs only the raw cell, such as those of `values`."""
    return lambda raw, cell: read(raw)


@dataclass(frozen=True)
class Field:
    """One field of an importer.

    name      the key under which the value reaches `plan`
    label     what pages call it; it also counts as an alias
    aliases   other heads under which offices keep it; noise (blanks, stars, brackets, units) is ignored
    unlike    a head containing one of these words is not this field ("整改" keeps 整改负责人 away from 负责人)
    read      a Reader; raises Unclean to refuse the cell
    required  an empty cell refuses the row
    strict    False: an unreadable cell is left out with a remark instead of refusing the row
    many      several columns may feed it (电话1, 电话2); the value is then a list of what each column gave
    evidence  says whether a raw cell looks like this field, used to confirm or to recognise a column
    by_content  the evidence alone may claim a column whose head says nothing known
    by_column   claims columns that no list of heads can name, by their heads and cells together
    or_else     the field that may speak in this one's place: where the table has it, an empty cell is not missing
    from_title  where there is no column for it, the line that heads a group (二、周沟村) or the sheet's name may say it
    """

    name: str
    label: str
    aliases: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    read: Reader = field(default=simply(values.value))
    required: bool = False
    strict: bool = True
    many: bool = False
    evidence: Evidence | None = None
    by_content: bool = False
    by_column: ByColumn | None = None
    or_else: str = ""
    from_title: bool = False


def looks(read: Callable[[object], object]) -> Evidence:
    """Make evidence of a reader: the cell looks right if it can be read and says something."""

    def looks_right(raw: object) -> bool:
        try:
            return bool(read(raw))
        except Unclean:
            return False

    return looks_right


def day(
    *, latest_in_days: int = 3653, earliest: datetime.date = datetime.date(1990, 1, 1), in_month: str = ""
) -> Reader:
    """Make a Reader of dates; `latest_in_days` from today on (0: nothing ahead), `in_month` as in `dates.read`."""

    def read(raw: object, cell: Cell) -> datetime.date | None:
        latest = clock.today() + datetime.timedelta(days=latest_in_days)
        bounds = {"earliest": earliest, "latest": latest}
        reading = dates.read(raw, year=cell.year, year_from=cell.year_from, in_month=in_month, **bounds)
        if reading is None:
            return None
        if reading.note:
            cell.say(reading.note)
        return reading.day

    return read


def _is_date(raw: object) -> bool:
    return dates.read(raw, year=2000, latest=datetime.date(2100, 1, 1)) is not None


TEXT = simply(values.value)
NAME = simply(values.name)
PHONES = simply(values.phones)
YES_NO = simply(values.yes_no)
PROGRESS = simply(values.progress)
COUNT = simply(values.count)
NUMBER = simply(values.number)
CODE = simply(values.code)
CREDIT_CODE = simply(credit_code.read)
LOOKS_LIKE_PHONES = looks(values.phones)
LOOKS_LIKE_DATE = looks(_is_date)
LOOKS_LIKE_CREDIT_CODE = looks(credit_code.read)
