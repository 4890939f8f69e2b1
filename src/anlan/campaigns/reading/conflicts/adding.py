"""A number and the parts told right behind it: 校车37辆，其中城区16辆、镇区12辆、乡村11辆."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

C = "一二三四五六七八九十百两"
AMOUNT = re.compile(
    rf"(?<![\d.第每各{C}])(?P<n>\d{{1,6}}|[{C}]{{1,4}})(?P<unit>[个家户处座所栋名人台辆艘部口只支套片组](?!月|工作日|小时))"
)
PARTS = re.compile("其中|分别|包括|即|：|包片|分片|片区|组成")
LEAVES_REST = re.compile("其他|其余|等|另有|以及|部分|重点|余下")
FAR, NEAR, FEWEST, SLIP = 24, 16, 3, 0.2
"""How far the first part may stand behind the whole, how far a part behind the one before, how many make a list."""
SAME = {"名": "人"}
ASIDE = re.compile("（[^（）]{1,30}）")


def parts_of_a_whole(draft: Draft) -> Iterator[Conflict]:
    """6名专家，其中工艺2名、设备1名、电气1名、安全1名: parts that nearly make the whole, or exceed it."""
    for line in re.finditer("[^。；\n|]{8,300}", draft.flow.text):
        amounts = list(AMOUNT.finditer(line[0]))
        for at, whole in enumerate(amounts):
            parts = _parts(line[0], whole, amounts[at + 1 :])
            total, added = numerals.value(whole["n"]), sum(numerals.value(one["n"]) for one in parts)
            if len(parts) >= FEWEST and _is_slip(total, added, line[0][whole.end() : parts[-1].end() + FAR]):
                what = f"总数写 {whole[0]}，各项加起来是 {added}{whole['unit']}。请定下以哪个为准。"
                span = Span(line.start() + whole.start(), line.start() + parts[-1].end())
                yield Conflict("two_amounts", what, "soft", (sentence(draft, span),))
                break


LISTED = re.compile(r"其中[：，]?(?P<list>[^。；\n|]{12,160})")


def parts_of_a_whole_elsewhere(draft: Draft) -> Iterator[Conflict]:
    """密集烤房318座, and two clauses on: 对全部烤房检查，其中东片124座、西片109座、南片95座."""
    text = draft.flow.text
    for found in LISTED.finditer(text):
        parts = list(AMOUNT.finditer(found["list"]))
        unit = parts[0]["unit"] if parts else ""
        line = text[max(text.rfind(mark, 0, found.start()) for mark in "。；\n") + 1 : found.start()]
        if len(parts) < FEWEST or any(one["unit"] != unit for one in parts) or re.search(rf"\d{unit}", line):
            continue
        added = sum(numerals.value(one["n"]) for one in parts)
        named = [one for one in AMOUNT.finditer(text) if one["unit"] == unit and _is_named(text, one, line)]
        near = [one for one in named if abs(numerals.value(one["n"]) - added) <= added * SLIP]
        if near and all(numerals.value(one["n"]) != added for one in named):
            what = f"总数写 {near[0][0]}，各项加起来是 {added}{unit}。请定下以哪个为准。"
            spans = (sentence(draft, Span(*near[0].span())), Span(*found.span()))
            yield Conflict("two_amounts", what, "soft", spans)


def _is_named(text: str, one: re.Match[str], line: str) -> bool:
    """Whether what an amount counts is spoken of where its parts are told."""
    before = re.search("[一-鿿]{2}$", text[max(0, one.start() - 2) : one.start()])
    behind = re.match("[一-鿿]{2}", text[one.end() : one.end() + 2])
    return any(side and side[0] in line for side in (before, behind))


def _parts(line: str, whole: re.Match[str], behind: list[re.Match[str]]) -> list[re.Match[str]]:
    """The amounts of one unit that follow, each named, as long as nothing else comes between them."""
    parts: list[re.Match[str]] = []
    end, unit = whole.end(), SAME.get(whole["unit"], whole["unit"])
    for one in behind:
        between, reach = ASIDE.sub("", line[end : one.start()]), NEAR if parts else FAR
        if SAME.get(one["unit"], one["unit"]) != unit or len(between) > reach or len(between) < 2:
            break
        if not parts and not PARTS.search(between):
            break
        parts.append(one)
        end = one.end()
    return parts


def _is_slip(total: int, added: int, words: str) -> bool:
    """Whether the parts are too many, or lack a little that no word leaves for others."""
    if added == total:
        return False
    return (
        added - total <= total * SLIP
        if added > total
        else total - added <= max(2, total * SLIP) and not LEAVES_REST.search(words)
    )
