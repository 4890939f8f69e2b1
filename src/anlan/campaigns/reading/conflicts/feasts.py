"""A feast on a day that is not its own: 除夕（2028年2月16日）, 国庆节（9月30日）."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.marks import When
from anlan.campaigns.reading.when import whens
from anlan.campaigns.reading.years import Years
from anlan.core import feasts

NAMED = "|".join(sorted(feasts.NAMES, key=len, reverse=True))
BEHIND = re.compile(
    f"“?(?P<name>{NAMED})”?(?:节|假期|小长假|当天|当日|当晚|期间|放假){{0,2}}[（，]?(?:即|为|是|时间为)?"
)
BEFORE = re.compile(f"）?（?(?:农历|即|为|是|适逢|恰逢){{0,2}}“?(?P<name>{NAMED})”?(?=[节）。，当]|假期|期间)")
CLOSE = 14


def on_another_day(draft: Draft) -> Iterator[Conflict]:
    """除夕（2028年2月16日）, where it is 25 January; a holiday told in days must hold or touch its feast."""
    text, years = draft.flow.text, Years(draft.head.issued_on, draft.starts, draft.ends)
    for when in whens(text, 0, len(text), draft.head.issued_on):
        name = None if when.is_deadline or when.is_since else _named(text, when)
        days = _days(years, when) if name else None
        own = feasts.day_of(name, days[1].year) if name and days else None
        if own and days and not _touches(own, *days):
            told = f"{own.year} 年{name}是 {own.month} 月 {own.day} 日"
            what = f"“{name}”写在“{draft.flow.words(when.span)}”，{told}。请核对日期。"
            yield Conflict("named_month", what, "hard", (sentence(draft, when.span),))


def _named(text: str, when: When) -> str | None:
    """The feast these days are said to be, in front of them or behind."""
    ahead = text[max(0, when.span.start - CLOSE) : when.span.start]
    found = next((one for one in BEHIND.finditer(ahead) if one.end() == len(ahead) and ahead[-1] in "（为是"), None)
    found = found or (BEFORE.match(text, when.span.end) if text[when.span.end : when.span.end + 1] == "（" else None)
    return found["name"] if found else None


def _days(years: Years, when: When) -> tuple[dt.date, dt.date] | None:
    first, last = years.settle(when.begins or when.ends), years.settle(when.ends or when.begins)
    whole = any(mark.whole_month for mark in when.marks)
    return (first.date, last.date) if not whole and first and last and first.date and last.date else None


def _touches(own: dt.date, first: dt.date, last: dt.date) -> bool:
    if first == last:
        return own == first
    return first - dt.timedelta(days=1) <= own <= last or abs((first - own).days) < 2


IN_YEAR = re.compile(f"(?P<y>20\\d\\d)年(?:的)?“?(?P<name>{NAMED})")
OF_THE_PAST = re.compile("去年|往年|发生|以来|曾|事故|总结|经验")
AWAY = dt.timedelta(days=45)


def in_another_year(draft: Draft) -> Iterator[Conflict]:
    """2027年元旦 in a campaign from December 2027 to March 2028."""
    if not draft.starts or not draft.ends:
        return
    for found in IN_YEAR.finditer(draft.flow.text):
        day, span = feasts.day_of(found["name"], int(found["y"])), sentence(draft, Span(*found.span()))
        inside = day and draft.starts - AWAY <= day <= draft.ends + AWAY
        if day and not inside and not OF_THE_PAST.search(draft.flow.words(span)):
            what = f"“{found[0]}”不在专项行动（{draft.starts} 至 {draft.ends}）期间。请核对年份。"
            yield Conflict("season", what, "hard", (span,))


LAST = re.compile("上一?(?:年|个|学年)|去年|次年|明年|20\\d\\d年$")
TERM = re.compile("(?P<season>[春秋])季学期(?=[开第期学]|结束|放假|(?:学校|校园)?安全工作)")


def in_another_term(draft: Draft) -> Iterator[Conflict]:
    """春季学期开学第一周 in a notice for the autumn term."""
    titled = set(re.findall("([春秋])季学期", draft.head.title))
    for found in TERM.finditer(draft.flow.text) if len(titled) == 1 else ():
        before = draft.flow.text[max(0, found.start() - len("20270年")) : found.start()]
        if found["season"] not in titled and not LAST.search(before):
            what = f"标题写{titled.copy().pop()}季学期，这里写{found[0]}。请核对学期。"
            yield Conflict("season", what, "soft", (sentence(draft, Span(*found.span())),))
