"""Rhythms that do not fit: too slow for the campaign, or told twice and differently."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from anlan.campaigns.reading.draft import Conflict, Draft, Duty
from anlan.campaigns.reading.flow import Span

PERIOD_DAYS = {"weekly": 7, "monthly": 28, "quarterly": 85, "half_yearly": 178, "yearly": 360}
NAMES = {
    "daily": "每天",
    "weekly": "每周",
    "monthly": "每月",
    "quarterly": "每季度",
    "half_yearly": "每半年",
    "yearly": "每年",
}


def rhythms_in_the_time(draft: Draft) -> Iterator[Conflict]:
    """Half-yearly in a campaign of six weeks."""
    if not draft.starts or not draft.ends:
        return
    days = (draft.ends - draft.starts).days + 1
    for duty in draft.duties:
        a_term = "学期" in draft.flow.words(duty.span)
        if PERIOD_DAYS.get(duty.rhythm, 0) > days > 0 and not a_term:
            what = (
                f"“{NAMES[duty.rhythm]}”的要求放在只有 {days} 天的专项行动里（{draft.starts} 至 {draft.ends}），"
                f"说不清做几次。请定下次数。"
            )
            yield Conflict("rhythm_too_slow", what, "soft", (duty.span,))


TASKS = [
    "带队",
    "走访",
    "演练",
    "例会",
    "调度会",
    "会议",
    "培训",
    "巡查",
    "抽查",
    "督查",
    "督导",
    "检查",
    "排查",
    "通报",
    "监测",
    "检测",
    "训练",
]
OBJECTS = re.compile("(?:对|到|向|组织|开展|召开|报送)[^，。]{2,20}")


def twice_differently(draft: Draft) -> Iterator[Conflict]:
    """The same people, the same thing, another rhythm elsewhere."""
    periodic = [duty for duty in draft.duties if duty.rhythm in NAMES or (duty.rhythm == "once" and duty.min_count)]
    for one, other in combinations(periodic, 2):
        if one.rhythm == other.rhythm and one.min_count == other.min_count:
            continue
        if "once" in {one.rhythm, other.rhythm} and (one.rhythm != other.rhythm or one.unit != other.unit):
            continue
        if (
            one.applies_to != other.applies_to
            or one.subject != other.subject
            or _task(draft, one) != _task(draft, other)
            or not _task(draft, one)
        ):
            continue
        if one.span.start == other.span.start or not _alike(one, other):
            continue
        what = (
            f"“{one.subject}”的同一件事（{_task(draft, one)}），{one.cited} 写{_often(one)}，{other.cited} "
            f"写{_often(other)}。"
        )
        yield Conflict("two_rhythms", what, "hard", (one.span, other.span))


def _often(duty: Duty) -> str:
    return f"{NAMES.get(duty.rhythm, '')} {duty.min_count or 1} {duty.unit or '次'}"


def _task(draft: Draft, duty: Duty) -> str:
    words = draft.flow.words(duty.span)
    return next((task for task in TASKS if task in words), "")


LONG_ENOUGH, SAME, MOSTLY = 4, 0.85, 0.6
WITHIN = re.compile("[^，。]{1,4}(?:小时|分钟|日|天)[之以]?内")


def _alike(one: Duty, other: Duty, share: float = MOSTLY) -> bool:
    """Whether two actions share so much of the shorter one's pairs of characters."""
    pairs = [{duty.action[at : at + 2] for at in range(len(duty.action) - 1)} for duty in (one, other)]
    smaller = min(len(side) for side in pairs)
    return smaller > 0 and len(pairs[0] & pairs[1]) >= smaller * share


SENT = re.compile("总结|实施方案|工作方案|联络员|自查报告|台账|统计表|名单")


def due_twice_differently(draft: Draft) -> Iterator[Conflict]:
    """The same report due on two days."""
    once = [duty for duty in draft.duties if duty.rhythm == "once" and duty.due and duty.whens and _sent(draft, duty)]
    for one, other in combinations(once, 2):
        same = set(_sent(draft, one)) & set(_sent(draft, other))
        if not same or one.due.iso() == other.due.iso() or not one.due.iso() or not other.due.iso():  # type: ignore[union-attr]
            continue
        if _people(one) & _people(other) or not one.subject_is_written:
            what = f"“{'、'.join(sorted(same))}”的期限，一处写 {one.due.iso()}，一处写 {other.due.iso()}。"  # type: ignore[union-attr]
            yield Conflict("two_deadlines", what, "hard", (_short(draft, other), _short(draft, one)))


AGAIN = re.compile("第[一二三四五六]|首[轮次批]|再|复查|回头看|新一轮|上半年|下半年")


def done_by_two_days(draft: Draft) -> Iterator[Conflict]:
    """One act of the same people due on two days: 5月20日前完成检测, and elsewhere 6月10日前完成检测."""
    once = [
        duty
        for duty in draft.duties
        if duty.rhythm == "once" and duty.due and duty.whens and len(duty.action) >= LONG_ENOUGH
    ]
    for one, other in combinations(once, 2):
        if one.due.iso() == other.due.iso() or not _people(one) & _people(other) or _sent(draft, one):  # type: ignore[union-attr]
            continue
        if AGAIN.search(one.action + other.action) or one.applies_to != other.applies_to:
            continue
        if _alike(one, other, SAME) and one.clause is not other.clause:
            what = f"“{other.action}”的期限，一处写 {one.due.iso()}，一处写 {other.due.iso()}。"  # type: ignore[union-attr]
            yield Conflict("two_deadlines", what, "hard", (other.span, one.span))


def reported_within_two_times(draft: Draft) -> Iterator[Conflict]:
    """发现险情30分钟内报告, and elsewhere 发现险情1小时内报告."""
    told = [duty for duty in draft.duties if duty.rhythm == "on_event" and WITHIN.fullmatch(duty.due_written)]
    for one, other in combinations(told, 2):
        if one.due_written == other.due_written or one.subject != other.subject:
            continue
        if _bare(draft, one) == _bare(draft, other):
            what = f"同一件事，一处写{one.due_written}，一处写{other.due_written}。请定下以哪个为准。"
            yield Conflict("two_deadlines", what, "hard", (other.span, one.span))


def _bare(draft: Draft, duty: Duty) -> str:
    """The words of a duty without its time and without 要, 应, 须, 在."""
    return re.sub("[要应须在，]|必须|应当", "", draft.flow.words(duty.span).replace(duty.due_written, ""))


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
        for (one, day, act), (other, other_day, other_act) in combinations([each for each in told if each[1]], 2):
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
    return SENT.findall(words) if re.search("报|提交|印发", words) else []


def _people(duty: Duty) -> set[str]:
    return {re.sub("^(?:各|全体|有关|本)", "", part) for part in re.split("[、和及]", duty.subject)}


def _short(draft: Draft, duty: Duty) -> Span:
    return duty.span
