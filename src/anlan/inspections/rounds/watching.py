"""Fire rounds as gaps of a file: no plan where the law asks for rounds, or half of them without a record."""

from collections.abc import Iterable, Sequence
from typing import Any

from anlan.core import clock, journal
from anlan.core.events import Event
from anlan.enterprises.gaps import actions, finders
from anlan.enterprises.gaps.finders import Missing
from anlan.enterprises.learning.rules import round_hours
from anlan.enterprises.models import Enterprise
from anlan.inspections.rounds import queries
from anlan.inspections.rounds.models import RoundPlan, RoundPlanEvent
from anlan.inspections.rounds.rules import LAW

NAME = "inspections.rounds"
LEAST = 2
"""One round without a record is a fact, not a gap."""


def lacking(rows: Sequence[Enterprise]) -> Iterable[Missing]:
    """Who is asked for rounds and has no plan, or no record of half the rounds of the last whole days.

    The law says how often, not how many may be missed: half is this software's own measure. As many queries for any
    number.
    """
    asked = [one for one in rows if round_hours(one) is not None]
    by: dict[Any, list[RoundPlan]] = {one.pk: [] for one in asked}
    for plan in queries.plans().filter(enterprise__in=list(by)):
        by[plan.enterprise_id].append(plan)
    for pk, known in by.items():
        if queries.in_force(known) is None:
            yield Missing(pk, "没有定防火巡查的时间和人员", LAW, "plan")
        elif words := _unmade(known):
            yield Missing(pk, words, LAW, "made")


def _unmade(known: Sequence[RoundPlan]) -> str:
    past = [(day, rows) for day, rows in queries.days(known) if day < clock.today()]
    over = [standing for _, rows in past for _, standing, _ in rows if standing != "due"]
    missing = over.count("missed")
    if missing < LEAST or missing * 2 < len(over):
        return ""
    days = dict.fromkeys(clock.day_words(day) for day in (past[-1][0], past[0][0]))
    return f"{'至'.join(days)}应做防火巡查 {len(over)} 次，{missing} 次没有记录"


def follow(event: Event) -> None:
    """Look at the enterprise whose plan or rounds an event is about."""
    if isinstance(event, RoundPlanEvent):
        actions.look(Enterprise.objects.filter(pk=event.subject.enterprise_id))


def register() -> None:
    """Let gaps be looked for here too, and look again when rounds change."""
    finders.register("rounds", lacking)
    journal.listen(NAME, follow)
