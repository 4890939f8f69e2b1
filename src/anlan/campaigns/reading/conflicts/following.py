"""What rests on an act and is due before it: faults put right before the check ends, results before they are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from anlan.campaigns.reading.conflicts.dated import Dated, dated
from anlan.campaigns.reading.conflicts.pairs import ENOUGH
from anlan.campaigns.reading.conflicts.repeating import pairs_of
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.marks import LAST, Mark

ACTS = (
    "自查自纠|自查自改|自查|排查|摸底|摸排|普查|安检|评估|评定|评审|评价|分级|检测|检验|鉴定|清查|盘点|核查|复核|审核|审定|验收|"
    "动员会|部署会|考核|考试|培训|演练|会诊|辨识|体检|测评|登记|暗访|督查|督导|抽查|抽检|检查|整改|整治|推荐|公示"
)
REST = re.compile(
    f"(?P<of>[一-鿿“”、（）]{{0,12}}?)(?P<act>{ACTS})(?:工作|活动)?"
    "(?:(?:中|时)?(?:发现|查出)的?|出的?(?=问题|隐患|短板)|结果|结论|等级|等次|不合格|未通过|合格(?:的|后)|(?:全部)?(?:结束|完成|通过)后|的?基础上|精神|报告)"
    f"|已(?:经)?(?P<done>{ACTS})(?:为[^，。]{{1,6}})?的"
    f"|经(?P<through>{ACTS})(?:合格|不合格|确认|验收)?(?:的|后)"
    f"|对(?P<on>[一-鿿“”、（）]{{0,12}}?)(?P<seen>{ACTS})(?:情况|结果)?(?:开展|进行|组织|实施|的)?(?:“?回头看”?|复查|复核|抽查|抽验|核验)"
)
RESTS = (
    "(?:情况|发现|查出|出的|出问题|出隐患|结果|结论|等级|不合格|合格|结束|完成后|后|的?基础上|精神|报告|中|清单|台账|"
    "表|组|率|人员|机构|方案|计划|标准|专班|频次)"
)
COMMON = {"检查", "排查", "整改", "整治", "培训", "检测", "评估", "督导", "督查", "考核", "演练", "检验", "登记"}
"""Acts of which a notice has many: these must be of one object, or stand in one line."""
ALIKE = 2
BARE = re.compile("^(?:.*(?:完成|并|将|对|各|由|在|把|的))")


LOOKED = re.compile("盘点|清点|排查|摸排|摸底|检查|检测|普查|清查|核查|自查|评估|鉴定|体检|辨识|会诊")
FAULTS = re.compile("缺额|缺口|不足|不合格|损坏|过期|问题|隐患|短缺|短板|风险点")
MENDED = re.compile("补齐|补充|整改|更换|修复|销号|配齐|报废|加固|拆除|整治|清零|治理|闭环|改造")
LOOKED_AGAIN = re.compile("验收|复查|回头看|复检|复核|复验|销号")


def rested_on(draft: Draft) -> Iterator[Conflict]:
    """餐饮用户安检 by 31 July, and 餐饮用户安检发现的隐患全部整改 by 20 July."""
    told = dated(draft)[:ENOUGH]
    for one in told:
        for found in REST.finditer(one.words):
            act = found["act"] or found["done"] or found["through"] or found["seen"]
            first = _first(told, one, act, found["of"] or found["on"] or "")
            if first and first.done > one.by:
                yield _too_early(one, first, act)


def in_one_line(draft: Draft) -> Iterator[Conflict]:
    """4月25日前完成物资盘点，缺额部分4月15日前补齐; 3月31日前全部整改，3月18日前验收."""
    lines: dict[int, list[Dated]] = {}
    for one in dated(draft):
        lines.setdefault(one.line, []).append(one)
    for one, other in (pair for line in lines.values() for pair in pairwise(line)):
        mends = LOOKED.search(one.words) and FAULTS.search(other.words) and MENDED.search(other.words)
        if other.by < one.done and mends and not LOOKED.search(other.words):
            yield _too_early(other, one, one.words.strip("#，"))
        again = MENDED.search(one.words) and LOOKED_AGAIN.search(other.words) and not LOOKED_AGAIN.search(one.words)
        if other.starts < one.done and again:
            yield _too_early(other, one, one.words.strip("#，"))


WHOLE_MONTH = re.compile("(?P<m>\\d{1,2})月份?(?:全月|整月)")


def of_days_to_come(draft: Draft) -> Iterator[Conflict]:
    """8月20日前完成对8月份全月排查隐患的“回头看”: looked at again before the month is over."""
    for one in dated(draft):
        for found in WHOLE_MONTH.finditer(one.words):
            last = Mark(one.by.year, int(found["m"]), LAST).date
            if last and one.by < last:
                what = f"{found[0]}到 {last} 才过完，期限却是 {one.by}。请定下先后。"
                yield Conflict("falling_dates", what, "soft", (one.span,))


GATHERS = re.compile("汇总|汇编|审核|复核|审定|研判")
SENDS = re.compile("报送|上报|填报|提交|报(?=[至给省市县区镇乡局街]|$)")
PAPER = re.compile("总结|台账|清单|报表|统计表|名单|方案|自查表|月报")


def gathered(draft: Draft) -> Iterator[Conflict]:
    """3月25日前，各所报送总结, and 大队于3月15日前汇总各单位总结: summed up before it is there."""
    told = dated(draft)[:ENOUGH]
    for one in told:
        papers = set(PAPER.findall(one.words)) if GATHERS.search(one.words) else set()
        sent = [other for other in told if other is not one and papers & set(PAPER.findall(other.words))]
        sent = [other for other in sent if SENDS.search(other.words) and not GATHERS.search(other.words)]
        if sent and one.by < min(other.by for other in sent):
            yield _too_early(one, min(sent, key=lambda other: other.by), "、".join(sorted(papers)))


def _too_early(one: Dated, first: Dated, act: str) -> Conflict:
    what = f"“{act}”到 {first.done} 才完成，以它为前提的事却在 {one.by} 到期。请定下先后。"
    return Conflict("falling_dates", what, "soft", (one.span, first.span))


def _first(told: list[Dated], one: Dated, act: str, of: str) -> Dated | None:
    """The earliest statement of the act itself, where it is told for one thing."""
    named, does = pairs_of(BARE.sub("", of)), [other for other in told if other is not one and _does(other, act)]
    same = [other for other in does if _is_of_it(other, one, act, named) or (len(does) == 1 and not named)]
    return min(same, key=lambda other: other.done, default=None)


def _does(other: Dated, act: str) -> bool:
    sends = re.search("报送|上报|通报", other.words.split("，")[0])
    return re.search(f"{act}(?!{RESTS})", other.words) is not None and not sends


def _is_of_it(other: Dated, one: Dated, act: str, named: set[str]) -> bool:
    """Whether another statement's act is the one this rests on."""
    shared = named & pairs_of(other.words)
    if len(shared) >= ALIKE or (named and shared == named):
        return True
    return other.line == one.line or (act not in COMMON and not named)
