"""What passes from hand to hand in the wrong order: passed on before it is given, told before it is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from anlan.campaigns.reading.conflicts.deadlines import DAYS
from anlan.campaigns.reading.draft import Conflict, Draft, Duty
from anlan.campaigns.reading.marks import Mark

GIVEN = re.compile("报送|上报|填报|提交|录入|登记|报(?!警|告警)")
PASSED_ON = re.compile("审核|汇总|复核|审定|核准|通报|汇编|分析")


def passed_on_before_given(draft: Draft) -> Iterator[Conflict]:
    """各学校每月25日前填报，教育局每月20日前审核上报: the second hand is earlier than the first."""
    told = [one for one in draft.duties if one.rhythm in HOW_OFTEN]
    for one, other in (pair for both in pairwise(told) for pair in (both, both[::-1])):
        given, passed = (draft.flow.words(duty.span) for duty in (one, other))
        first, second = _day_of(one, given), _day_of(other, passed)
        if one.subject == other.subject or one.rhythm != other.rhythm or not (first and second):
            continue
        near = max(one.span.start, other.span.start) - min(one.span.end, other.span.end) < CLOSE
        is_given = near and GIVEN.search(given) and not PASSED_ON.search(given)
        how = PASSED_ON.search(passed) if is_given and not NEXT.search(passed) else None
        of_last = "上月" in passed and first[1] >= LATE
        if how and second < first and not of_last:
            by, at = (_told(one.rhythm, day) for day in (first, second))
            what = f"{one.subject}{by}前才报，{other.subject}{at}前就要{how[0]}。请定下先后。"
            yield Conflict("falling_dates", what, "soft", (other.span, one.span))


HOW_OFTEN = {"weekly": "每周{1}", "monthly": "每月 {1} 日", "yearly": "每年 {0} 月 {1} 日"}
WEEKDAY = re.compile("(?:周|星期)([一二三四五六日天])")
NEXT = re.compile("次[月周]|下[月周]|翌")
"""What is passed on in the next month comes after what is given in this one."""
LATE = 20
"""What is given so late in a month is of that month, and passed on as 上月 in the next."""


def _told(rhythm: str, day: tuple[int, int]) -> str:
    return HOW_OFTEN[rhythm].format(day[0], "一二三四五六日"[day[1]] if rhythm == "weekly" else day[1])


def _day_of(duty: Duty, words: str) -> tuple[int, int] | None:
    """Month and day of a year; 0 and the day of a month, or (from 0) of a week; None where no day is told."""
    if duty.rhythm == "yearly":
        ends = duty.whens[-1].ends if duty.whens and duty.whens[-1].is_deadline else None
        return _of_year(ends) if ends else None
    if duty.rhythm == "weekly":
        on = WEEKDAY.search(words)
        return (0, "一二三四五六日".index(on[1].replace("天", "日"))) if on else None
    found = DAYS["monthly"].search(duty.due_written) or DAYS["monthly"].search(words)
    return (0, int(found[0])) if found else None


CLOSE = 40


def _of_year(mark: Mark | None) -> tuple[int, int]:
    """Month and day of a date of every year; the month's last day counts as 31."""
    return (mark.month, mark.day or 31) if mark else (0, 0)
