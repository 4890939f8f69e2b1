"""Numbers that cannot be: over a hundred per cent, progress that falls, sums in words, 25时, quarters over the year."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from anlan.campaigns.reading.conflicts.repeating import alike
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft, Duty
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.marks import When
from anlan.campaigns.reading.when import whens
from anlan.campaigns.reading.years import Years

PERCENT = re.compile(r"(?<![\d.])(?P<n>\d{1,4}(?:\.\d+)?)[%％]")
OF_ALL = re.compile("(?:率|比例|比重|面|度|占)[^，。；\n]{0,10}$|(?:完成|达到|不低于|不少于)$")
GROWS = re.compile("增|升|提高|同比|倍|超额|超|容积|负荷|产能|浓度")


def beyond_all(draft: Draft) -> Iterator[Conflict]:
    """整改率达到120%."""
    for found in PERCENT.finditer(draft.flow.text):
        before = draft.flow.text[max(0, found.start() - 14) : found.start()]
        share = OF_ALL.search(before) and not GROWS.search(before)
        if float(found["n"]) > 100 and (share or OVER_ALL.search(before)):
            span = sentence(draft, Span(found.start(), found.end()))
            yield Conflict("beyond_all", f"“{found[0]}”超过百分之百。请定下实际比例。", "hard", (span,))


OVER_ALL = re.compile("(?:不得?|不能|不应)(?:超过|高于|大于|突破)[^，。；\\d]{0,10}$")
"""最大承载量不得超过核定的120%: a limit above what is allowed."""
REACHED = re.compile(r"(?:达到?|完成|不低于|不少于|实现)(?P<n>\d{1,3}(?:\.\d+)?)[%％]")


def falling(draft: Draft) -> Iterator[Conflict]:
    """6月底前达到95%，年底前达到90%: less by a later day."""
    text = draft.flow.text
    known = Years(draft.head.issued_on, draft.starts, draft.ends)
    for line in re.finditer("[^。；\n]+", text):
        told, dated = [], whens(text, *line.span(), draft.head.issued_on)
        ends = [one.span.end for one in dated]
        for found in REACHED.finditer(text, *line.span()):
            before = bisect_right(ends, found.start())
            when = dated[before - 1] if before else None
            mark = known.settle(when.ends) if when and _bounds(text, when) else None
            span = Span(when.span.start, found.end()) if when else None
            told.append((mark.date if mark else None, float(found["n"]), span))
        for (day, share, _), (later, less, span) in pairwise(told):
            if day and later and span and later > day and less < share:
                what = f"{day} 要到 {share:g}%，{later} 反而只要 {less:g}%。请定下各期的比例。"
                yield Conflict("falling", what, "hard", (sentence(draft, span),))


def _bounds(text: str, when: When) -> bool:
    """Whether a time is one by which something is reached: 6月底前, 年底."""
    return when.is_deadline or text[when.span.end - 1] in "底末"


IN_A_YEAR = {"half_yearly": 2, "quarterly": 4, "monthly": 12}


def year_and_parts(draft: Draft) -> Iterator[Conflict]:
    """全年不少于12期，每季度不少于4期: four quarters make more than the year."""
    for one, other in pairwise(draft.duties):
        year, part = (one, other) if one.rhythm == "yearly" else (other, one)
        times = IN_A_YEAR.get(part.rhythm)
        if year.rhythm != "yearly" or not times or not _is_one_thing(draft, one, other):
            continue
        if year.min_count and part.min_count and part.min_count * times != year.min_count > 1:
            sums = f"一处写全年 {year.min_count} {year.unit}，按另一处算一年是 {part.min_count * times} {part.unit}"
            yield Conflict("year_and_parts", f"{sums}。请定下次数。", "soft", (other.span, one.span))


def _is_one_thing(draft: Draft, one: Duty, other: Duty) -> bool:
    between = draft.flow.text[one.span.end : other.span.start]
    same = one.subject == other.subject and one.unit == other.unit and one.applies_to == other.applies_to
    is_act = one.action == other.action or between == "，其中" or (between == "，" and alike(one, other))
    return same and one.clause is other.clause and is_act


IN_WORDS = re.compile(
    r"(?P<digits>(?<![\d.])[\d.]{1,16}[万亿]?元(?:(?:至|到|—{1,2}|-)[\d.]{1,16}[万亿]?元)?)[^（。；\n]{0,4}（大写：?(?P<words>[^）]{2,30})）"
)
DIGIT = {sign: number for number, sign in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"两": 2}
UNIT = {"拾": 10, "佰": 100, "仟": 1000}


def in_words(draft: Draft) -> Iterator[Conflict]:
    """500元（大写：伍仟元）."""
    for found in IN_WORDS.finditer(draft.flow.text):
        plain = [_digits(one) for one in re.findall(r"[\d.]+[万亿]?(?=元)", found["digits"])]
        words = [_words(one) for one in re.findall("[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+", found["words"])]
        if len(plain) == len(words) and plain != words:
            what = f"“{found['digits']}”与大写“{found['words']}”不一致。请定下金额。"
            yield Conflict("in_words", what, "hard", (Span(found.start(), found.end()),))


def _digits(written: str) -> float:
    scale = {"万": 10**4, "亿": 10**8}.get(written[-1], 1)
    return float(written.rstrip("万亿") or 0) * scale


def _words(written: str) -> float:
    """壹仟贰佰 is 1200; 伍万 is 50000."""
    total = section = digit = 0
    for sign in written:
        if sign in DIGIT:
            digit = DIGIT[sign]
        elif sign in UNIT:
            section, digit = section + (digit or 1) * UNIT[sign], 0
        else:
            total, section, digit = (total + section + digit) * (10**4 if sign == "万" else 10**8), 0, 0
    return float(total + section + digit)


HOUR = re.compile(r"(?<![\d.])(?P<h>\d{1,2})[时:：点](?:(?P<m>\d{2})分?)?(?![\d%])")
RANGE = re.compile(
    r"(?<![\d.年月日])(?P<low>\d{1,6})(?P<unit>[个家户处名人次元天]|万元)?(?:至|到|—{1,2}|-|~)(?P<high>\d{1,6})(?P<same>[个家户处名人次元天]|万元)"
)


def impossible_hours(draft: Draft) -> Iterator[Conflict]:
    """25时, 8时70分."""
    for found in HOUR.finditer(draft.flow.text):
        if int(found["h"]) > 24 or int(found["m"] or 0) > 59:
            span = sentence(draft, Span(found.start(), found.end()))
            yield Conflict("impossible_hour", f"“{found[0]}”钟表上没有。请定下时间。", "hard", (span,))


def ranges_backwards(draft: Draft) -> Iterator[Conflict]:
    """奖励500元至50元."""
    for found in RANGE.finditer(draft.flow.text):
        if found["unit"] in {None, found["same"]} and int(found["high"]) < int(found["low"]):
            span = sentence(draft, Span(found.start(), found.end()))
            yield Conflict("range_backwards", f"“{found[0]}”的上限小于下限。请定下数目。", "hard", (span,))


DRAWN = re.compile("[^，。；：\\n|]*抽[查检][^，。；：\\n|]*")
SAYS_NOTHING = re.compile(
    r"抽[查检]|比例|随机|不低于|不少于|达到|按照?|组织|开展|执法|检查|各|的|要|对|面|率|\d+[%％]|[#（）一-十]"
)


def drawn_twice(draft: Draft) -> Iterator[Conflict]:
    """抽查比例不低于20%, and elsewhere 按不低于10%的比例随机抽查: one share of nobody in particular, told twice."""
    told = [(one, PERCENT.findall(one[0])) for one in DRAWN.finditer(draft.flow.text)]
    bare = [(one, shares[0]) for one, shares in told if len(shares) == 1 and len(SAYS_NOTHING.sub("", one[0])) <= FEW]
    for (one, first), (other, second) in pairwise(bare):
        if float(first) != float(second) and re.search("[。\\n]", draft.flow.text[one.end() : other.start()]):
            what = f"抽查比例一处写 {first}%，一处写 {second}%。请定下比例。"
            spans = tuple(sentence(draft, Span(*each.span())) for each in (other, one))
            yield Conflict("two_amounts", what, "soft", spans)


FEW = 6
"""More characters than these say what is drawn from."""
