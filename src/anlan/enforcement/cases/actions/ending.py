"""After the decision: served, performed, taken to court, closed."""

import datetime as dt
import uuid

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.enforcement.cases import clocks, lifecycle, papers
from anlan.enforcement.cases.actions.paying import check_day, payment
from anlan.enforcement.cases.actions.taking import number, series, take
from anlan.enforcement.cases.models import Case, CaseEvent
from anlan.enforcement.documents.actions import check_receipt
from anlan.enforcement.documents.kinds import Kind
from anlan.hazards.actions.stepping import say
from anlan.org.models import User

RETENTIONS = ("永久", "30 年", "10 年")
"""How long a case file is kept (河南省安全生产行政执法文书使用说明, cover)."""
ARCHIVED = "案"


@events.once(CaseEvent)
def serve_decision(case: Case, *, actor: User, client_id: uuid.UUID | None = None, **receipt: str) -> Case:
    """Put the service receipt of the decision on record, as of any document; fifteen days to pay begin."""
    told = _receipt(**receipt)
    take(case, "serve_decision", actor=actor, told=told, client_id=client_id, served_at=clock.now())
    papers.serve(case, Kind.PENALTY_DECISION, actor=actor, **told)
    return case


@events.once(CaseEvent)
def serve_none(case: Case, *, actor: User, client_id: uuid.UUID | None = None, **receipt: str) -> Case:
    """Put the service receipt of the decision that there is no penalty on record; before it nothing is closed."""
    told = _receipt(**receipt)
    take(case, "serve_none", actor=actor, told=told, client_id=client_id, served_at=clock.now())
    papers.serve(case, Kind.NO_PENALTY, actor=actor, **told)
    return case


def _receipt(
    *,
    served_way: str,
    served_at_place: str,
    receiver: str = "",
    receiver_post: str = "",
    refusal: str = "",
    witness: str = "",
) -> dict[str, str]:
    """A receipt with its words in order. Raises Invalid for neither a receiver nor a refusal before a witness."""
    check_receipt(served_way, receiver.strip(), refusal.strip(), witness.strip())
    return {
        "served_way": served_way,
        "served_at_place": say(served_at_place, "送达地点", "served_at_place"),
        "receiver": receiver.strip(),
        "receiver_post": receiver_post.strip(),
        "refusal": refusal.strip(),
        "witness": witness.strip(),
    }


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
    """Put on record that the penalty was performed; `paid` in yuan is the last payment, surcharge with it (R3.15).

    Raises Invalid for a day that has not come or lies before the decision was served, and for less than is owed.
    """
    lifecycle.check(actor, case, "perform")
    check_day(case, performed_on, "performed_on")
    more, owed = clocks.surcharge(case, performed_on), clocks.owed(case)
    if paid < owed:
        said = f"罚款 {case.fine} 元还欠 {owed} 元没有缴足，缴足后再登记履行。"
        raise Invalid(said, code="enforcement.paid", fields={"paid": [said]})
    said = say(words, "履行情况", "words")
    rows = [*case.payments, payment(performed_on, paid, said)] if paid else case.payments
    total = sum(one["amount"] for one in rows)
    told = {"performed_on": performed_on, "paid": paid, "total": total, "surcharge": more, "words": said}
    changes = {"performed_at": clock.now(), "payments": rows}
    return take(case, "perform", actor=actor, told=told, client_id=client_id, **changes)


@events.once(CaseEvent)
def ask_court(case: Case, *, actor: User, words: str, client_id: uuid.UUID | None = None) -> Case:
    """Put on record that the court was asked to enforce the decision."""
    told = {"words": say(words, "受理法院和申请日期", "words")}
    return take(case, "ask_court", actor=actor, told=told, client_id=client_id)


@events.once(CaseEvent)
def close_case(
    case: Case, *, actor: User, summary: str, retention: str = RETENTIONS[1], client_id: uuid.UUID | None = None
) -> Case:
    """Close the case and number its file; the hazard keeps its own life, a twin still open is named (R5.2)."""
    lifecycle.check(actor, case, "close_case")
    if retention not in RETENTIONS:
        words = f"保管期限选{'、'.join(RETENTIONS)}之一。"
        raise Invalid(words, code="enforcement.retention", fields={"retention": [words]})
    other = case.other
    is_left = other is not None and other.closed_at is None
    told = {"summary": say(summary, "结案意见", "summary"), "twin_open": str(other) if is_left else ""}
    told |= {"retention": retention, "archive_number": series(case.office, ARCHIVED)}
    take(case, "close_case", actor=actor, told=told, client_id=client_id, closed_at=clock.now())
    papers.make_out(case, Kind.CASE_CLOSING, actor=actor, number=number(case.office, Kind.CASE_CLOSING))
    return case
