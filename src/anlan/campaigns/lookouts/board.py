"""How those asked by lookouts stand, and what lookouts call for in a campaign."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db.models import QuerySet

from anlan.campaigns.duties.rhythms import Happening, Period
from anlan.campaigns.duties.standing import Instance, instances
from anlan.campaigns.duties.subjects import Subject
from anlan.campaigns.lookouts import facts, targets
from anlan.campaigns.lookouts.models import Lookout
from anlan.core import clock
from anlan.core.errors import Invalid
from anlan.enterprises.models import Enterprise

Standings = dict[Any, list[Instance]]
Sees = Callable[[Subject], bool]


def shown(rows: QuerySet[Lookout]) -> QuerySet[Lookout]:
    """Lookouts with everything that says whom they ask and by what."""
    return rows.select_related("lesson", "region", "checklist", "sent_by").prefetch_related("industries")


def standings(
    lookouts: Iterable[Lookout],
    sees: Sees = lambda subject: True,
    today: dt.date | None = None,
    *,
    among: Collection[Any] | None = None,
) -> Standings:
    """How every subject a person sees stands, by the lookout's id; as many queries for thirty as for one.

    `among` are ids of enterprises: who wants to know of one need not read them all.
    """
    listed, day = list(lookouts), today or clock.today()
    asked, seen = targets.asked_of(listed, among), facts.answers_to(listed, among)
    return {one.pk: _stand(one, filter(sees, asked.get(one.pk, ())), seen.get(one.pk, {}), day) for one in listed}


def asked_at(lookout: Lookout, enterprise: Enterprise) -> Instance:
    """How the lookout stands at one enterprise. Raises Invalid where it asks nothing there, or nothing any more."""
    if found := standings([lookout], among=[enterprise.pk])[lookout.pk]:
        return found[0]
    raise Invalid(f"“{lookout}”没有要{enterprise}查，或者已撤销。", code="campaigns.not_asked")


def _stand(lookout: Lookout, asked: Iterable[Subject], seen: dict[Any, Any], day: dt.date) -> list[Instance]:
    period = _after(call_of(lookout, frozenset()))
    return [one for subject in asked for one in instances(subject, [period], seen.get(subject.key, ()), day)]


def _after(call: Happening) -> Period:
    return Period(call.name, call.on, call.on + dt.timedelta(days=call.days), 1, call)


def call_of(lookout: Lookout, only: frozenset[Any]) -> Happening:
    """A lookout as what calls for a duty of these subjects."""
    days = (lookout.due_on - lookout.sent_on).days
    return Happening(lookout.lesson.title, lookout.sent_on, days, only=only, key=lookout.pk)


def calls(
    region: Any, first: dt.date | None, last: dt.date | None, among: Collection[Any] | None = None
) -> list[Happening]:
    """What the lookouts a township sent between two days call for; `among`: of these enterprises only."""
    if first is None or last is None:
        return []
    rows = list(shown(Lookout.objects.filter(region=region, called_off="", sent_on__range=(first, last))))
    asked = targets.asked_of(rows, among)
    return [call_of(one, frozenset(subject.key for subject in asked[one.pk])) for one in reversed(rows)]
