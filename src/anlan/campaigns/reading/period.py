"""The time a notice states for the whole campaign, and the one stage of a notice that has no others."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from anlan.campaigns.reading import years
from anlan.campaigns.reading.draft import Draft, Stage
from anlan.campaigns.reading.flow import Flow, Span
from anlan.campaigns.reading.marks import Mark, When
from anlan.campaigns.reading.outline import clause_at
from anlan.campaigns.reading.when import whens

STATED = re.compile(
    "(?P<name>[\u4e00-\u9fff]{0,10})(?:时间|期限|时限|(?:防火|会战|行动|攻坚|整治|防汛|管控|防控|集中)期)(?:安排|范围|节点)?(?:为|是|：|从|自|"
    "\n)|(?:行动|整治|检查|排查|活动|工作)(?:从|自)(?=20\\d\\d年|\\d{1,2}月\\d)|"
    "[一-鿿]{2,8}(?:从|自)(?=(?:20\\d\\d年)?\\d{1,2}月\\d{1,2}日(?:开始|起)，?(?:至|到)[^，。\\n]{2,12}(?:结束|为止|止))|"
    "(?:至|到)(?=20\\d\\d年[^，。\n]{2,8}(?:结束|为止|止))|为期|即日起|从现在起|(?:定于|决定|"
    "计划|拟|将(?=[^。\\n]{0,40}(?:开展|组织|进行|实施)))(?:从|自|于|在)?"
)
OF_A_STAGE = re.compile("阶段[，（：]?$")
"""动员阶段，时间为3月1日至3月20日 is the stage's own."""
STAGE_FOLLOWS = re.compile("，?(?:为|是)[一-鿿]{2,12}阶段")
NEAR = 60


def stated(draft: Draft) -> When | None:
    """The time the notice states for the whole campaign, in its opening or under a heading of its own."""
    flow = draft.flow
    best: When | None = None
    for found in STATED.finditer(flow.text):
        clause = clause_at(draft.clauses, found.start())
        if any(span.start <= found.start() < span.end for span in draft.head.furniture) or _in_a_row(
            flow, found.start()
        ):
            continue
        deep = len(clause.path) > 2 or (clause.kind not in {"opening", "one", "part"} and not found["name"])
        if deep or (
            clause.kind == "one"
            and found["name"] is None
            and found[0] not in {"至", "到"}
            and draft.clauses.index(clause) > 2
        ):
            continue
        if OF_A_STAGE.search(flow.text[: found.start()]) or re.search("完成|整改|上报|报送|办理", found["name"] or ""):
            continue
        stop = flow.text.find("。", found.start())
        near = found.start() + NEAR
        for when in whens(flow.text, found.start(), stop if stop > 0 else len(flow.text), draft.head.issued_on):
            if when.span.start > near or (clause.children and when.span.start >= clause.body.end):
                break  # 一、时间安排（一）部署阶段（11月25日至30日）: a stage's time is not the whole's
            if flow.text[: when.span.start].endswith("其中") or STAGE_FOLLOWS.match(flow.text, when.span.end):
                continue
            over = when.is_deadline and flow.text[when.span.end : when.span.end + 2] in {"结束", "为止"}
            if when.begins == when.ends and when.begins:
                continue  # 决定8月12日启动响应 names a day, not the time of the whole
            when = _until_bracket(flow.text, when, draft.head.issued_on)
            told = (when.from_now or when.begins or over) and not when.is_since and not when.is_year(flow.text)
            if (told and when.ends and (best is None or not best.ends)) or (when.from_now and best is None):
                best = when
    return best


def _in_a_row(flow: Flow, at: int) -> bool:
    """Whether it stands in a table: 检查时间 above a column is no time of the whole."""
    start, end = flow.text.rfind("\n", 0, at) + 1, flow.text.find("\n", at)
    return "|" in flow.text[start:end]


FESTIVE = re.compile("起?，?(?:至|到)[一-鿿]{2,8}（")


def _until_bracket(text: str, when: When, issued_on: dt.date | None) -> When:
    """从现在起到正月十五（2027年2月21日）: the day stands in the bracket."""
    found = FESTIVE.match(text, when.span.end) if when.from_now and not when.ends else None
    inside = whens(text, found.end(), found.end() + 16, issued_on)[:1] if found else []
    return replace(when, ends=inside[0].ends) if inside else when


def only_stage(draft: Draft, period: When) -> Stage:
    """A notice without stages is one stage."""
    flow, clause = draft.flow, clause_at(draft.clauses, period.span.start)
    sentence = flow.text.find("。", period.span.end)
    end = sentence + 1 if 0 < sentence < period.span.end + 30 else period.span.end
    start = (
        clause.span.start if clause.kind == "one" and period.span.start - clause.span.start < 30 else period.span.start
    )
    said = re.match("[\u4e00-\u9fff]{2,12}(?=时间|期限)", flow.words(clause.head))
    stage = Stage(said[0] if said else draft.head.title or "集中整治", clause, Span(start, end), period)
    stage.begins, stage.ends = period.begins, period.ends
    if stage.begins is None and period.from_now:
        stage.begins = mark_of(draft.head.issued_on)
    settled = years.chain([(stage.begins, stage.ends)], draft.head.issued_on, None)
    stage.begins, stage.ends = settled[0]
    return stage


def mark_of(day: dt.date | None) -> Mark | None:
    return Mark(day.year, day.month, day.day) if day else None
