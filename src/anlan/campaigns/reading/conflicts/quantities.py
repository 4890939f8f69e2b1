"""Every number with what it counts or measures, held against every other of the same: whatever stands around.

A quantity is a number, its unit and its name: the words that end where the number begins (硫化氢浓度不高于10mg/m³) or
begin where the unit ends (14家粉尘涉爆企业). Two of one unit whose names agree in so many characters are one.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

C = "一二三四五六七八九十百两"
TIMES = "个?工作日|个月|学时|课时|小时|分钟"
UNITS = (
    f"{TIMES}|平方米|立方米|公里|毫米|公斤|克|周岁|岁|mg/m³|mg/L|ppm|兆帕|分贝|℃|级风(?!险)|毫升|千克|克|"
    "[%％家户处个座所栋幢台辆艘部口名人条支只件套份顶盏块根张天日米吨度组村轮课]"
)
NUMBER = re.compile(
    rf"(?<![\d.A-Za-z〔第月年—-])(?P<n>\d{{1,6}}(?:\.\d+)?|(?<![{C}第])[{C}]{{1,3}})(?P<unit>{UNITS})(?![\d日])"
)
SAME_UNIT = dict.fromkeys("家户处座所栋幢口条", "个") | {"名": "人", "％": "%", "日": "天"}
BOUNDS = "不得?超过|不少于|不低于|不高于|不大于|少于|低于|高于|大于|超过|不足|达不到|达到|至少|超标（高于|未满|是否满"
BOUND = re.compile(f"(?:{BOUNDS})$")
BARE = re.compile(
    f"(?:{BOUNDS}|之日起|共计|共有|现有|总数|为|每|共|约|有|满|(?<=[一-鿿]{{2}})时间|有效期限?|是否|是|达|（|要|应|须|在|不|需|得|的)+$"
)
EACH = re.compile("每[一-鿿]{0,9}$|各[一-鿿]{1,3}$")
BEFORE, BEHIND = re.compile("[一-鿿“”]{0,12}$"), re.compile("(?:以[上下内]|内)?的?(?P<name>[一-鿿“”]{0,10})")
DRAWN = re.compile("(?:抽[查取检]|[%％])[^。；]{0,24}$")
"""抽查50%的二级医院，即8家 is no number of all."""
ABOVE = re.compile("以[上下]")
APART = re.compile("[一二三四五六七八九十甲乙丙丁特A-Za-z东西南北大中小主副上下前后新老男女]")
"""三级医院 and 二级医院, though both end alike."""
OWNED_BY = re.compile("[村区镇乡道县市局站所片组队业校院矿厂库]")
"""东村网格员 and 西片网格员: each of another."""
REST = re.compile("其他|其它|其余")
LEAST, FAIR, LONG, NAME = 2, 3, 5, 6
"""Characters of the name in common: a slip, half as much, of terms, anything."""
SLIP, HALF = 0.7, 0.5
USUAL = 24


@dataclass(frozen=True)
class Quantity:
    """A number, where it stands, what is named before and behind it."""

    value: float
    unit: str
    said: str
    span: Span
    line: int
    before: str
    behind: str
    is_each: bool
    is_bound: bool
    is_above: bool
    is_drawn: bool

    def named_like(self, other: Quantity) -> int:
        """How many characters next to the number are the name of both, before it or behind it."""
        ends = (_end(self.before, other.before), _end(self.behind[::-1], other.behind[::-1]))
        return max(*ends, _crossing(self.before, other.behind), _crossing(other.before, self.behind))


def told_twice(draft: Draft) -> Iterator[Conflict]:
    """硫化氢浓度不高于10mg/m³, and elsewhere 硫化氢浓度超标（高于15mg/m³）; 14家粉尘涉爆企业 and 16家粉尘涉爆企业."""
    known: dict[tuple[str, bool], deque[Quantity]] = defaultdict(lambda: deque(maxlen=USUAL * 4))
    for quantity in _quantities(draft.flow.text):
        earlier = known[quantity.unit, quantity.is_each]
        for other in earlier:
            if other.line != quantity.line and _differ(other, quantity):
                what = f"像是同一个数，一处写 {other.said}，一处写 {quantity.said}。请定下以哪个为准。"
                spans = (sentence(draft, quantity.span), sentence(draft, other.span))
                yield Conflict("two_amounts", what, "soft", spans)
                break
        earlier.append(quantity)


def _quantities(text: str) -> Iterator[Quantity]:
    for line in re.finditer("[^。；\\n|]{3,300}", text):
        for found in NUMBER.finditer(line[0]):
            written, behind = line[0][: found.start()], BEHIND.match(line[0], found.end())
            bare = BARE.sub("", written)
            yield Quantity(
                _value(found["n"]),
                SAME_UNIT.get(found["unit"], found["unit"]),
                found[0],
                Span(line.start() + found.start(), line.start() + found.end()),
                line.start(),
                re.sub("[“”]", "", BEFORE.search(bare)[0]),  # type: ignore[index]  # matches nothing at least
                re.sub("[“”]", "", behind["name"]) if behind else "",
                EACH.search(written[-12:]) is not None,
                BOUND.search(written) is not None,
                ABOVE.match(line[0], found.end()) is not None,
                DRAWN.search(written) is not None,
            )


def _value(written: str) -> float:
    return float(written) if written[0].isdigit() else float(numerals.value(written))


def _differ(one: Quantity, other: Quantity) -> bool:
    """Whether both are of one thing and not the same: how unlike they may be depends on how much of the name agrees."""
    if one.value == other.value or bool(REST.search(one.before)) != bool(REST.search(other.before)):
        return False
    alike, share = one.named_like(other), min(one.value, other.value) / max(one.value, other.value)
    is_whole = alike >= LEAST and alike == min(len(one.before), len(other.before))
    is_term = re.fullmatch(TIMES, one.unit) is not None
    if (one.is_bound and other.is_bound) or (one.is_above and other.is_above):
        return alike > FAIR or (is_whole and (alike >= FAIR or is_term or one.is_above))
    if one.is_drawn != other.is_drawn:
        return False
    if is_term:
        return alike >= LONG and share >= HALF
    return alike >= NAME or (alike >= LEAST and share >= (HALF if alike >= FAIR else SLIP))


def _end(one: str, other: str) -> int:
    """How many characters both end with."""
    length = 0
    while length < min(len(one), len(other)) and one[-1 - length] == other[-1 - length]:
        length += 1
    marks = [side[-1 - length] for side in (one, other) if len(side) > length]
    are_two = len(marks) > 1 and (all(map(APART.match, marks)) or all(map(OWNED_BY.match, marks)))
    return 0 if are_two else length


def _crossing(before: str, behind: str) -> int:
    """How many characters that end before one number stand behind the other: 检查站23处, 22个进山检查站."""
    lengths = range(LEAST, len(before) + 1)
    return max((n for n in lengths if before[-n:] in (behind if n >= FAIR else behind[:n])), default=0)
