"""Dates as people type them into ledgers, and the sentence for those that are none."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from anlan.core import clock
from anlan.files.sheets.text import NOTHING, text
from anlan.files.sheets.unclean import Unclean

EXCEL_EPOCH = datetime.date(1899, 12, 30)  # serial 1 is 1900-01-01; the wrong leap day of 1900 is before any ledger
SERIALS = range(20_000, 80_000)  # 1954 to 2119
CHINESE_DIGITS = {character: str(digit) for digit, character in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "O": "0",
    "两": "2",
}
TAIL = re.compile(
    r"(\(?(周|星期|礼拜)[一二三四五六日天]\)?"
    r"|[T ]?\s*(上午|下午|晚上?|早上?|中午)?\s*\d{1,2}[:时点]\d{0,2}([:分]\d{0,2}(\.\d+)?秒?)?"
    r"(Z|[+-]\d\d:?\d\d)?|上午|下午|全天|(之|以)?前|止|\.|。)$"
)
FORMS = [
    re.compile(r"(?P<y>\d{4})[年.\-/,、 ]\s*(?P<m>\d{1,2})[月.\-/,、 ]\s*(?P<d>\d{1,2})[日号]?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(r"(?P<y>\d{2})[年.\-/]\s*(?P<m>\d{1,2})[月.\-/]\s*(?P<d>\d{1,2})[日号]?"),
    re.compile(r"(?P<m>\d{1,2})[月.\-/]\s*(?P<d>\d{1,2})[日号]?"),
    re.compile(r"((?P<y>\d{4})[年.\-/]\s*)?(?P<m>\d{1,2})月(?P<end>底|末)"),
]
WITHOUT_DAY = re.compile(r"((?P<y>\d{4})[年.\-/]\s*)?(?P<m>\d{1,2})月?(份)?|\d{4}年?")
AROUND_UNIT = re.compile(r" *([年月日号]) *")
CHINESE_PART = re.compile(r"[〇零○O一二三四五六七八九十两]+(?=[年月日号])")


@dataclass(frozen=True)
class Reading:
    """A date, and what had to be added to the cell to read it ("" where nothing)."""

    day: datetime.date
    note: str = ""


def read(
    raw: object,
    *,
    year: int | None = None,
    year_from: str = "",
    earliest: datetime.date = datetime.date(1949, 10, 1),
    latest: datetime.date | None = None,
    in_month: str = "",
) -> Reading | None:
    """Read a date out of a cell; None where the cell says nothing.

    `year` completes dates without one and `year_from` says where it was found; `latest` defaults to ten years from
    today. `in_month`, first or last, is the day of a year and month without one.
    Raises Unclean with the cell's own text for anything impossible, ambiguous or out of bounds.
    """
    reading = _of_month(raw, in_month) or _read(raw, year, year_from)
    if reading is None:
        return None
    latest = latest or clock.today() + datetime.timedelta(days=3653)
    if reading.day > latest:
        raise Unclean(f"日期晚于 {latest:%Y-%m-%d}，不像真的：{text(raw)}")
    if reading.day < earliest:
        raise Unclean(f"日期早于 {earliest:%Y-%m-%d}，不像真的：{text(raw)}")
    return reading


def _of_month(raw: object, which: str) -> Reading | None:
    """A day of 2024年3月 where the column says which; said, for the ledger does not."""
    plain = unicodedata.normalize("NFKC", raw).strip() if which and isinstance(raw, str) else ""
    found = WITHOUT_DAY.fullmatch(TAIL.sub("", CHINESE_PART.sub(_chinese, AROUND_UNIT.sub(r"\1", plain))))
    if not found or not found["y"] or not 1 <= int(found["m"]) <= 12:
        return None
    year, month = int(found["y"]), int(found["m"])
    day = datetime.date(year, month, calendar.monthrange(year, month)[1] if which == "last" else 1)
    return Reading(day, f"“{text(raw)}”只写到月，按 {day:%Y-%m-%d} 登记")


def _read(raw: object, year: int | None, year_from: str) -> Reading | None:
    if isinstance(raw, datetime.datetime):
        return Reading(raw.date())
    if isinstance(raw, datetime.date):
        return Reading(raw)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _number(raw)
    written = text(raw)
    if written in NOTHING:
        return None
    return _words(written, year, year_from)


def _number(raw: float) -> Reading:
    if not abs(raw) < 1e9:
        raise Unclean(f"日期无法识别：{raw:g}")
    if int(raw) in SERIALS:
        return Reading(EXCEL_EPOCH + datetime.timedelta(days=int(raw)))
    if float(raw).is_integer() and len(str(int(raw))) == 8:
        return _words(str(int(raw)), None, "")
    raise Unclean(f"日期无法识别：{raw:g}，请写成 2026-11-5 的样子")


def _words(written: str, year: int | None, year_from: str) -> Reading:
    plain = AROUND_UNIT.sub(r"\1", unicodedata.normalize("NFKC", written.replace("\n", " ")).strip())
    plain = CHINESE_PART.sub(_chinese, plain)
    before = ""
    while plain != before:
        before, plain = plain, TAIL.sub("", plain).strip()
    if plain.isdigit() and int(plain) in SERIALS:
        return Reading(EXCEL_EPOCH + datetime.timedelta(days=int(plain)))
    for form in FORMS:
        if found := form.fullmatch(plain):
            return _reading(written, found.groupdict(), year, year_from)
    if WITHOUT_DAY.fullmatch(plain):
        raise Unclean(f"日期没有写到哪一天：{written}")
    raise Unclean(f"日期无法识别：{written}")


def _reading(written: str, parts: dict[str, str | None], year: int | None, year_from: str) -> Reading:
    note = ""
    if written_year := parts.get("y"):
        full = int(written_year) if len(written_year) == 4 else 2000 + int(written_year)
    elif year:
        full, note = year, f"“{written}”没有写年份，按{year_from or '台账年度'}算作 {year} 年"
    else:
        raise Unclean(f"日期没有写年份，标题和表名里也找不到年份：{written}")
    month = int(parts["m"] or 0)
    try:
        day = calendar.monthrange(full, month)[1] if parts.get("end") else int(parts["d"] or 0)
        return Reading(datetime.date(full, month, day), note)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise Unclean(f"日期无法识别：{written}") from error


def _chinese(found: re.Match[str]) -> str:
    """Turn 二〇二六 into 2026 and 二十一 into 21."""
    word = found[0]
    if "十" not in word:
        return "".join(CHINESE_DIGITS[character] for character in word)
    tens, _, ones = word.partition("十")
    return str(
        int(CHINESE_DIGITS.get(tens, "1") if tens else "1") * 10 + int(CHINESE_DIGITS.get(ones, "0") if ones else "0")
    )


IN_FULL = re.compile(r"(20\d{2}|\d{2}(?=[.\-/年]\d{1,2}[.\-/月]\d))[年.\-/]\d{1,2}([月.\-/]|$)")

WITHOUT_YEAR = re.compile(r"\d{1,2}[月.\-/]\d{1,2}[日号]?$|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十\d]")


def year_among(cells: Iterable[object]) -> int | None:
    """Return the year of the cells that are dates in full, if all have the same and others have none.

    Next year is the last believed.
    """
    cells = list(cells)
    written = [unicodedata.normalize("NFKC", cell).replace(" ", "") for cell in cells if isinstance(cell, str)]
    if not any(WITHOUT_YEAR.match(one) for one in written):
        return None
    years = {cell.year for cell in cells if isinstance(cell, datetime.date)}
    years |= {int(found[1]) % 100 + 2000 for one in written if (found := IN_FULL.match(one))}
    years = {year for year in years if year <= clock.today().year + 1}
    return years.pop() if len(years) == 1 else None


YEAR_IN_TITLE = re.compile(r"(?<!\d)(20\d{2})(?!\d)(?=\s*(年|[.\-/]|[上下]半年|第|$|[^\d]))")
CHINESE_YEAR = re.compile(r"二[〇零○][一二三四五六七八九〇零○]{2}年")


def year_in(words: object) -> int | None:
    """Return the year a title or a sheet's name speaks of, if it names exactly one."""
    plain = unicodedata.normalize("NFKC", str(words or ""))
    plain = CHINESE_YEAR.sub(lambda found: "".join(CHINESE_DIGITS.get(c, c) for c in found[0]), plain)
    years = {int(found[1]) for found in YEAR_IN_TITLE.finditer(plain)}
    return years.pop() if len(years) == 1 else None
