"""Paying a fine: late by leave, in parts, part by part (行政处罚法 art. 66), and urging who does not pay."""

import datetime as dt
import uuid
from typing import Any

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.enforcement.cases import clocks, lifecycle, papers
from anlan.enforcement.cases.actions.taking import number, take
from anlan.enforcement.cases.models import Case, CaseEvent
from anlan.enforcement.documents.kinds import Kind
from anlan.hazards.actions.stepping import ahead, say
from anlan.org.models import User

MOST_PARTS = 24


@events.once(CaseEvent)
def ask_instalments(case: Case, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Case:
    """Put on record that the party asks to pay later or in parts, and why it cannot pay now."""
    told = {"reason": say(reason, "申请的方式和困难", "reason")}
    return take(case, "ask_instalments", actor=actor, told=told, client_id=client_id)


@events.once(CaseEvent)
def allow_instalments(
    case: Case, *, actor: User, parts: list[tuple[dt.date, int]], reason: str, client_id: uuid.UUID | None = None
) -> Case:
    """Grant later dates, each with its yuan; one part is a delay. From then on the surcharge runs by these dates.

    Raises Invalid for parts that do not add up to the fine, days out of order or behind, or too many.
    """
    lifecycle.check(actor, case, "allow_instalments")
    rows = _checked(case, parts)
    told = {"reason": say(reason, "批准的理由", "reason"), "parts": rows}
    take(case, "allow_instalments", actor=actor, told=told, client_id=client_id, instalments=rows)
    papers.make_out(case, Kind.INSTALMENTS, actor=actor, number=number(case.office, Kind.INSTALMENTS))
    return case


def _checked(case: Case, parts: list[tuple[dt.date, int]]) -> list[dict[str, Any]]:
    for day, _ in parts:
        ahead(day, "缴纳期限", "parts")
    days, yuan = [day for day, _ in parts], sum(amount for _, amount in parts)
    words = ""
    if not 1 <= len(parts) <= MOST_PARTS or min((amount for _, amount in parts), default=0) < 1:
        words = f"写一至 {MOST_PARTS} 期，每期金额大于零。"
    elif days != sorted(set(days)):
        words = "各期期限从早到晚写，不能相同。"
    elif yuan != case.fine:
        words = f"各期合计 {yuan} 元，应当等于罚款 {case.fine} 元。"
    if words:
        raise Invalid(words, code="enforcement.parts", fields={"parts": [words]})
    return [{"due_on": day.isoformat(), "amount": amount} for day, amount in parts]


@events.once(CaseEvent)
def refuse_instalments(case: Case, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Case:
    """Refuse it, with the reason; the date to pay stays as it was."""
    told = {"reason": say(reason, "不批准的理由", "reason")}
    return take(case, "refuse_instalments", actor=actor, told=told, client_id=client_id)


@events.once(CaseEvent)
def record_payment(
    case: Case, *, actor: User, paid_on: dt.date, paid: int, words: str, client_id: uuid.UUID | None = None
) -> Case:
    """Put one payment on record; the one that completes the fine is `perform`.

    Raises Invalid for a day before the decision was served or after today, and for as much as is still owed.
    """
    lifecycle.check(actor, case, "record_payment")
    check_day(case, paid_on, "paid_on")
    owed = clocks.owed(case)
    if not 0 < paid < owed:
        said = f"还欠罚款 {owed} 元：部分缴纳的写小于它的金额，缴清的走“登记履行”。"
        raise Invalid(said, code="enforcement.paid", fields={"paid": [said]})
    row = payment(paid_on, paid, say(words, "凭证", "words"))
    changes = {"payments": [*case.payments, row]}
    return take(case, "record_payment", actor=actor, told=dict(row), client_id=client_id, **changes)


def payment(paid_on: dt.date, paid: int, words: str) -> dict[str, Any]:
    """One payment as a case keeps it."""
    return {"on": paid_on.isoformat(), "amount": paid, "words": words}


def check_day(case: Case, day: dt.date, field: str) -> None:
    """Raises Invalid for a day that has not come or lies before the decision was served."""
    assert case.served_at is not None
    if not clock.local_date(case.served_at) <= day <= clock.today():
        said = "履行日期应在送达之后、今天之前。"
        raise Invalid(said, code=f"enforcement.{field}", fields={field: [said]})


@events.once(CaseEvent)
def urge_payment(case: Case, *, actor: User, receipt: str, client_id: uuid.UUID | None = None) -> Case:
    """Urge payment after its date, with the surcharge so far; ten work days later the court is open."""
    lifecycle.check(actor, case, "urge_payment")
    told: dict[str, Any] = {
        "number": number(case.office, Kind.URGING),
        "surcharge": clocks.surcharge(case, clock.today()),
        "receipt": say(receipt, "送达和签收情况", "receipt"),
    }
    take(case, "urge_payment", actor=actor, told=told, client_id=client_id, urged_at=clock.now())
    papers.make_out(case, Kind.URGING, actor=actor, number=told["number"])
    papers.serve(case, Kind.URGING, actor=actor, receiver=told["receipt"][:60])
    return case
