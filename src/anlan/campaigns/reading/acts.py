"""What a piece of a sentence is: an act, an occasion, only who does what stands beside it, or the next duty."""

from __future__ import annotations

import re

from anlan.campaigns.reading.bundle import Bundle
from anlan.campaigns.reading.flow import Span

OCCASION = re.compile(
    "(?:[前后时内外上下中里起间晨晚午末底初旬]|期间|开始|以上|左右|为主|为例|单位|企业|部门|人员)$|"
    "^[一二三四五六日天\\d]+$|^\\d+[时点日号分]|\\d[时点日号分]$"
)
NOUN = re.compile(
    "(?:精神|方案|通知|文件|规定|要求|会议|事故|阶段|情况|问题|为|是|结束|为止|截止|以来|实施|施行)$|^(?:为|是|的|）|全国|省|市|县|区|国务院)"
)
OPENS = re.compile("[一-鿿]{1,8}(?:期间|期内|时段|期)$")
ROUND = re.compile("(?:第[一二三四五六]|首)[轮次批期]")
HOURS = re.compile(r"^\d{1,2}[时点](?:\d{1,2}分)?(?:至|到|[—-]{1,2})(?:次日)?\d{1,2}[时点](?:\d{1,2}分)?")
DONE = re.compile("[一-鿿]{1,2}(?:完|好|齐|毕|掉|到位|见底)|收官|清零")
"""9月22日前敲完, 9月24日前收官."""
DOES = re.compile(
    "(?:会同[^，。；]{2,12}?)?(?:具体|统一|牵头)?(?:负责|组织|牵头|落实|承担|实施|承办)[\u4e00-\u9fff]{0,4}"
)


MANNER = re.compile("(?:要|应|须)?(?:亲自)?(?:带队|挂帅|上阵|带头|靠前指挥)(?:督查|检查|督导)?|成立专班|组织专门力量")
"""要亲自带队，对所有项目至少检查一遍: how it is done, not another thing to do."""


END = re.compile("(?:要|应|须|务必)?(?:全部|全面|基本)?(?:完成|完毕|到位|结束|落实到位|整改到位)")


def tells_end(text: str, piece: Span, part: Bundle) -> bool:
    """…逐栋排查，2月28日前完成: whether a dated piece says no more than by when what stood before is done."""
    behind = max((one.span.end for one in part.whens), default=piece.end)
    return not part.subject and bool(part.whens) and END.fullmatch(text[behind : piece.end]) is not None


def tells_manner(text: str, piece: Span, part: Bundle) -> bool:
    """Whether a piece says only how the next is done."""
    begins = part.subject_spans[-1].end if part.subject_spans else piece.start
    return not part.is_bound and MANNER.fullmatch(text[begins : piece.end]) is not None


REST = re.compile("(?:不合格|不达标|不符合[^，。；]{0,6}|其余|剩余|未[^，。；]{2,6})的?(?=[^，。；]{0,4}\\d)")
"""7月31日前完成复核，不合格的8月15日前清退: what is left over has a day of its own."""


def is_rest(before: Bundle, part: Bundle, words: str) -> bool:
    """Whether a piece says by when the rest of what was just told is done."""
    return bool(before.whens and part.whens and before.has_verb) and REST.match(words) is not None


def starts_new(before: Bundle, part: Bundle) -> bool:
    """Whether a piece with a verb is another duty than the one before it."""
    if before.only_class or before.lends:
        return True
    if part.names_doer and before.is_bound and (not before.subject or before.is_owner) and not before.only_class:
        return False
    if part.subject and part.subject != before.subject and (not part.by or (before.by and before.is_bound)):
        return bool(before.subject or before.is_bound or before.has_verb)
    if not before.is_bound and part.is_bound:
        return before.has_verb and not part.is_end and not (before.is_manner and part.has_count and not part.whens)
    if not part.is_bound:
        return before.is_bound and bool(part.subject) and not part.by
    if before.rhythms and not part.rhythms and not part.whens and not before.has_count:
        return False
    within = any(one.within for one in before.triggers)
    if within and before.has_verb and any(when.is_deadline for when in part.whens):
        return True  # 3日内报底数，2月12日前完成排查
    both_dated = before.whens and part.whens and not part.is_end
    if before.rhythms == {"on_event"} and not part.rhythms and not part.has_count and not both_dated:
        return False
    if before.has_count and not before.rhythms and not before.whens and part.whens and _closes(part):
        return False  # 储备编织袋500条，6月8日前备齐
    completes = part.has_count and not part.whens and not part.rhythms
    return not (before.whens and not before.rhythms and not before.has_count and completes)


def _closes(part: Bundle) -> bool:
    """Whether a dated piece says no more than that it is done: 6月8日前备齐."""
    said = sum(one.end - one.start for one in part.spans) - sum(one.end - one.start for one in part.taken)
    return not part.subject and not part.rhythms and not part.has_count and said <= len("全部备齐")


def only_does(text: str, piece: Span, part: Bundle) -> bool:
    """Whether a piece says no more than who answers for what stood before: 由县安委办组织, 县融媒体中心负责刊播."""
    behind = text[part.subject_spans[-1].end : piece.end]
    return bool(DOES.fullmatch(behind)) and piece.end - piece.start < 30


APPOINTS = re.compile("[一-鿿]{0,8}(?:工作|任务|活动|事务|事宜)由$")


def only_appoints(text: str, piece: Span, part: Bundle) -> bool:
    """验收工作由党政办负责，12月18日前逐村验收: whose the work is, in front of what is to be done."""
    if (
        part.is_bound
        or not part.subject_spans
        or not re.match("，(?:于|在)?(?:\\d|每)", text[piece.end : piece.end + 3])
    ):
        return False
    behind = text[part.subject_spans[-1].end : piece.end]
    before = text[piece.start : part.subject_spans[0].start + 1]
    return DOES.fullmatch(behind) is not None and APPOINTS.fullmatch(before) is not None


def is_adverbial(piece: Span, part: Bundle) -> bool:
    """A piece that is only a date or an occasion in front of what is to be done."""
    first = [one.start for one in (*(when.span for when in part.whens), *(one.span for one in part.triggers))]
    return bool(first) and min(first) - piece.start <= 6 and not part.has_count


def after_time(piece: Span, part: Bundle) -> int:
    """Where the words behind a date or rhythm begin that a piece opens with: 8月20日前各村报送…"""
    spans = [*(when.span for when in part.whens), *(one.span for one in part.triggers if one.rhythm and not one.done)]
    at = piece.start
    for one in sorted(spans, key=lambda span: span.start):
        at = max(at, one.end) if one.start <= at + 1 else at
    return at


def begins_with_count(piece: Span, part: Bundle) -> bool:
    """Whether nothing is counted beside the number: 不少于5家 counts what stood before."""
    first = min((one.span.start for one in part.triggers if one.times), default=piece.start)
    return first - piece.start < 2


def adverbial_only(part: Bundle) -> bool:
    """A date alone: who is named beside it does what stands in the next piece."""
    return part.rhythms <= {"on_event"} and not part.has_count


def tells_act(text: str, piece: Span, part: Bundle) -> bool:
    """每天在自己片里转一圈: words behind a rhythm that are no time, place or occasion are what is done."""
    end = piece.end - (text[piece.end - 1] in "。；")
    behind = max((one.end for one in part.taken if one.end <= end), default=piece.start)
    rest = HOURS.sub("", text[behind:end].strip("，、 "))
    opens = any(not OPENS.sub("", text[piece.start : one.span.start]) for one in part.triggers)
    return (
        len(rest) >= (2 if opens else 3) and OCCASION.search(rest) is None and text[piece.end : piece.end + 1] != "、"
    )


def dated_act(text: str, piece: Span, part: Bundle) -> bool:
    """6月10日前每户备好手电: words behind a date that are no time and no name of something (…会议精神, …方案)."""
    end = piece.end - (text[piece.end - 1] in "。；")
    behind = max((one.end for one in part.taken if one.end <= end), default=piece.start)
    rest = text[behind:end].strip("，、 ")
    if DONE.fullmatch(rest):
        return True
    if rest == "结束" and ROUND.match(text, piece.start):
        return True  # 第一轮7月10日前结束
    return (
        len(rest) >= 4
        and not OCCASION.search(rest)
        and not NOUN.search(rest)
        and text[piece.end : piece.end + 1] != "、"
    )


def says_more(piece: Span, part: Bundle) -> bool:
    """Whether anything stands beside subject and time: the verb, though not one we know."""
    return piece.end - piece.start - sum(one.end - one.start for one in part.taken) >= 2


STRENGTH = {"人", "名"}


def tells_strength(at: int, part: Bundle) -> bool:
    """镇级应急队伍不少于40人: how many there have to be, right behind who."""
    return any(one.unit in STRENGTH and one.span.start == at for one in part.triggers)


SHARE = re.compile("其中(?P<who>[一-鿿]{2,12}?)(?:各|均|应|要)?(?:不少于|至少|不低于)?$")


def share_of(bare: str) -> str:
    """；其中污水处理企业不少于4套: whom a share is set for."""
    found = SHARE.match(bare.strip("，。；"))
    return found["who"] if found and PERSONS.search(found["who"]) else ""


PERSONS = re.compile("(?:企业|单位|学校|医院|场所|机构|员工|人员|村|社区|镇|乡|街道|公司|项目|[员长站所局])$")


def has_act(text: str, piece: Span, part: Bundle) -> bool:
    """每月练一次: one character beside rhythm and number is the act, unless it only shares out (各, 共, 要)."""
    taken = {at for one in part.taken for at in range(one.start, one.end)}
    return any(text[at] not in "各共要应须约计，。；、" for at in range(piece.start, piece.end) if at not in taken)
