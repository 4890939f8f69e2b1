"""Numbers with units in a text, each in one unit of its kind: 4厘米 is 40 毫米, 百分之六十 is 60 %."""

import re
from collections.abc import Iterator

UNITS = {
    "毫米": ("毫米", 1.0),
    "mm": ("毫米", 1.0),
    "厘米": ("毫米", 10.0),
    "cm": ("毫米", 10.0),
    "公分": ("毫米", 10.0),
    "千帕": ("千帕", 1.0),
    "kpa": ("千帕", 1.0),
    "%": ("%", 1.0),
    "名": ("人", 1.0),
    "人": ("人", 1.0),
    "个人": ("人", 1.0),
    "米": ("米", 1.0),
    "m": ("米", 1.0),
    "公里": ("公里", 1.0),
    "km": ("公里", 1.0),
    "层": ("层", 1.0),
    "楼": ("层", 1.0),
    "个月": ("月", 1.0),
}
DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
NUMBER = r"(\d+(?:\.\d+)?|[零一二两三四五六七八九十百千]+(?:点[零一二三四五六七八九]+)?|半)"
WRITTEN = re.compile(NUMBER + r"(?:多|余|几|来)?(" + "|".join(sorted(UNITS, key=len, reverse=True)) + r")(?![a-z])")
LIMIT = r"(?:核定|核载|定员|限员|限载|限人|额定|定额|最多)"
RATED = re.compile(
    LIMIT
    + r"[^\d零一二两三四五六七八九十百,，。;]{0,6}"
    + NUMBER
    + r"[^\d零一二两三四五六七八九十百。;][^。;]*?"
    + NUMBER
    + r"(?=多?余?[个名人吨箱件公斤位])"
)
"""What is allowed, and the first number of things after it: 核定六人，船上数出十一个."""
RATED_AFTER = re.compile(
    NUMBER
    + r"多?余?[个名人][^。;\d零一二两三四五六七八九十百]*?"
    + LIMIT
    + r"[^\d零一二两三四五六七八九十百,，。;]{0,6}"
    + NUMBER
)
"""The same told the other way round: 上了六十多个人，牌子上写限载四十."""
DESIGNED = re.compile(
    r"(?:设计|批准|许可)[^\d零一二两三四五六七八九十百,，。;]{0,6}?(?:百分之)?"
    + NUMBER
    + r"[^。;]{0,16}?(?:实测|现场|实际|量出?来?|测得?|现行|现设)[^\d零一二两三四五六七八九十百,，。;]{0,6}?(?:百分之)?"
    + NUMBER
)
"""What was designed, and what was measured after it: 设计坡度8%，实测9.3%."""
DESIGNED_AFTER = re.compile(
    NUMBER + r"(?:多|余)?([\u4e00-\u9fffa-z%℃]{1,2})[,，(](?:而|但)?设计(?:值|为|是)?(?:百分之)?" + NUMBER + r"\2"
)
"""The same told the other way round: 台阶高九米，设计十米."""
MOST = (
    r"(?:允许|限值|限载|限高|限重|限速|限量|上限|最大|最多|核定|核载|定员|许可|报警值|预警值|控制值"
    r"|不(?:得|准|许|应)?(?:超过|大于|高于))"
)
LEAST = r"(?:要求|下限|最小|最低|至少|不(?:得|应)?(?:少于|小于|低于))"
UNIT = r"(?:多|余)?([\u4e00-\u9fffa-z%℃]{1,2})"
FAR = r"[^\d零一二两三四五六七八九十百千。;]"
COMPARED = [
    (re.compile(NUMBER + UNIT + FAR + "{0,16}?" + limit + FAR + "{0,8}?" + NUMBER + r"(?:多|余)?\2"), sign, 1, 3)
    for limit, sign in ((MOST, 1), (LEAST, -1))
] + [
    (re.compile(limit + FAR + "{0,8}?" + NUMBER + UNIT + FAR + "{0,16}?" + NUMBER + r"(?:多|余)?\2"), sign, 3, 1)
    for limit, sign in ((MOST, 1), (LEAST, -1))
]
"""What was found beside what is allowed at most or asked at least, in the same unit, in either order; 1 is at most."""
HUNDREDTHS = re.compile(r"百分之" + NUMBER)


def within(text: str) -> str:
    """The words by which what was found keeps to the limit told beside it (8千牛，允许20千牛); else empty."""
    told = ""
    for pattern, sign, found, limit in COMPARED:
        for match in pattern.finditer(text):
            if sign * number(match[found]) > sign * number(match[limit]):
                return ""
            told = told or match[0]
    return told


def quantities(text: str) -> Iterator[tuple[float, str, tuple[int, int]]]:
    """Value, unit and place of every number that has a unit.

    What is found to what is allowed is measured in 核定, to what was designed in 设计. Below one, 米 is 毫米 as well.
    """
    for match in HUNDREDTHS.finditer(text):
        yield number(match[1]), "%", match.span()
    yield from _ratios(text)
    for match in WRITTEN.finditer(text):
        unit, factor = UNITS[match[2]]
        value = number(match[1]) * factor
        yield value, unit, match.span()
        if unit == "米" and value < 1:
            yield value * 1000, "毫米", match.span()


def _ratios(text: str) -> Iterator[tuple[float, str, tuple[int, int]]]:
    rated = ("核定", RATED, 1, 2) if RATED.search(text) else ("核定", RATED_AFTER, 2, 1)
    for unit, pattern, limit, found in (
        rated,
        ("设计", DESIGNED, 1, 2),
        ("设计", DESIGNED_AFTER, 3, 1),
    ):
        for match in pattern.finditer(text):
            if allowed := number(match[limit]):
                yield number(match[found]) / allowed, unit, match.span()


def number(written: str) -> float:
    """A number in figures or in Chinese up to 9999, with tenths after 点."""
    if written[0].isdigit():
        return float(written)
    if written == "半":
        return 0.5
    whole, _, tenths = written.partition("点")
    return _whole(whole) + sum(DIGITS[digit] * 10.0**-place for place, digit in enumerate(tenths, start=1))


def _whole(written: str) -> float:
    thousands, _, below = written.rpartition("千")
    hundreds, _, rest = below.rpartition("百")
    tens, has_ten, ones = rest.rpartition("十")
    value = 1000 * DIGITS.get(thousands, 1) if "千" in written else 0
    value += 100 * DIGITS.get(hundreds.lstrip("零"), 1) if "百" in below else 0
    value += 10 * DIGITS.get(tens.lstrip("零"), 1) if has_ten else 0
    return float(value + DIGITS.get(ones[-1:], 0))
