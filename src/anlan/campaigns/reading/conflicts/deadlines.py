"""Deadlines told twice and differently: one report, one act, one hour or weekday."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading.conflicts.claims import APART, act_of, names_of, pairs_of_content
from anlan.campaigns.reading.conflicts.dated import dated
from anlan.campaigns.reading.conflicts.pairs import both_ways, near
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.conflicts.values import values_of
from anlan.campaigns.reading.draft import Conflict, Draft, Duty
from anlan.campaigns.reading.flow import Span

SENT = re.compile("总结|问题清单|自查表|值班表|责任书|实施方案|工作方案|联络员|自查报告|台账|统计表|[一-鿿]{2}名单")


LATE = re.compile("补[报交填]|未按[时期]|逾期")
"""未按时反馈的，于11月12日前补报 is no second deadline."""


def due_twice_differently(draft: Draft) -> Iterator[Conflict]:
    """The same report due on two days."""
    once = [duty for duty in draft.duties if duty.rhythm == "once" and duty.due and duty.whens and _sent(draft, duty)]
    for one, other in near(once):
        same = set(_sent(draft, one)) & set(_sent(draft, other))
        days = [duty.due.iso() for duty in (one, other) if duty.due]
        if not same or one.span == other.span or not all(days) or days[0] == days[1]:
            continue
        nobody = not (_names(draft, one) or _names(draft, other))
        if _people(one) & _people(other) or not one.subject_is_written or nobody:
            what = f"“{'、'.join(sorted(same))}”的期限，一处写 {one.due.iso()}，一处写 {other.due.iso()}。"  # type: ignore[union-attr]  # only duties with a day come here
            yield Conflict("two_deadlines", what, "hard", (_short(draft, other), _short(draft, one)))


def _names(draft: Draft, duty: Duty) -> bool:
    """Whether a duty's own words say who does it."""
    return duty.subject[-2:] in draft.flow.words(duty.span) and not ADDRESSED.search(duty.subject)


ADDRESSED = re.compile("[贵你各](?:单位|局|委|办|部门)$")


TIME_OF = re.compile("(?P<what>[一-鿿]{4,16})的(?:时间|期限|时限|日期)(?:是|为|改为|定在|定于)")


def time_of_it(draft: Draft) -> Iterator[Conflict]:
    """备齐灭火器 by one day, and elsewhere 灭火器备齐的时间是 another."""
    dated = [duty for duty in draft.duties if duty.rhythm == "once" and duty.due and duty.whens]
    for found in TIME_OF.finditer(draft.flow.text):
        for told, duty in both_ways(dated):
            says_so = told.whens[-1].span.start == found.end()
            same = set(found["what"]) <= set(duty.subject + draft.flow.words(duty.span))
            if says_so and same and duty.due.iso() != told.due.iso():  # type: ignore[union-attr]  # only duties with a day come here
                what = f"“{found['what']}”的期限，一处写 {duty.due.iso()}，一处写 {told.due.iso()}。"  # type: ignore[union-attr]  # only duties with a day come here
                yield Conflict("two_deadlines", what, "hard", (told.span, duty.span))


SENDING = re.compile("填报|报送|上报|提交|报平安|报告|汇报")
DAYS = {
    "monthly": re.compile(r"\d{1,2}(?=[日号])"),
    "weekly": re.compile("(?<=[周期])[一二三四五六日天](?=[^，。]{0,6}前)"),
    "daily": re.compile(r"\d{1,2}(?=[时点：:])"),
}
UNITS = {"monthly": "每月 {} 日", "weekly": "每周{}", "daily": "每天 {} 时"}


def sent_on_two_days(draft: Draft) -> Iterator[Conflict]:
    """每月25日前填报, and elsewhere 每月28日前填报: soft, for it may be two papers."""
    for rhythm, pattern in DAYS.items():
        told = [(one, *_day_and_act(draft, one, pattern)) for one in draft.duties if one.rhythm == rhythm]
        for (one, day, act), (other, other_day, other_act) in near([each for each in told if each[1]]):
            if day == other_day or act != other_act or (one.proof and other.proof and one.proof != other.proof):
                continue
            if _people(one) & _people(other):
                days = "，一处写".join(UNITS[rhythm].format(each) for each in (day, other_day))
                what = f"“{other.subject}”{act}，一处写{days}。请看是不是同一件事。"
                yield Conflict("two_deadlines", what, "soft", (one.span, other.span))


def _day_and_act(draft: Draft, duty: Duty, pattern: re.Pattern[str]) -> tuple[str, str]:
    words = draft.flow.words(duty.span)
    day, act = pattern.search(duty.due_written) or pattern.search(words), SENDING.search(words)
    return (day[0], act[0]) if day and act else ("", "")


def _sent(draft: Draft, duty: Duty) -> list[str]:
    words = draft.flow.words(duty.span)
    late = LATE.search(words)
    return SENT.findall(words) if re.search("报(?!告)|提交|印发", words) and not late else []


def _people(duty: Duty) -> set[str]:
    return {re.sub("^(?:各|全体|有关|本)", "", part) for part in re.split("[、和及]", duty.subject)}


def _short(draft: Draft, duty: Duty) -> Span:
    return duty.span


HOURS = re.compile(
    r"(?P<who>村|镇|乡|县|企业|单位|项目部|学校)[^，。；\n]{0,4}?(?P<time>\d{1,2}(?:分钟|小时))[之以]?内(?P<how>电话|书面|口头)?报告?(?P<to>[省市县区镇乡村])"
)


def passed_on_within_two_times(draft: Draft) -> Iterator[Conflict]:
    """村15分钟内报乡, and elsewhere 起火村须在10分钟内报乡."""
    first: dict[tuple[str, str, str], re.Match[str]] = {}
    for found in HOURS.finditer(draft.flow.text):
        known = first.setdefault((found["who"], found["how"] or "", found["to"]), found)
        if known["time"] != found["time"]:
            what = (
                f"{found['who']}报{found['to']}，一处写{known['time']}内，一处写{found['time']}内。请定下以哪个为准。"
            )
            spans = tuple(sentence(draft, Span(*one.span())) for one in (found, known))
            yield Conflict("two_deadlines", what, "hard", spans)


FEWEST, MOSTLY, HALF = 5, 0.8, 0.6


def done_by_two_days(draft: Draft) -> Iterator[Conflict]:
    """对驾驶员逐人谈心谈话 | 6月30日 in a table, and 企业7月15日前完成驾驶员逐人谈心谈话: one act, two days."""
    told = [one for one in dated(draft) if (one.when.is_deadline or "|" in one.words) and not LATE.search(one.words)]
    names = names_of(draft)
    bare = {id(one): names.sub("#", values_of(one.core)[1]) for one in told}
    for one, other in near(told):
        first, second = (pairs_of_content(bare[id(each)]) for each in (one, other))
        least, most = sorted((len(first), len(second)))
        alike = least >= FEWEST and len(first & second) >= max(MOSTLY * least, HALF * most)
        marks = [set(APART.findall(bare[id(each)])) for each in (one, other)]
        acts = {act_of(bare[id(each)]) for each in (one, other)}
        same = marks[0] == marks[1] and len(acts) == 1
        if alike and one.by != other.by and one.line != other.line and same:
            what = f"说的像是同一件事，一处写 {one.by}，一处写 {other.by}。请定下以哪天为准。"
            yield Conflict("two_deadlines", what, "soft", (sentence(draft, other.when.span), one.span))
