"""What passes from hand to hand in the wrong order: passed on before it is given, told before it is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from anlan.campaigns.reading.conflicts.deadlines import DAYS
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft, Duty
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.when import Mark, When, whens
from anlan.campaigns.reading.years import Years

GIVEN = re.compile("报送|上报|填报|提交|录入|登记|报(?!警|告警)")
PASSED_ON = re.compile("审核|汇总|复核|审定|核准|通报|汇编|分析")


def passed_on_before_given(draft: Draft) -> Iterator[Conflict]:
    """各学校每月25日前填报，教育局每月20日前审核上报: the second hand is earlier than the first."""
    told = [one for one in draft.duties if one.rhythm in {"monthly", "yearly"}]
    for one, other in (pair for both in pairwise(told) for pair in (both, both[::-1])):
        given, passed = (draft.flow.words(duty.span) for duty in (one, other))
        first, second = _day_of(one, given), _day_of(other, passed)
        if one.subject == other.subject or one.rhythm != other.rhythm or not (first and second):
            continue
        near = max(one.span.start, other.span.start) - min(one.span.end, other.span.end) < CLOSE
        is_given = near and GIVEN.search(given) and not PASSED_ON.search(given)
        how = PASSED_ON.search(passed) if is_given else None
        if how and second < first:
            often, days = ("每月", "{1} 日") if one.rhythm == "monthly" else ("每年", "{0} 月 {1} 日")
            by, at = (days.format(*day) for day in (first, second))
            what = f"{one.subject}{often} {by}前才报，{other.subject}{often} {at}前就要{how[0]}。请定下先后。"
            yield Conflict("falling_dates", what, "soft", (other.span, one.span))


def _day_of(duty: Duty, words: str) -> tuple[int, int] | None:
    """Month and day of what is due each year, 0 and the day of what is due each month; None where no day is told."""
    if duty.rhythm == "yearly":
        ends = duty.whens[-1].ends if duty.whens and duty.whens[-1].is_deadline else None
        return _of_year(ends) if ends else None
    found = DAYS["monthly"].search(duty.due_written) or DAYS["monthly"].search(words)
    return (0, int(found[0])) if found else None


DONE = re.compile("(?:全部|全面|基本)?完成(?P<what>[一-鿿]{3,10}?)(?=[，。；\n])")
RESULT = re.compile("(?P<what>[一-鿿]{3,10}?)(?:结果|情况|结论|等次)(?:每年|于|在)?$")
FAR = 16
CLOSE = 40


def told_before_found(draft: Draft) -> Iterator[Conflict]:
    """12月20日前完成年度评定, and 年度评定结果12月10日前通报."""
    text, years = draft.flow.text, Years(draft.head.issued_on, draft.starts, draft.ends)
    dated = [one for one in whens(text, 0, len(text), draft.head.issued_on) if one.is_deadline and one.ends]
    done: dict[str, When] = {}
    for when in dated:
        if found := DONE.match(text, when.span.end):
            done.setdefault(found["what"], when)
    for when in dated:
        told = RESULT.search(text, max(0, when.span.start - FAR), when.span.start)
        first = next((one for what, one in done.items() if told and told["what"].endswith(what)), None)
        if first and told and _is_before(years, when, first):
            by, at = draft.flow.words(first.span), draft.flow.words(when.span)
            what = f"“{told['what']}”到{by}才完成，结果却在{at}就有。请定下先后。"
            spans = (sentence(draft, Span(told.start(), when.span.end)), sentence(draft, first.span))
            yield Conflict("falling_dates", what, "soft", spans)


def _is_before(years: Years, one: When, other: When) -> bool:
    marks = [years.settle(when.ends) for when in (one, other)]
    days = [mark.date for mark in marks if mark and mark.date]
    if len(days) == len(marks):
        return days[0] < days[1]
    return None not in marks and _of_year(marks[0]) < _of_year(marks[1])


def _of_year(mark: Mark | None) -> tuple[int, int]:
    """Month and day of a date of every year; the month's last day counts as 31."""
    return (mark.month, mark.day or 31) if mark else (0, 0)
