"""Told twice and differently: 23 shops and 21 shops, 组长由镇长 and 由书记, parts larger than the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.conflicts.pairs import REACH
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

ENDING = 2
HALF = 0.5
"""全街道共有12处 and 辖区8处 are both of the whole."""
ALIKE = 0.7
"""11 of 12 villages is a slip; 3 of 12 are some of them."""
N = r"\d{1,4}|[一二三四五六七八九十百两]{2,5}"
WHOLE = "全(?:镇|乡|村|县|区|市|街道|旗|校|局|社区|园区|辖区)|辖区(?:内)?|我(?:镇|乡|县|区|市|街道)|所有|全部"
PLACES = "县（市、区）|县（区）|县区|行政村|自然村|村民小组|村|社区|乡镇|镇街|街道"
COUNTED = re.compile(
    rf"(?:{WHOLE})(?:现有|共有|共|有|的)?(?:(?P<noun>[一-鿿]{{2,10}}?)(?:共|有|共有)?(?P<n>{N})(?P<unit>家|户|处|座|所|栋|个|名|台|辆|部|艘|口)"
    rf"(?![一-鿿]{{0,2}}以上)|(?P<m>{N})(?P<unit2>家|户|处|座|所|栋|个|名|台|辆|部|艘|口)(?P<noun2>{PLACES}|[一-鿿]{{2,10}}?(?=[，。、；（要应须逐全均开]|$)))"
)
OF_THEM = re.compile(
    rf"(?<!不少于)(?<!至少)(?<![第每\d])(?P<m>{N})[家户所个](?P<noun2>企业|单位|医疗机构|学校|医院|工程)(?=开展|进行|逐|全覆盖|实)"
)
PLACED = re.compile(
    rf"(?<!不少于)(?<!至少)(?<!第)(?P<m>{N}|(?<![一-鿿])[二三四五六七八九]|[二三四五六七八九](?=个县))个(?P<noun2>{PLACES})"
)
PARTS = re.compile(rf"(?P<noun>[一-鿿]{{2,6}}?)(?P<n>{N}|\d)(?P<unit>家|户|处|座|所|个|名|轮|次|场|台)")
TOTAL = re.compile(
    rf"共[一-鿿]{{0,10}}?(?P<n>{N}|\d)(?P<unit>家|户|处|座|所|个|名|轮|次|场|台)[^。；\n]{{0,12}}?(?:其中|分别为|包括|即)[：，]?(?P<rest>[^。；\n]+)"
)


def counted_twice(draft: Draft) -> Iterator[Conflict]:
    """全镇烟花爆竹零售点23家 and 全镇21家烟花爆竹零售点; 全镇12个村 and 11个村."""
    told: dict[str, list[tuple[str, int, Span, bool]]] = {}
    for noun, number, span, is_whole in _amounts(draft):
        alike = told.setdefault(noun[-ENDING:], [])
        known = next((one for one in alike[:REACH] if one[0].endswith(noun) or noun.endswith(one[0])), None)
        if known is None:
            alike.append((noun, number, span, is_whole))
            continue
        least, most = sorted((number, known[1]))
        if _of_two(draft.flow.text, span, known[2]):
            continue
        if least != most and least >= (HALF if is_whole and known[3] else ALIKE) * most:
            what = f"“{noun}”的数，一处写 {known[1]}，一处写 {number}。请定下以哪个为准。"
            yield Conflict("two_amounts", what, "soft", (sentence(draft, span), sentence(draft, known[2])))


def _amounts(draft: Draft) -> Iterator[tuple[str, int, Span, bool]]:
    """Each number of a whole, then every number of villages and the like, in the order of the text."""
    text = draft.flow.text
    told = [*COUNTED.finditer(text), *PLACED.finditer(text), *OF_THEM.finditer(text)]
    for found in sorted(told, key=lambda one: one.start()):
        named = found.groupdict()
        number = numerals.value(named.get("n") or named["m"])
        noun = named.get("noun") or named["noun2"]
        is_whole = found.re is COUNTED
        yield noun.removesuffix("共").removesuffix("有"), number, Span(found.start(), found.end()), is_whole


def parts_and_whole(draft: Draft) -> Iterator[Conflict]:
    """共50家，其中A20家、B25家、C10家."""
    for found in TOTAL.finditer(draft.flow.text):
        parts = [one for one in PARTS.finditer(found["rest"]) if one["unit"] == found["unit"]]
        total, summed = numerals.value(found["n"]), sum(numerals.value(one["n"]) for one in parts)
        if len(parts) > 1 and summed > total:
            what = f"文中说共 {total} {found['unit']}，分项加起来却是 {summed} {found['unit']}。"
            yield Conflict("two_amounts", what, "hard", (sentence(draft, Span(found.start(), found.start("rest"))),))


KEYED = re.compile(r"(?<!少于)(?<!至少)(?<!每)(?<!\d)(?P<n>\d{1,4})(?P<unit>户|家|处|栋|座|名)(?!以上|次)")
NO_KEY = re.compile("[月日底末前后]|全[一-鿿]|共有|现有|其中|每[一-鿿]|不少|各[一-鿿]|[一-鿿][户家的个每]")


def named_by_their_place(draft: Draft) -> Iterator[Conflict]:
    """靠山住的8户 and 9户靠山户: amounts of one unit with the same word beside them."""
    first: dict[tuple[str, str], tuple[int, int, Span]] = {}
    for place, found in enumerate(KEYED.finditer(draft.flow.text)):
        number, span, unit = int(found["n"]), Span(found.start(), found.end()), found["unit"]
        words = sorted(_beside(draft.flow.text, found))
        known = min(((*first[unit, one], one) for one in words if (unit, one) in first), default=None)
        if known is None:
            first.update(dict.fromkeys(((unit, one) for one in words), (place, number, span)))
        elif (
            not _of_two(draft.flow.text, span, known[2])
            and number != known[1]
            and min(number, known[1]) >= ALIKE * max(number, known[1])
        ):
            what = f"“{known[3]}”的{unit}数，一处写 {known[1]}，一处写 {number}。请定下以哪个为准。"
            yield Conflict("two_amounts", what, "soft", (sentence(draft, span), sentence(draft, known[2])))


LISTED, BACK = re.compile("其中[^。；\\n]{0,60}$"), 64
OWNER = re.compile("[一-鿿](?:村|社区|片|组|镇|乡)(?:区)?(?=[一-鿿]{0,6}$)")


def _of_two(text: str, one: Span, other: Span) -> bool:
    """Whether each amount is said to be of another place: 东片配12名, 西社区配15名; or both are parts of one list."""
    first, last = sorted((one.start, other.start))
    if LISTED.search(text, max(0, first - BACK), first) and not re.search("[。；\\n]", text[first:last]):
        return True
    owners = [OWNER.search(text[max(0, span.start - 9) : span.start]) for span in (one, other)]
    return all(owners) and owners[0][0] != owners[1][0]  # type: ignore[index]  # both are there


def _beside(text: str, found: re.Match[str]) -> set[str]:
    """The pairs of characters right before and behind an amount that can name what is counted."""
    before = re.split("[^一-鿿]", text[max(0, found.start() - 5) : found.start()].rstrip("（\n").removesuffix("的"))[-1]
    behind = re.split("[^一-鿿]", text[found.end() : found.end() + 3])[0]
    pairs = {side[at : at + 2] for side in (before, behind) for at in range(len(side) - 1)}
    return {one for one in pairs if not NO_KEY.search(one)}


SUM = re.compile(r"(?:合计|共计|总计|(?<=[，、])共)(?P<n>\d{1,5})(?P<unit>[个家户处座所栋名台辆部次场])")


FAR = 200
"""How far in front of a sum its parts may stand."""


def summed(draft: Draft) -> Iterator[Conflict]:
    """检完60台，再检60台，合计150台: parts in front of their sum."""
    text = draft.flow.text
    for found in SUM.finditer(text):
        near = max(0, found.start() - FAR)
        start = max(near, *(text.rfind(mark, near, found.start()) + 1 for mark in "。；\n"))
        parts = [
            int(one["n"])
            for one in re.finditer(
                r"(?<![\d.])(?P<n>\d{1,5})(?P<unit>[个家户处座所栋名台辆部次场])", text[start : found.start()]
            )
            if one["unit"] == found["unit"]
        ]
        if len(parts) > 1 and sum(parts) != int(found["n"]):
            what = f"文中说合计 {found['n']} {found['unit']}，前面的分项加起来却是 {sum(parts)} {found['unit']}。"
            yield Conflict("two_amounts", what, "hard", (sentence(draft, Span(found.start(), found.end())),))


LEVELS = re.compile(
    "(?P<n>[ⅠⅡⅢⅣ一二三四]|I{1,3}|IV)级(?P<what>(?:应急)?响应|预警)|第(?P<m>[\\d一二三四五六七八九十]{1,3})号(?P<thing>台风|督办令|挂牌)"
)


def levels_told_twice(draft: Draft) -> Iterator[Conflict]:
    """Ⅱ级应急响应 and Ⅲ级应急响应, 第9号台风 and 第10号台风: perhaps left over from the notice before."""
    first: dict[str, tuple[str, Span]] = {}
    for found in LEVELS.finditer(draft.flow.text):
        kind = (found["what"] or found["thing"]).removeprefix("应急")
        said, span = found["n"] or found["m"], Span(found.start(), found.end())
        known = first.setdefault(kind, (said, span))
        between = draft.flow.text[max(0, span.start - 16) : span.start]
        if said != known[0] and not re.search("调整|升级|提升|降|转为|或|、$|以上|变更", between):
            what = f"{kind}一处写“{known[0]}”，一处写“{said}”。请看是不是从别的通知抄来的。"
            yield Conflict("two_levels", what, "soft", (sentence(draft, span), sentence(draft, known[1])))
