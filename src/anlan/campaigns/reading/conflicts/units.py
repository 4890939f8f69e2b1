"""One number with two units, money that cannot be meant so, and parts in brackets that are not their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from anlan.campaigns.reading.conflicts import amounts
from anlan.campaigns.reading.conflicts.pairs import REACH, near
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

SMALL = 30
"""Smaller numbers meet by chance."""
NUMBER = re.compile(
    r"(?P<before>[一-鿿、（]{0,8}?)(?<![\d.〔第])(?P<n>\d{2,5}(?:\.\d+)?)(?P<unit>万元|亿元|元|户|人|名|家|处|栋|座|个|台|公里|米|吨|公斤)"
    r"(?P<behind>[一-鿿]{0,4})"
)
UNLIKE = [
    {"户", "人"},
    {"户", "处"},
    {"家", "人"},
    {"万元", "元"},
    {"万元", "亿元"},
    {"公里", "米"},
    {"吨", "公斤"},
    {"家", "万元"},
    {"户", "万元"},
]
"""Units of which one number is only one: 326户 is not 326人; 家 and 个 are the same."""
MONEY = {"元", "万元", "亿元"}


def two_units(draft: Draft) -> Iterator[Conflict]:
    """186户 and 共186人, 80万元 and 80元: one number with two units."""
    told: dict[str, list[tuple[str, Span]]] = {}
    for found in NUMBER.finditer(draft.flow.text):
        number = found["n"]
        if float(number) < SMALL or (float(number) % 10 == 0 and found["unit"] not in MONEY):
            continue
        told.setdefault(number, []).append((found["unit"], Span(found.start("n"), found.end("unit"))))
    for number, uses in told.items():
        for (one, first), (other, second) in near(uses):
            if {one, other} in UNLIKE:
                what = f"“{number}”一处的单位是“{one}”，一处是“{other}”。请定下单位。"
                yield Conflict("two_units", what, "soft", (sentence(draft, second), sentence(draft, first)))
                break


COUNTED = re.compile(
    r"(?P<noun>[一-鿿“”]{4,12}?)(?:共计|共有|共|计|有)?(?P<n>\d{2,5})(?P<unit>[家户处个座栋所台名人])(?!以上|次)"
)
LONG = 4
IN_FRONT = re.compile(
    r"(?<!不少于)(?<!至少)(?<!其中)(?<![\d第每])(?P<n>\d{2,5})(?P<unit>[家户处个座栋所台名])"
    r"(?P<noun>[一-鿿]{4,8}?)(?=[，。、；（\n]|实行|检查|排查|核查|抽查|巡查|督查|走访|约谈|开展|进行|建立|完成|签|要|应|须|均|全|逐)"
)


def of_one_thing(draft: Draft) -> Iterator[Conflict]:
    """经营性自建房326户 and 经营性自建房326处; 重点检查单位180家 and 重点检查单位共计168家."""
    told: list[re.Match[str]] = []
    text = draft.flow.text
    for found in sorted([*COUNTED.finditer(text), *IN_FRONT.finditer(text)], key=lambda one: one.start()):
        for known in told[-REACH:]:
            one_list = amounts.LISTED.search(text, max(0, known.start("n") - amounts.BACK), known.start("n"))
            if not _same_noun(known["noun"], found["noun"]) or (
                one_list and not re.search("[。；\\n]", text[known.start() : found.start()])
            ):
                continue
            alike = min(int(known["n"]), int(found["n"])) >= 0.7 * max(int(known["n"]), int(found["n"]))
            same_unit, same_number = known["unit"] == found["unit"], known["n"] == found["n"]
            spans = tuple(sentence(draft, Span(one.start("n"), one.end("unit"))) for one in (found, known))
            if same_unit and not same_number and alike:
                what = f"“{found['noun']}”一处写 {known['n']} {known['unit']}，一处写 {found['n']} {found['unit']}。"
                yield Conflict("two_amounts", what + "请定下以哪个为准。", "soft", spans)
            elif (
                same_number
                and not same_unit
                and {known["unit"], found["unit"]} not in ({"名", "人"}, {"家", "个"}, {"处", "个"})
            ):
                what = f"“{found['noun']}”的单位一处是“{known['unit']}”，一处是“{found['unit']}”。请定下单位。"
                yield Conflict("two_units", what, "soft", spans)
        told.append(found)


def _same_noun(one: str, other: str) -> bool:
    """Whether both end with the same name, whatever stands in front of it."""
    one, other = (re.sub("[“”]|(?:不少于|至少|达到?|完成|检查|排查)$", "", words) for words in (one, other))
    pairs = zip(reversed(one), reversed(other), strict=False)
    ends = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
    return ends >= LONG + 2 or (ends >= LONG - 1 and (ends < LONG or min(len(one), len(other)) <= ends))


EACH = re.compile(
    r"(?<![\d.])(?P<total>\d{1,7}(?:\.\d{1,2})?)(?P<unit>万元|元)[^。\n]{0,24}?每[一-鿿]{1,8}?(?P<each>\d{1,7}(?:\.\d{1,2})?)(?P<of>万元|元)"
)
TINY = re.compile(r"(?<![\d.])0\.\d+元|(?:经费|资金|预算|投入)(?:约|为|共)?\d{1,2}元")


def money(draft: Draft) -> Iterator[Conflict]:
    """12万元, of which each gets 60万元; 每座0.3元."""
    for found in EACH.finditer(draft.flow.text):
        total, each = (
            float(found[number]) * (10**4 if found[unit] == "万元" else 1)
            for number, unit in (("total", "unit"), ("each", "of"))
        )
        if each > total:
            what = (
                f"总数是 {found['total']}{found['unit']}，每一份却是 {found['each']}{found['of']}。请定下金额和单位。"
            )
            yield Conflict("two_units", what, "hard", (sentence(draft, Span(found.start("each"), found.end())),))
    for small in TINY.finditer(draft.flow.text):
        span = sentence(draft, Span(*small.span()))
        yield Conflict("two_units", f"“{small[0]}”少得不像，像是漏了“万”字。请定下金额。", "soft", (span,))


WHOLE = re.compile(
    r"(?P<n>\d{1,6}(?:\.\d+)?)(?P<unit>万元|公里|[家户处座所栋个名人台辆部场次期根条套具支块米吨只口艘株亩件份册])"
    r"(?=[一-鿿、“”]{0,24}?(?:，(?:(?!\d(?P=unit))[^。；\n]){0,20})?"
    r"(?:（(?:其中)?(?P<inside>[^（）\n]{6,90})）|[，。；](?:其中|分别为|分别是|包括|用于)[：，]?(?P<behind>[^。；\n]{6,120})|：(?P<list>[^。；\n]{6,120})))"
)
PART = r"(?<![\d.])(?P<n>\d{{1,6}}(?:\.\d+)?){unit}"
NEARLY = 0.8


def parts_differ(draft: Draft) -> Iterator[Conflict]:
    """2145户（管道气1320户、瓶装气845户）, 14处。其中A4处、B5处、C3处、D3处: parts that are not the whole."""
    for found in WHOLE.finditer(draft.flow.text):
        rest = found["inside"] or found["behind"] or found["list"]
        items = [one for one in re.split("[、，和]", rest) if one]
        has_part = [re.search(PART.format(unit=found["unit"]) + "$", one) is not None for one in items]
        goes_on = not found["inside"] and has_part[:2] == [True, True] and not all(has_part)
        items = items[: has_part.index(False)] if goes_on else items
        counted = [re.search(PART.format(unit=found["unit"]) + "$", one) for one in items]
        parts = [float(one["n"]) for one in counted if one]
        bare = re.search("不少于|至少|不低于|每|以上", rest)
        if len(parts) < 2 or len(parts) < len(items) - 1 or bare:
            continue
        total, added = float(found["n"]), round(sum(parts), 2)
        every = [re.search(r"(?<![\d.])(?P<n>\d{1,6})[家户处座所栋个台辆部]$", one) for one in items]
        if len(parts) < len(items) and all(every) and sum(int(one["n"]) for one in every if one) == total:
            continue  # 21家，其中矿山17家、尾矿库4座
        if added > total or (NEARLY * total <= added < total and not goes_on):
            span = sentence(draft, Span(found.start(), found.end("unit")))
            what = f"总数写 {found['n']}{found['unit']}，各项加起来是 {added:g}{found['unit']}。请定下以哪个为准。"
            end = max(found.end(name) for name in ("inside", "behind", "list"))
            quote = Span(min(span.start, found.start()), end)
            yield Conflict("two_amounts", what, "hard" if added > total else "soft", (quote,))


OF_HUNDRED = re.compile(
    r"(?:百分制|满分100分|总分100分|100分制)[^。；\n]{0,8}?(?P<rest>(?:[一-鿿]{2,12}\d{1,3}分[、，]?){2,})"
)


def points(draft: Draft) -> Iterator[Conflict]:
    """百分制，其中运行50分、服务40分、应急20分."""
    for found in OF_HUNDRED.finditer(draft.flow.text):
        added = sum(int(one) for one in re.findall(r"(\d{1,3})分", found["rest"]))
        if added != 100:
            what = f"文中说百分制，各项加起来却是 {added} 分。请定下各项分值。"
            yield Conflict("two_amounts", what, "hard", (Span(*found.span()),))


HIGHEST = re.compile(r"最高(?:[一-鿿]{0,6}?)(?P<n>\d+(?:\.\d+)?)(?P<unit>万元|元)")
UP_TO = re.compile(
    r"\d[万元]{0,2}(?:至|到|-|—)(?P<n>\d+(?:\.\d+)?)(?P<unit>万元|元)[^，。；\n]{0,6}奖|奖励[^，。；\n]{0,8}\d[万元]{0,2}(?:至|到|-|—)(?P<m>\d+(?:\.\d+)?)(?P<unit2>万元|元)"
)


def rewards(draft: Draft) -> Iterator[Conflict]:
    """奖励500元至1万元, and elsewhere 奖励最高2万元."""
    for found in UP_TO.finditer(draft.flow.text):
        limit = (found["n"] or found["m"], found["unit"] or found["unit2"])
        for other in HIGHEST.finditer(draft.flow.text):
            span = sentence(draft, Span(*other.span()))
            if "奖" in draft.flow.words(span) and (other["n"], other["unit"]) != limit:
                what = f"奖励的上限一处写 {limit[0]}{limit[1]}，一处写 {other['n']}{other['unit']}。请定下金额。"
                yield Conflict("two_amounts", what, "soft", (span, sentence(draft, Span(*found.span()))))
