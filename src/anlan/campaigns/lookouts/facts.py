"""What answers a lookout: a check of one of its items, a hazard entered by it, or the word that there is none.

Only what came after it was sent counts. Checks of reports are left out: nothing may tell that somebody reported.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator

from anlan.campaigns.duties.standing import Fact
from anlan.campaigns.lookouts.models import Lookout, NoneHere
from anlan.core import clock
from anlan.hazards.models import Hazard, State
from anlan.inspections.kinds import Kind, about
from anlan.inspections.models import Answer
from anlan.inspections.models import State as VisitState
from anlan.standards.models import Criterion

Answers = dict[Any, dict[Any, list[Fact]]]
"""Lookout → enterprise → its facts."""


class _Seen(NamedTuple):
    """One thing that was seen: where, by which item, when, and the fact it is once it counts."""

    enterprise: Any
    item: str
    at: Any
    key: Any
    words: str
    url: str


def answers_to(lookouts: Iterable[Lookout], among: Collection[Any] | None = None) -> Answers:
    """What answers each lookout, by its id and the enterprise's; as many queries for thirty as for one.

    `among`: of these enterprises only.
    """
    listed = [one for one in lookouts if not one.called_off]
    found: Answers = {one.pk: defaultdict(list) for one in listed}
    if not listed:
        return found
    items = items_of(listed)
    every, since = set().union(*items.values()), min(one.sent_at for one in listed)
    visits, hazards = _lies(listed, among)
    for one in (*_checked(every, since, visits), *_entered(every, since, hazards)):
        for lookout in listed:
            if one.item in items[lookout.pk] and one.at >= lookout.sent_at:
                _put(found[lookout.pk][one.enterprise], one, lookout)
    words = NoneHere.objects.filter(lookout__in=listed, ended="")
    for word in words if among is None else words.filter(enterprise__in=among):
        fact = Fact(clock.local_date(word.said_at), f"没有此类：{word.reason}", answers=word.lookout_id)
        found[word.lookout_id][word.enterprise_id].append(fact)
    return found


def items_of(lookouts: Iterable[Lookout]) -> dict[Any, set[str]]:
    """The ids of the items of each lookout in every version of their standards, by the lookout's id; one query."""
    listed = list(lookouts)
    named = {(item["pack"], item["code"]) for one in listed for item in one.checklist.items}
    wordings = {item["wording"] for one in listed for item in one.checklist.items}
    asked = Q(digest__in=wordings)
    for slug, code in named:
        asked |= Q(pack__slug=slug, code=code)
    rows = list(Criterion.objects.filter(asked).values_list("pk", "pack__slug", "code", "digest"))
    return {one.pk: {str(pk) for pk, *row in rows if _is_of(one, *row)} for one in listed}


def _is_of(lookout: Lookout, slug: str, code: str, digest: str) -> bool:
    items = lookout.checklist.items
    return any(one["wording"] == digest or (one["pack"], one["code"]) == (slug, code) for one in items)


def _lies(listed: Iterable[Lookout], among: Collection[Any] | None) -> tuple[Q, Q]:
    """The condition for what lies in the townships of these lookouts, or at these enterprises: visits, hazards."""
    if among is not None:
        return Q(visit__enterprise__in=among), Q(enterprise__in=among)
    prefixes = {one.region.prefix for one in listed}
    visits, hazards = Q(pk__in=[]), Q(pk__in=[])
    for prefix in prefixes:
        visits |= Q(visit__region_code__startswith=prefix)
        hazards |= Q(region_code__startswith=prefix)
    return visits, hazards


def _checked(items: set[str], since: Any, lies: Q) -> Iterator[_Seen]:
    """Items answered at finished visits with yes or no, or with 不涉及 and why."""
    told = Q(value__in=[Answer.Value.YES, Answer.Value.NO]) | (Q(value=Answer.Value.NOT_APPLICABLE) & ~Q(note=""))
    rows = Answer.objects.filter(lies, told, item__in=items, answered_at__gte=since)
    rows = rows.filter(visit__state=VisitState.FINISHED).exclude(visit__kind=Kind.REPORT_CHECK)
    values = rows.order_by("visit__ended_at", "pk").values_list(
        "visit__enterprise", "item", "answered_at", "visit", "visit__kind", "visit__ended_at"
    )
    for enterprise, item, at, visit, kind, ended_at in values:
        words = f"{about(kind).label}查了这一条"
        yield _Seen(enterprise, item, at, (visit, ended_at), words, reverse("inspections:detail", args=[visit]))


def _entered(items: set[str], since: Any, lies: Q) -> Iterator[_Seen]:
    """Hazards found since, under one of the criteria."""
    rows = Hazard.objects.filter(lies, criterion__in=items, found_at__gte=since).exclude(state=State.VOID)
    for one in rows.only("pk", "code", "enterprise_id", "criterion_id", "found_at", "description").order_by("found_at"):
        words, key = f"登记隐患：{Truncator(one.description).chars(30)}", (one.pk, one.found_at)
        address = reverse("hazards:record", args=[one.pk])
        yield _Seen(one.enterprise_id, str(one.criterion_id), one.found_at, key, words, address)


def _put(facts: list[Fact], one: _Seen, lookout: Lookout) -> None:
    """One fact a visit and a hazard, whatever the number of its items."""
    fact = Fact(clock.local_date(one.key[1]), one.words, one.url, answers=lookout.pk)
    if fact not in facts:
        facts.append(fact)
