"""Sayings that number themselves: “四个100%”, “复工前六查”, “三个一律”, against what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

LONG = 300
SAYINGS = (
    re.compile(
        r"“[一-鿿]{0,4}(?P<n>[二三四五六七八九十])(?:必)?(?P<what>[查严防清看不必有上管测停])”[^；\n]{0,80}?"
        r"(?P<list>(?P=what)[一-鿿]{1,8}(?:、(?P=what)[一-鿿]{1,8})+)"
    ),
    re.compile(
        r"(?P<n>[二三四五六七八九十])(?P<what>个(?P<end>到位|必须|严防|严禁|清零|清|不|百分之百|100%))”?[：，](?:即|做到|包括)?"
        r"(?P<list>[一-鿿]{2,10}(?P=end)(?:、[一-鿿]{2,10}(?P=end))+|(?P=end)[一-鿿]{2,10}(?:、(?P=end)[一-鿿]{2,10})+)"
    ),
    re.compile(
        r"“(?P<n>[二三四五六七八九十])(?P<what>[不严必])”[：，](?P<list>(?P=what)[一-鿿]{2,20}(?:[，、](?P=what)[一-鿿]{2,20})+)"
    ),
)


def counted(draft: Draft) -> Iterator[Conflict]:
    """“复工前六查”, 做到查思想、查制度、查设备; 五个到位”：组织到位、排查到位、劝导到位、执法到位."""
    for found in (one for pattern in SAYINGS for one in pattern.finditer(draft.flow.text)):
        items, number = len(re.split("[、，]", found["list"])), numerals.value(found["n"])
        if items != number:
            what = f"文中说“{found['n']}{found['what']}”，列出的却有 {items} 个。"
            yield Conflict("list_count", what, "soft", (Span(*found.span()),))


AGAIN = re.compile(
    "“[一-鿿]{0,4}?(?P<n>[二三四五六七八九十])个(?P<what>一律|必须|严禁|不准|坚决|确保|百分之百|100[%％])”"
    "[^。；\n]{0,8}?[：，]"
)


def said_so_often(draft: Draft) -> Iterator[Conflict]:
    """“三个一律”：…的一律停产，…的一律停用: the word comes again as often as it is said."""
    for found in AGAIN.finditer(draft.flow.text):
        rest = re.split("[。\n]", draft.flow.text[found.end() : found.end() + LONG])[0]
        times, number = rest.count(found["what"]), numerals.value(found["n"])
        if (
            times > 1
            and times != number
            and SAYINGS[1].search(draft.flow.text, found.start(), found.end() + LONG) is None
        ):
            what = f"文中说“{found['n']}个{found['what']}”，后面写出的却有 {times} 个。"
            yield Conflict("list_count", what, "soft", (sentence(draft, Span(found.start(), found.end() - 1)),))
