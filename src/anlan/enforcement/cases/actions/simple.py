"""The simple procedure: a small fine or a warning, decided and handed over on the spot (行政处罚法 art. 51, 52)."""

import uuid

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.enforcement.cases import papers, rules
from anlan.enforcement.cases.actions.taking import number
from anlan.enforcement.cases.clauses import check_simple, clause_of
from anlan.enforcement.cases.models import Case, CaseEvent
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.inspecting.checking import card_of, check_officers
from anlan.enforcement.inspecting.models import Inspection
from anlan.enforcement.refusing import require
from anlan.enterprises.models import Person
from anlan.hazards.actions.stepping import say
from anlan.hazards.models import Hazard
from anlan.org.models import User

Penalty = Case.Penalty


@events.once(CaseEvent)
def decide_on_spot(
    inspection: Inspection,
    *,
    actor: User,
    clause: str,
    facts: str,
    fine: int,
    receiver: str,
    person: Person | None = None,
    hazard: Hazard | None = None,
    client_id: uuid.UUID | None = None,
) -> Case:
    """Decide on the spot during an inspection: a warning, or a fine of at most 3000 (a person 200) yuan (R5.14).

    Raises NotYours for who does not go on the inspection, Invalid beyond the limits, without the power or a card.
    """
    require(rules.may_open_over_inspection(actor, inspection))
    officers, office = inspection.officers, inspection.office
    if actor not in officers:
        raise Invalid("当场处罚由在场的检查人员作出。", code="enforcement.on_spot")
    check_officers(officers, office, clock.today())
    by = clause_of(clause, "person" if person else "unit")
    if lack := rules.lacks_power(office, by):
        raise Invalid(lack, code="enforcement.no_power", fields={"clause": [lack]})
    kinds = [Penalty.FINE if fine else Penalty.WARNING]
    check_simple(by.party, [str(one) for one in kinds], fine)
    who, now = say(receiver, "签收人", "receiver"), clock.now()
    place = (inspection.enterprise.address or inspection.enterprise.name)[:100]
    case = Case(
        enterprise=inspection.enterprise,
        person=person,
        region_code=inspection.region_code,
        office=office,
        source=Case.Source.INSPECTION,
        inspection=inspection,
        hazard=hazard,
        cause=by.label,
        facts=say(facts, "违法事实", "facts"),
        measure=by.frozen(by.first is None),
        is_simple=True,
        lead=officers[0],
        second=officers[1],
        lead_card=card_of(officers[0]),
        second_card=card_of(officers[1]),
        state=Case.State.SERVED,
        opened_by=actor,
        opened_at=now,
        decision_number=number(office, Kind.SPOT_DECISION),
        decided_by=actor,
        decided_at=now,
        penalties=kinds,
        fine=fine,
        served_at=now,
        said={"decide_on_spot": {"receiver": who}},
    )
    told = {"party": case.party, "facts": case.facts, "fine": fine, "number": case.decision_number, "receiver": who}
    events.begin(case, "enforcement.decide_on_spot", actor=actor, data=told, to_state=case.state, client_id=client_id)
    papers.make_out(case, Kind.SPOT_DECISION, actor=actor, number=case.decision_number)
    papers.serve(case, Kind.SPOT_DECISION, actor=actor, served_way="direct", served_at_place=place, receiver=who[:60])
    return case
