"""Stages: numbered under 阶段安排, named 第一阶段, rows of a table, or a single span the notice states for all."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from anlan.campaigns.reading import tables, years
from anlan.campaigns.reading.draft import Draft, Stage
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.outline import Clause, clause_at
from anlan.campaigns.reading.period import mark_of, only_stage, stated
from anlan.campaigns.reading.when import LAST, When, whens

ABOVE = re.compile(
    "阶段|步骤|时间安排|进度安排|工作安排|时间进度|实施安排|方法步骤|活动安排|时间节点|节点安排|整治时间|时间和步骤"
)
STAGE = re.compile(
    "阶段|动员|部署|宣传发动|自查|排查|整治|整改|执法|检查|督查|督导|总结|验收|巩固|提升|回头看|"
    "实施|攻坚|准备|启动|评估"
)
SINGLE = 40
SENDS = re.compile("前[^。；]{0,16}(?:报送|上报|报告$)")
YEARS = re.compile(r"(20\d\d)年?[—~至到-]{1,2}(20\d\d)年")


def read(draft: Draft) -> None:
    """Fill in stages, the campaign's time and how years are settled."""
    draft.period = stated(draft)
    draft.stages = _numbered(draft) or _inline(draft) or _tabular(draft)
    if len(draft.stages) > 1 and _is_the_first_s(draft):
        draft.period = None
    _settle(draft)
    if not draft.stages and draft.period and draft.period.ends:
        draft.stages = [only_stage(draft, draft.period)]
    _window(draft)


def _is_the_first_s(draft: Draft) -> bool:
    """Whether what was taken for the time of the whole is the time of a stage."""
    whole = draft.period.span if draft.period else None
    return any(stage.when and whole and stage.when.span.start == whole.start for stage in draft.stages)


def _numbered(draft: Draft) -> list[Stage]:
    groups: list[list[Clause]] = []
    for clause in draft.clauses:
        siblings = clause.children
        if len(siblings) >= 2 and (_is_above(draft, clause) or _all_stages(draft, siblings)):
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
        return (
            clause.kind == "stage"
            or "阶段" in head
            or bool(STAGE.search(head) and _when(draft, clause) and len(head) < SINGLE)
        )

    return sum(1 for clause in siblings if is_stage(clause)) >= max(2, len(siblings) - 1)


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


def _inline(draft: Draft) -> list[Stage]:
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


def _tabular(draft: Draft) -> list[Stage]:
    told = []
    for row in tables.rows(draft.flow):
        if "time" not in row.cells or "what" not in row.cells or re.search("时限|期限|完成|频次", row.heads["time"]):
            continue
        found = whens(draft.flow.text, row.span.start, row.span.end, draft.head.issued_on)
        if not found:
            continue
        told.append(
            Stage(
                _row_name(row),
                clause_at(draft.clauses, row.span.start),
                row.span,
                found[0],
                row_of=row.cells.get("unit", ""),
            )
        )
    return told


def _row_name(row: tables.Row) -> str:
    """烟花爆竹 under 专项整治行业名称 is 烟花爆竹专项整治."""
    words, head = row.cells["what"].strip("、，"), row.heads["what"].replace(" ", "")
    kind = re.sub("(?:重点)?(?:行业|领域|内容|名称|任务|事项|项目|（.*）)+$", "", head)
    return f"{words}{kind}" if kind.endswith(("整治", "检查", "排查", "行动")) and kind not in words else words


def title_year(draft: Draft) -> int | None:
    """The year a title names for the whole: 2017年度, 2017年…计划, not 2024今冬明春."""
    found = re.search(r"(20\d\d)年(?:度)?(?!.{0,6}(?:今冬明春|冬春|至|—|-))", draft.head.title)
    return int(found[1]) if found else None


def _settle(draft: Draft) -> None:
    pairs = []
    for stage in draft.stages:
        when = stage.when
        begins = when.begins if when else None
        if when and when.from_now and begins is None:
            begins = mark_of(draft.head.issued_on)
        pairs.append((begins, when.ends if when else None))
    year = (
        title_year(draft)
        if all(stage.row_of or "|" in draft.flow.words(stage.span) for stage in draft.stages)
        else None
    )
    anchor = draft.head.issued_on or (draft.period.begins.date if draft.period and draft.period.begins else None)
    for stage, (begins, ends) in zip(draft.stages, years.chain(pairs, anchor, year), strict=True):
        stage.begins, stage.ends = begins, ends


def _days(stage: Stage) -> list[dt.date]:
    """First and last day of a stage; 11月31日 counts as November's end here, so that nothing else seems late."""
    begins, ends = stage.begins and stage.begins.date, stage.ends
    if ends and begins and not ends.is_possible and 1 <= ends.month <= 12:
        ends = replace(ends, year=ends.year or begins.year + (ends.month < begins.month), day=LAST)
    return [day for day in (begins, ends and ends.date) if day]


def _window(draft: Draft) -> None:
    issued = draft.head.issued_on
    if draft.period and draft.period.ends:
        begins = draft.period.begins or (mark_of(issued) if draft.period.from_now else None)
        begins, ends = years.chain([(begins, draft.period.ends)], issued, None)[0]
        draft.starts = (begins.date if begins else None) or (issued if draft.period.from_now else None)
        draft.ends = ends.date if ends else None
    days = [day for stage in draft.stages for day in _days(stage)]
    sound = [
        day for day in days if not issued or day >= issued.replace(day=1) or any(stage.row_of for stage in draft.stages)
    ]
    draft.starts = draft.starts or min([*([issued] if issued else []), *sound], default=None)
    draft.ends = draft.ends or max(sound, default=None)
    if named := YEARS.search(draft.head.title):
        # 三年行动（2024—2026年）: the name says how long.
        draft.ends = max(draft.ends or dt.date.min, dt.date(int(named[2]), 12, 31))
