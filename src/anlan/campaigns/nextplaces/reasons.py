"""Why somebody should go to a place: the kinds of reason in their order, the gravest first."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from anlan.enforcement.frequency.factors import BASE, FACTORS

YEAR = 365


@dataclass(frozen=True)
class Kind:
    """One kind of reason: its word in the URL, its name; `alone`: whether it is reason enough by itself."""

    name: str
    label: str
    alone: bool = True


KINDS = {
    one.name: one
    for one in (
        Kind("overdue_major", "重大隐患逾期未改"),
        Kind("recheck", "已报整改，等复查验收"),
        Kind("overdue", "隐患逾期未改"),
        Kind("missed", "任务逾期未做"),
        Kind("alike", "同类事故教训没有查"),
        Kind("never", "没有检查记录"),
        Kind("long_ago", "很久没有去"),
        Kind("high_risk", "高危行业", alone=False),
    )
}
PLACE_OF = {name: place for place, name in enumerate(KINDS)}
"""Where a kind stands in the order."""


@dataclass(frozen=True)
class Reason:
    """One reason for one place: its kind, in words, since when it lasts, and where its records are.

    Those are at the page of a name for an id, narrowed by a query; worked out only for the rows that are shown.
    """

    kind: str
    words: str
    since: dt.date
    page: str
    of: Any = None
    query: str = ""

    @property
    def url(self) -> str:
        """Where its records are."""
        return reverse(self.page, args=[self.of] if self.of else []) + self.query


def usual_days(high_risk: bool) -> int:
    """After how many days a place is due for a visit: by the visits a year that the frequency proposes at first.

    Twice, three times for high risk (`enforcement.frequency.factors`; own default): what the facts of one enterprise
    add or take away stands on its own page.
    """
    return YEAR // (BASE + (FACTORS["high_risk"].weight if high_risk else 0))
