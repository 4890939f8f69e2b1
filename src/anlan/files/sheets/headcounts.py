"""How many people a cell says, as offices write it: 36, 十二人, 约20人, 20余人, 3-5人. What was made of it is said."""

from __future__ import annotations

import datetime
import re
import unicodedata

from anlan.core.numerals import in_digits
from anlan.files.sheets import values
from anlan.files.sheets.fields import Cell
from anlan.files.sheets.text import BRACKETED, text
from anlan.files.sheets.unclean import Unclean

WHO = r"(?:现有|共有?|共计|总计|常年|固定|夫妻|从业|职工|员工|工人|人员|人数|[:：,，])*"
UNIT = r"(?:[个名位]?(?:人|员工|职工|工人|从业人员)?)"
EXACT = re.compile(rf"{WHO}(\d{{1,6}}){UNIT}")
ABOUT = re.compile(
    rf"{WHO}(?:约|大约|大概|近|将近)?(\d{{1,6}})[个名位]?(?:余|多|来|左右|上下|以上)?{UNIT}(?:左右|上下|以上)?"
)
RANGE = re.compile(rf"{WHO}约?(\d{{1,6}}){UNIT}(?:-|~|—|–|－|至|到)+(\d{{1,6}}){UNIT}(?:左右)?")


def read(raw: object, cell: Cell) -> int | None:
    """Read a number of people; of 3-5人 the larger, of 20余人 what is sure; says so. Raises Unclean."""
    if isinstance(raw, datetime.date):
        raise Unclean(f"人数这一格被表格软件当成了日期：{text(raw)}")
    if not isinstance(raw, str):
        return values.count(raw)
    whole = in_digits(re.sub(r"\s", "", unicodedata.normalize("NFKC", values.value(raw)).replace(",", "")))
    plain = BRACKETED.sub("", whole)
    found = EXACT.fullmatch(plain) or RANGE.fullmatch(plain) or ABOUT.fullmatch(plain)
    if not found:
        return values.count(raw)
    count = max(map(int, found.groups()))
    if plain != whole or not EXACT.fullmatch(plain):
        cell.say(f"人数“{text(raw)}”按 {count} 登记")
    return count
