"""Numbers in Chinese characters: 十二, 三十, 一百零五, 两."""

from __future__ import annotations

import re

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
IN_WORDS = "[零〇一二两俩三四五六七八九十百千]+"
SHAPE = re.compile(
    r"(?:(?P<千>[一二两三四五六七八九])千零?)?(?:(?P<百>[一二两三四五六七八九])百零?)?(?:(?P<十>[一二三四五六七八九]?)十)?(?P<一>[零〇一二两俩三四五六七八九])?"
)


def number(words: str) -> int | None:
    """Read a whole number below ten thousand; None for anything else, 一百二 (120 or 102) too."""
    found = SHAPE.fullmatch(words)
    if not words or not found or re.search(r"[百千][一二两三四五六七八九]$", words):
        return None
    total = DIGITS[found["一"]] if found["一"] else 0
    for name, unit in UNITS.items():
        if found[name] is not None:
            total += DIGITS.get(found[name], 1) * unit
    return total


def in_digits(words: str) -> str:
    """Return words with every number in characters written in digits: 三日内 is 3日内."""
    return re.sub(IN_WORDS, lambda match: str(match[0] if (n := number(match[0])) is None else n), words)
