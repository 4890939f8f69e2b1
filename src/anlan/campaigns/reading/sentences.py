"""Clauses to segments (between 。and ；) and segments to pieces (between commas), brackets kept whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anlan.campaigns.reading.draft import Draft
from anlan.campaigns.reading.flow import Span, brackets_open
from anlan.campaigns.reading.outline import Clause

ENDS = "。；！？\n"
COMMAS = "，：\n"
LONGEST = 1_000


@dataclass(frozen=True)
class Segment:
    """One stretch of a clause between full stops or semicolons; `begins_…` say what starts with it."""

    clause: Clause
    span: Span
    is_head: bool
    begins_sentence: bool
    begins_paragraph: bool


def segments(draft: Draft) -> Iterator[Segment]:
    """Every segment of every clause in order, furniture and table rows left out."""
    text, depths = draft.flow.text, brackets_open(draft.flow.text)
    skipped = draft.head.furniture
    for clause in draft.clauses:
        start, sentence, paragraph = clause.head.start if clause.kind != "opening" else clause.span.start, True, True
        for at in range(start, clause.body.end):
            character = text[at]
            is_last = at + 1 == clause.body.end or _is_too_long(character, at - start)
            if not is_last and not (character in ENDS and (depths[at] == 0 or character == "\n")):
                continue
            span = _told_of_a_stage(draft, Span(*draft.flow.trimmed(Span(start, at + (character not in ENDS)))))
            if span.end > span.start and not _is_furniture(text, span, skipped):
                is_head = (
                    clause.kind != "opening"
                    and span.start == clause.head.start
                    and span.end <= max(clause.head.end, span.start)
                )
                yield Segment(clause, span, is_head, sentence, paragraph)
            sentence, paragraph = character in "。！？\n", character == "\n"
            start = at + 1


NAMES_A_DOER = re.compile("各|[省市县区镇乡局][一-鿿]|[一-鿿]{2,4}(?:企业|单位|学校)")


def _told_of_a_stage(draft: Draft, span: Span) -> Span:
    """The last cell of a row that is a stage, where it says who does what in it; any other span as it is."""
    row = draft.flow.text[span.start : span.end].rstrip("| ")
    start = len(row) - len(row[row.rfind("|") + 1 :].lstrip())
    is_stage = "|" in row and any(one.span.covers(span) and not one.row_of for one in draft.stages)
    return Span(span.start + start, span.start + len(row)) if is_stage and NAMES_A_DOER.match(row, start) else span


def _is_too_long(character: str, length: int) -> bool:
    """Whether nobody writes such a sentence: then it is cut at its next comma, or where it is."""
    return length >= LONGEST and (character in COMMAS or length >= 2 * LONGEST)


def _is_furniture(text: str, span: Span, skipped: list[Span]) -> bool:
    if "|" in text[span.start : span.end]:
        return True
    return any(furniture.covers(span) for furniture in skipped) or bool(
        re.match("（?(?:联系人|联系电话|抄送|主题词|附件)", text[span.start : span.end])
    )


def pieces(text: str, span: Span) -> list[Span]:
    """A segment at its commas and colons, never inside brackets, quotes or numbers."""
    depths = brackets_open(text[span.start : span.end])
    told, start = [], span.start
    for at in range(span.start, span.end):
        if text[at] in COMMAS and depths[at - span.start] == 0:
            if at > start:
                told.append(Span(start, at))
            start = at + 1
    if span.end > start:
        told.append(Span(start, span.end))
    return told


BRACKET = re.compile("（[^（）\n]{2,80}）")


def brackets(text: str, span: Span) -> list[Span]:
    """The brackets inside a stretch, without their signs."""
    return [Span(found.start() + 1, found.end() - 1) for found in BRACKET.finditer(text, span.start, span.end)]


UNIT = "(?:半)?(?:个)?(?:日|天|周|旬|月|季|年)"
DONE = (
    "(?:日|周|旬|月|季度?|半年|年度?)"
    "(?:调度|检查|排查|巡查|督查|自查|通报|报告|会商|总结|研判|例会|考核|考评|点评|督导|分析|查(?![一-鿿]))"
)
LEAST = "(?:不少于|至少|不低于)"
TWO_RHYTHMS = re.compile(
    rf"每[^，。、；]{{1,24}}?{LEAST}[^，。、；]{{1,6}}(?P<count>、)(?=[^，。、；]{{2,16}}{LEAST})|"
    rf"{DONE}(?P<done>、)(?=[^，。、；]{{2,14}}{DONE})|"
    rf"{LEAST}[\d一二两三四]{{1,4}}[一-鿿]{{1,2}}(?P<also>、)(?=[^，。、；]{{2,16}}{LEAST}[\d一二两三四])|"
    rf"每{UNIT}[^，。、；]{{0,20}}?(?P<at>、)(?=每{UNIT}|{DONE}|[^，。、；]{{2,24}}每)|"
    rf"日前(?P<each>、)(?=[一-鿿]{{2,14}}(?:20\d\d年)?\d{{1,2}}月(?:\d{{1,2}}日|底)前)|"
    rf"前[^，。、；]{{2,20}}(?P<due>、)(?=每{UNIT}|(?:20\d\d年)?\d{{1,2}}月\d{{1,2}}日前)"
)


def rhythm_pieces(text: str, piece: Span) -> list[Span]:
    """A每季度、B每周带队检查: a piece at the stop between two subjects with rhythms of their own."""
    told, start = [], piece.start
    for found in TWO_RHYTHMS.finditer(text, piece.start, piece.end):
        at = found.start(found.lastgroup or "at")
        told.append(Span(start, at))
        start = at + 1
    return [*told, Span(start, piece.end)]
