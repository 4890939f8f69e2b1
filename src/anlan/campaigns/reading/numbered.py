"""Stages that are numbered headings: below 阶段安排, named 第一阶段, or a name and its time in brackets."""

from __future__ import annotations

import re

from anlan.campaigns.reading.draft import Draft, Stage
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.marks import When
from anlan.campaigns.reading.outline import Clause
from anlan.campaigns.reading.running import ABOVE
from anlan.campaigns.reading.when import whens

STAGE = re.compile(
    "阶段|动员|部署|宣传发动|自查|排查|整治|整改|执法|检查|督查|督导|总结|验收|巩固|提升|回头看|"
    "实施|攻坚|准备|启动|评估"
)
SINGLE = 40
BESIDE = 7
SENDS = re.compile("前[^。；]{0,16}(?:报送|上报|报告$)")


def numbered(draft: Draft) -> list[Stage]:
    groups: list[list[Clause]] = []
    for clause in draft.clauses:
        siblings = clause.children
        if len(siblings) >= 2 and (
            _is_above(draft, clause)
            or _all_stages(draft, siblings)
            or all(_is_bracketed(draft, one) for one in siblings)
        ):
            groups.append(siblings)
    loose = [clause for clause in draft.clauses if clause.parent is None and clause.kind in {"stage", "two", "three"}]
    if not groups and len(loose) >= 2 and _all_stages(draft, loose):
        groups.append(loose)
    tops = [clause for clause in draft.clauses if clause.parent is None and _is_bracketed(draft, clause)]
    if not groups and len(tops) >= 2:
        groups.append(tops)
    best = max(groups, key=lambda group: sum(1 for one in group if _when(draft, one)), default=[])
    if not any(_when(draft, one) for one in best):
        best = [one for one in best if _all_stages(draft, best)]
    return [
        _stage(draft, clause) for clause in best if _when(draft, clause) or STAGE.search(draft.flow.words(clause.head))
    ]


BRACKETED = re.compile("[一-鿿、“”]{2,16}（[^（）]{4,30}）")
SPELL = re.compile("[一-鿿]{1,6}期")
"""筹备期：10月20日至10月31日。"""


def _is_bracketed(draft: Draft, clause: Clause) -> bool:
    """一、排查建档（4月1日至4月20日）: a heading that is a name and a span of time."""
    words, when = draft.flow.words(clause.head), _when(draft, clause)
    return BRACKETED.fullmatch(words) is not None and when is not None and bool(when.begins and when.ends)


def _is_above(draft: Draft, clause: Clause) -> bool:
    head = draft.flow.words(clause.head)
    dated = sum(1 for child in clause.children if _when(draft, child))
    named = sum(1 for child in clause.children if STAGE.search(draft.flow.words(_first(draft, child))))
    return bool(ABOVE.search(head)) and named * 2 >= len(clause.children) and dated * 2 >= len(clause.children)


def _all_stages(draft: Draft, siblings: list[Clause]) -> bool:
    """Whether each is called a stage or bears a date beside its name."""

    def is_stage(clause: Clause) -> bool:
        head = draft.flow.words(clause.head)
        if SENDS.search(head):
            return False  # 4月10日前报送总结 is an order
        when = _when(draft, clause)
        named = STAGE.search(head) and when and len(head) < SINGLE and not _says_more(clause, when)
        spell = SPELL.fullmatch(head) and _behind(draft, clause)
        return clause.kind == "stage" or "阶段" in head or bool(named or spell)

    return sum(1 for clause in siblings if is_stage(clause)) >= max(2, len(siblings) - 1)


def _says_more(clause: Clause, when: When) -> bool:
    """局成立5个督查组，8月28日至31日对各校开展督查: words in front of a day and behind it are no stage's name."""
    return when.span.start - clause.head.start > BESIDE and clause.head.end - when.span.end > BESIDE


def _first(draft: Draft, clause: Clause) -> Span:
    """The heading, or the first sentence where there is none; with the bracket behind it."""
    text, end = draft.flow.text, clause.span.end
    own_end = clause.children[0].span.start if clause.children else end
    stop, depth = clause.head.start, 0
    while stop < min(own_end, end):
        character = text[stop]
        if depth == 0 and character in "。；\n" and stop > clause.head.start:
            break
        depth += (character == "（") - (character == "）")
        stop += 1
    return Span(clause.head.start, min(stop, clause.head.start + 90))


def _when(draft: Draft, clause: Clause) -> When | None:
    """The span of time a stage's heading states: in its bracket, behind its name, or in its first clause."""
    first = _first(draft, clause)
    found = [
        when
        for when in whens(draft.flow.text, first.start, first.end, draft.head.issued_on)
        if not when.is_since and (when.ends or when.begins)
    ]
    head_end = clause.head.end if clause.head.end > clause.head.start else first.end
    inside = [when for when in found if when.span.start < head_end + 2]
    beyond = [when for when in found if when.span.start < first.start + 24]
    chosen = (inside or beyond or _behind(draft, clause))[:1]
    return chosen[0] if chosen else None


def _behind(draft: Draft, clause: Clause) -> list[When]:
    """（一）自查阶段。11月10日—11月30日，各单位…: the span that its first sentence begins with."""
    body = clause.body
    found = whens(draft.flow.text, body.start, min(body.end, body.start + SINGLE), draft.head.issued_on)
    return [one for one in found if one.begins and one.ends and one.span.start <= body.start + 1]


def _stage(draft: Draft, clause: Clause) -> Stage:
    flow, when = draft.flow, _when(draft, clause)
    first = _first(draft, clause)
    end = clause.head.end if clause.head.end > clause.head.start else first.end
    if when and when.span.end > end:
        end = when.span.end + (flow.text[when.span.end : when.span.end + 1] == "）")
    reach = Span(clause.span.start, max(one.span.end for one in clause.within()))
    name = _name(draft, clause, when, Span(clause.head.start, end))
    return Stage(name, clause, Span(clause.span.start, end), when, reach=reach)


def _name(draft: Draft, clause: Clause, when: When | None, heading: Span) -> str:
    words = draft.flow.words(heading)
    if when:
        written = draft.flow.text[when.span.start : when.span.end]
        words = re.sub(f"（[^）]*{re.escape(written)}[^）]*）", "", words).replace(written, "")
    words = re.sub("（(?![区县市居社道园场][区]?）)[^）]{0,30}）", "", words)
    words = re.sub(
        "^[：，、。为是—-]+|[：，、。为是—-]+$", "", re.sub("^第.{1,2}阶段[：，、]?", "", words.strip()).strip()
    )
    parts = [part for part in re.split("[：，。]", words) if part]
    name = next((part for part in parts if STAGE.search(part)), parts[0] if parts else "")
    if len(name) < 2 and clause.kind == "stage":
        following = re.match("[：:（）\\s]*([^，。：；\n]{2,20})", draft.flow.text[heading.end : clause.span.end])
        name = following[1] if following else f"第{clause.number}阶段"
    return name[:30].removeprefix("为") or draft.flow.words(heading)[:30]
