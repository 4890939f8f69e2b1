"""Headings whose numbers jump or repeat: something was cut out or pasted in."""

from __future__ import annotations

import re
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


LISTED = re.compile(r"\n附件：?(?P<rest>1[.、][^\n]*(?:\n\d{1,2}[.、][^\n]{2,60})*)")
ITEM = re.compile(r"(?:^|\n|(?<=[一-鿿）》]))(?P<n>\d{1,2})[.、](?=[^\d])")


def attachments(draft: Draft) -> Iterator[Conflict]:
    """附件：1.登记表 3.汇总表."""
    for found in LISTED.finditer(draft.flow.text):
        numbers = [int(one["n"]) for one in ITEM.finditer(found["rest"])]
        for one, other in pairwise(numbers):
            if other != one + 1:
                what = f"附件的序号从 {one} 到 {other}，中间可能缺了或重了一个。"
                yield Conflict("numbering", what, "soft", (Span(*found.span("rest")),))
                break
