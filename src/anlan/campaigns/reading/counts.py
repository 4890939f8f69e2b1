"""How many times, or how much, a piece of a sentence wants: 至少2次, 不少于5家, 报送案例2篇, 建议100条以上."""

from __future__ import annotations

import re
from dataclasses import dataclass

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.flow import Span

N = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
COUNT = re.compile(
    rf"(?P<least>至少|不少于|不低于|不得少于|应达到|达到|不小于)?(?:要)?(?:[\u4e00-\u9fff]{{0,8}}?)(?P<n>{N})(?P<more>-{N})?(?P<or>（含）)?(?:人)?(?P<unit>次|"
    rf"场次|场|轮|遍|趟|回|期|堂(?!食)|节(?:(?=[^日约假能]{{0,4}}课)|(?<=课.节)))(?P<above>以上)?(?!性|数|日|会议精神|死亡|所|地(?![毯下质铁方])|馆|合)"
)
HOUSES = re.compile(
    rf"(?P<least>至少|不少于|不低于|不得少于)[\u4e00-\u9fff]{{0,10}}?(?P<n>\d{{4,5}}|\d{{1,3}}万|{N})(?P<unit>家次|"
    rf"家|户次|户|处|所|个(?!月)|块|张|名|人次|天|晚|人|篇|栋|条|例|起|件|小时|学时|课时|份|具|台|套|把|床|顶|桶|袋|双|副|批次|批|组|支|只|册|本|面|幅|辆|座|盏|部|吨|公里|升|公斤|千克|立方米)"
)
SENT = re.compile(rf"(?:报送|上报|刊发|推送|报)[\u4e00-\u9fff]{{0,8}}?(?P<n>{N})(?P<unit>篇|条|期)")
"""报送典型案例2篇: so many papers."""
ABOVE = re.compile(
    rf"(?<![死亡伤重过达超满])(?P<n>\d{{1,5}}|{N})(?P<unit>[个条处块份名家篇户场次])(?:及)?以上(?![的企单学事火]|规模)"
)
"""设分会场1个以上, 建议100条以上."""
RATE = re.compile(
    rf"(?<=每)(?:个?月|季度|周|半年|年)(?:暗访|抽查|检查|走访|督查|抽检|巡查|核查|约谈)[\u4e00-\u9fff]{{0,8}}?(?P<n>{N})(?P<unit>家|户|处|个(?!月))"
)
"""每月暗访企业8家: so many each time, without a word for the least."""
LEAST = re.compile("至少|不少于|不低于|不得少于|应?达到|不小于")
LIMIT = re.compile("不超过|不得超过|不多于|最多|原则上不超")


@dataclass(frozen=True)
class Trigger:
    """One word that binds a duty in time or number."""

    span: Span
    rhythm: str = ""
    times: int | None = None
    unit: str = ""
    day: str = ""
    within: str = ""
    done: str = ""
    """The action itself, where rhythm and action are one word: 周调度."""


KEPT = re.compile("(?:保存|留样|留存|保留|存档|归档)[^，。；]{0,8}\\d+(?:天|小时|日|个?月|年)")
"""录像保存不少于90天: how long a thing is kept is no count of what is done."""


def counts(text: str, start: int, end: int) -> list[Trigger]:
    told = []
    for pattern in (COUNT, HOUSES, RATE, SENT, ABOVE):
        for found in pattern.finditer(text, start, end):
            before = text[max(start, found.start() - 8) : found.start()]
            if (
                LIMIT.search(before + found[0])
                or re.search("每[次轮批期]", before + found[0])
                or (found["unit"] in {"人", "名"} and re.search("每组", before + found[0]))
                or KEPT.search(before + found[0])
                or re.search(
                    "分$|第$|首$|连续$|累计$|超过$|上一$|这$|本$", text[max(0, found.start("n") - 2) : found.start("n")]
                )
            ):
                continue
            least = LEAST.search(found[0])
            beside = least and found.start() + least.end() == found.start("n")
            begin = found.start() + least.start() if least and beside else found.start("n")
            told.append(Trigger(Span(begin, found.end()), times=numerals.value(found["n"]), unit=found["unit"]))
    return told
