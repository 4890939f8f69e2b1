"""Which places make up so many: lists of villages against their announced number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

PLACE = re.compile("(?<![一-鿿])(?![各全本每该到进驻入逐])[一-鿿]{1,5}(?:村|社区)(?![一-鿿])")
COUNTED = re.compile(
    r"(?P<n>\d{1,3})个(?:村（社区）|村、社区|村和社区|行政村（社区）|(?P<kind>行政村|村|社区)(?![一-鿿]*（社区）))"
)
FEWEST, SLIP = 3, 2


def listed(draft: Draft) -> Iterator[Conflict]:
    """Groups whose lists of villages name thirteen of 14个村（社区）."""
    lines = [line for line in re.finditer("[^\\n|]+", draft.flow.text) if len(PLACE.findall(line[0])) >= FEWEST]
    names = {name for line in lines for name in PLACE.findall(line[0])}
    announced = [one for one in COUNTED.finditer(draft.flow.text) if not one["kind"] or _leads_to(draft, one, lines)]
    numbers = {numerals.value(one["n"]) for one in announced}
    if len(lines) < FEWEST - 1 or not announced or len(names) in numbers:
        return
    for found in announced:
        if 0 < abs(int(found["n"]) - len(names)) <= SLIP:
            what = f"文中说{found[0]}，分组列出的却有 {len(names)} 个。请核对有没有漏掉或重复的。"
            spans = (sentence(draft, Span(*found.span())), Span(*lines[-1].span()))
            yield Conflict("list_count", what, "soft", spans)
            return


def _leads_to(draft: Draft, found: re.Match[str], lines: list[re.Match[str]]) -> bool:
    """Whether a number stands at the end of what the lists follow: 全镇13个村划为三个片区：."""
    end = draft.flow.text.find("\n", found.end())
    return bool(lines) and draft.flow.text[end - 1] == "：" and lines[0].start() == end + 1


DIVIDED = re.compile(
    "(?:分为|分成|划分为|设)(?P<list>[一-鿿]{1,4}(?P<end>片|组|区|队|站)(?:、[一-鿿]{1,4}(?P=end)){1,8})"
)


def divided(draft: Draft) -> Iterator[Conflict]:
    """分为东片、西片、北片, and elsewhere 南片由赵军负责."""
    for found in DIVIDED.finditer(draft.flow.text):
        names = found["list"].split("、")
        lengths = {len(name) for name in names}
        token = re.compile(f"(?<=[，。；、\\n])[一-鿿]{{1,3}}{found['end']}(?=由|负责|：|（)")
        others = [
            one
            for one in token.finditer(draft.flow.text, found.end())
            if len(one[0]) in lengths and one[0] not in names
        ]
        known = [one for one in token.finditer(draft.flow.text, found.end()) if one[0] in names]
        if others and known:
            what = f"文中分为{found['list']}，这里却写“{others[0][0]}”。请核对名称。"
            yield Conflict("two_names", what, "soft", (sentence(draft, Span(*others[0].span())), Span(*found.span())))
