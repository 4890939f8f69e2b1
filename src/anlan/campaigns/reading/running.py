"""Stages told in running text: 9月10日至9月20日为宣传发动阶段; 准备：3月15日—4月30日, each on a line of its own."""

from __future__ import annotations

import re

from anlan.campaigns.reading.draft import Draft, Stage
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.marks import When
from anlan.campaigns.reading.when import whens

ABOVE = re.compile(
    "阶段|步骤|(?:总体|时间|进度|工作|整治|行动|治理|排查|检查)安排|时间进度|实施安排|方法步骤|活动安排|时间节点|节点安排|整治时间|时间和步骤"
)
"""Headings that stages stand below."""
INLINE = re.compile("(?:为|是|，|：|开展|进行)?(?P<name>[一-鿿“”]{2,14}?(?:阶段|期|步))")
NAMED_INLINE = re.compile("\\d[日号](?:，|）)?为[一-鿿]{2,10}阶段|[一-鿿]{2,8}阶段[（：，](?:时间)?[为是]?(?:\\d|即日)")
NAMED_BEFORE = re.compile(
    "(?:第[一二三四五六]阶段[为是：，]?|[一二三四五六]是)?(?P<name>[一-鿿“”]{2,14}?(?:阶段|期))[（：，]?(?:时间)?[为是：]?$"
)


IN_STAGES = re.compile("分(?:为)?[二两三四五]个?(?:阶段|步骤)")
NAMED_LINE = re.compile("[\n；。](?P<name>[一-鿿“”]{2,8})[：（]?$")
"""准备：3月15日—4月30日；实战：…, or each on a line of its own."""
NAMED_BEHIND = re.compile(
    "(?:：|(?<=[日号底])，(?!各|请|全|由|对))(?P<name>[一-鿿“”]{2,10})(?=[。；]|(?<=阶段)，|：)|：(?P<said>[一-鿿“”]{2,10})(?=，)"
)
"""8月20日至8月27日：开学前准备。"""
NAMED_BRACKET = re.compile("[：，；、。](?P<name>[一-鿿“”]{2,12})（$")


def inline(draft: Draft) -> list[Stage]:
    """Stages in running text under a heading of time: 9月10日至9月20日为宣传发动阶段；动员部署阶段：9月1日…。"""
    flow = draft.flow
    for clause in draft.clauses:
        words = flow.words(clause.span)
        is_above = ABOVE.search(flow.words(clause.head)) is not None
        if clause.children or not (is_above or len(NAMED_INLINE.findall(words)) > 1 or IN_STAGES.search(words)):
            continue
        told: list[Stage] = []
        begins = clause.head.start if clause.kind == "stage" else clause.head.end
        for when in whens(flow.text, begins, clause.body.end, draft.head.issued_on):
            behind = INLINE.match(flow.text, when.span.end, clause.body.end)
            before = _named_before(flow.text, max(begins, when.span.start - 18), when, is_above, words)
            led = before and flow.text[when.span.end] == "，" and not (told and told[-1].name == before["name"])
            named = NAMED_BEHIND.match(flow.text, when.span.end) if is_above and not behind and not before else None
            if named and when.begins and when.ends:
                told.append(Stage(named["name"] or named["said"], clause, Span(when.span.start, named.end()), when))
            elif behind and not led:
                told.append(Stage(behind["name"], clause, Span(when.span.start, behind.end()), when))
            elif before:
                end = when.span.end + (flow.text[when.span.end : when.span.end + 1] == "）")
                starts = before.start() if before.re is NAMED_BEFORE else before.start("name")
                told.append(Stage(before["name"].removeprefix("为"), clause, Span(starts, end), when))
        if len(told) >= 2:
            ends = [*(one.span.start for one in told[1:]), _last_reaches(flow.text, told, clause.body.end)]
            for stage, end in zip(told, ends, strict=True):
                stage.reach = Span(stage.span.start, end)
            return told
    return []


def _last_reaches(text: str, told: list[Stage], end: int) -> int:
    """How far the last stage reaches: to the end of the sentence where one sentence names them all."""
    last = told[-1].span
    if re.search("[。\n]", text[told[0].span.start : last.start]):
        return end
    stop = re.compile("[。\n]").search(text, last.end, end)
    return stop.start() if stop else end


def _named_before(text: str, near: int, when: When, is_above: bool, words: str) -> re.Match[str] | None:
    """The name in front of a span of time: 动员部署阶段：, or without 阶段 where a heading says stages."""
    told = NAMED_BEFORE.search(text, near, when.span.start)
    if not told and is_above and when.begins and when.ends and when.begins != when.ends:
        told = NAMED_LINE.search(text, near, when.span.start)
    if not told and IN_STAGES.search(words):
        told = NAMED_BRACKET.search(text, near, when.span.start)
    return told
