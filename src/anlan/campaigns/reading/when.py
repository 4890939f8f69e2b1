"""Dates and spans of time as notices write them: 12月底前, 即日起至2月8日, 2024.11.25—12.5, 二〇二四年十二月."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import replace

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.marks import LAST, Mark, When

NOW = "now"
N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
Y = (
    r"(?:(?P<y>(?:19|20)\d\d|二[〇零Oo0][〇零Oo0一二三四五六七八九]{2})(?P<rangey>[-—~至]{1,2}20\d\d)?年(?:度)?|"
    r"(?P<rel>今年|本年|明年|次年|来年|翌年|当年|同年|去年))"
)
POINT = re.compile(
    rf"""(?P<dotted>(?<!\d)(?P<dy>20\d\d)[./-](?P<dm>\d{{1,2}})[./-](?P<dd>\d{{1,2}})(?![\d.]))
    |(?P<short>(?<![\d.])(?P<sm>\d{{1,2}})\.(?P<sd>\d{{1,2}})(?![\d.%％万亿米元]))
    |(?:{Y})?(?P<m>(?<![\d]){N})月(?P<share>份)?(?:(?P<d>{N})[日号]|(?P<part>底|末|初|上旬|中旬|下旬))?
    |{Y.replace("<y>", "<yy>").replace("<rel>", "<yrel>").replace("<rangey>", "<yrange>")}
        (?P<ypart>底|末|年底|年末|上半年|下半年|第?[一二三四1-4]季度)?
    |(?P<onlypart>(?<=[至到—~-])年底|年底|年末)
    |(?P<now>即日|(?:本|自)?(?:通知|方案|文件)?(?:发文|印发|下发|发布|发出)之日|(?:从|自)?现在|目前)
    |(?P<d2>(?<=[至到—~-])\d{{1,2}})[日号]""",
    re.VERBOSE,
)
JOINT = re.compile(
    r"(?:\d{1,2}[时点](?:\d{1,2}分)?)?(?:开始|起|（[^）]{1,6}）)?，?(?:至|到|—{1,2}|一(?=20\d\d年|\d{1,2}[月日])|-{1,2}|~|持续到|持续至|延续至)|(?:开始|起)，(?=[^，。]{4,12}(?:结束|为止|止))"
)
SUFFIX = re.compile(
    r"(?:（(?:星期|周)[一二三四五六日天]）)?(?:\d{1,2}[时点](?:整)?|下班|中午|上午|下午)?"
    r"(?:(?P<by>之前|以前|前(?!后)|止|截止|为止)|(?P<since>起|开始|以来|之后|以后|后)|(?P<within>之内|以内|内|期间|中))?"
)
UP_TO = re.compile("[至到]$|截止(?:[时日]间|日期)?[为是：]?$")
IN_QUOTES = re.compile("《[^》\n]{2,80}》|〔20\\d\\d〕\\d+号")


def whens(text: str, start: int, end: int, issued_on: dt.date | None = None) -> list[When]:
    """Every span of time written between two positions, in order; names of laws and document numbers are left out."""
    quoted = [found.span() for found in IN_QUOTES.finditer(text, start, end)]
    begun = [low for low, _ in quoted]
    points = []
    for found in POINT.finditer(text, start, end):
        before = bisect_right(begun, found.start())
        if not (before and found.start() < quoted[before - 1][1]) and _is_date(text, found):
            points.append(found)
    told: list[When] = []
    skip = False
    year = issued_on.year if issued_on else None
    for index, found in enumerate(points):
        if skip:
            skip = False
            continue
        following = points[index + 1] if index + 1 < len(points) else None
        joint = JOINT.match(text, found.end()) if following else None
        if following and joint and joint.end() == following.start():
            told.append(_range(text, found, following, year))
            skip = True
        elif (when := _single(text, found, year)) is not None:
            told.append(when)
    return told


def _is_date(text: str, found: re.Match[str]) -> bool:
    """Whether a match stands for time: no version, no section number, no 一月一次."""
    if found["short"]:
        return 1 <= int(found["sm"]) <= 12 and 1 <= int(found["sd"]) <= 31 and _near_joint(text, found)
    before = text[max(0, found.start() - 2) : found.start()]
    after = text[found.end() : found.end() + 2]
    if found["m"] and not found["d"]:
        return not (
            before.endswith(("每", "个", "当", "逐", "按")) or (after.startswith(tuple("一报调例")) and not found["y"])
        )
    return not (found["d2"] and not _near_joint(text, found))


def _near_joint(text: str, found: re.Match[str]) -> bool:
    around = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
    return any(mark in around for mark in "至到—-~（）日前起")


def _range(text: str, one: re.Match[str], other: re.Match[str], year: int | None) -> When:
    first, _ = _marks(one, year)
    _second_first, second = _marks(other, year, first)
    begins, ends = (first if isinstance(first, Mark) else None), (second if isinstance(second, Mark) else None)
    if begins and ends:
        if not begins.year and ends.year:
            back = (begins.month, begins.day or 31) > (ends.month, ends.day or 31)
            begins = replace(begins, year=ends.year - back)
        elif begins.year and not ends.year:
            on = (ends.month, ends.day or 31) < (begins.month, begins.day or 31)
            ends = replace(ends, year=begins.year + on)
    tail = SUFFIX.match(text, other.end())
    return When(Span(one.start(), tail.end() if tail else other.end()), begins, ends, from_now=first == NOW)


def _single(text: str, found: re.Match[str], year: int | None) -> When | None:
    first, last = _marks(found, year)
    tail = SUFFIX.match(text, found.end())
    assert tail is not None
    span = Span(found.start(), tail.end())
    if first == NOW:
        return When(span, None, None, from_now=True) if tail["since"] else None
    assert isinstance(first, Mark)
    assert isinstance(last, Mark)
    if tail["by"] or UP_TO.search(text, max(0, found.start() - 8), found.start()):
        if found["m"] and not found["d"] and not found["part"] and tail["by"] in {"前", "之前", "以前"}:
            return When(span, None, _month_before(first), is_deadline=True)
        return When(span, None, last, is_deadline=True)
    if tail["since"]:
        return When(span, first, None, is_since=tail["since"] in {"以来", "后", "之后", "以后"})
    return When(span, first, last)


def _month_before(first: Mark) -> Mark:
    """12月前 ends with November."""
    if first.month > 1:
        return Mark(first.year, first.month - 1, LAST)
    return Mark(first.year - 1 if first.year else None, 12, LAST)


def _marks(found: re.Match[str], year: int | None, before: Mark | str | None = None) -> tuple[Mark | str, Mark | str]:
    """First and last day of one written point of time."""
    if found["now"]:
        return NOW, NOW
    if found["dotted"]:
        mark = Mark(int(found["dy"]), int(found["dm"]), int(found["dd"]))
        return mark, mark
    if found["short"]:
        mark = Mark(None, int(found["sm"]), int(found["sd"]))
        return mark, mark
    if found["d2"]:
        month, known = (before.month, before.year) if isinstance(before, Mark) else (0, None)
        mark = Mark(known, month, int(found["d2"]))
        return mark, mark
    if found["m"]:
        return _month(found, _year(found["y"], found["rel"], year, before))
    known = _year(found["yy"], found["yrel"], year, before) or year
    return _year_part(found["ypart"] or found["onlypart"] or "", known)


def _year(written: str | None, relative: str | None, year: int | None, before: Mark | str | None) -> int | None:
    if written:
        return int(written) if written.isdigit() else numerals.value(written.replace("O", "〇").replace("o", "〇"))
    if not relative or year is None:
        return None
    if relative in {"明年", "来年"}:
        return year + 1
    if relative in {"次年", "翌年"}:
        return (before.year if isinstance(before, Mark) and before.year else year) + 1
    return year - 1 if relative == "去年" else year


TENTHS = {"底": (21, LAST), "末": (21, LAST), "初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, LAST)}


def _month(found: re.Match[str], year: int | None) -> tuple[Mark, Mark]:
    month = numerals.value(found["m"])
    if found["d"]:
        mark = Mark(year, month, numerals.value(found["d"]))
        return mark, mark
    first, last = TENTHS.get(found["part"] or "", (1, LAST))
    whole = not found["part"]
    return Mark(year, month, first, whole), Mark(year, month, last, whole)


def _year_part(part: str, year: int | None) -> tuple[Mark, Mark]:
    if part.endswith(("底", "末")):
        return Mark(year, 12, 31), Mark(year, 12, 31)
    if part == "上半年":
        return Mark(year, 1, 1), Mark(year, 6, 30)
    if part == "下半年":
        return Mark(year, 7, 1), Mark(year, 12, 31)
    if part.endswith("季度"):
        quarter = numerals.value(part.removeprefix("第").removesuffix("季度"))
        return Mark(year, quarter * 3 - 2, 1), Mark(year, quarter * 3, LAST)
    return Mark(year, 1, 1), Mark(year, 12, 31)
