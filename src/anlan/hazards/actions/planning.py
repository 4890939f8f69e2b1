"""The rectification plan: filed with all five commitments before work starts."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.hazards import needs
from anlan.hazards.actions.stepping import ahead, make_findable, take
from anlan.hazards.models import DueBasis, Hazard, HazardEvent, Plan, State
from anlan.org.models import User


@events.once(HazardEvent)
def file_plan(
    hazard: Hazard,
    *,
    actor: User,
    responsible_name: str,
    measures: str,
    funds: Decimal,
    due_on: dt.date,
    emergency: str,
    interim_control: str,
    funds_note: str = "",
    client_id: uuid.UUID | None = None,
    **report: str,
) -> Hazard:
    """File the plan, or a new version of it; every commitment must say something, funds of 0 need a reason.

    A general hazard is planned by it; a major one once its report is acknowledged. `report`: situation, harm, goals.
    A general hazard's due_on becomes the plan's; a major one's when both desks acknowledged, so that a new version
    filed before they did must be reported anew.
    Raises Invalid naming each commitment that is missing.
    """
    plan = Plan(
        hazard=hazard,
        number=1 + max((one.number for one in hazard.plans.all()), default=0),
        responsible_name=responsible_name.strip(),
        measures=measures.strip(),
        funds=funds,
        funds_note=funds_note.strip(),
        due_on=due_on,
        emergency=emergency.strip(),
        interim_control=interim_control.strip(),
        filed_by=actor,
        filed_at=clock.now(),
        **report,
    )
    check(plan)
    data = {name: getattr(plan, name) for name in PLAN_FIELDS} | {"number": plan.number}
    to = _state_with(plan)
    take(hazard, "file_plan", actor=actor, to=to, changes=_follows(hazard, plan), data=data, client_id=client_id)
    plan.save(force_insert=True)
    make_findable(hazard)
    return hazard


PLAN_FIELDS = (
    "responsible_name",
    "measures",
    "funds",
    "funds_note",
    "due_on",
    "emergency",
    "interim_control",
    "situation",
    "harm",
    "goals",
)


def _state_with(plan: Plan) -> str:
    hazard = plan.hazard
    return State.PLANNED if hazard.state == State.JUDGED and not hazard.is_major else hazard.state


def _follows(hazard: Hazard, plan: Plan) -> dict[str, Any]:
    # A date that was set by a plan and acknowledged, by an order or an extension is moved by an extension only.
    bound = hazard.due_basis in (DueBasis.PLAN, DueBasis.ORDER, DueBasis.EXTENSION)
    changes: dict[str, Any] = {"responsible_name": plan.responsible_name}
    if not hazard.is_major and not bound:
        changes |= {"due_on": plan.due_on, "due_basis": DueBasis.PLAN}
    if hazard.state == State.JUDGED:
        changes["reported_at"] = None
    return changes


def check(plan: Plan) -> None:
    """Raise Invalid for a commitment that says nothing, or a date that is past or years away."""
    if plan.missing:
        words = f"整改方案还缺：{'、'.join(plan.missing)}。请逐项写实，不能空着或只写“无”“正常”“同上”。"
        raise Invalid(words, code="hazards.commitments", fields={"measures": [words]})
    ahead(plan.due_on, "整改期限")


@events.once(HazardEvent)
def start(hazard: Hazard, *, actor: User, note: str = "", client_id: uuid.UUID | None = None) -> Hazard:
    """Begin the work; refused while a commitment is missing."""
    plan = needs.latest_plan(hazard)
    take(hazard, "start", actor=actor, data={"note": note, "plan": plan.number if plan else None}, client_id=client_id)
    return hazard
