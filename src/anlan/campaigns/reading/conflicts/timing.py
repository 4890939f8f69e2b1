"""Dates that cannot be: no such day, another weekday, before the notice, outside it, another year's assessment."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from anlan.campaigns.reading.draft import Conflict, Draft, Duty
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.marks import Mark, When
from anlan.campaigns.reading.when import whens
from anlan.campaigns.reading.window import title_year
from anlan.campaigns.reading.years import Years, nearest

CLOSING, NEARLY_A_MONTH = 15, 31
CLOSING_WORDS = re.compile("[总小]结|汇总|报告|考核|评估|归档|销号|验收|考评|通报|评出|评选|表彰|兑现|奖励|恢复")
SOON = 45
FAR = 300
"""No stretch between commas is longer."""


def sentence(draft: Draft, at: Span) -> Span:
    """The words around a position, from comma or stop to comma or stop, long enough to be understood."""
    text, low, high = draft.flow.text, max(0, at.start - FAR), at.end + FAR
    start = max(low - 1, *(text.rfind(mark, low, at.start) for mark in "，。；\n：")) + 1
    ends = [end for mark in "，。；\n" if (end := text.find(mark, at.end, high)) >= 0]
    end = min(ends, default=min(high, len(text)))
    if end - start < len("二〇二四年十二月三十一日前") and text[end : end + 1] == "，":
        later = [stop for mark in "，。；\n" if (stop := text.find(mark, end + 1, high)) >= 0]
        end = min(later, default=end)
    named = TIME_IS.search(text, max(0, start - len("完成时限：")), start)
    end -= text[end - 1] == "）" and "（" not in text[start:end]
    return Span(named.start() if named else start, end)


TIME_IS = re.compile("(?:完成)?(?:时限|期限|时间)：$")
"""A day behind it is told with it."""


def impossible_days(draft: Draft) -> Iterator[Conflict]:
    """2月31日, 13月: a day no calendar has."""
    for when in whens(draft.flow.text, 0, len(draft.flow.text), draft.head.issued_on):
        for mark in when.marks:
            if (mark.day != 0 and not mark.is_possible) or not 1 <= mark.month <= 12:
                what = f"“{draft.flow.words(when.span)}”日历上没有这一天。请定下实际日期。"
                yield Conflict("impossible_day", what, "hard", (sentence(draft, when.span),))
            elif mark.year is None and mark.month == 2 and mark.day == 29:
                settled = Years(draft.head.issued_on, draft.starts, draft.ends).settle(mark)
                if settled and settled.year is None:
                    what = f"“{draft.flow.words(when.span)}”没有写年份，2月29日只在闰年有。请定下实际日期。"
                    yield Conflict("impossible_day", what, "hard", (sentence(draft, when.span),))


WEEKDAY = re.compile(
    r"(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]（?(?:星期|周)(?P<w>[一二三四五六日天])"
    r"|(?:星期|周)(?P<w2>[一二三四五六日天])（(?P<m2>\d{1,2})月(?P<d2>\d{1,2})[日号]）"
)


def week_days(draft: Draft) -> Iterator[Conflict]:
    """9月5日（星期一）that is a Friday."""
    for found in WEEKDAY.finditer(draft.flow.text):
        before = draft.flow.text[max(0, found.start() - 5) : found.start()]
        year = re.search(r"(20\d\d)年$", before)
        month, day_of_month = found["m"] or found["m2"], found["d"] or found["d2"]
        mark = Mark(int(year[1]) if year else None, int(month), int(day_of_month))
        anchor = draft.head.issued_on or draft.starts
        known = mark.year or (nearest(mark, anchor) if anchor and mark.is_possible else None)
        day = mark.on(known) if known else None
        written = "一二三四五六日".index((found["w"] or found["w2"]).replace("天", "日"))
        if day and day.weekday() != written:
            is_day, said = ("一二三四五六日"[one] for one in (day.weekday(), written))
            what = f"{day.isoformat()} 是星期{is_day}，文中写的是星期{said}。"
            yield Conflict("weekday", what, "hard", (sentence(draft, Span(found.start(), found.end())),))


ASSESSED = re.compile(
    r"(?P<y>20\d\d)年(?:度|全年)?(?:[一-鿿]{0,12}?)(?:考核|巡查|考评|督导评估|评优|评先|目标管理|绩效|"
    r"述职|责任制|先进|评定|评比|奖惩|中列支|预算列支|信用评价|信用等级|诚信)"
)


def assessment_years(draft: Draft) -> Iterator[Conflict]:
    """Assessed in a year in which the campaign does not run."""
    last = max([day.year for day in (draft.ends, draft.head.issued_on) if day], default=None)
    first = min([day.year for day in (draft.starts, draft.head.issued_on) if day], default=None)
    if first is None or last is None:
        return
    for found in ASSESSED.finditer(draft.flow.text):
        year = int(found["y"])
        if not first <= year <= last and not _in_law(draft, found.start()):
            what = f"专项行动在 {first}{f'—{last}' if last != first else ''} 年，却按 {year} 年度考核。请定下考核年度。"
            yield Conflict("assessment_year", what, "hard", (sentence(draft, Span(found.start(), found.end())),))


def _in_law(draft: Draft, at: int) -> bool:
    before = draft.flow.text[max(0, at - 40) : at]
    return before.rfind("《") > before.rfind("》")


def due_dates(draft: Draft) -> Iterator[Conflict]:
    """A deadline before the notice, or outside the campaign."""
    issued, starts, ends = draft.head.issued_on, draft.starts, draft.ends
    starts_month = starts.month if starts else 0  # 10月起 is no deadline of a campaign that begins in that month
    for duty in draft.duties:
        for when in duty.whens:
            mark = when.ends or when.begins
            begun = when.ends is None and mark is not None and mark.month == starts_month
            if mark is None or begun or not mark.is_possible or (duty.rhythm == "yearly" and not mark.year):
                continue  # 每年12月5日前 is a date of every year
            yield from _due(draft, duty, when, mark, issued, starts, ends)


def _due(
    draft: Draft,
    duty: Duty,
    when: When,
    mark: Mark,
    issued: dt.date | None,
    starts: dt.date | None,
    ends: dt.date | None,
) -> Iterator[Conflict]:
    settled = Years(issued or draft.head.nearly, starts, ends, title_year(draft)).settle(mark)
    day = settled.date if settled else None
    words, quote = draft.flow.words(when.span), (sentence(draft, when.span),)
    if day is None:
        if issued and ends:
            year = nearest(mark, issued)
            told = f"（最近的是 {replace(mark, year=year).iso()}）" if year else ""
            what = f"期限“{words}”没有写年份，落在专项行动（{starts} 至 {ends}）之外{told}。请定下期限。"
            yield Conflict("due_outside", what, "hard", quote)
        elif not mark.year:
            yield Conflict("no_year", f"期限“{words}”没有写年份，也推不出是哪一年。请定下期限。", "hard", quote)
    elif issued and day < issued:
        what = f"期限“{words}”（{day.isoformat()}）在发文日期 {issued.isoformat()} 之前。"
        yield Conflict("due_before_notice", what, "hard", quote)
    elif ends and day > ends:
        late = (day - ends).days
        before = draft.flow.text[draft.flow.text.rfind("。", 0, when.span.start) + 1 : when.span.start]
        # 汛期结束后，10月31日前报告 means to be after it.
        summary = "总结" in duty.action + before and late <= NEARLY_A_MONTH
        near = late <= CLOSING or summary or "结束后" in before
        closing = near and CLOSING_WORDS.search(duty.action + draft.flow.words(duty.span) + before)
        what = f"期限“{words}”（{day.isoformat()}）在专项行动结束（{ends.isoformat()}）之后。"
        yield Conflict("due_outside", what, "soft" if closing else "hard", quote)
    elif starts and day < starts and not mark.year and (starts - day).days > SOON:
        what = f"期限“{words}”（{day.isoformat()}）在专项行动开始（{starts.isoformat()}）之前。"
        yield Conflict("due_outside", what, "hard", quote)


NAMED = {
    "安全生产月": (6,), "安全生产万里行": (6, 7, 8, 9, 10, 11, 12), "消防宣传月": (11,), "119消防": (11,),
    "防灾减灾日": (5,), "防灾减灾周": (5,),
    "职业病防治法宣传周": (4, 5), "交通安全日": (12,), "122": (12,),
}  # fmt: skip


def named_months(draft: Draft) -> Iterator[Conflict]:
    """安全生产月 is June, by whatever stage it stands in."""
    for name, months in NAMED.items():
        for found in re.finditer(f"“?(?:{name})”?(?=[专活宣系主]|活动|期间)", draft.flow.text):
            clause_days = _window_at(draft, found.start())
            if clause_days and not _meets(months, *clause_days):
                first, last = clause_days
                what = (
                    f"“{name}”在每年{'、'.join(str(month) for month in months)}月，不在{first.isoformat()} 至 "
                    f"{last.isoformat()} 之内。"
                )
                yield Conflict("named_month", what, "hard", (sentence(draft, Span(found.start(), found.end())),))


IN_BRACKETS = re.compile("“?(?P<name>安全生产月|消防宣传月)”?（(?P<m>\\d{1,2})月）")


def months_in_brackets(draft: Draft) -> Iterator[Conflict]:
    """“安全生产月”（5月）."""
    for found in IN_BRACKETS.finditer(draft.flow.text):
        if int(found["m"]) not in NAMED[found["name"]]:
            what = f"“{found['name']}”在每年 {NAMED[found['name']][0]} 月，文中写的是 {found['m']} 月。"
            yield Conflict("named_month", what, "hard", (Span(*found.span()),))


def _window_at(draft: Draft, at: int) -> tuple[dt.date, dt.date] | None:
    if draft.starts is None or draft.ends is None:
        return None
    for stage in draft.stages:
        if (
            stage.clause.span.start <= at < stage.clause.span.end
            and stage.ends
            and stage.ends.date
            and stage.ends.date >= draft.starts
        ):
            begins = stage.begins.date if stage.begins and stage.begins.date else draft.starts
            return (begins, stage.ends.date) if begins <= stage.ends.date else None
    return draft.starts, draft.ends


def _meets(months: tuple[int, ...], first: dt.date, last: dt.date) -> bool:
    spanned = (last.year - first.year) * 12 + last.month - first.month
    return any((first.month + step - 1) % 12 + 1 in months for step in range(min(spanned, 11) + 1))
