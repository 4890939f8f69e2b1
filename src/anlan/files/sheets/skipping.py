"""Lines of a ledger that are no records: totals, signatures, remarks, repeated heads, prepared but empty lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from anlan.files.sheets.heads import Column, is_ordinal
from anlan.files.sheets.reading import Sheet
from anlan.files.sheets.text import NOTHING, head_keys, is_blank, key

TOTAL = re.compile(
    r"^(本页|本表|本月|全[乡镇村区]|各村|[^\d,，。；;]{1,8}(村|社区|居委会|行业|类|片))?(合计|总计|小计|共计|累计|总合计|总数)[:：]?[\d.]*(条|家|处|个|人|户)?$"
)
SIGNATURE = re.compile(
    r"^(审核|审批|填表|填报|制表|统计|经办|复核|校对|主管|分管|单位|报送|负责|检查|记录|联系|盖章|签字|签名|日期|抄送|主要负责|村|社区)"
    r"[^:：]{0,8}[:：(（]|^[^:：]{0,8}([(（](签字|签名|签章|盖章)[)）]|(签字|签名|签章|盖章)[:：])"
)
NOTE = re.compile(r"^(注意?|备注|说明|填表说明|填报说明|填写说明|附注|附|提示|要求)(\d|[一二三四五])?[:：.、]")
COLUMN_NUMBER = re.compile(r"^[(（]?(\d{1,2}|[甲乙丙丁戊己庚辛])[)）]?$")

ORDINAL = re.compile(r"^\(?[\d一二三四五六七八九十]{1,6}\)?[.、]?$")
GROUP = re.compile(r"^(第[一二三四五六七八九十\d]{1,3}(部分|类|章|组|片|批)|\(?[一二三四五六七八九十]{1,3}\)?[、.．)])")
A_TITLE = "标题或说明文字"

Filled = list[tuple[int, object]]


class Skipping:
    """Says why a line of one table is no record."""

    def __init__(self, sheet: Sheet, columns: Sequence[Column]) -> None:
        self.known = {column.index for column in columns if column.field}
        self.ordinals = {column.index for column in columns if not column.field and is_ordinal([column.head])}
        self.heads = {column.index: set(head_keys(column.head.split("/")[-1])) for column in columns if column.head}
        self.raw_heads = {"".join(column.head.split("/")[-1].split()) for column in columns if column.head}
        half = max(3, sheet.width // 2)
        wide = [(top, bottom) for (top, left), (bottom, right) in sheet.merges if right - left + 1 >= half]
        self.wide = {row for top, bottom in wide for row in range(top, min(bottom + 1, len(sheet.rows)))}

    def why(self, index: int, own: list[object]) -> str:
        """Return the reason, or "" for a record. `own` is the line without what merges fill into it."""
        filled = [(column, cell) for column, cell in enumerate(own) if not is_blank(cell)]
        words = [key(cell) for _, cell in filled[:3]]
        if all(cell in NOTHING or (column in self.ordinals and ORDINAL.match(key(cell))) for column, cell in filled):
            return "只有序号，没有内容"
        if any(TOTAL.match(word) for word in words):
            return "合计行"
        first = filled[0][0]
        if SIGNATURE.match(words[0]) and (first in self.ordinals or len(filled) <= 4 or first not in self.known):
            return "签字或填报栏"
        return "说明文字" if NOTE.match(words[0]) else self._by_layout(index, filled)

    def _by_layout(self, index: int, filled: Filled) -> str:
        if self._repeats_the_head(filled):
            return "重复的表头"
        if len(filled) >= 3 and all(COLUMN_NUMBER.match(key(cell)) for _, cell in filled) and _counts_up(filled):
            return "栏号行"
        alone = filled[0][0] if len(filled) == 1 else None
        if alone is not None and (index in self.wide or alone not in self.known or GROUP.match(key(filled[0][1]))):
            return A_TITLE
        return ""

    def _repeats_the_head(self, filled: Filled) -> bool:
        # Most lines are records: a plain look first, the thorough one only where a word is a head.
        if not any(isinstance(cell, str) and "".join(cell.split()) in self.raw_heads for _, cell in filled):
            return False
        heads = [
            c for c, cell in filled if isinstance(cell, str) and self.heads.get(c, set()) & set(head_keys(cell)[:1])
        ]
        return len(heads) >= 2 and len(heads) * 2 >= len(filled)


def _counts_up(filled: Filled) -> bool:
    numbers = [int(word) for _, cell in filled if (word := key(cell).strip("()（）")).isdecimal()]
    return len(numbers) >= 2 and all(after - before == 1 for before, after in pairwise(numbers))
