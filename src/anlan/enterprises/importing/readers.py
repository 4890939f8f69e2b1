"""How the cells of a register are read where the general readers do not suffice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from anlan.core.names import why_not
from anlan.files.sheets import credit_code, values
from anlan.files.sheets.fields import Cell, Reader
from anlan.files.sheets.text import NOTHING, key, name, text
from anlan.files.sheets.unclean import Unclean

NO_LICENCE = re.compile(r"^(正在)?(未|无|待|在)?(办理?|办证|证|照|执照|营业执照)(中|理)?$")
MOBILE = re.compile(r"(?<!\d)(1\d{2})[\s-]?(\d{4})[\s-]?(\d{4})(?!\d)")  # 139 3747 2233, 139-3747-2233
SPLIT = re.compile(r"[、,，/;；\n|+]+|\s{2,}")
LONGITUDES, LATITUDES = (Decimal(73), Decimal(136)), (Decimal(3), Decimal(54))  # China's own
NUMBER = re.compile(r"\d{1,3}(?:\.\d+)?")
DEGREES = re.compile(r"(\d{1,3})[°度](\d{1,2})[′'分](\d{1,2}(?:\.\d+)?)[″\"秒]?")


def enterprise_name(raw: object, cell: Cell) -> str:
    """Read an enterprise's name: one line, at most as long as a licence prints it."""
    written = name(raw)
    if written in NOTHING:
        return ""
    if len(written) > 120:
        raise Unclean(f"名称超过 120 个字，像是说明文字：{written[:20]}…")
    if not re.search(r"[^\W\d_]", written):
        raise Unclean(f"这不像一个名称：{written}")
    return written


class Named(NamedTuple):
    """A person as one cell has it: the name, and the phones that may stand beside it."""

    name: str
    phones: tuple[str, ...] = ()


def person(raw: object, cell: Cell) -> Named | None:
    """Read who holds a post, without title and phone; of several names the first."""
    raw = MOBILE.sub(r" \1\2\3 ", str(raw if raw is not None else ""))
    written = name(raw)
    bare = re.sub(r"\([^()]*\)|（[^（）]*）|[\d\-—+]{5,}", " ", written)
    bare = re.sub(r"(联系电话|电话|手机|联系方式)[:：]?", " ", bare).strip(" 、,，/;；:：()（）")
    if written in NOTHING or bare in NOTHING:
        return None
    names = [part for part in re.split(r"[、,，/;；\s]+", bare) if part]
    if len(names) > 1 and all(re.fullmatch(r"[\u3400-\u9fff]{2,4}", part) for part in names):
        cell.say(f"“{written}”写了 {len(names)} 个人，取第一个 {names[0]}")
        bare = names[0]
    if len(bare) > 30 or why_not(bare):
        raise Unclean(f"这不像一个人名：{bare[:20]}")
    return Named(bare, _phones_beside(raw))


def _phones_beside(raw: object) -> tuple[str, ...]:
    try:
        return tuple(values.phones(raw)) if re.search(r"\d{7,}", str(raw or "")) else ()
    except Unclean:
        return ()


def credit(raw: object, cell: Cell) -> str:
    """Read a credit code; a licence that is only applied for, or an old 15-digit number, is a remark and no code."""
    written = re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(raw if raw is not None else "")))
    if NO_LICENCE.match(written):
        return ""
    if re.fullmatch(r"\d{15}", written):
        cell.say(f"{written} 是 15 位的旧注册号，不作为统一社会信用代码")
        return ""
    return credit_code.read(raw)


def some_of(table: Mapping[str, Iterable[str]], what: str) -> Callable[[object], str]:
    """Make a reader of one word out of a table of spellings."""
    meanings = {key(word): meaning for meaning, words in table.items() for word in words}

    def read(raw: object) -> str:
        word = key(raw)
        if word in meanings:
            return meanings[word]
        if text(raw) in NOTHING:
            return ""
        inside = {meaning for spelling, meaning in meanings.items() if len(spelling) >= 2 and spelling in word}
        if len(inside) == 1:
            return inside.pop()
        raise Unclean(f"不认识的{what}：{text(raw)}")

    return read


def flag(yes: tuple[str, ...], no: tuple[str, ...] = ()) -> Reader:
    """Make a reader of a flag: yes and no in all their signs, or the flag's own words (规上, 规下)."""
    yes_keys, no_keys = {key(word) for word in yes}, {key(word) for word in no}

    def read(raw: object, cell: Cell) -> bool | None:
        word = key(raw)
        if word in no_keys or word.startswith(("非", "不属于", "不是")):
            return False
        if word in yes_keys:
            return True
        return values.yes_no(raw)

    return read


def industries(known: Mapping[str, str]) -> Reader:
    """Make a reader of industries; `known` maps every spelling to a code. What is not known is said and left out."""

    def read(raw: object, cell: Cell) -> list[str]:
        written = text(raw)
        if written in NOTHING:
            return []
        whole = known.get(key(written))
        words = [written] if whole else [word for word in SPLIT.split(written) if word.strip()]
        found = [known.get(_without_kind(word, known)) for word in words]
        for word, code in zip(words, found, strict=True):
            if code is None:
                cell.say(f"行业目录里没有“{word.strip()}”，没有采用")
        return list(dict.fromkeys(code for code in found if code))

    return read


def _without_kind(word: str, known: Mapping[str, str]) -> str:
    bare = re.sub(r"^\d+[.、]?|[(（].*[)）]$", "", key(word))
    for form in (bare, re.sub(r"(行业领域|行业|领域|类|企业|业)$", "", bare)):
        if form in known:
            return form
    return bare


def coordinate(bounds: tuple[Decimal, Decimal], what: str) -> Callable[[object], str]:
    """Make a reader of a longitude or latitude in degrees, decimal or 113°48′12″; gives text with six decimals."""

    def read(raw: object) -> str:
        written = unicodedata.normalize("NFKC", str(raw if raw is not None else "")).strip("东经北纬ENen :：")
        if not written or text(raw) in NOTHING:
            return ""
        degrees = _degrees(written)
        if degrees is None or not bounds[0] <= degrees <= bounds[1]:
            raise Unclean(f"{what}无法识别：{text(raw)}")
        return f"{degrees:.6f}"

    return read


def point(raw: object) -> str:
    """Read longitude and latitude of one cell, in whichever order; gives "113.8,34.1"."""
    written = unicodedata.normalize("NFKC", str(raw if raw is not None else ""))
    if text(raw) in NOTHING:
        return ""
    parts = DEGREES.findall(written)
    found = [_sexagesimal(*part) for part in parts] or [Decimal(part) for part in NUMBER.findall(written)]
    if len(found) != 2:
        raise Unclean(f"坐标无法识别：{text(raw)}")
    longitude, latitude = max(found), min(found)
    if not (LONGITUDES[0] <= longitude <= LONGITUDES[1] and LATITUDES[0] <= latitude <= LATITUDES[1]):
        raise Unclean(f"坐标不在国内：{text(raw)}")
    return f"{longitude:.6f},{latitude:.6f}"


def _degrees(written: str) -> Decimal | None:
    if found := DEGREES.fullmatch(written):
        return _sexagesimal(*found.groups())
    return Decimal(written) if NUMBER.fullmatch(written) else None


def _sexagesimal(degrees: str, minutes: str, seconds: str) -> Decimal:
    return Decimal(degrees) + Decimal(minutes) / 60 + Decimal(seconds) / 3600


def names(raw: object) -> list[str]:
    """Read former names: several in one cell."""
    written = name(raw)
    return [] if written in NOTHING else [part.strip() for part in re.split(r"[、,，;；/\n]+", written) if part.strip()]
