"""Numbers announced before an enumeration in a sentence: 三条措施：一是…四是…, “四个一”：…, 五个组：第一组…"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

C = "一二三四五六七八九十"
N = rf"[\d{C}两]{{1,2}}"
ANNOUNCED = re.compile(rf"(?P<n>{N})(?:项|条|个方面|方面|点|类|件|个环节|道)[一-鿿]{{0,6}}[：，。]")
SAYING = re.compile(rf"“[一-鿿]{{0,6}}?(?P<n>{N})个一”[一-鿿]{{0,8}}[：:，](?:即|包括|分别是|就是)?")
GROUPS = re.compile(rf"(?P<n>{N})个(?P<what>[一-鿿]{{0,6}}(?:组|专班|小队|片区|网格|包保组))")
FAR = 2_000
"""No enumeration goes further."""
ORDINALS = re.compile(rf"(?:^|[：。；，])(?P<n>[{C}])(?:是|要)")


def enumerated(draft: Draft) -> Iterator[Conflict]:
    """More or fewer things in a sentence's enumeration than it announces."""
    text = draft.flow.text
    for found in ANNOUNCED.finditer(text):
        yield from _against(draft, found, _last_ordinal(_rest(text, found.end() - 1)))
    for found in SAYING.finditer(text):
        items = [one for one in re.split("[、，；]", _rest(text, found.end()).split("。")[0]) if one]
        said = list(takewhile(lambda one: one.startswith(("一", "1", "每")), items))
        listed = said if len(said) == len(items) else list(takewhile(lambda one: one.startswith(("一", "1")), items))
        yield from _against(draft, found, len(listed))
    for found in GROUPS.finditer(text):
        yield from _against(draft, found, _groups(text, found))


def _rest(text: str, start: int) -> str:
    """What stands behind, up to the paragraph's end."""
    end = text.find("\n", start, start + FAR)
    return text[start : end if end >= 0 else start + FAR]


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
        for one in re.findall(
            rf"(?:第|(?<=[：；，]))([{C}]{{1,2}})[一-鿿]{{0,4}}{kind}", text[found.end() : found.end() + FAR]
        )
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


TITLED = re.compile(
    r"(?P<n>[二三四五六七八九十]{1,3}|\d{1,2})(?P<unit>条|项|个)(?P<what>[一-鿿]{0,6}(?:措施|规定|禁令|要求|办法|任务|制度))"
)


def titled(draft: Draft) -> Iterator[Conflict]:
    """《安全生产十条措施》 with nine articles."""
    found = TITLED.search(draft.head.title)
    tops = [one for one in draft.clauses if one.parent is None and one.kind != "opening" and not one.attachment]
    number = numerals.value(found["n"]) if found else 0
    if found and len({one.kind for one in tops}) == 1 and abs(number - len(tops)) in {1, 2}:
        what = f"标题说“{found[0]}”，正文写出的却是 {len(tops)} 条。"
        at = draft.flow.text.find(found[0])
        yield Conflict("task_count", what, "soft", (sentence(draft, Span(at, at + len(found[0]))),) if at >= 0 else ())


IN_ALL = re.compile(
    r"共[一-鿿\d]{0,4}?(?P<n>\d{1,2}|[二三四五六七八九十]{1,3})(?:项|条)(?:具体|重点|工作|主要)*(?:任务|措施|内容|事项|要求)"
)
FEWEST = 3


def in_all(draft: Draft) -> Iterator[Conflict]:
    """共六类12项任务, and below numbers that run on across the headings to 13."""
    below = [one for one in draft.clauses if one.parent is not None and not one.attachment]
    for found in IN_ALL.finditer(draft.flow.text):
        number = numerals.value(found["n"])
        for kind in {one.kind for one in below}:
            numbers = [one.number for one in below if one.kind == kind and one.span.start > found.start()]
            runs_on = (
                numbers == list(range(1, len(numbers) + 1))
                and len({one.parent for one in below if one.kind == kind}) > 1
            )
            if runs_on and len(numbers) >= FEWEST and 0 < abs(number - len(numbers)) <= FEWEST:
                what = f"文中说“{found[0]}”，写出的却是 {len(numbers)} 项。"
                yield Conflict("task_count", what, "soft", (sentence(draft, Span(*found.span())),))


SORTS = re.compile(
    rf"(?P<n>{N})(?:类|种|项|个)(?P<what>[一-鿿]{{0,6}})，?(?:即|包括|分别是|分别为)(?P<list>[一-鿿]{{2,10}}(?:、[一-鿿]{{2,10}})+)(?=[，。；])"
)
PLACES = re.compile(r"(?P<n>\d{1,2})(?P<what>处|个|所|座|家|名|条)（(?P<list>[一-鿿]{2,6}(?:、[一-鿿]{2,6})+)）")


def sorts(draft: Draft) -> Iterator[Conflict]:
    """三类作业，即深基坑、高边坡、起重吊装、模板支撑; 检查站7处（石门、梨树坪、黄泥坳）."""
    for pattern in (SORTS, PLACES):
        for found in pattern.finditer(draft.flow.text):
            items, number = len(found["list"].split("、")), numerals.value(found["n"])
            if items != number and "等" not in found["list"]:
                what = f"文中说“{found['n']}”，列出的却有 {items} 个。"
                yield Conflict("list_count", what, "soft", (sentence(draft, Span(found.start(), found.end())),))


OF_ONE_END = re.compile(
    rf"(?P<n>{N})个[一-鿿]{{0,4}}?(?P<end>[片组村队站所线段])区?(?:，|：|，?分别[为是])(?P<list>[一-鿿]{{1,6}}(?P=end)(?:[、和][一-鿿]{{1,6}}(?P=end)){{2,}})"
)


def ending_alike(draft: Draft) -> Iterator[Conflict]:
    """划分为6个片区，东山片、西岭片、南冲片、北坳片、河口片的片长…."""
    for found in OF_ONE_END.finditer(draft.flow.text):
        items, number = len(re.split("[、和]", found["list"])), numerals.value(found["n"])
        if items != number:
            what = f"文中说{found['n']}个，列出的却有 {items} 个。"
            yield Conflict(
                "list_count", what, "soft", (sentence(draft, Span(*found.span("n"))), Span(*found.span("list")))
            )


PERSONS = re.compile(
    r"[一-鿿]{2,6}?(?P<n>\d{1,2})[名人](?:：|，(?:即|分别是|分别为|为))(?P<list>[一-鿿]{2,4}(?:、[一-鿿]{2,4}){1,12})(?=[。；，\n])"
)
DEPARTMENTS = re.compile(
    r"(?P<list>[一-鿿]{2,14}?[局委办厅院会队](?:、[一-鿿]{2,14}?[局委办厅院会队]){1,8})等?(?P<n>[二两三四五六七八九十]|\d{1,2})个?(?:部门|单位|家)(?![一-鿿]{0,2}以上)"
)


def named(draft: Draft) -> Iterator[Conflict]:
    """护林员6名：石大山、石有才、周长根、廖金发、廖春生."""
    yield from _unequal(draft, PERSONS)


def departments(draft: Draft) -> Iterator[Conflict]:
    """县住建局、县市场监管局、县商务局四部门研究."""
    yield from _unequal(draft, DEPARTMENTS)


def _unequal(draft: Draft, pattern: re.Pattern[str]) -> Iterator[Conflict]:
    for found in pattern.finditer(draft.flow.text):
        items, number = len(found["list"].split("、")), numerals.value(found["n"])
        if items != number and not (items < number and "等" in found[0]):
            what = f"文中说“{found['n']}”，列出的却有 {items} 个。"
            yield Conflict("list_count", what, "soft", (Span(*found.span()),))


IN_MONTHS = re.compile(
    r"(?P<n>\d{1,2}|[二两三四五六七八九十])[次轮场期][一-鿿]{0,8}，?(?:分别)?(?:在|于|安排在)(?P<list>\d{1,2}月(?:[、和]\d{1,2}月)+)"
)


def in_months(draft: Draft) -> Iterator[Conflict]:
    """全年组织3次演练，分别在4月、6月、9月、11月."""
    for found in IN_MONTHS.finditer(draft.flow.text):
        items, number = len(re.split("[、和]", found["list"])), numerals.value(found["n"])
        if items != number:
            what = f"文中说{found['n']}次，列出的月份却有 {items} 个。"
            yield Conflict("list_count", what, "soft", (Span(*found.span()),))
