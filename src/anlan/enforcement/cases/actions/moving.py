"""A case that is another authority's: sent with its letter, taken or returned; and the time it is with the police."""

import datetime as dt
import uuid

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.enforcement.cases import lifecycle, papers, rules
from anlan.enforcement.cases.actions.taking import number, take
from anlan.enforcement.cases.models import Case, CaseEvent
from anlan.enforcement.documents import actions as documents
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.documents.models import Document
from anlan.enforcement.transfers.actions import check_receiver
from anlan.enforcement.writing import step
from anlan.hazards.actions.stepping import say
from anlan.org.models import Office, User

State = Case.State


RETURNS = 2
"""Returns after which the common superior names who has the case (行政处罚法 art. 25)."""


@events.once(CaseEvent)
def move_case(
    case: Case,
    *,
    actor: User,
    basis: str,
    reason: str,
    to_office: Office | None = None,
    to_name: str = "",
    client_id: uuid.UUID | None = None,
) -> Case:
    """Send a case outside the office's jurisdiction on with a numbered letter; until it is taken it stays here.

    `to_name` names an authority outside the system. Raises Invalid for a receiver that cannot be one.
    """
    lifecycle.check(actor, case, "move_case")
    check_receiver(to_office, to_name, case.office)
    taken = number(case.office, Kind.CASE_TRANSFER)
    told = {
        "to_name": to_office.name if to_office else to_name.strip(),
        "basis": say(basis, "移送依据", "basis"),
        "reason": say(reason, "移送理由", "reason"),
        "number": taken,
        "to_office": str(to_office.pk) if to_office else "",
    }
    changes = {"to_office": to_office, "to_name": told["to_name"], "move_number": taken, "moved_at": clock.now()}
    take(case, "move_case", actor=actor, told=told, client_id=client_id, **changes)
    papers.make_out(case, Kind.CASE_TRANSFER, actor=actor, number=taken)
    return case


@events.once(CaseEvent)
def case_taken(
    case: Case,
    *,
    actor: User,
    on: dt.date,
    number: str = "",
    receipt: str = "",
    client_id: uuid.UUID | None = None,
) -> Case:
    """Put on record that the other authority took it, by which paper and when; the case is over here."""
    told = _answer(case, actor, "case_taken", on, number) | {"receipt": receipt.strip()}
    _received(case, actor)
    return take(case, "case_taken", actor=actor, told=told, client_id=client_id, taken_on=on, closed_at=clock.now())


@events.once(CaseEvent)
def case_returned(
    case: Case, *, actor: User, on: dt.date, reason: str, number: str = "", client_id: uuid.UUID | None = None
) -> Case:
    """Put on record that the other authority returned it and why: it goes on here.

    The second time the common superior says whose it is: nobody keeps it going round.
    """
    told = _answer(case, actor, "case_returned", on, number) | {"reason": say(reason, "退回的理由", "reason")}
    _received(case, actor)
    earlier = case.events.filter(action="enforcement.case_returned").count()
    state = State.DISPUTED if earlier + 1 >= RETURNS else State.FILED
    return take(case, "case_returned", actor=actor, told=told, client_id=client_id, state=state)


@events.once(CaseEvent)
def settle_move(
    case: Case,
    *,
    actor: User,
    authority: str,
    number: str,
    on: dt.date,
    is_ours: bool,
    client_id: uuid.UUID | None = None,
) -> Case:
    """Put on record whom the common superior named: the case goes on here, or is the other's (行政处罚法 art. 25)."""
    words = say(authority, "指定管辖的机关", "authority")
    told = _day(case, on) | {"authority": words, "number": say(number, "指定管辖文书的文号", "number")}
    told["result"] = f"由{case.office.name if is_ours else case.to_name}管辖"
    changes = {"state": State.FILED} if is_ours else {"state": State.MOVED, "taken_on": on, "closed_at": clock.now()}
    return take(case, "settle_move", actor=actor, told=told, client_id=client_id, **changes)


@events.once(CaseEvent)
def report_case(
    case: Case, *, actor: User, on: dt.date, result: str, number: str = "", client_id: uuid.UUID | None = None
) -> Case:
    """Put on record what came of it at the authority that took it."""
    told = _answer(case, actor, "report_case", on, number) | {"result": say(result, "处理结果", "result")}
    return take(case, "report_case", actor=actor, told=told, client_id=client_id, reported_on=on)


def _answer(case: Case, actor: User, name: str, on: dt.date, number: str) -> dict[str, str]:
    """What every answer says. One on paper needs its number; at a desk here the record is the answer."""
    lifecycle.check(actor, case, name)
    if not rules.receivers_of(case) and not number.strip():
        words = f"{case.to_name}不在本系统办理，请写明对方文书的文号；没有文号的写文书名称。"
        raise Invalid(words, code="enforcement.answer_number", fields={"number": [words]})
    return _day(case, on) | {"number": number.strip()}


def _received(case: Case, actor: User) -> None:
    """A letter answered at a desk here was received there: its receipt says by whom, nobody enters it again."""
    paper = case.documents.filter(kind=Kind.CASE_TRANSFER, number=case.move_number, served_at=None).first()
    if paper is None or not rules.receivers_of(case):
        return
    receipt = {"served_at_place": case.to_name, "receiver": actor.full_name[:60], "receiver_post": actor.title[:60]}
    documents.record_service(paper, actor=actor, served_way=Document.Way.ELECTRONIC, **receipt)


def _day(case: Case, on: dt.date) -> dict[str, str]:
    sent = clock.local_date(case.moved_at) if case.moved_at else on
    if not sent <= on <= clock.today():
        words = f"日期应当在{clock.day_words(sent)}移送之后、不晚于今天，请核对。"
        raise Invalid(words, code="enforcement.answer_day", fields={"on": [words]})
    return {"on": on.isoformat()}


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
