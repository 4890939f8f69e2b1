"""What a note says of a table's rows: an item that is not there, or that another office leads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading import numerals, tables
from anlan.campaigns.reading.conflicts.tabulating import Line
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

ITEM = re.compile(
    r"第(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})项(?:任务|工作|措施|内容)?(?=[一-鿿，、])"
    r"(?:[^，。；\n]{0,8}?由(?P<who>[一-鿿]{2,14}?)(?:牵头|负责|组织|承担))?"
)
LEADS = re.compile("牵头|责任|承办|负责|主办|实施单位|单位|部门")
OF_LAW = re.compile("》|条|款|规定|第$")
FEWEST = 3
FAR = 12


def items_of_a_table(draft: Draft) -> Iterator[Conflict]:
    """第14项任务 of a table of thirteen; 第5项由综合执法局牵头 where the row says 建设局."""
    numbered = [(block, rows) for block in tables.blocks(draft.flow) if len(rows := _rows(block)) >= FEWEST]
    if len(numbered) != 1:
        return
    block, rows = numbered[0]
    inside = [span for span, _ in block]
    for found in ITEM.finditer(draft.flow.text):
        before = draft.flow.text[max(0, found.start() - FAR) : found.start()]
        if OF_LAW.search(before) or any(span.start <= found.start() < span.end for span in inside):
            continue
        yield from _against(draft, found, block[0][1], rows)


def _rows(block: list[Line]) -> dict[int, Line]:
    """The rows of a numbered table by their numbers."""
    return {int(cells[0]): (span, cells) for span, cells in block[1:] if cells[0].isdecimal()}


def _against(draft: Draft, found: re.Match[str], heads: list[str], rows: dict[int, Line]) -> Iterator[Conflict]:
    number, quote = numerals.value(found["n"]), sentence(draft, Span(*found.span()))
    if number > max(rows):
        what = f"“{found[0]}”表里没有，表中最后一项是第 {max(rows)} 项。"
        yield Conflict("reference", what, "soft", (quote,))
    elif found["who"] and number in rows:
        span, cells = rows[number]
        led = [cells[at] for at, head in enumerate(heads) if at < len(cells) and LEADS.search(head)]
        if led and not any(found["who"] in one or one in found["who"] for one in led):
            what = f"第 {number} 项表中写“{led[0]}”，这里写由“{found['who']}”牵头。请定下由谁负责。"
            yield Conflict("two_heads", what, "soft", (quote, span))
