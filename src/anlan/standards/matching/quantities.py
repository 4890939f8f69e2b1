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
}
DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
NUMBER = r"(\d+(?:\.\d+)?|[零一二两三四五六七八九十百]+)"
WRITTEN = re.compile(NUMBER + r"(?:多|余|几)?(" + "|".join(sorted(UNITS, key=len, reverse=True)) + r")(?![a-z])")
HUNDREDTHS = re.compile(r"百分之" + NUMBER)


def quantities(text: str) -> Iterator[tuple[float, str, tuple[int, int]]]:
    """Value, unit and place of every number that has a unit."""
    for match in HUNDREDTHS.finditer(text):
        yield number(match[1]), "%", match.span()
    for match in WRITTEN.finditer(text):
        unit, factor = UNITS[match[2]]
        yield number(match[1]) * factor, unit, match.span()


def number(written: str) -> float:
    """A number in figures or in Chinese up to 999."""
    if written[0].isdigit():
        return float(written)
    hundreds, _, rest = written.rpartition("百")
    tens, has_ten, ones = rest.rpartition("十")
    value = 100 * DIGITS.get(hundreds, 1) if "百" in written else 0
    value += 10 * DIGITS.get(tens, 1) if has_ten else 0
    return float(value + DIGITS.get(ones[-1:], 0))
