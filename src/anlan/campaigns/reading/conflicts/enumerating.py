"""Numbers announced before an enumeration in a sentence: 三条措施：一是…四是…, “四个一”：…, 五个组：第一组…"""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

C = "一二三四五六七八九十"
N = rf"[\d{C}两]{{1,2}}"
ANNOUNCED = re.compile(rf"(?P<n>{N})(?:项|条|个方面|方面|点|类|件|个环节|道)[一-鿿]{{0,6}}[：，。]")
SAYING = re.compile(rf"“(?P<n>{N})个一”[一-鿿]{{0,8}}[：:，]")
GROUPS = re.compile(rf"(?P<n>{N})个(?P<what>[一-鿿]{{0,6}}(?:组|专班|小队|片区|网格|包保组))")
ORDINALS = re.compile(rf"(?:^|[：。；，])(?P<n>[{C}])(?:是|要)")


def enumerated(draft: Draft) -> Iterator[Conflict]:
    """More or fewer things in a sentence's enumeration than it announces."""
    text = draft.flow.text
    for found in ANNOUNCED.finditer(text):
        yield from _against(draft, found, _last_ordinal(_rest(text, found.end() - 1)))
    for found in SAYING.finditer(text):
        items = [one for one in re.split("[、，；]", _rest(text, found.end()).split("。")[0]) if one]
        said = [one for one in items if one.startswith(("一", "1", "每"))]
        yield from _against(draft, found, len(said) if len(said) == len(items) else 0)
    for found in GROUPS.finditer(text):
        yield from _against(draft, found, _groups(text, found))


def _rest(text: str, start: int) -> str:
    """What stands behind, up to the paragraph's end."""
    return text[start : text.find("\n", start)]


def _last_ordinal(words: str) -> int:
    """How far 一是…二是…三是… counts; 0 where it does not begin with 一."""
    last = 0
    for found in ORDINALS.finditer(words):
        number = numerals.value(found["n"])
        if number == 1 and last:
            break
        if number != last + 1:
            continue
        last = number
    return last


def _groups(text: str, found: re.Match[str]) -> int:
    """How far 第一组, 第二组 … counts behind the announcement; 0 where none is named."""
    kind = found["what"][-1]
    numbers = [
        numerals.value(one)
        for one in re.findall(rf"(?:第|(?<=[：；，]))([{C}]{{1,2}})[一-鿿]{{0,4}}{kind}", text[found.end() :])
    ]
    if 1 in numbers and len(set(numbers)) == max(numbers):
        return max(numbers)
    named = NAMED.match(text, found.end())
    return len(re.split(f"(?<={kind})[、和及]", named["list"])) if named else 0


NAMED = re.compile(
    "[，：（](?:分别为|分别是|即|包括)?(?P<list>[一-鿿]{2,10}组(?:[、和及][一-鿿]{2,10}组)+)(?=[。；，）])"
)


def _against(draft: Draft, found: re.Match[str], there: int) -> Iterator[Conflict]:
    number = numerals.value(found["n"])
    if there > 1 and there != number:
        what = f"文中说“{found[0].strip('：，。')}”，后面写出的却是 {there} 个。"
        yield Conflict("task_count", what, "hard", (sentence(draft, Span(found.start(), found.start("n") + 1)),))
