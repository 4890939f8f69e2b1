"""One fact told twice: a limit, a season, a product, a fine, what is not done by another day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from anlan.campaigns.reading.conflicts.repeating import pairs_of
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.when import whens

IN_FORCE = re.compile(
    "(?:本(?:方案|通知|办法|通告|规定|细则|制度|计划)|行动)?自(?P<day>20\\d\\d年\\d{1,2}月\\d{1,2}日)起(?:施行|实施|执行|生效)"
)


def in_force_before_it_was_issued(draft: Draft) -> Iterator[Conflict]:
    """Signed on 8 May, 自5月1日起施行."""
    issued = draft.head.issued_on
    for found in IN_FORCE.finditer(draft.flow.text) if issued else ():
        day = whens(draft.flow.text, *found.span("day"), issued)
        since = day[0].begins.date if day and day[0].begins else None
        if since and issued and since < issued and found[0].startswith("本"):
            what = f"从 {since} 起施行，印发却在 {issued}。请看是不是写错。"
            yield Conflict("due_before_notice", what, "soft", (sentence(draft, Span(*found.span())),))


ABOUT_WIND = 4
"""So many pairs of characters say no more than that wind stops something."""
WIND = re.compile(
    r"(?:风力|阵风|遇)[一-鿿]{0,4}?(?P<n>\d{1,2})级(?:及以上|以上)?(?:大风|阵风)?[^。；\n]{0,10}?(?:停止|停运|停业|关闭|禁止)"
)


def winds(draft: Draft) -> Iterator[Conflict]:
    """风力达到6级及以上停止运营, and elsewhere 遇7级及以上大风停止运营."""
    told = list(WIND.finditer(draft.flow.text))
    for first, found in pairwise(told):
        whole = [pairs_of(draft.flow.words(sentence(draft, Span(*one.span())))) for one in (first, found)]
        apart = re.search("[。\n]", draft.flow.text[first.end() : found.start()])
        if apart and found["n"] != first["n"] and len(whole[0] & whole[1]) > ABOUT_WIND:
            what = f"停止作业、运营的风力，一处写 {first['n']} 级，一处写 {found['n']} 级。请定下以哪个为准。"
            spans = tuple(sentence(draft, Span(*one.span())) for one in (found, first))
            yield Conflict("two_amounts", what, "soft", spans)
