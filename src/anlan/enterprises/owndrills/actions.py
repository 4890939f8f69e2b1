"""Writing the township's own drills."""

import datetime as dt
import uuid

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.enterprises.models import OwnDrill, OwnDrillEvent
from anlan.enterprises.owndrills import rules
from anlan.enterprises.refusing import require
from anlan.org.models import Office, User


@events.once(OwnDrillEvent)
def record_own_drill(
    office: Office,
    *,
    kind: str,
    scenario: str,
    held_on: dt.date,
    people: int,
    evaluation: str,
    actor: User,
    client_id: uuid.UUID | None = None,
) -> OwnDrill:
    """Put a drill on record with its evaluation; without one it does not count. Raises NotYours, Invalid."""
    require(rules.may_record(actor, office))
    if held_on > clock.today():
        raise Invalid("日期晚于今天，做过了再登记。", fields={"held_on": ["晚于今天。"]})
    made = OwnDrill(office=office, kind=kind, scenario=scenario.strip(), held_on=held_on, people=people)
    made.evaluation = evaluation.strip()
    data = {"office": str(office), "kind": kind, "scenario": made.scenario, "held_on": held_on, "people": people}
    data |= {"reason": made.evaluation}
    events.begin(made, "enterprises.record_own_drill", actor=actor, data=data, client_id=client_id)
    return made
