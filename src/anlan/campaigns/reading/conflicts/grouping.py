"""Groups told one by one: 第一组, 第二组, 第四组; one street with two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

GROUP = re.compile(
    "(?:^|[\n；。])(?P<label>第(?P<n>[一二三四五六七八九十]{1,2})[一-鿿]{0,4}组)[：（]?(?P<told>[^。；\n]{4,120})"
)
PLACES = re.compile("(?:负责|包|督导|检查|联系)(?P<list>[一-鿿]{2,8}(?:、[一-鿿]{2,8})+)")
KIND = re.compile("(?:街道|社区|镇|乡|村|中心学校|学校|片区)$")


def in_their_order(draft: Draft) -> Iterator[Conflict]:
    """第三组 followed by 第五组."""
    for one, other in pairwise(GROUP.finditer(draft.flow.text)):
        first, second = numerals.value(one["n"]), numerals.value(other["n"])
        if second not in {first + 1, 1}:
            what = f"“{one['label']}”后面是“{other['label']}”，中间缺了，或者写错了组别。请核对。"
            yield Conflict("numbering", what, "soft", (sentence(draft, Span(*other.span("label"))),))


def each_once(draft: Draft) -> Iterator[Conflict]:
    """西埠 with the third group and with the fifth."""
    first: dict[str, re.Match[str]] = {}
    for found in GROUP.finditer(draft.flow.text):
        listed = PLACES.search(found["told"])
        for name in re.split("、", listed["list"]) if listed else ():
            place = KIND.sub("", name)
            known = first.setdefault(place, found)
            if known is not found and len(place) > 1:
                what = f"“{name}”既归{known['label']}，又归{found['label']}。请定下由哪一组负责。"
                spans = tuple(sentence(draft, Span(*one.span("told"))) for one in (found, known))
                yield Conflict("two_heads", what, "soft", spans)
