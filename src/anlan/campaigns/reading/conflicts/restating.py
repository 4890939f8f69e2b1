"""A rule told again where its breach is looked for or punished: with another rhythm, or from another day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading.conflicts.repeating import NAMES, pairs_of
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft, Duty
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.rhythms import triggers

AGAIN = re.compile(
    "[^，。；\\n|]{0,24}(?:未|没有|不)(?:按[一-鿿]{1,3}?|能|落实)?(?:每|按)[^，。；\\n|]{2,24}(?:的[^，。；\\n|]{0,12}|(?=、))|"
    "[^，。；\\n|]{0,16}(?:一|1)个?(?:周|月|季度)内?(?:未|没有)[^，。；\\n|]{2,16}的|"
    "[^，。；\\n|]{2,16}的?(?:周|月度|季度|年度)(?:演练|检查|排查|巡查|例会|培训|自查|考核)(?:记录|情况|报告|台账)|"
    "对[^，。；\\n|]{2,16}每[^，。；\\n|]{1,6}次的[^，。；\\n|]{2,12}"
)
WITHIN = re.compile(
    "(?:一|1)个?(?P<of>周|月|季)度?内?(?:未|没有)|(?P<per>周|月|季|年)度?(?:演练|检查|排查|巡查|例会|培训|自查|考核)(?:记录|情况|报告|台账)"
)
OF = {"周": "weekly", "月": "monthly", "季": "quarterly", "年": "yearly"}
TAIL, FEW, MOSTLY = 4, 2, 0.6


def rhythms(draft: Draft) -> Iterator[Conflict]:
    """技术负责人每月组织隐患排查, and elsewhere 技术负责人未按要求每周组织隐患排查的."""
    for found in AGAIN.finditer(draft.flow.text):
        often, times = _rhythm(draft, found)
        same = [duty for duty in draft.duties if often and _is_told(duty, found)]
        same = [duty for duty in same if duty.subject[-TAIL:] in found[0]] or same
        if often and same and not any(_agree(draft, duty, often, times) for duty in same):
            what = f"“{same[0].action}”要求{NAMES[same[0].rhythm]}，这里却按{NAMES[often]}说。请定下频次。"
            yield Conflict("two_rhythms", what, "soft", (sentence(draft, Span(*found.span())), same[0].span))


def _rhythm(draft: Draft, found: re.Match[str]) -> tuple[str, int | None]:
    """The rhythm a stretch speaks of, and how many times; "" where it tells none."""
    if within := WITHIN.search(found[0]):
        return OF[within["of"] or within["per"]], None
    told = next((one for one in triggers(draft.flow.text, *found.span()) if one.rhythm in NAMES), None)
    return (told.rhythm, told.times) if told else ("", None)


def _is_told(duty: Duty, found: re.Match[str]) -> bool:
    """Whether a stretch speaks of a duty that stands elsewhere: of its doer and act, or of most of its act."""
    if duty.rhythm not in NAMES or (duty.span.start < found.end() and found.start() < duty.span.end):
        return False
    act = pairs_of(re.split("，", duty.action)[0])
    shared = len(act & pairs_of(found[0]))
    named = bool(duty.subject) and duty.subject[-TAIL:] in found[0]
    return shared >= (FEW if named else FEW + 1) and shared >= MOSTLY * len(act)


def _agree(draft: Draft, duty: Duty, rhythm: str, times: int | None) -> bool:
    fortnight = re.search("每(?:半月|半个月|两周)", draft.flow.words(duty.span)) is not None
    often = {times, duty.min_count} - {None}
    return duty.rhythm == rhythm and not (fortnight and times in {None, 1}) and (fortnight or len(often) < FEW)
