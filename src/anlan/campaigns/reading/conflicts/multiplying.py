"""Numbers that follow from each other: so much each and so many make so much; shares of a whole; least and most."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

N = r"\d{1,6}|[一二三四五六七八九十百两]{1,4}"
MONEY = {"元": 1, "万元": 10**4, "亿元": 10**8}
COUNTED = "社区|街道|[个家户处座所栋名台辆部艘村组校店站人支条口]"
EACH = re.compile(
    rf"每(?P<of>{COUNTED})(?P<what>[一-鿿]{{0,12}}?)(?P<each>\d{{1,7}}(?:\.\d+)?)(?P<unit>万元|元|[具件人名台辆份套个次场顶双只支盏块])"
)
LEAST = re.compile("(?:不少于|至少|不低于)")
BOUND = re.compile("不超过|最多|最高|左右|约(?=\\d)|(?<=[\\d元人名台个家户次])(?:以上|以内)")
SUM = re.compile("(?:合计|总计|共计|共|总额|总数|总量)[一-鿿]{0,6}$")
SPLIT = re.compile("分[为成]|编[为成]|划分")
MARK = re.compile("(?:需要?|安排|列支|下达|投入|经费|资金|预算|配备|发放|奖励|补助)[一-鿿]{0,6}$")
"""What a sum stands behind, where the sentence does not call it one."""


def products(draft: Draft) -> Iterator[Conflict]:
    """安排90万元，按每户5000元补助160户; 420艘，每艘配6件，共需2400件; 4个组，每组5人，共25人."""
    for line in re.finditer("[^。；\n|]{8,300}", draft.flow.text):
        for found in EACH.finditer(line[0]):
            total = _total(line[0], found)
            number = _number(line[0], found)
            if total is None or number is None or BOUND.search(line[0]):
                continue
            product = number * float(found["each"]) * MONEY.get(found["unit"], 1)
            if product > total or (product != total and not LEAST.search(line[0])):
                in_wan = found["unit"] in MONEY and max(product, total) >= 10**4
                unit, scale = ("万元", 10**4) if in_wan else (found["unit"], 1)
                each = f"每{found['of']} {found['each']}{found['unit']}"
                what = f"{number} × {each}，应是 {product / scale:g}{unit}，文中写 {total / scale:g}{unit}。请核对。"
                yield Conflict("two_amounts", what, "hard", (Span(*line.span()),))


BESIDE = re.compile(rf"(?<![第每\d.])(?P<n>{N})(?:{COUNTED})?的?[，、]$")
AMONG = re.compile(rf"前(?P<n>{N})名?的?(?=，)")


def _number(line: str, found: re.Match[str]) -> int | None:
    """How many of what each gets: right in front (村5个，每村…), or where the sentence names one such number only."""
    if beside := BESIDE.search(line[: found.start()]):
        return numerals.value(beside["n"])
    counted = re.finditer(
        rf"(?<![第每\d.])(?P<n>{N})(?:个[一-鿿]{{0,4}}?)?(?:行政|自然)?{found['of']}(?![一-鿿]?以上)", line
    )
    numbers = {numerals.value(one["n"]) for one in (*counted, *AMONG.finditer(line))}
    return numbers.pop() if len(numbers) == 1 else None


def _total(line: str, found: re.Match[str]) -> float | None:
    """The sum in the unit each gets, where the sentence names one only and says that it is one."""
    units = "万元|亿元|元" if found["unit"] in MONEY else re.escape(found["unit"])
    told = [
        one
        for one in re.finditer(rf"(?<![\d.])(?P<n>\d{{1,8}}(?:\.\d+)?)(?P<unit>{units})", line)
        if one.start() != found.start("each")
    ]
    sums = [[one for one in told if mark.search(line[: one.start()])] for mark in (SUM, MARK)]
    if not any(sums) and SPLIT.search(line):
        sums[0] = told  # 60人的抢险队，分为3个分队，每个分队25人
    total = (sums[0] or sums[1])[0] if len(sums[0] or sums[1]) == 1 else None
    return float(total["n"]) * MONEY.get(total["unit"], 1) if total else None


SHARE = re.compile(r"占(?:比)?(?:总[一-鿿]{1,3})?(?P<n>\d{1,3}(?:\.\d+)?)[%％]")


def shares(draft: Draft) -> Iterator[Conflict]:
    """企业自查占50%、部门检查占40%、群众评价占20%."""
    for line in re.finditer("[^。；\n]+", draft.flow.text):
        told = [float(one["n"]) for one in SHARE.finditer(line[0])]
        if len(told) > 1 and "其中" not in line[0] and sum(told) > 100:
            what = f"各项占比加起来是 {sum(told):g}%。请定下各项的比例。"
            yield Conflict("beyond_all", what, "hard", (Span(*line.span()),))


LEAST_MOST = re.compile(
    rf"(?:不少于|至少|不低于)(?P<low>{N})(?P<unit>[个家户处名人次元天%])[^。；\n\d]{{0,12}}(?:不超过|不多于|最多|不高于)(?P<high>{N})(?P=unit)"
)


def least_over_most(draft: Draft) -> Iterator[Conflict]:
    """每组不少于8人，最多6人."""
    for found in LEAST_MOST.finditer(draft.flow.text):
        if numerals.value(found["low"]) > numerals.value(found["high"]):
            span = sentence(draft, Span(*found.span()))
            yield Conflict("range_backwards", f"“{found[0]}”的下限大于上限。请定下数目。", "hard", (span,))


RATE = re.compile(rf"每(?P<of>月|季度|半年)[^。；\n|每]{{0,12}}?(?P<each>{N})(?P<unit>[家户处次场期个人名])")
IN_A_YEAR = {"月": 12, "季度": 4, "半年": 2}
OF_YEAR = r"(?:全年|年内|一年|年度)[一-鿿]{{0,3}}?(?P<n>\d{{1,5}}){unit}"


def rates(draft: Draft) -> Iterator[Conflict]:
    """每月暗访企业8家，全年共84家."""
    for line in re.finditer("[^。；\n|]{6,200}", draft.flow.text):
        for found in RATE.finditer(line[0]):
            year = re.search(OF_YEAR.format(unit=found["unit"]), line[0][found.end() :])
            times = numerals.value(found["each"]) * IN_A_YEAR[found["of"]]
            if year and int(year["n"]) != times and not BOUND.search(line[0]):
                sums = f"按每{found['of']} {found['each']}{found['unit']}算，一年是 {times}{found['unit']}"
                what = f"{sums}，文中写 {year['n']}{found['unit']}。请核对。"
                yield Conflict("two_amounts", what, "hard", (Span(*line.span()),))


TURN = r"(?:第[一二三四五]批|首批|上半年|下半年|第?[一二三四]季度)[^，、。；\n|\d]{{0,6}}(?P<n>\d{{1,5}}){unit}"


def turns(draft: Draft) -> Iterator[Conflict]:
    """86家规上企业, 第一批40家, 第二批36家: what is done in turns against the whole."""
    for line in re.finditer("[^。；\n|]{8,200}", draft.flow.text):
        first = re.search("第一批|首批|上半年|第?一季度", line[0])
        ahead = line[0][: first.start()] if first else ""
        whole = re.search(r"(?<![\d.])(?P<n>\d{1,5})(?P<unit>[家户处个名人所座栋台辆])", ahead)
        parts = list(re.finditer(TURN.format(unit=whole["unit"]), line[0][whole.end() :])) if whole else []
        added = sum(int(one["n"]) for one in parts)
        if whole and len(parts) > 1 and added != int(whole["n"]) and not BOUND.search(line[0]):
            what = f"总数写 {whole[0]}，各批加起来是 {added}{whole['unit']}。请定下以哪个为准。"
            yield Conflict("two_amounts", what, "hard", (Span(*line.span()),))


DRAWN = re.compile(
    r"(?:抽查|抽检|检查)[^。；\n]{0,8}?(?:比例|面|率)?(?:不低于|不少于|达到)(?P<p>\d{1,2})[%％][^。；\n]{0,16}?(?P<all>\d{2,5})(?P<unit>[家户处个名座])[^。；\n]{0,12}?(?:不少于|至少|抽查|抽检)(?P<n>\d{1,4})(?P=unit)"
)
GROUPS = re.compile(
    r"(?P<groups>\d{1,2}|[二三四五六七八九十])个[一-鿿]{0,4}组，?每[组个][一-鿿]{0,3}?(?:负责|督导|检查|包联|联系)(?P<each>\d{1,2})个(?P<what>行政村|村（社区）|村|社区|镇街|乡镇|街道)[^。；\n]{0,12}?(?:全覆盖|覆盖)"
)
ALL_OF = r"全[镇乡县区市街道]{{1,2}}(?:共有?|现有)?(?P<n>\d{{1,3}})个(?:行政)?{what}"


def drawn(draft: Draft) -> Iterator[Conflict]:
    """抽查比例不低于20%，全镇50家企业抽查不少于5家."""
    for found in DRAWN.finditer(draft.flow.text):
        least = int(found["all"]) * int(found["p"]) / 100
        if int(found["n"]) < least - 1:
            whole, unit = f"{found['all']}{found['unit']}", found["unit"]
            what = f"{whole}的 {found['p']}% 是 {least:g}{unit}，文中写 {found['n']}{unit}。请核对。"
            yield Conflict("two_amounts", what, "hard", (Span(*found.span()),))


def covered(draft: Draft) -> Iterator[Conflict]:
    """4个督导组，每组负责6个村，实现全覆盖, where the town has 26 villages."""
    for found in GROUPS.finditer(draft.flow.text):
        reached = numerals.value(found["groups"]) * int(found["each"])
        pattern = ALL_OF.format(what=found["what"].removeprefix("行政"))
        known = [one for one in re.finditer(pattern, draft.flow.text) if int(one["n"]) > reached]
        if known and not re.search(r"至\d|以上", found[0]):
            each = f"{found['groups']}个组每组 {found['each']} 个"
            what = f"{each}，只有 {reached} 个，文中说全部是 {known[0]['n']} 个。请核对。"
            yield Conflict("two_amounts", what, "soft", (Span(*found.span()), sentence(draft, Span(*known[0].span()))))
