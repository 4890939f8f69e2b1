"""Spans of time against what is said of them: so many days, a season told twice, a term, a quarter's months."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from anlan.campaigns.reading import numerals
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.marks import Mark, When
from anlan.campaigns.reading.when import whens
from anlan.campaigns.reading.years import nearest

N = r"\d{1,3}|[一二两三四五六七八九十]{1,3}"
BEHIND = re.compile(rf"）?，?(?:期间)?(?:合计|共计|共|历时|为期|总计|连续|计)(?P<n>{N})(?P<unit>天|日|周|个月)")
BEFORE = re.compile(rf"(?:为期|历时|利用|用)(?P<n>{N})(?P<unit>天|周|个月)(?:时间)?(?:（|，(?:从|自)?|（(?:从|自))$")
DAYS = {"天": 1.0, "日": 1.0, "周": 7.0, "个月": 30.44}
ABOUT = {"天": 0.0, "日": 0.0, "周": 2.0, "个月": 10.0}
NEAR = 14


def counted_days(draft: Draft) -> Iterator[Conflict]:
    """1月25日至1月31日共8天; the time of the whole is looked at in `staging.length`."""
    text = draft.flow.text
    for when in whens(text, 0, len(text), draft.head.issued_on):
        if draft.period and draft.period.span.start == when.span.start:
            continue
        found = BEHIND.match(text, when.span.end) or BEFORE.search(
            text, max(0, when.span.start - NEAR), when.span.start
        )
        spanned = _length(draft, when) if found else None
        if found and spanned and _differs(spanned, numerals.value(found["n"]), found["unit"]):
            span = Span(min(when.span.start, found.start()), max(when.span.end, found.end()))
            what = (
                f"文中说{found['n']}{found['unit']}，“{draft.flow.words(when.span)}”却是 {spanned} 天。请定下起止日期。"
            )
            yield Conflict("length", what, "hard", (sentence(draft, span),))


def _differs(spanned: int, said: int, unit: str) -> bool:
    """Whether days are not what is said, with both ends counted or one."""
    return min(abs(spanned - said * DAYS[unit]), abs(spanned - 1 - said * DAYS[unit])) > ABOUT[unit]


def _length(draft: Draft, when: When) -> int | None:
    anchor = draft.head.issued_on or draft.starts or dt.date(2025, 1, 1)
    begins, ends = (_near(mark, anchor) for mark in (when.begins, when.ends))
    if begins and ends and ends < begins and when.ends and not when.ends.year:
        ends = when.ends.on(begins.year + 1)
    return (ends - begins).days + 1 if begins and ends and ends >= begins else None


def _near(mark: Mark | None, anchor: dt.date) -> dt.date | None:
    year = mark.year or (nearest(mark, anchor) if mark.is_possible else None) if mark else None
    return mark.on(year) if mark and year else None


NAME = "(?P<name>主?汛期|高火险期|[一-鿿]{2,5}?期(?![间限货初末中内]))"
SEASON = re.compile(rf"(?P<behind>为|是|属)?(?:[全本我](?:[市县区镇乡]|街道))?(?:的)?{NAME}")
TOLD_BEFORE = re.compile(f"{SEASON.pattern}(?:从|自|为|是|：|（|时间为|至|到|截至|延长至|持续至)+$")
INSIDE = re.compile("(?P<name>禁火期|防火期|防汛期|主?汛期|休渔期|封山期)内?（$")
FAR = 12
KEPT = 3
"""森林防火期 and 防火期 are one."""


def seasons(draft: Draft) -> Iterator[Conflict]:
    """4月1日至9月30日为汛期, and elsewhere 汛期为4月15日至10月15日, or 汛期至10月15日结束."""
    first: dict[str, tuple[tuple[str | None, str | None], Span]] = {}
    text = draft.flow.text
    for when in whens(text, 0, len(text), draft.head.issued_on):
        name = _season_of(text, when)
        if not name or not when.ends or (when.begins and when.begins == when.ends):
            continue
        days = _day(when.begins), _day(when.ends)
        known = first.setdefault(name, (days, when.span))
        if any(one and other and one != other for one, other in zip(days, known[0], strict=True)):
            written = [draft.flow.words(span) for span in (known[1], when.span)]
            what = f"{name}一处写{written[0]}，一处写{written[1]}。请定下起止日期。"
            yield Conflict("season", what, "hard", (sentence(draft, when.span), sentence(draft, known[1])))


def _day(mark: Mark | None) -> str | None:
    """Month and day, whatever the year."""
    day = mark.iso() if mark else None
    return day[-5:] if day else None


def _season_of(text: str, when: When) -> str:
    """The season whose days these are: 4月1日至9月30日为汛期, 汛期为4月1日至9月30日; "" where none."""
    inside = INSIDE.search(text, max(0, when.span.start - FAR), when.span.start)
    if inside and text.startswith("）", when.span.end):
        return _short(inside["name"])
    behind = SEASON.match(text, when.span.end)
    if behind and behind["behind"] and when.begins:
        return _short(behind["name"])
    before = TOLD_BEFORE.search(text, max(0, when.span.start - FAR), when.span.start)
    return _short(before["name"]) if before else ""


def _short(name: str) -> str:
    return name if name.endswith("汛期") else name[-KEPT:]


IN_FORCE = re.compile(
    r"自(?P<from>20\d\d年\d{1,2}月\d{1,2}日)起(?:施行|执行|实施|生效)[^\n]{0,40}?(?:有效期|试行期?|执行期|期限|实施期)(?:为|限为)?(?P<n>[\d一二两三四五六七八九十]{1,2})(?P<unit>年|个月)[^。；\n]{0,6}?至(?P<to>20\d\d年\d{1,2}月\d{1,2}日)"
)
OVER = re.compile(
    r"自(?P<from>20\d\d年\d{1,2}月\d{1,2}日)起(?:施行|执行|实施|生效)[^\n]{0,24}?(?:有效期|试行|执行|止于)[^。；\n\d]{0,4}至(?P<to>20\d\d年\d{1,2}月\d{1,2}日)"
)
TERM = {"年": 365.25, "个月": 30.44}


def in_force(draft: Draft) -> Iterator[Conflict]:
    """自2026年6月1日起施行，有效期二年，至2027年5月31日止."""
    for found in IN_FORCE.finditer(draft.flow.text):
        first, last = (whens(draft.flow.text, *found.span(name))[0].marks[0] for name in ("from", "to"))
        begins, ends = first.date, last.date
        said = numerals.value(found["n"]) * TERM[found["unit"]]
        if begins and ends and abs((ends - begins).days + 1 - said) > max(3, said * 0.03):
            what = f"期限写{found['n']}{found['unit']}，起止日期（{begins} 至 {ends}）却不是。"
            yield Conflict("length", what, "hard", (Span(*found.span()),))


def over_before_it_begins(draft: Draft) -> Iterator[Conflict]:
    """自2028年6月1日起实施，有效期至2028年5月31日."""
    for found in OVER.finditer(draft.flow.text):
        first, last = (whens(draft.flow.text, *found.span(name))[0].marks[0].date for name in ("from", "to"))
        if first and last and last < first:
            what = f"从 {first} 起施行，{last} 就到期了。请定下起止日期。"
            yield Conflict("range_backwards", what, "hard", (Span(*found.span()),))


PARTS = {"上半年": (1, 6), "下半年": (7, 12), "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12)}
PART = re.compile(r"(?P<part>[上下]半年|[一二三四]季度)(?:末|内)?(?:（|，?即)(?:20\d\d年)?(?P<m>\d{1,2})月")


def months_of_parts(draft: Draft) -> Iterator[Conflict]:
    """上半年（7月底前）, 三季度（10月）."""
    for found in PART.finditer(draft.flow.text):
        first, last = PARTS[found["part"]]
        if not first <= int(found["m"]) <= last:
            what = f"{found['part']}是 {first} 月至 {last} 月，文中写的是 {found['m']} 月。请定下时间。"
            yield Conflict("named_month", what, "hard", (sentence(draft, Span(*found.span())),))


ON_DUTY = re.compile("^[^。；，]{1,24}(?:带班|值班|值守|巡查|轮值)[^。；，]{0,4}$")


def rosters(draft: Draft) -> Iterator[Conflict]:
    """4月3日至4月5日 廖美华带班, and in the next line 4月5日至4月7日 周小平带班."""
    anchor = draft.head.issued_on or dt.date(2025, 1, 1)
    told = [
        one for one in whens(draft.flow.text, 0, len(draft.flow.text), draft.head.issued_on) if one.begins and one.ends
    ]
    for one, other in pairwise(told):
        days = [_near(mark, anchor) for mark in (one.ends, other.begins, other.ends)]
        between = draft.flow.text[one.span.end : other.span.start]
        if None not in days and ON_DUTY.match(between) and days[1] <= days[0] < days[2]:  # type: ignore[operator]  # none is None
            what = f"前一班到 {days[0]} 止，后一班从 {days[1]} 起，有一天排了两次。请核对。"
            yield Conflict("range_backwards", what, "soft", (_line(draft, other), _line(draft, one)))


def _line(draft: Draft, when: When) -> Span:
    """A time with what follows it."""
    end = ON_DUTY.match(draft.flow.text[when.span.end : when.span.end + FAR])
    return Span(when.span.start, when.span.end + (end.end() if end else FAR))
