"""Contradictions inside a notice: what contradicts, how badly, and the very words; a person decides each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from anlan.campaigns.reading.conflicts.checks import CHECKS
from anlan.campaigns.reading.conflicts.pairs import REACH
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span


def found(draft: Draft) -> list[Conflict]:
    """Every contradiction in the order of the text, each said once."""
    told: dict[str, dict[tuple[Span, ...], Conflict]] = defaultdict(dict)
    for check in CHECKS:
        for conflict in check(draft):
            same = told[conflict.kind]
            if conflict.spans not in same and not _is_said(conflict, islice(reversed(same.values()), REACH)):
                same[conflict.spans] = replace(conflict, what=_with_days(conflict.what))
    _fold(told)
    every = (conflict for same in told.values() for conflict in same.values())
    return sorted(every, key=lambda one: (one.spans[0].start if one.spans else 0, one.severity))


ISO = re.compile(r" ?(20\d\d)-(\d\d)-(\d\d) ?")


def _with_days(words: str) -> str:
    """2027-11-18 as officials write it: 2027年11月18日."""
    return ISO.sub(lambda found: f"{found[1]}年{int(found[2])}月{int(found[3])}日", words)


def _is_said(conflict: Conflict, told: Iterable[Conflict]) -> bool:
    """Whether another of its kind says the same of one place, or speaks of the same two places."""
    return any(
        (one.what == conflict.what or min(len(one.spans), len(conflict.spans)) > 1)
        and bool(conflict.spans)
        and all(any(_meet(span, other) for other in one.spans) for span in conflict.spans)
        for one in told
    )


FOLLOW = ("stages_overlap", "stages_gap", "stage_outside", "stages_disordered")
"""What a stage in a wrong year brings with it."""


def _fold(told: dict[str, dict[tuple[Span, ...], Conflict]]) -> None:
    """Leave out what only follows from a stage that was over before the notice: one slip is asked about once."""
    early = {span for one in told["stage_before_notice"].values() for span in one.spans[:1]}
    for kind in FOLLOW:
        for spans in [spans for spans in told[kind] if early & set(spans)]:
            del told[kind][spans]


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
