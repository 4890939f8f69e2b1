"""What comes in the wrong order: a gap between stages, a date before its stage, a report before what it reports."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from anlan.campaigns.reading import wording
from anlan.campaigns.reading.conflicts.repeating import pairs_of
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.marks import When
from anlan.campaigns.reading.when import whens
from anlan.campaigns.reading.window import title_year
from anlan.campaigns.reading.years import Years

UNNOTICED = 4
"""A long weekend or 元旦 between two stages is no gap."""


def gaps(draft: Draft) -> Iterator[Conflict]:
    """自查 until 1月10日, 检查 from 1月15日: four days belong to no stage."""
    if any(stage.row_of for stage in draft.stages):
        return
    for one, other in pairwise(draft.stages):
        ends, begins, later = (mark.date if mark else None for mark in (one.ends, other.begins, other.ends))
        is_sound = ends and begins and (later is None or later >= begins)  # one that runs backwards is told as that
        lost = (begins - ends).days - 1 if is_sound and ends and begins else 0
        if lost >= UNNOTICED and begins and ends:
            what = f"阶段“{one.name}”到 {ends} 止，“{other.name}”从 {begins} 起，中间 {lost} 天没有阶段。"
            yield Conflict("stages_gap", what, "soft", (other.span, one.span))


def before_its_stage(draft: Draft) -> Iterator[Conflict]:
    """2月20日前 told under a stage that begins on 3月1日."""
    years = Years(draft.head.issued_on, draft.starts, draft.ends, title_year(draft))
    for stage in draft.stages if len(draft.stages) > 1 else ():
        begins = stage.begins.date if stage.begins else None
        if begins is None or stage.row_of or "|" in draft.flow.words(stage.span):
            continue
        for when in whens(draft.flow.text, stage.reach.start, stage.reach.end, draft.head.issued_on):
            day = _day(years, when) if not _is_of_a_stage(draft, when) else None
            if day and day < begins and (begins - day).days < 90 and not _is_told(draft, when):
                what = f"写在阶段“{stage.name}”里，“{draft.flow.words(when.span)}”却在阶段开始（{begins}）之前。"
                yield Conflict("due_outside_stage", what, "soft", (sentence(draft, when.span), stage.span))


def _is_of_a_stage(draft: Draft, when: When) -> bool:
    """Whether a time is that of a stage, told in its heading or in running text, or the notice's own date."""
    spans = [*draft.head.furniture, *(stage.when.span for stage in draft.stages if stage.when)]
    return any(one.start < when.span.end and when.span.start < one.end for one in spans)


def _day(years: Years, when: When) -> dt.date | None:
    mark = when.ends or when.begins
    settled = years.settle(mark) if mark and not (when.is_since or mark.whole_month) else None
    return settled.date if settled else None


def _is_told(draft: Draft, when: When) -> bool:
    piece = Span(when.span.start, min(when.span.end + 20, len(draft.flow.text)))
    return wording.tells_past(draft.flow.text, when, piece) or bool(
        re.match("[^，。；\n]{0,4}(?:以来|前期|上一阶段)", draft.flow.text[when.span.end :])
    )


AFTER = re.compile(
    "(?:(?:要|应|并|再|统一|由[^，。；]{2,8}|将(?:评估|检查|验收|整改)?(?:结果|情况|报告))*)"
    "(?:[省市县区镇乡][一-鿿]{1,6}[局办委站所])?(?:逐[村户家镇校企])?(?:报送?(?![名告警])|提交(?=[一-鿿]{0,6}报告)|上报|汇总|提请|公布|印发通报|(?:完成)?(?:全部)?(?:复检|复查|验收)|"
    "(?:出具|作出|反馈)[一-鿿]{0,6}(?:意见|结论|批复)|审[查核批定]|批复)"
)


def reported_before_done(draft: Draft) -> Iterator[Conflict]:
    """3月20日前完成评估报告，2月20日前提请研究: what follows is due before what it follows."""
    years = Years(draft.head.issued_on, draft.starts, draft.ends, title_year(draft))
    for line in re.finditer("[^。\n]+", draft.flow.text):
        if "|" in line[0]:
            continue
        dated = [one for one in whens(draft.flow.text, *line.span(), draft.head.issued_on) if one.is_deadline]
        for one, other in pairwise(dated):
            first, second = _day(years, one), _day(years, other)
            follows = AFTER.match(draft.flow.text, other.span.end, line.end())
            if first and second and second < first and follows and not _is_other(draft, one, other):
                what = (
                    f"前面的事到 {first} 才完成，后面的“{draft.flow.words(other.span)}”（{second}）却更早。请定下先后。"
                )
                yield Conflict("falling_dates", what, "soft", (sentence(draft, other.span), sentence(draft, one.span)))


def _is_other(draft: Draft, one: When, other: When) -> bool:
    """Whether each of the two is said of another (A11月底前…；B10月底前…): then no order is meant."""
    between = draft.flow.text[one.span.end : other.span.start]
    return "；" in between and not re.search(
        "汇总|验收|复检|复查", draft.flow.text[other.span.end : other.span.end + 8]
    )


BY_HEADING = re.compile("（[^（）]{0,8}前(?:全部)?(?:完成|到位|结束)）")


def beyond_its_heading(draft: Draft) -> Iterator[Conflict]:
    """一、供热前准备（10月20日前完成）, and below it 10月25日前."""
    years = Years(draft.head.issued_on, draft.starts, draft.ends, title_year(draft))
    for clause in draft.clauses:
        found = BY_HEADING.search(draft.flow.text, clause.head.start, clause.head.end + 1)
        told = whens(draft.flow.text, *found.span(), draft.head.issued_on) if found else []
        last = _day(years, told[0]) if told else None
        for duty in draft.duties if last else ():
            due = duty.due.date if duty.due and duty.whens and clause in duty.clause.path else None
            if found and due and last and due > last:
                what = f"标题写 {last} 前完成，其中一项的期限却是 {due}。请定下期限。"
                yield Conflict("due_outside_stage", what, "soft", (duty.span, Span(*found.span())))


PENALTY = re.compile(
    r"每(?P<unit>半月|[天日周月季年])度?[一-鿿]{0,6}(?:少于|不足|低于|达不到)(?P<n>\d{1,2})次的?(?:[一-鿿]{0,10})?，"
)
RHYTHM = {"天": "daily", "日": "daily", "周": "weekly", "月": "monthly", "季": "quarterly", "年": "yearly"}


def punished_below_another(draft: Draft) -> Iterator[Conflict]:
    """每天巡查2次, and 每天巡查少于1次的，扣发补助."""
    for found in PENALTY.finditer(draft.flow.text):
        rhythm, least = RHYTHM.get(found["unit"], ""), int(found["n"])
        span = sentence(draft, Span(*found.span()))
        said = draft.flow.words(Span(span.start, found.end()))
        for duty in draft.duties:
            named = bool(duty.subject) and duty.subject[-4:] in said
            act = re.search("[一-鿿]{2}$", draft.flow.text[span.start : found.start()])
            named = named or bool(act and re.search(f"每[一-鿿]{act[0]}", draft.flow.words(duty.span)))
            same = duty.rhythm == rhythm and named and not span.covers(duty.span)
            if same and duty.min_count and duty.min_count != least and pairs_of(duty.action) & pairs_of(said):
                what = f"要求{duty.min_count}次，问责却只从少于{least}次算起。请定下次数。"
                yield Conflict("two_rhythms", what, "soft", (span, duty.span))
