"""Classes by a measure: 乙类 from 3000 to 1万平方米, 丙类不足5000平方米: no value may belong to two classes or none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

NUM = r"\d{1,6}(?:\.\d+)?万?"
UNIT = "平方米|立方米|万元|元|人|吨|米|层|张|年|分(?!钟)|家|户|辆|公里|克|千克|公斤|个床位|床"
RANGE = re.compile(
    rf"(?P<lo>{NUM})(?:{UNIT})?(?:（?含）?)?(?:[至到—~-]{{1,2}})(?P<hi>{NUM})(?P<u1>{UNIT})"
    rf"|(?P<from>{NUM})(?P<u2>{UNIT})(?:（含）)?(?:及)?以上(?:（含[^）]*）)?(?:、|，|且|但)?(?:(?:不足|不满|未满|小于|低于)?(?P<to>{NUM})(?P<u3>{UNIT})?(?:（不含）)?(?:以下)?)?"
    rf"|(?P<least>不低于|不少于|大于|超过|达到)(?P<from2>{NUM})(?P<u4>{UNIT})"
    rf"|(?:不足|不满|未满|小于|低于)(?P<to2>{NUM})(?P<u5>{UNIT})"
    rf"|(?P<to3>{NUM})(?P<u6>{UNIT})(?:（不含）|（含）)?(?:及)?以下"
)
CLASS = re.compile(
    "[甲乙丙丁戊A-D一二三四红橙黄蓝大中小][类级型色][一-鿿]{0,6}(?=指|为|是|：|，|、|（|。|；|$)|优秀|良好|(?<!不)合格|不合格|较好|一般|较差|"
    "大型|中型|小型|微型|重点单位|一般单位"
)
FEWEST, AHEAD = 2, 10


@dataclass(frozen=True)
class Band:
    """From and up to where a class goes, in one unit; up to the end excludes it where it is 不足."""

    low: float
    high: float
    unit: str
    span: Span


def apart(draft: Draft) -> Iterator[Conflict]:
    """Two classes of one line that overlap, or leave something between them."""
    for line in re.finditer("[^\\n]{12,400}", draft.flow.text):
        bands = sorted(_bands(line), key=lambda band: band.low)
        units = {band.unit for band in bands}
        if len(bands) < FEWEST or len(units) > 1 or len(set(CLASS.findall(line[0]))) < len(bands):
            continue
        for one, other in pairwise(bands):
            step = 1 if one.unit in "分人户家张层" else 0
            lost = other.low - one.high
            if lost < 0 or (lost > step and len(bands) > FEWEST):
                how = "有重叠" if lost < 0 else "中间有空档"
                what = f"“{draft.flow.words(one.span)}”和“{draft.flow.words(other.span)}”{how}。请定下界限。"
                start = min(one.span.start, other.span.start)
                start, end = max(line.start(), start - AHEAD), max(one.span.end, other.span.end)
                yield Conflict("two_amounts", what, "soft", (Span(start, end),))
                break


PASSED = re.compile(r"(?P<n>\d{1,3})分(?:及)?以上[^。；，\n]{0,6}?(?<!不)(?:合格|达标)")
FAILED = re.compile(
    r"(?P<n>\d{1,3})分以下[^。；，\n]{0,6}?(?:不合格|不达标)|(?:低于|不足)(?P<m>\d{1,3})分[^。；，\n]{0,6}?(?:不合格|不达标)"
)


def passed_and_failed(draft: Draft) -> Iterator[Conflict]:
    """80分以上为合格, and elsewhere 70分以下的不合格."""
    first = PASSED.search(draft.flow.text)
    for found in FAILED.finditer(draft.flow.text) if first else ():
        if first and (found["n"] or found["m"]) != first["n"]:
            what = f"合格线一处写 {first['n']} 分，一处写 {found['n'] or found['m']} 分。请定下分数。"
            yield Conflict("two_amounts", what, "soft", (Span(*found.span()), Span(*first.span())))
            return


def _bands(line: re.Match[str]) -> Iterator[Band]:
    for found in RANGE.finditer(line[0]):
        given = found.groupdict()
        unit = next(given[name] for name in ("u1", "u2", "u4", "u5", "u6") if given[name])
        low = next((_value(given[name]) for name in ("lo", "from", "from2") if given[name]), 0.0)
        high = next((_value(given[name]) for name in ("hi", "to", "to2", "to3") if given[name]), float("inf"))
        yield Band(low, high, unit, Span(line.start() + found.start(), line.start() + found.end()))


def _value(written: str) -> float:
    return float(written.removesuffix("万")) * (10**4 if written.endswith("万") else 1)
