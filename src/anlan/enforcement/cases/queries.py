"""Reading cases: which exist for whom, what waits, which decisions count, who is barred."""

import datetime as dt

from django.db.models import Q, QuerySet

from anlan.enforcement.cases import clocks, lifecycle, rules
from anlan.enforcement.cases.models import Case, CaseEvent
from anlan.enterprises.models import Enterprise
from anlan.org import scope
from anlan.org.models import User

SHOWN = (
    "enterprise__region",
    "person",
    "office__region",
    "from_office",
    "to_office",
    "lead",
    "second",
    "twin",
    "hazard",
    "decided_by",
)
State = Case.State
SENT = (State.MOVING, State.MOVED)
OVER = (State.RETURNED, State.HANDED, State.REFUSED, State.WITHDRAWN, State.MOVED, State.CLOSED)
MOVES = ("move_case", "case_taken", "case_returned", "settle_move", "report_case")
"""The steps of a case on its way to another authority."""
TO_HEAD = ("file_case", "allow_instalments", "close_case")
MOST = 50


def visible_to(user: User) -> QuerySet[Case]:
    """Cases of the person's territory, office or own hand, and those the person's office proposed."""
    reach = scope.rows(user, region="region_code", strip="office_id", permission="enforcement.read_cases")
    proposed = scope.rows(user, region="region_code", strip="from_office_id", permission="enforcement.read_cases")
    own = Q(lead=user) | Q(second=user)
    return Case.objects.filter(reach | proposed | own).select_related(*SHOWN)


def moved_for(user: User) -> QuerySet[Case]:
    """Cases on their way to another authority, or that were: of the sender's desk and of every receiver's so far."""
    desks = _desks(user)
    before = CaseEvent.objects.filter(action="enforcement.move_case", data__to_office__in=[str(one) for one in desks])
    seen = Q(pk__in=visible_to(user).values("pk")) | Q(to_office__in=desks) | Q(pk__in=before.values("subject"))
    return Case.objects.exclude(moved_at=None).filter(seen).select_related(*SHOWN)


def _desks(user: User) -> list[int]:
    return [one.office_id for one in scope.grants_of(user) if scope.roles.may(one.role, "enforcement.open_case")]


def lies_open(user: User, case: Case) -> bool:
    """Whether what went along is open to the receiver: while it has to decide, and once it took the case."""
    return case.state in SENT and case.to_office_id in _desks(user)


def moves_of(case: Case) -> list[tuple[CaseEvent, str, dt.date | None]]:
    """Every sending and answer of a case with its words and the day an answer gives, the latest first."""
    rows = case.events.filter(action__in=[f"enforcement.{name}" for name in MOVES]).order_by("-number")
    return [(one, lifecycle.STEPS[one.action.removeprefix("enforcement.")].label, _on(one)) for one in rows]


def _on(event: CaseEvent) -> dt.date | None:
    return dt.date.fromisoformat(event.data["on"]) if "on" in event.data else None


def to_take(user: User) -> list[Case]:
    """Cases sent to the person's desk that wait for its answer or its result, the oldest first."""
    rows = moved_for(user).filter(state__in=SENT, reported_on=None).order_by("moved_at")[:MOST]
    return [one for one in rows if not rules.answers(user, one)]


def of_enterprise(enterprise: Enterprise) -> QuerySet[Case]:
    """Every case against an enterprise or its people."""
    return Case.objects.filter(enterprise=enterprise).select_related(*SHOWN)


def barred_of(enterprise: Enterprise) -> list[Case]:
    """Cases that barred somebody of the enterprise from the industry; an annulled decision bars nobody."""
    rows = of_enterprise(enterprise).exclude(barred_from=None).filter(annulled_at=None)
    return list(rows.order_by("barred_from"))


def to_approve(user: User) -> list[Case]:
    """Cases that wait for the person as a head: to be filed, paid later or closed; proposals to be answered."""
    waiting = Q(state__in=[State.PROPOSED, State.ASKED, State.PERFORMED, State.SPARED])
    waiting |= Q(state=State.SERVED, said__has_key="ask_instalments")
    rows = visible_to(user).filter(waiting)
    names = ("accept_proposal", *TO_HEAD)
    found = rows.order_by("opened_at")[:MOST]
    return [one for one in found if any(not lifecycle.reason(user, one, name) for name in names)]


def to_handle(user: User) -> list[tuple[Case, clocks.Clock | None]]:
    """The person's own open cases with the clock that is due first, the most urgent first."""
    rows = Case.objects.filter(Q(lead=user) | Q(second=user)).exclude(state__in=OVER).select_related(*SHOWN)
    timed = [(one, clocks.next_clock(one)) for one in rows.order_by("opened_at")[:MOST]]
    return sorted(timed, key=lambda pair: (pair[1] is None, pair[1].due_on if pair[1] else pair[0].opened_at.date()))
