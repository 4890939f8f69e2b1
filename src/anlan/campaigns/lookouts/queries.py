"""Reading lookouts: which exist for whom, what waits for a person's enterprises, what may be chosen for one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from anlan.campaigns.duties.rules import sight_of
from anlan.campaigns.duties.standing import Instance, Standing
from anlan.campaigns.lookouts import board, targets
from anlan.campaigns.lookouts.models import Lookout, NoneHere
from anlan.campaigns.lookouts.reminding import managers_of
from anlan.campaigns.steering.queries import townships_of
from anlan.core import clock
from anlan.core.errors import Invalid
from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import MANAGERS, posts_of
from anlan.org import scope
from anlan.org.models import Region, User
from anlan.standards import matching
from anlan.standards import queries as standards
from anlan.standards.models import Criterion
from anlan.standards.wording import TOPIC, is_asked

PICKS = 10


def visible_to(user: User) -> QuerySet[Lookout]:
    """Lookouts of the townships a person reads."""
    return Lookout.objects.filter(region__in=townships_of(user, "campaigns.read_duties"))


def of_own(user: User) -> list[tuple[Lookout, Instance]]:
    """What lookouts in force ask of the enterprises a person belongs to, whether answered or not, first due first."""
    own = set(posts_of(user))
    codes = Enterprise.objects.filter(pk__in=own).values_list("region_code", flat=True) if own else ()
    townships = {scope.township_of(code) for code in codes}
    return asked_of(own, townships) if townships else []


def at(enterprise: Enterprise) -> list[tuple[Lookout, Instance]]:
    """What lookouts in force ask of one enterprise, first due first."""
    return asked_of({enterprise.pk}, {scope.township_of(enterprise.region_code)})


def asked_of(places: set[Any], townships: Iterable[Any]) -> list[tuple[Lookout, Instance]]:
    """What lookouts in force of these townships ask of these enterprises, by their ids, first due first."""
    rows = list(board.shown(Lookout.objects.filter(region__in=list(townships), called_off="")).order_by("due_on", "id"))
    found = board.standings(rows, among=places)
    return [(one, instance) for one in rows for instance in found[one.pk]]


def to_do(user: User) -> list[tuple[Lookout, Instance]]:
    """What the enterprises a person manages have not answered, first due first."""
    managed = {pk for pk, post in posts_of(user).items() if post in MANAGERS}
    return [one for one in of_own(user) if one[1].missing and one[1].subject.key in managed]


@dataclass(frozen=True)
class Counts:
    """How those asked by a lookout stand: how many are asked, did, are due, missed."""

    asked: int
    done: int
    due: int
    missed: int


def counts_of(user: User, lookouts: Iterable[Lookout]) -> dict[Any, Counts]:
    """The figures of these lookouts as far as the person sees those asked; the same queries for one as for thirty."""
    found = board.standings(lookouts, sight_of(user))
    return {pk: _counted(rows) for pk, rows in found.items()}


def _counted(rows: list[Instance]) -> Counts:
    done = sum(not one.missing for one in rows)
    missed = sum(one.standing is Standing.MISSED for one in rows)
    return Counts(len(rows), done, len(rows) - done - missed, missed)


def words_of(lookout: Lookout) -> dict[Any, NoneHere]:
    """What enterprises said of having no such thing, by enterprise: what stands, else the last that was ended."""
    rows = lookout.none_here.select_related("said_by", "enterprise")
    return {one.enterprise_id: one for one in sorted(rows, key=lambda word: (not word.ended, word.said_at))}


def picks_for(words: str) -> list[Criterion]:
    """Criteria in force the words may speak of, those that can be checked on site; the likeliest first.

    Not those of which only the topic is known: nobody can be sent to look for a text nobody has read.
    """
    text, today = words.strip(), clock.today()
    if not text:
        return []
    searched = list(standards.search(text, today)[: PICKS * 2])
    alike = [] if len(searched) > PICKS else _alike(text)
    rows = [one for one in dict.fromkeys([*searched, *alike]) if is_asked(one) and not TOPIC.search(one.summary)]
    return rows[:PICKS]


def _alike(text: str) -> list[Criterion]:
    try:
        answer = matching.match(text, top=PICKS)
    except Invalid:
        return []
    return [one.criterion for one in answer.candidates]


def reached(region: Region, codes: Iterable[str], villages: Iterable[str]) -> tuple[int, int]:
    """How many enterprises a lookout would ask, and in how many of them nobody has an account yet."""
    (kinds,) = targets.with_parts([set(codes)])
    rows, wanted = targets.places([region.prefix], kinds), list(villages)
    rows = rows.filter(region_code__in=wanted) if wanted else rows
    listed = list(rows.values_list("pk", flat=True))
    return len(listed), len(listed) - len(managers_of(listed))


def township_for(user: User) -> Region | None:
    """The township a person sends lookouts in."""
    return townships_of(user, "campaigns.send_lookout").first()


def state_condition(value: str) -> Q:
    """The rows in a state of the list's chip."""
    today = clock.today()
    return {
        "running": Q(called_off="", due_on__gte=today),
        "over": Q(called_off="", due_on__lt=today),
        "called_off": ~Q(called_off=""),
    }.get(value, Q(pk__in=[]))
