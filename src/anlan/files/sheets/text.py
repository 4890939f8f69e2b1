"""Words in cells: what is the same word although it was typed with blanks, wide digits and stars."""

from __future__ import annotations

import datetime
import re
import unicodedata

from anlan.files.sheets.unclean import refuse_non_values

INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xAD])
BLANK = " \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u3000\u2002\u2003\u2009" + "".join(map(chr, INVISIBLE))
WIDE = {code: code - 0xFEE0 for code in [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]}
PLAIN = INVISIBLE | WIDE
BLANKS = re.compile(r"\s+")
CJK = "\u3400-\u9fff\U00020000-\U0003ffff"
BLANK_IN_NAME = re.compile(f"(?<=[{CJK}（）()]) +| +(?=[{CJK}（）()])")
NOTHING = {"", "/", "\\", "-", "--", "—", "——", "无", "暂无", "没有", "空", "N/A", "NULL", "None", "nan", "…"}
BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>")
BRACKETS = str.maketrans("", "", "()[]【】〔〕<>")
NOISE = re.compile(r"[\s*★☆※●◆▲#:：、,，.。·_\-—/\\|“”\"'‘’?？!！;；]+")
QUOTED_FORMULA = re.compile(r"^'(?=[=+\-@])")  # what our own export put before text that would compute
NUMBERING = re.compile(r"^(\(?[一二三四五六七八九十]{1,3}\)?[、.．)]|\(?\d{1,2}\)?[、.．)])")


def text(raw: object) -> str:
    """Return prose as it was meant: no invisible or doubled blanks, half-width letters and digits.

    Chinese punctuation stays Chinese. Raises Unclean for an uncalculated formula or an error value.
    """
    refuse_non_values(raw)
    written = _written(raw)
    if not written.isascii():
        written = written.translate(PLAIN)
    written = QUOTED_FORMULA.sub("", written)
    lines = (BLANKS.sub(" ", line).strip() for line in written.splitlines())
    return "\n".join(line for line in lines if line)


def name(raw: object) -> str:
    """Return a name of a person, place or enterprise: one line, no blank between Chinese characters."""
    return BLANK_IN_NAME.sub("", text(raw).replace("\n", " "))


def value(raw: object) -> str:
    """Return prose, or "" where the cell only says that there is nothing (无, /, —)."""
    written = text(raw)
    return "" if written in NOTHING else written


def is_blank(raw: object) -> bool:
    """Say whether a cell holds nothing to see."""
    return raw is None or (isinstance(raw, str) and not raw.strip(BLANK))


def key(raw: object) -> str:
    """Return what two spellings of one name share: NFKC, no blanks, lower case."""
    written = _written(raw)
    if not written.isascii():
        written = unicodedata.normalize("NFKC", written).translate(INVISIBLE)
    return "".join(written.split()).lower()


def head_keys(raw: object) -> list[str]:
    """Return the spellings under which a column head may be known, the fullest first.

    "*单位 名称（全称）" gives ["单位名称全称", "单位名称"].
    """
    full = NUMBERING.sub("", key(raw).lstrip("*★☆※"))
    short = BRACKETED.sub("", full)
    found = [NOISE.sub("", form.translate(BRACKETS)) for form in (full, short)]
    return list(dict.fromkeys(form for form in found if form))


def _written(raw: object) -> str:
    if raw is None or isinstance(raw, bool):
        return "" if raw is None else ("是" if raw else "否")
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return str(int(raw))
    if isinstance(raw, datetime.datetime):
        return raw.strftime("%Y-%m-%d %H:%M") if raw.time() != datetime.time() else raw.strftime("%Y-%m-%d")
    return str(raw)
