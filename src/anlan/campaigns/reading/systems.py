"""The name of a system (实行“周报告”制度) and its rule (每周五前报送) are one duty: the rule, where it is told."""

from __future__ import annotations

import re

from anlan.campaigns.reading.draft import Draft, Duty

NAMED = re.compile(
    "[“”、][^，。；]{0,24}(?:制度|机制|要求|工作法)|(?:制度|机制)$|“[^”]{1,8}(?:报告|调度|通报|例会|排查|巡查|检查|会商|清零|研判|总结)”$"
)
SET_UP = re.compile("实行|建立|落实|执行|健全|坚持|推行|完善|实施|严格")


def without_names(draft: Draft, duties: list[Duty]) -> list[Duty]:
    """The duties without those that only name a system whose rule stands behind it in the same clause."""
    return [one for at, one in enumerate(duties) if not _is_told_again(draft, one, duties[at + 1 :])]


def _is_told_again(draft: Draft, named: Duty, behind: list[Duty]) -> bool:
    if named.due is not None or not _names_a_system(draft, named):
        return False
    rules = (one for one in behind if one.clause is named.clause and not _names_a_system(draft, one))
    return any(one.rhythm == named.rhythm and _speaks_of(named, one) for one in rules)


def _names_a_system(draft: Draft, duty: Duty) -> bool:
    """Whether the words around a duty give a system its name: 实行“周报告、月总结”制度."""
    text = draft.flow.text
    start = max(text.rfind(mark, 0, duty.span.start) for mark in "，。；：\n") + 1
    stops = [at for mark in "，。；：\n" if (at := text.find(mark, duty.span.end)) >= 0]
    words = text[start : min(stops, default=len(text))]
    return bool(SET_UP.search(words) and NAMED.search(words))


def _speaks_of(named: Duty, rule: Duty) -> bool:
    """Whether both name the same act: 周报告 and 报送, 月调度 and 调度."""
    acts = set(re.sub("[实行建立落执健全坚持推完善施严格制度机日周旬月季年“”、工作每]", "", named.action))
    return bool(acts & set(rule.action))
