"""After the decision: served, performed, urged, taken to court, closed."""

import datetime as dt
import uuid

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.enforcement.cases import clocks, lifecycle
from anlan.enforcement.cases.actions.taking import number, take
from anlan.enforcement.cases.models import Case, CaseEvent
from anlan.enforcement.documents.actions import check_receipt
from anlan.hazards.actions.stepping import say
from anlan.org.models import User


@events.once(CaseEvent)
def serve_decision(
    case: Case,
    *,
    actor: User,
    served_way: str,
    served_at_place: str,
    receiver: str = "",
    receiver_post: str = "",
    refusal: str = "",
    witness: str = "",
    client_id: uuid.UUID | None = None,
) -> Case:
    """Put the service receipt of the decision on record, as of any document; fifteen days to pay begin."""
    check_receipt(served_way, receiver.strip(), refusal.strip(), witness.strip())
    told = {
        "served_way": served_way,
        "served_at_place": say(served_at_place, "送达地点", "served_at_place"),
        "receiver": receiver.strip(),
        "receiver_post": receiver_post.strip(),
        "refusal": refusal.strip(),
        "witness": witness.strip(),
    }
    return take(case, "serve_decision", actor=actor, told=told, client_id=client_id, served_at=clock.now())


@events.once(CaseEvent)
def perform(
    case: Case,
    *,
    actor: User,
    performed_on: dt.date,
    paid: int,
    words: str,
    client_id: uuid.UUID | None = None,
) -> Case:
    """Put on record that the penalty was performed; `paid` in yuan is fine and surcharge up to that day (R3.15).

    Raises Invalid for a day that has not come or lies before the decision was served, and for less than what was due.
    """
    lifecycle.check(actor, case, "perform")
    assert case.served_at is not None
    if not clock.local_date(case.served_at) <= performed_on <= clock.today():
        said = "履行日期应在送达之后、今天之前。"
        raise Invalid(said, code="enforcement.performed_on", fields={"performed_on": [said]})
    more = clocks.surcharge(case, performed_on)
    if paid < case.fine:
        said = f"罚款 {case.fine} 元没有缴足，缴足后再登记履行。"
        raise Invalid(said, code="enforcement.paid", fields={"paid": [said]})
    told = {"performed_on": performed_on, "paid": paid, "surcharge": more, "words": say(words, "履行情况", "words")}
    return take(case, "perform", actor=actor, told=told, client_id=client_id, performed_at=clock.now())


@events.once(CaseEvent)
def urge_payment(case: Case, *, actor: User, receipt: str, client_id: uuid.UUID | None = None) -> Case:
    """Urge payment after its date, with the surcharge so far; ten work days later the court is open."""
    lifecycle.check(actor, case, "urge_payment")
    told = {
        "number": number(case.office, "urging"),
        "surcharge": clocks.surcharge(case, clock.today()),
        "receipt": say(receipt, "送达和签收情况", "receipt"),
    }
    return take(case, "urge_payment", actor=actor, told=told, client_id=client_id, urged_at=clock.now())


@events.once(CaseEvent)
def ask_court(case: Case, *, actor: User, words: str, client_id: uuid.UUID | None = None) -> Case:
    """Put on record that the court was asked to enforce the decision."""
    told = {"words": say(words, "受理法院和申请日期", "words")}
    return take(case, "ask_court", actor=actor, told=told, client_id=client_id)


@events.once(CaseEvent)
def close_case(case: Case, *, actor: User, summary: str, client_id: uuid.UUID | None = None) -> Case:
    """Close the case; the hazard keeps its own life, and a twin still open is named in the event (R5.2)."""
    other = case.other
    is_left = other is not None and other.closed_at is None
    told = {"summary": say(summary, "结案意见", "summary"), "twin_open": str(other) if is_left else ""}
    return take(case, "close_case", actor=actor, told=told, client_id=client_id, closed_at=clock.now())
