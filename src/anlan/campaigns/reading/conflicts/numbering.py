"""Headings whose numbers jump or repeat: something was cut out or pasted in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.outline import Clause


def gaps(draft: Draft) -> Iterator[Conflict]:
    """二、 followed by 四、; two （三）."""
    tops = [
        clause for clause in draft.clauses if clause.parent is None and clause.kind == "one" and not clause.attachment
    ]
    yield from _among(tops)
    for clause in draft.clauses:
        for kind in {child.kind for child in clause.children}:
            yield from _among([child for child in clause.children if child.kind == kind])


def _among(siblings: list[Clause]) -> Iterator[Conflict]:
    for one, other in pairwise(siblings):
        if other.number == one.number:
            what = f"序号“{other.label}”出现了两次。"
        elif other.number != one.number + 1 and other.number != 1:
            what = f"序号从“{one.label}”跳到“{other.label}”，中间可能缺了内容。"
        else:
            continue
        end = other.head.end if other.head.end > other.head.start else min(other.span.end, other.span.start + 20)
        yield Conflict("numbering", what, "soft", (Span(other.span.start, end),))
