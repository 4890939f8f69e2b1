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


N = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
MADE = re.compile(rf"(?P<n>{N})[人名](?:以上)?(?:组成)?的(?P<name>[一-鿿]{{2,10}}?(?P<kind>队|组|专班|小分队))")
EACH = re.compile(
    rf"每(?:支|个|一)?(?P<kind>队|组|专班|小分队|支)(?:伍)?(?:不少于|至少|配备|为|按)*(?P<n>{N})[人名](?!以上)"
)
BACK = 80
TAIL = 3


def of_two_sizes(draft: Draft) -> Iterator[Conflict]:
    """组建一支不少于10人的义务消防队, and elsewhere 选派青壮年加入义务消防队，每队不少于8人."""
    text = draft.flow.text
    made = list(MADE.finditer(text))
    for found in EACH.finditer(text) if made else ():
        ahead = text[max(text.rfind("\n", 0, found.start()), found.start() - BACK) : found.start()]
        for one in made:
            same = one["name"][-TAIL:] in ahead and one["kind"][-1] in {
                found["kind"][-1],
                *"队" * (found["kind"] == "支"),
            }
            if same and numerals.value(one["n"]) != numerals.value(found["n"]) and one.end() < found.start() - 1:
                what = f"“{one['name']}”的人数，一处写 {one['n']} 人，一处写 {found['n']} 人。请定下以哪个为准。"
                spans = tuple(sentence(draft, Span(*each.span())) for each in (found, one))
                yield Conflict("two_amounts", what, "soft", spans)
                break
