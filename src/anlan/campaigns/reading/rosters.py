"""Lines of a roster: each says who is on duty from one day to another."""

from __future__ import annotations

import re

from anlan.campaigns.reading.draft import Draft, Duty
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.outline import clause_at
from anlan.campaigns.reading.when import whens
from anlan.campaigns.reading.years import Years

WHO = re.compile(" ?：?(?P<who>[一-鿿]{2,3}(?:（[一-鿿]{2,8}）)) ?(?P<act>带班|值班|值守|巡查)")


def duties(draft: Draft, years: Years) -> list[Duty]:
    """3月31日至4月2日 石建国（支书）带班: one duty for each line."""
    told, text = [], draft.flow.text
    for when in whens(text, 0, len(text), draft.head.issued_on):
        found = WHO.match(text, when.span.end) if when.begins and when.ends else None
        if found:
            clause, span = clause_at(draft.clauses, when.span.start), Span(when.span.start, found.end())
            duty = Duty(clause, span, found["who"], found["act"], "once", due=years.settle(when.ends), whens=(when,))
            duty.due_written = draft.flow.quote(when.span)
            told.append(duty)
    return told


def without(told: list[Duty], lines: list[Duty]) -> list[Duty]:
    """The duties read that are no line of a roster."""
    return [
        one
        for one in told
        if not any(line.span.start < one.span.end and one.span.start < line.span.end for line in lines)
    ]
