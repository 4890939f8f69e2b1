"""The documents of a trace-back: orders nobody served or re-inspected in time, and what was ordered and looked at."""

import datetime as dt
from typing import Any

from anlan.core import clock
from anlan.core.templatetags.anlan import day
from anlan.enforcement.documents.kinds import ENDED_BY, Kind
from anlan.enforcement.tracing.gathering import Chain
from anlan.enforcement.tracing.lines import Line, Telling, page_of

PAGE = "enforcement:document"
SERVED_DAYS = 7
"""A document not served on the spot is served within seven days (行政处罚法 art. 61, taken for orders as well)."""


def not_followed_up(telling: Telling) -> list[Line]:
    """Issued documents not served, orders past their date that nobody looked at again, what was held too long."""
    return [
        telling.line(event, f"{_name(chain)}：{words}", page_of(chain, PAGE), related=_is_related(telling, chain))
        for chain, issued in _issued(telling)
        for event, words in _faults(telling, chain, issued)
    ]


def properly(telling: Telling) -> list[Line]:
    """What was ordered or decided there, served, and looked at again within its date."""
    return [
        telling.line(event, f"{_name(chain)}：{words}", page_of(chain, PAGE))
        for chain, issued in _issued(telling)
        for event, words in _merits(telling, chain, issued)
        if telling.in_span(event)
    ]


def _issued(telling: Telling) -> list[tuple[Chain, Any]]:
    # What was a draft, given up or void by then said nothing to anybody.
    found = [(one, one.last("issue")) for one in telling.record.documents if not one.last("void")]
    return [(chain, event) for chain, event in found if event]


def _name(chain: Chain) -> str:
    kind, number = chain.subject.get_kind_display(), chain.subject.number
    return f"{kind} {number}".strip()


def _is_related(telling: Telling, chain: Chain) -> bool:
    return any(telling.is_related(one.get("words", "")) for one in chain.subject.items)


def _faults(telling: Telling, chain: Chain, issued: Any) -> list[tuple[Any, str]]:
    found, served = [], chain.last("serve")
    latest = clock.local_date(issued.happened_at) + dt.timedelta(days=SERVED_DAYS)
    if chain.subject.kind != Kind.RECORD and not served and latest < telling.day:
        found.append((issued, f"签发后到发生时没有送达（应在 {day(latest)} 前）"))
    due, answer = _due(chain), _answer(telling, chain)
    if due and answer is None and due < telling.day:
        found.append((issued, f"期限 {day(due)}，到发生时没有{_what_ends(chain)}"))
    elif due and answer and clock.local_date(answer.happened_at) > due + dt.timedelta(days=SERVED_DAYS):
        found.append((answer, f"期限 {day(due)}，{day(clock.local_date(answer.happened_at))} 才{_what_ends(chain)}"))
    return found


def _merits(telling: Telling, chain: Chain, issued: Any) -> list[tuple[Any, str]]:
    found = [(issued, f"{issued.actor_name}签发")]
    if served := chain.last("serve"):
        by = served.data.get("receiver") or f"拒收，{served.data.get('witness', '')}见证"
        found.append((served, f"送达（{by}）"))
    due, answer = _due(chain), _answer(telling, chain)
    if due and answer and clock.local_date(answer.happened_at) <= due + dt.timedelta(days=SERVED_DAYS):
        found.append((answer, f"到期后及时{_what_ends(chain)}"))
    return found


def _due(chain: Chain) -> dt.date | None:
    """The last of an order's dates, or the day until which something is held."""
    if chain.subject.kind == Kind.ORDER:
        return max((dt.date.fromisoformat(one["due_on"]) for one in chain.subject.items), default=None)
    return chain.subject.due_on if chain.subject.kind in ENDED_BY else None


def _answer(telling: Telling, chain: Chain) -> Any | None:
    """The last event by which something that ends it was issued."""
    ends = ENDED_BY.get(Kind(chain.subject.kind), (Kind.OPINION,))
    answers = [
        one.last("issue")
        for one in telling.record.documents
        if one.subject.parent_id == chain.subject.pk and one.subject.kind in ends and not one.last("void")
    ]
    return max((one for one in answers if one), key=lambda one: one.happened_at, default=None)


def _what_ends(chain: Chain) -> str:
    return "复查" if chain.subject.kind == Kind.ORDER else "作出处理决定"
