"""What presumes something else is due before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft, Duty
from anlan.campaigns.reading.flow import Span

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
