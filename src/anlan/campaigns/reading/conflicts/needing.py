"""What presumes something else is due before it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft, Duty
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.when import When, whens
from anlan.campaigns.reading.years import Years

DONE = re.compile("完成(?P<what>[一-鿿]{2,12}?)(?:的?基础上|(?:之|以)?后)(?=，|[一-鿿])")


def presumed(draft: Draft) -> Iterator[Conflict]:
    """在完成专题培训的基础上组织演练 by 20 May, where the training is due by 31 May."""
    once = [one for one in draft.duties if one.rhythm == "once" and one.due and one.due.date]
    for found in DONE.finditer(draft.flow.text):
        for one in (duty for duty in once if _is_near(duty, found)):
            for other in once:
                later = other.due.date > one.due.date  # type: ignore[union-attr, operator]  # those with a day
                if later and other is not one and found["what"] in other.action and not _is_near(other, found):
                    by, at = other.due.iso(), one.due.iso()  # type: ignore[union-attr]  # those with a day
                    what = f"“{found['what']}”到 {by} 才完成，以它为前提的事却在 {at} 到期。请定下先后。"
                    yield Conflict("falling_dates", what, "soft", (sentence(draft, Span(*found.span())), other.span))
                    return


def _is_near(duty: Duty, found: re.Match[str]) -> bool:
    """Whether a duty stands in the clause of a condition."""
    return duty.clause.span.start <= found.start() < duty.clause.span.end and duty.span.end >= found.start()


RESULT = re.compile(
    "(?P<what>[一-鿿]{2,6}?)(?:精神|不合格的?|未通过的?|结果|发现的问题)(?=[^。；\\n]{0,16}$|[^，。；\\n]{0,4}，?$)"
)
DID = re.compile("开展|召开|组织|完成|进行|实施")
NEARBY = 20


def results(draft: Draft) -> Iterator[Conflict]:
    """4月20日召开动员会, and 动员会精神4月15日前传达: what comes of it is due before it."""
    text, years = draft.flow.text, Years(draft.head.issued_on, draft.starts, draft.ends)
    told = [(when, day) for when in whens(text, 0, len(text), draft.head.issued_on) if (day := _last(years, when))]
    for when, due in told:
        found = RESULT.search(text[max(0, when.span.start - NEARBY) : when.span.start].split("。")[-1])
        if not found or not when.is_deadline:
            continue
        of_it = [(one, day) for one, day in told if one is not when and _does(text, one, found["what"])]
        days = {day for _, day in of_it}
        if len(days) == 1 and due < days.copy().pop():
            what = f"“{found['what']}”到 {days.pop()} 才有，它的结果却在 {due} 就要。请定下先后。"
            yield Conflict(
                "falling_dates", what, "soft", (sentence(draft, when.span), sentence(draft, of_it[0][0].span))
            )


def _last(years: Years, when: When) -> dt.date | None:
    mark = years.settle(when.ends or when.begins) if when.ends or when.begins else None
    return mark.date if mark and not mark.whole_month else None


def _does(text: str, when: When, what: str) -> bool:
    """Whether a time is that of an act: 5月1日至5月20日开展检查."""
    behind = re.split("[，。；\\n]", text[when.span.end : when.span.end + NEARBY])[0]
    return what in behind and DID.search(behind) is not None
