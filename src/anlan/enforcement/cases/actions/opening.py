"""Opening a case or proposing one, the answer to a proposal, filing, and giving it up."""

import datetime as dt
import uuid
from typing import Any

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.enforcement.cases import clocks, lifecycle, papers, rules
from anlan.enforcement.cases.actions.taking import number, take
from anlan.enforcement.cases.clauses import Clause, clause_of
from anlan.enforcement.cases.clocks import CASE_DAYS
from anlan.enforcement.cases.models import Case, CaseEvent
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.documents.models import Document
from anlan.enforcement.inspecting.checking import card_of, check_officers
from anlan.enforcement.inspecting.models import Inspection
from anlan.enforcement.refusing import require
from anlan.enterprises.models import Enterprise, Person
from anlan.hazards.actions.stepping import say
from anlan.hazards.models import Hazard
from anlan.org.models import Office, User

State = Case.State
Origin = Hazard | Document | Inspection
SHARED = (
    *("enterprise", "region_code", "office", "source", "hazard", "order", "inspection", "cause", "facts"),
    *("committed_on", "found_on", "is_harmful"),
)
"""What the two cases of one fact have in common."""


@events.once(CaseEvent)
def open_case(
    origin: Origin,
    *,
    actor: User,
    office: Office,
    clause: str,
    is_overdue: bool,
    cause: str,
    facts: str,
    person: Person | None = None,
    hazard: Hazard | None = None,
    lead: User | None = None,
    second: User | None = None,
    committed_on: dt.date | None = None,
    is_harmful: bool = False,
    client_id: uuid.UUID | None = None,
) -> Case:
    """Open a case over a hazard, an order not obeyed or an inspection, against the enterprise or one of its people.

    `committed_on` is the day the act happened or ended, without it the day it was found. At another office than the
    actor's it is a proposal without handlers. Raises NotYours where the origin does not carry a case, Invalid for what
    is too long ago (行政处罚法 art. 36; R3.22), a clause of the other party, an office without the power, or handlers
    without cards.
    """
    enterprise = _enterprise(origin, actor)
    about = origin if isinstance(origin, Hazard) else hazard
    _check_parts(enterprise, person, about)
    by = clause_of(clause, "person" if person else "unit")
    fields = {
        "enterprise": enterprise,
        "person": person,
        "region_code": enterprise.region_code,
        "source": _source(origin),
        "hazard": about,
        "order": origin if isinstance(origin, Document) else None,
        "inspection": _inspection(origin),
        "cause": say(cause, "案由", "cause"),
        "facts": say(facts, "违法事实", "facts"),
        "measure": by.frozen(is_overdue),
        **_when(origin, about, committed_on, is_harmful=is_harmful),
    }
    own = rules.own_office(actor)
    if own is None or office.pk != own.pk:
        return _propose(Case(**fields, office=office, from_office=own, state=State.PROPOSED), by, actor, client_id)
    return _ask(Case(**fields, office=office, state=State.ASKED), by, [lead, second], actor, client_id)


def _enterprise(origin: Origin, actor: User) -> Enterprise:
    if isinstance(origin, Hazard):
        require(rules.may_open_over_hazard(actor, origin))
        return origin.enterprise
    if isinstance(origin, Document):
        require(rules.may_open_over_order(actor, origin))
        return origin.enterprise
    require(rules.may_open_over_inspection(actor, origin))
    return origin.enterprise


def _when(origin: Origin, hazard: Hazard | None, committed_on: dt.date | None, *, is_harmful: bool) -> dict[str, Any]:
    found_on = _found_on(origin, hazard)
    day = committed_on or found_on
    if day > clock.today():
        words = "违法行为发生日期在今天之后，请核对；仍在继续的写今天。"
        raise Invalid(words, code="enforcement.committed_on", fields={"committed_on": [words]})
    last = clocks.limitation(day, is_harmful=is_harmful)
    if found_on > last:
        ended, found = clock.day_words(last), clock.day_words(found_on)
        words = f"追究时效到{ended}，{found}才发现，不再给予行政处罚（《行政处罚法》第三十六条）。"
        raise Invalid(words, code="enforcement.limitation", fields={"committed_on": [words]})
    return {"committed_on": day, "is_harmful": is_harmful, "found_on": found_on}


def _found_on(origin: Origin, hazard: Hazard | None) -> dt.date:
    """The day an authority came to know: the hazard's, else that of the visit, else today."""
    if hazard is not None:
        return clock.local_date(hazard.found_at)
    inspection = _inspection(origin)
    visit = inspection.visit if inspection else None
    return clock.local_date(visit.begun_at) if visit else clock.today()


def _source(origin: Origin) -> Case.Source:
    if isinstance(origin, Hazard):
        return Case.Source.HAZARD
    return Case.Source.ORDER if isinstance(origin, Document) else Case.Source.INSPECTION


def _inspection(origin: Origin) -> Inspection | None:
    if isinstance(origin, Document):
        return origin.inspection
    return origin if isinstance(origin, Inspection) else None


def _check_parts(enterprise: Enterprise, person: Person | None, hazard: Hazard | None) -> None:
    if person is not None and person.enterprise_id != enterprise.pk:
        raise Invalid(f"{person.name}不是“{enterprise.name}”的人员。", code="enforcement.party")
    if hazard is not None and hazard.enterprise_id != enterprise.pk:
        raise Invalid(f"{hazard}不是“{enterprise.name}”的隐患。", code="enforcement.hazard")


def _propose(case: Case, clause: Clause, actor: User, client_id: uuid.UUID | None) -> Case:
    lack = rules.lacks_power(case.office, clause)
    if lack or case.office not in rules.deciding_offices(actor, case.enterprise):
        words = f"{case.office.name}不能对这一条作出处罚，请另选有权单位。{lack}"
        raise Invalid(words, code="enforcement.no_power", fields={"office": [words]})
    return _begin(case, "open_case", actor, client_id)


def _ask(case: Case, clause: Clause, handlers: list[User | None], actor: User, client_id: uuid.UUID | None) -> Case:
    if lack := rules.lacks_power(case.office, clause):
        raise Invalid(lack, code="enforcement.no_power", fields={"office": [lack]})
    _assign(case, handlers)
    return _begin(case, "open_case", actor, client_id)


def _assign(case: Case, handlers: list[User | None]) -> None:
    lead, second = handlers
    if lead is None or second is None:
        words = "本单位办理的，选两名有执法证的承办人。"
        raise Invalid(words, code="enforcement.handlers", fields={"lead": [words]})
    check_officers([lead, second], case.office, clock.today())
    case.lead, case.second = lead, second
    case.lead_card, case.second_card = card_of(lead), card_of(second)


def _begin(case: Case, name: str, actor: User, client_id: uuid.UUID | None) -> Case:
    case.opened_by, case.opened_at = actor, clock.now()
    told = {
        "party": case.party,
        "cause": case.cause,
        "facts": case.facts,
        "clause": case.measure["basis"],
        "office": case.office.name,
        "handlers": [one.full_name for one in case.handlers],
        "twin": case.twin,
    }
    events.begin(case, f"enforcement.{name}", actor=actor, data=told, to_state=case.state, client_id=client_id)
    return case


@events.once(CaseEvent)
def open_twin(
    case: Case,
    *,
    actor: User,
    clause: str,
    is_overdue: bool,
    person: Person | None = None,
    client_id: uuid.UUID | None = None,
) -> Case:
    """Open the other case from the same fact: of a unit's case against a person, of a person's against the unit (R5.2).

    It has the same handlers and is filed, noticed and decided by itself. Raises Invalid for a second one, for the
    same party again, or where the office lacks the power.
    """
    require(rules.handles(actor, case))
    if case.other is not None:
        raise Invalid(f"已有关联案件{case.other}。", code="enforcement.twin")
    if (person is None) == (case.person is None):
        words = "一案双罚是单位和个人各一件，请换另一方当事人。"
        raise Invalid(words, code="enforcement.twin", fields={"person": [words]})
    _check_parts(case.enterprise, person, None)
    by = clause_of(clause, "person" if person else "unit")
    twin = Case(**{name: getattr(case, name) for name in SHARED}, person=person, twin=case, state=State.ASKED)
    twin.measure = by.frozen(is_overdue)
    if lack := rules.lacks_power(case.office, by):
        raise Invalid(lack, code="enforcement.no_power", fields={"clause": [lack]})
    _assign(twin, case.handlers)
    return _begin(twin, "open_twin", actor, client_id)


@events.once(CaseEvent)
def accept_proposal(
    case: Case,
    *,
    actor: User,
    lead: User | None = None,
    second: User | None = None,
    receipt: str = "",
    client_id: uuid.UUID | None = None,
) -> Case:
    """Take a proposal over: with two handlers at a desk here, else the paper answer of an office outside."""
    lifecycle.check(actor, case, "accept_proposal")
    if not rules.has_desk_here(case.office, case.enterprise):
        words = say(receipt, "对方受理的文号和日期", "receipt")
        answer = {"receipt": words, "reason": words}
        return take(case, "accept_proposal", actor=actor, told=answer, client_id=client_id, state=State.HANDED)
    _assign(case, [lead, second])
    kept = {name: getattr(case, name) for name in ("lead", "second", "lead_card", "second_card")}
    told: dict[str, Any] = {"handlers": [one.full_name for one in case.handlers], "receipt": receipt}
    return take(case, "accept_proposal", actor=actor, told=told, client_id=client_id, **kept)


@events.once(CaseEvent)
def return_proposal(case: Case, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Case:
    """Return a proposal with the reason."""
    return take(
        case, "return_proposal", actor=actor, told={"reason": say(reason, "退回理由", "reason")}, client_id=client_id
    )


@events.once(CaseEvent)
def file_case(case: Case, *, actor: User, decision: str = "", client_id: uuid.UUID | None = None) -> Case:
    """Approve the filing: it gets its number, and ninety days begin (行政处罚法 art. 60)."""
    lifecycle.check(actor, case, "file_case")
    check_officers(case.handlers, case.office, clock.today())
    changes = {
        "filing_number": number(case.office, Kind.CASE_FILING),
        "filed_at": clock.now(),
        "due_on": clock.today() + dt.timedelta(days=CASE_DAYS),
    }
    told = {"decision": decision.strip(), "number": changes["filing_number"], "due_on": changes["due_on"]}
    take(case, "file_case", actor=actor, told=told, client_id=client_id, **changes)
    papers.make_out(case, Kind.CASE_FILING, actor=actor, number=case.filing_number)
    return case


@events.once(CaseEvent)
def refuse_case(case: Case, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Case:
    """Do not file it, with the reason; it never gets a number."""
    return take(
        case, "refuse_case", actor=actor, told={"reason": say(reason, "不予立案的理由", "reason")}, client_id=client_id
    )


@events.once(CaseEvent)
def withdraw_case(case: Case, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Case:
    """Give a case up before it is decided, with the reason; its number stays used."""
    told = {"reason": say(reason, "撤案理由", "reason")}
    return take(case, "withdraw_case", actor=actor, told=told, client_id=client_id, closed_at=clock.now())
