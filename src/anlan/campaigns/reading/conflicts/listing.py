"""A number announced at the end of a paragraph against the numbered paragraphs that follow it: 以下六项任务：1. … 5."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

C = "一二三四五六七八九十"
ANNOUNCED = re.compile(
    rf"(?<![第\d{C}])(?P<n>\d{{1,2}}|[{C}两]{{1,3}})(?:大?项|个?方面|点|条|大?类|大?种|件|项任务)"
    r"[一-鿿、“”，（）]{0,24}[：。]?$"
    rf"|(?<![第\d{C}])(?P<m>\d{{1,2}}|[{C}两]{{1,3}})个[一-鿿]{{1,14}}：$"
)
LABELS = (
    re.compile(rf"([{C}]{{1,3}})、"),
    re.compile(rf"（([{C}]{{1,3}})）"),
    re.compile(r"(\d{1,2})[.．、](?!\d)"),
    re.compile(r"（(\d{1,2})）"),
    re.compile("([①-⑳])"),
    re.compile(rf"第?([{C}]{{1,2}})(?:是|要|，)"),
)
"""From the outermost to the innermost."""
SUMS = re.compile("合计|总计|小计|备注")
FEWEST = 3
"""A table's head and so many rows are a list."""
LONGEST = 40
"""No list goes over so many paragraphs."""


def counted(draft: Draft) -> Iterator[Conflict]:
    """聚焦以下六项重点任务，逐项抓好落实： over five numbered paragraphs, 五个方面： over 一是 to 四是."""
    lines = list(re.finditer("[^\\n]+", draft.flow.text))
    for at, line in enumerate(lines):
        last = re.search("[^。；]+[。]?$", line[0])
        found = ANNOUNCED.search(last[0]) if last else None
        there = _listed([one[0] for one in lines[at + 1 : at + 1 + LONGEST]]) if found else 0
        if found and last and there > 1 and there != numerals.value(found["n"] or found["m"]):
            what = f"文中说“{found[0].strip('：。')}”，下面写出的却是 {there} 项。"
            start = line.start() + last.start() + found.start()
            yield Conflict("task_count", what, "hard", (sentence(draft, Span(start, start + 1)),))


IN_A_ROW = re.compile(
    rf"(?<![第\d{C}])(?P<n>\d{{1,2}}|[{C}两]{{1,3}})(?:处|个|所|座|家|条|类|种|项|道|支|名)(?P<what>[一-鿿]{{0,8}})"
    r"(?:：|[，：（]?(?:即|包括|分别(?:是|为|在|位于|设在)|具体(?:是|为)|为|是|设在)：?)"
    r"(?P<list>[一-鿿“”]{2,12}(?:[、和][一-鿿“”]{2,12}){2,})(?=[。；）\n])"
)


def in_a_row(draft: Draft) -> Iterator[Conflict]:
    """设置检查卡口7处，分别为鹿鸣岭、大坳口、石桥头、青龙寺、杨家垭、茶场路口."""
    for found in IN_A_ROW.finditer(draft.flow.text):
        items, number = len(re.split("[、和]", found["list"])), numerals.value(found["n"])
        without_and = len(found["list"].split("、"))
        if number not in {items, without_and} and "等" not in found["list"]:
            what = f"文中说“{found['n']}”，列出的却有 {items} 个。"
            yield Conflict("list_count", what, "soft", (sentence(draft, Span(*found.span("n"))),))


def _listed(lines: list[str]) -> int:
    """How far the list that begins with the first of these lines counts; 0 where none begins there."""
    rows = list(takewhile(lambda line: "|" in line, lines))
    if len(rows) > FEWEST:
        return len([one for one in rows[1:] if not SUMS.match(one.strip(" |"))])
    rank, number = _label(lines[0]) if lines else (-1, 0)
    if number != 1:
        return 0
    for line in lines[1:]:
        kind, next_one = _label(line)
        if kind < 0 or kind > rank:
            continue
        if kind < rank or next_one != number + 1:
            break
        number = next_one
    return number


def _label(line: str) -> tuple[int, int]:
    """Which kind of number a line begins with, and which; (-1, 0) where it has none."""
    for rank, pattern in enumerate(LABELS):
        if found := pattern.match(line.strip()):
            sign = found[1]
            return rank, ord(sign) - ord("①") + 1 if "①" <= sign <= "⑳" else numerals.value(sign)
    return -1, 0
