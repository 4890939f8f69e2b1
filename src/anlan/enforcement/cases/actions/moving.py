"""A case that is another authority's: sent with its letter, taken or returned; and the time it is with the police."""

import uuid

from anlan.core import clock, events
from anlan.enforcement.cases import lifecycle, papers
from anlan.enforcement.cases.actions.taking import number, take
from anlan.enforcement.cases.models import Case, CaseEvent
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.writing import step
from anlan.hazards.actions.stepping import say
from anlan.org.models import User


@events.once(CaseEvent)
def move_case(
    case: Case, *, actor: User, to_name: str, basis: str, reason: str, client_id: uuid.UUID | None = None
) -> Case:
    """Send a case outside the office's jurisdiction on with a numbered letter; until it is taken it stays here."""
    told = {
        "to_name": say(to_name, "接收机关", "to_name"),
        "basis": say(basis, "移送依据", "basis"),
        "reason": say(reason, "移送理由", "reason"),
    }
    take(case, "move_case", actor=actor, told=told, client_id=client_id)
    papers.make_out(case, Kind.CASE_TRANSFER, actor=actor, number=number(case.office, Kind.CASE_TRANSFER))
    return case


@events.once(CaseEvent)
def case_taken(case: Case, *, actor: User, receipt: str, client_id: uuid.UUID | None = None) -> Case:
    """Put on record that the other authority took it, by its receipt; the case is over here."""
    told = {"receipt": say(receipt, "对方受理的文号、签收人和日期", "receipt")}
    return take(case, "case_taken", actor=actor, told=told, client_id=client_id, closed_at=clock.now())


@events.once(CaseEvent)
def case_returned(case: Case, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Case:
    """Put on record that the other authority returned it; it goes on here."""
    told = {"reason": say(reason, "对方退回的理由", "reason")}
    return take(case, "case_returned", actor=actor, told=told, client_id=client_id)


def suspend(case: Case, *, actor: User, number: str, to_name: str) -> None:
    """Stop the penalty of a case that went to the police: the crime comes first (行政处罚法 art. 27).

    A decision already made stands (行政执法机关移送涉嫌犯罪案件的规定 art. 11): then nothing is written.
    """
    if case.state not in lifecycle.UNDECIDED | {Case.State.ASKED} or case.suspended_at:
        return
    told = {"number": number, "reason": f"涉嫌犯罪，移送{to_name}"}
    changes = {"suspended_at": clock.now(), "suspended_for": number}
    step(case, "suspend", actor=actor, told=told, client_id=None, changes=changes)


def resume(case: Case, *, actor: User, reason: str) -> None:
    """Let the penalty of a case go on after the police answered; nothing where it was not stopped."""
    if case.suspended_at is None:
        return
    told = {"number": case.suspended_for, "reason": reason, "since": case.suspended_at}
    changes = {"suspended_at": None, "suspended_for": ""}
    step(case, "resume", actor=actor, told=events.plain(told), client_id=None, changes=changes)
