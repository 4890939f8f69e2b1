"""One sentence that orders several duties: A每季度、B每周…, 周调度、月通报, A、B分别按照每季度、每月…."""

from __future__ import annotations

import re
from dataclasses import replace

from anlan.campaigns.reading.bundle import Bundle
from anlan.campaigns.reading.draft import Draft, Duty
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.rhythms import triggers


def lend(told: list[Duty], duty: Duty) -> None:
    """A每季度、B每周带队检查不少于1次: A has B's action and count."""
    for borrower in [one for one in told if not one.action]:
        borrower.action, borrower.proof = duty.action, duty.proof
        borrower.min_count = (borrower.min_count or 1) * (duty.min_count or 1)  # 每半月 is two already
        borrower.unit = duty.unit


RESPECTIVELY = re.compile(
    "(?P<who>[^，。；]{4,60})分别(?:按照?|以)?(?P<often>每[^，。；、]{1,4}(?:、每[^，。；、]{1,4}?){1,3})(?=不少于|至少|一次|\\d|的)[^，。；]*"
)


def respectively(draft: Draft, span: Span, told: list[Duty]) -> list[Duty]:
    """A、B、C分别按照每季度、每月、每周不少于一次履职: the first quarterly, the second monthly, the third weekly."""
    found = RESPECTIVELY.search(draft.flow.text, span.start, span.end)
    inside = [one for one in told if found and found.start() <= one.span.start < found.end() and one.action]
    if not found or not inside:
        return told
    names = re.split("、|和|及", found["who"].strip("要应须"))
    often = triggers(draft.flow.text, *found.span("often"))
    if len(names) != len(often):
        return told
    whole = replace(inside[-1], span=Span(*found.span()))
    each = [
        replace(
            whole,
            subject=name,
            rhythm=one.rhythm,
            min_count=one.times or 1,
            action=re.sub("^的(?:频次|频率|要求)", "", whole.action),
        )
        for name, one in zip(names, often, strict=True)
    ]
    at = told.index(inside[0])
    return [*told[:at], *each, *(one for one in told[at:] if one not in inside)]


def further(duty: Duty, bundle: Bundle) -> list[Duty]:
    """周调度、月通报: each word is a duty of its own."""
    done = [one for one in bundle.triggers if one.done]
    if len(done) < 2:
        return []
    first = done[0]
    duty.rhythm, duty.min_count, duty.action, duty.span = first.rhythm, first.times, first.done, first.span
    return [replace(duty, rhythm=one.rhythm, min_count=one.times, action=one.done, span=one.span) for one in done[1:]]
