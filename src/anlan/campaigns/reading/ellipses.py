"""What a piece leaves out because the one before it said it: the verb, the rhythm, the subject, the 对."""

from __future__ import annotations

import re
from dataclasses import replace

from anlan.campaigns.reading import acts, names
from anlan.campaigns.reading.bundle import Bundle
from anlan.campaigns.reading.flow import Span

SO_MANY = re.compile(
    "(?!每[次期轮批场人]|其中|[一-鿿]{0,6}(?:受训|参训|参加|参与)|人数|[^，。；]{0,6}(?:时间|时长|人数))[^，。；]{0,24}?"
    "(?:不少于|不低于|至少|不得少于)"
)
LOOKED_AT = re.compile("对[^，。；每]{2,12}每")
LOOKS = "(?:检查|抽查|巡查|督导|督查|核查|走访)"
OF_THEM = re.compile(f"其中[^，。；每]{{2,16}}每[^，。；]{{1,3}}(?P<act>{LOOKS})")
"""对危化企业全覆盖检查2次，其中重大危险源企业每月检查1次."""


def counts_again(text: str, before: list[Bundle], piece: Span, part: Bundle) -> bool:
    """Whether the verb, and the rhythm where none is written, are those before; they are lent to the part then.

    储备人员不少于50名，装载机不少于8台; 全年不少于12期，每季度不少于3期;
    每月不少于2次，7月、8月每月不少于4次.
    """
    if not before or part.has_verb or part.only_class or not part.has_count:
        return False
    at_times = bool(part.rhythms) and bool(part.whens) and not any(one.is_deadline for one in part.whens)
    if part.whens and not at_times:
        return False
    last = before[0]
    if not (last.has_count and last.has_verb and SO_MANY.match(text, piece.start, piece.end)):
        return False
    if (part.rhythms == last.rhythms != set() and not at_times) or (
        not part.rhythms and acts.begins_with_count(piece, part)
    ):
        return False
    if not part.rhythms:
        part.triggers += [replace(one, times=None) for one in last.triggers if one.rhythm]
        _name(text, piece, part)
    part.has_verb = part.borrows = True
    return True


def _name(text: str, piece: Span, part: Bundle) -> None:
    """管理人员每年不少于16学时，一线员工不少于20学时: who stands in front of the number alone."""
    number = min(one.span.start for one in part.triggers if one.times)
    who = names.named_alone(text[piece.start : number])
    if who and not part.subject:
        part.subject, part.subject_spans = who, [Span(piece.start, piece.start + len(who))]


def look_at(text: str, before: Bundle | None, part: Bundle) -> None:
    """对A类场所每周巡查一次，B类场所每月巡查一次: another thing looked at, not another who looks."""
    if before is None or not before.spans or not part.subject or not part.is_bound:
        return
    words = text[before.span.start : before.span.end]
    is_looked_at = bool(LOOKED_AT.search(words) or before.applies_to)
    same = is_looked_at and f"{part.subject[-3:]}每" in words and part.subject != before.subject
    if same or _is_of_them(text, words, part):
        part.applies_to, part.subject, part.subject_spans = part.subject, before.subject, []
        part.has_verb = True


def _is_of_them(text: str, words: str, part: Bundle) -> bool:
    """Whether a share is named of what the words before look at, to be looked at more often."""
    found = OF_THEM.match(text, part.span.start, part.span.end)
    return found is not None and re.search(f"对[^，。；]{{2,24}}{found['act']}", words) is not None
