"""Rhythms that do not fit: too slow for the campaign, or told twice and differently."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading.conflicts.pairs import near
from anlan.campaigns.reading.draft import Conflict, Draft, Duty

EVERY_TWO = re.compile("每(?:两|2)个?月")
EVERY_FEW = re.compile("每(?:隔)?[二两三四五六七八九\\d]{1,2}[日天]|[每逐]旬|半个?月")
FEW = 14
LONG_ENOUGH = 4
PERIOD_DAYS = {"weekly": 7, "monthly": 28, "quarterly": 85, "half_yearly": 178, "yearly": 360}
NAMES = {
    "daily": "每天",
    "weekly": "每周",
    "monthly": "每月",
    "quarterly": "每季度",
    "half_yearly": "每半年",
    "yearly": "每年",
}


def rhythms_in_the_time(draft: Draft) -> Iterator[Conflict]:
    """Half-yearly in a campaign of six weeks."""
    if not draft.starts or not draft.ends:
        return
    days = (draft.ends - draft.starts).days + 1
    slow: dict[str, list[Duty]] = {}
    for duty in draft.duties:
        a_term = "学期" in draft.flow.words(duty.span)
        if EVERY_FEW.search(draft.flow.words(duty.span)) and days > FEW:
            continue
        period = 58 if EVERY_TWO.search(draft.flow.words(duty.span)) else PERIOD_DAYS.get(duty.rhythm, 0)
        if period > days > 0 and not a_term:
            slow.setdefault(duty.rhythm, []).append(duty)
    for rhythm, duties in slow.items():
        often = f"“{NAMES[rhythm]}”的要求" + (f"有 {len(duties)} 处，" if len(duties) > 1 else "")
        time = f"放在只有 {days} 天的专项行动里（{draft.starts} 至 {draft.ends}），说不清做几次。请定下次数。"
        yield Conflict("rhythm_too_slow", often + time, "soft", tuple(duty.span for duty in duties))


TASKS = [
    "夜查",
    "带队",
    "走访",
    "演练",
    "例会",
    "调度会",
    "会议",
    "培训",
    "巡查",
    "抽查",
    "督查",
    "督导",
    "检查",
    "排查",
    "通报",
    "监测",
    "检测",
    "训练",
]


def twice_differently(draft: Draft) -> Iterator[Conflict]:
    """The same people, the same thing, another rhythm elsewhere."""
    periodic = [duty for duty in draft.duties if duty.rhythm in NAMES or (duty.rhythm == "once" and duty.min_count)]
    for one, other in near(periodic):
        if one.rhythm == other.rhythm and one.min_count == other.min_count:
            continue
        if "once" in {one.rhythm, other.rhythm} and (one.rhythm != other.rhythm or one.unit != other.unit):
            continue
        if _task(draft, one) != _task(draft, other) or not _task(draft, one) or _adds_up(draft, one, other):
            continue
        graded = set(GRADED.findall(one.applies_to + one.action))
        same = one.subject.endswith(other.subject) or other.subject.endswith(one.subject)
        if graded and same and graded == set(GRADED.findall(other.applies_to + other.action)):
            yield _two(draft, one, other)
            continue
        if _is_of_another(draft, one, other):
            continue
        people = _same_people(one, other) or _is_told_before(draft, one, other)
        if (
            one.span.start == other.span.start
            or not people
            or not (alike(one, other) or _one_by_name(draft, one, other))
        ):
            continue
        yield _two(draft, one, other)


A_YEAR = {"monthly": 12, "quarterly": 4, "half_yearly": 2, "yearly": 1}


def _adds_up(draft: Draft, one: Duty, other: Duty) -> bool:
    """每月8家 is 全年96家."""
    if any("学期" in draft.flow.words(duty.span) for duty in (one, other)):
        return False  # a term is no half of the year
    counts = [A_YEAR.get(duty.rhythm, 0) * (duty.min_count or 0) for duty in (one, other)]
    return counts[0] == counts[1] > 0


def _is_of_another(draft: Draft, one: Duty, other: Duty) -> bool:
    """Whether another thing is looked at, on another occasion, of another level or kind, or only told of."""
    words = [draft.flow.words(duty.span) for duty in (one, other)]
    looked = [bool(LOOKED.search(re.split("，", duty.action)[0])) for duty in (one, other)]
    for_a_while = [bool(OCCASION.search(said)) for said in words]
    return (
        (one.clause is not other.clause and looked[0] != looked[1])
        or for_a_while[0] != for_a_while[1]
        or set(SEASONS.findall(words[0])) != set(SEASONS.findall(words[1]))
        or set(LEVEL.findall(words[0])) != set(LEVEL.findall(words[1]))
        or set(MONTHS.findall(words[0])) != set(MONTHS.findall(words[1]))
        or _kinds(draft, one) != _kinds(draft, other)
        or _tells_of_it(one) != _tells_of_it(other)
    )


def _one_by_name(draft: Draft, one: Duty, other: Duty) -> bool:
    """每周开展不少于两次夜查, and in a table 夜查夜巡 每周不少于3次; elsewhere 每月夜查不少于4次."""
    if one.subject == other.subject and all(_only_tells(duty) for duty in (one, other)):
        return True
    return _task(draft, one) in BY_NAME and (
        one.rhythm == other.rhythm or (one.subject == other.subject and _is_bare(other))
    )


TELLS = re.compile("通报")
OF_WORK = re.compile("汇总|通报|工作|进展|情况|整治|行动|专项|开展|进行|印发|全[县区镇市]|对|的|及时|并|一次|后")


def _only_tells(duty: Duty) -> bool:
    """汇总通报, 通报工作进展: an office tells how the work goes, whatever it is called."""
    act = re.split("，", duty.action)[0]
    return TELLS.search(act) is not None and not OF_WORK.sub("", act)


def _is_bare(duty: Duty) -> bool:
    """Whether nothing but the act's name says what is done."""
    return re.match("(?:开展|进行)?(?:夜查|例会|调度会)(?:，|$)", duty.action) is not None


def _two(draft: Draft, one: Duty, other: Duty) -> Conflict:
    task = _task(draft, one)
    what = f"“{one.subject}”的同一件事（{task}），{one.cited} 写{_often(one)}，{other.cited} 写{_often(other)}。"
    return Conflict("two_rhythms", what, "hard", (one.span, other.span))


KINDS = re.compile("综合|专项|现场|桌面|实战|夜间|日常|全面|联合")
"""综合预案演练 is another than 专项预案演练."""
GRADED = re.compile("[A-D甲乙丙丁][类级][一-鿿]{2}|[一二三四]类[一-鿿]{2}")
"""C类场所: what is looked at, by its grade."""
OCCASION = re.compile(
    "(?:春节|国庆|元旦|节假日|节日|假期|重点时段|特护期|雨雪|强降雨|预警|响应)[^，。]{0,6}(?:期间|后|时|时段|，)"
)
"""春节期间每日巡查 beside 每周巡查: more often for a while."""
SEASONS = re.compile("非汛期|主?汛期|高火险期|防火期|旺季|淡季|高峰期?|平时|冬季|夏季")
"""非汛期每周巡查1次，汛期每天巡查1次: two seasons, two rhythms."""
BY_NAME = {"夜查", "例会", "调度会"}
"""What is one thing by its name alone, whatever else is said of it."""
LOOKED = re.compile("对[一-鿿（）、“”]{3,}")
MONTHS = re.compile(r"(?<![\d年])\d{1,2}月(?=、|至|每|期间)")
"""每月不少于2次，7月、8月每月不少于4次."""
LEVEL = re.compile("[一二三四ⅠⅡⅢⅣ](?=[、级])|[A-D甲乙丙丁](?=[、级类])|规上|规下|市政|房建")
"""一、二级 and 三、四级: what is looked at, by its level."""


TOLD_OF = re.compile("(?:检查|排查|巡查|督导|演练|培训|监测|检测|夜查)(?:情况|结果|报告|进展|进度|记录|数据)")


def _kinds(draft: Draft, duty: Duty) -> list[str]:
    at_night = "夜间" in draft.flow.words(duty.span) and duty.rhythm == "daily"
    return KINDS.findall(duty.action) + ["夜间"] * (at_night and "夜间" not in duty.action)


def _tells_of_it(duty: Duty) -> bool:
    """检查情况每月28日前报大队 is a report of the act."""
    return TOLD_OF.search(duty.action) is not None


def _same_people(one: Duty, other: Duty) -> bool:
    """Whether the same are bound: 其他寄宿制学校 narrows a duty, 各寄宿制学校 is the subject of another."""
    if one.applies_to and other.applies_to:
        bound = [re.sub("^(?:各|其他|其它|全体)+", "", each) for each in (one.applies_to, other.applies_to)]
        return bound[0] == bound[1] and (one.subject == other.subject or one.applies_to != other.applies_to)
    return one.applies_to == other.applies_to and (one.subject == other.subject or _ends_alike(one, other))


def _is_told_before(draft: Draft, one: Duty, other: Duty) -> bool:
    """绿色场所：网格员每月…, and elsewhere 绿色场所网格员每季度…"""
    shorter, longer = sorted((one, other), key=lambda duty: len(duty.subject))
    extra = longer.subject.removesuffix(shorter.subject)
    return len(extra) >= 3 and extra != longer.subject and extra in draft.flow.words(shorter.span)


def _ends_alike(one: Duty, other: Duty) -> bool:
    """夜查工作各镇街领导班子成员 is 各镇街领导班子成员 again."""
    longer, shorter = sorted((one.subject, other.subject), key=len, reverse=True)
    same = one.action == other.action and len(one.action) > LONG_ENOUGH
    if longer.removesuffix(shorter).endswith("副"):
        return False
    return longer.endswith(shorter) and (same or len(shorter) >= LONG_ENOUGH)


def _often(duty: Duty) -> str:
    return f"{NAMES.get(duty.rhythm, '')} {duty.min_count or 1} {duty.unit or '次'}"


def _task(draft: Draft, duty: Duty) -> str:
    words = draft.flow.words(duty.span)
    return next((task for task in TASKS if task in words), "") or next((one for one in TASKS if one in duty.action), "")


MOSTLY = 0.6


def pairs_of(action: str) -> set[str]:
    bare = re.sub("完成|全部|务必|的|工作$|即可$", "", action)
    return {bare[at : at + 2] for at in range(len(bare) - 1)}


def alike(one: Duty, other: Duty, share: float = MOSTLY) -> bool:
    """Whether two actions share so much of the shorter one's pairs of characters."""
    pairs = [pairs_of(duty.action) for duty in (one, other)]
    smaller = min(len(side) for side in pairs)
    return smaller > 0 and len(pairs[0] & pairs[1]) >= smaller * share
