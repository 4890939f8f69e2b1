"""From the end of the investigation to the party's word: notice, statement, hearing."""

import datetime as dt
import uuid
from typing import Any

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.core.workdays import add_workdays
from anlan.enforcement.cases import lifecycle, papers
from anlan.enforcement.cases.actions.taking import number, take
from anlan.enforcement.cases.clauses import check_amount, check_hearing
from anlan.enforcement.cases.clocks import HEARING_CALL
from anlan.enforcement.cases.models import Case, CaseEvent
from anlan.enforcement.documents.kinds import Kind
from anlan.hazards.actions.stepping import say
from anlan.org.models import User


@events.once(CaseEvent)
def conclude(
    case: Case,
    *,
    actor: User,
    facts: str,
    evidence: str,
    opinion: str,
    is_complex: bool = False,
    client_id: uuid.UUID | None = None,
) -> Case:
    """End the investigation: the facts as found, the evidence, the handlers' opinion; complex ones are discussed."""
    told = {
        "facts": say(facts, "查明的事实", "facts"),
        "evidence": say(evidence, "证据", "evidence"),
        "opinion": say(opinion, "处理意见", "opinion"),
        "is_complex": is_complex,
    }
    changes = {"facts": told["facts"], "is_complex": is_complex}
    return take(case, "conclude", actor=actor, told=told, client_id=client_id, **changes)


@events.once(CaseEvent)
def notify_party(
    case: Case,
    *,
    actor: User,
    kinds: list[str],
    amount: int,
    offers_hearing: bool,
    receipt: str,
    mitigation: str = "",
    client_id: uuid.UUID | None = None,
) -> Case:
    """Tell the party what is proposed, by which facts and clause, and its rights (行政处罚法 arts. 44, 45, 63).

    A notice again, where it becomes heavier, begins the party's time anew. Raises Invalid for no penalty, an amount
    outside the clause, or a hearing that must be offered.
    """
    lifecycle.check(actor, case, "notify_party")
    warnings = check_penalty(case, kinds, amount, mitigation)
    warnings.append(check_hearing("person" if case.person else "unit", kinds, amount, offers_hearing))
    changes = {
        "kinds": kinds,
        "amount": amount,
        "offers_hearing": offers_hearing,
        "notice_number": number(case.office, Kind.PENALTY_NOTICE),
        "noticed_at": clock.now(),
        "hearing_asked_at": None,
        "hearing_on": None,
    }
    told: dict[str, Any] = {
        "receipt": say(receipt, "送达和签收情况", "receipt"),
        "mitigation": mitigation.strip(),
        "warnings": [one for one in warnings if one],
    } | {name: changes[name] for name in ("kinds", "amount", "offers_hearing", "notice_number")}
    again = ("hear_statement", "ask_hearing", "waive_hearing", "call_hearing", "hold_hearing", "review_case", "discuss")
    case.said = {name: words for name, words in case.said.items() if name not in again}
    take(case, "notify_party", actor=actor, told=told, client_id=client_id, **changes)
    papers.make_out(case, Kind.PENALTY_NOTICE, actor=actor, number=case.notice_number)
    papers.serve(case, Kind.PENALTY_NOTICE, actor=actor, receiver=told["receipt"][:60])
    return case


def check_penalty(case: Case, kinds: list[str], amount: int, mitigation: str) -> list[str]:
    """What only warns about a penalty. Raises Invalid for none at all or an amount the clause does not allow."""
    if not kinds:
        words = "至少选一种处罚；不给处罚的走“决定不予处罚”。"
        raise Invalid(words, code="enforcement.kinds", fields={"kinds": [words]})
    return [check_amount(case.measure, kinds, amount, mitigation)]


@events.once(CaseEvent)
def hear_statement(
    case: Case, *, actor: User, statement: str, answer: str = "", client_id: uuid.UUID | None = None
) -> Case:
    """Put on record what the party says, or that it says nothing, and what became of it (行政处罚法 art. 45)."""
    told = {"statement": say(statement, "陈述申辩（没有的写明何时表示没有）", "statement"), "answer": answer.strip()}
    return take(case, "hear_statement", actor=actor, told=told, client_id=client_id)


@events.once(CaseEvent)
def ask_hearing(case: Case, *, actor: User, words: str, client_id: uuid.UUID | None = None) -> Case:
    """Put on record that the party asks for a hearing, within five work days of the notice."""
    told = {"reason": say(words, "要求听证的方式和理由", "words")}
    return take(case, "ask_hearing", actor=actor, told=told, client_id=client_id, hearing_asked_at=clock.now())


@events.once(CaseEvent)
def waive_hearing(case: Case, *, actor: User, words: str, client_id: uuid.UUID | None = None) -> Case:
    """Put on record that the party gives up the hearing in writing."""
    told = {"reason": say(words, "放弃听证的书面材料", "words")}
    return take(case, "waive_hearing", actor=actor, told=told, client_id=client_id)


@events.once(CaseEvent)
def call_hearing(
    case: Case, *, actor: User, hearing_on: dt.date, place: str, chair: str, client_id: uuid.UUID | None = None
) -> Case:
    """Call the hearing, seven work days ahead; raises Invalid for less, or a chair who handles the case (art. 64)."""
    first = add_workdays(clock.today(), HEARING_CALL)
    if hearing_on < first or hearing_on > clock.today() + dt.timedelta(days=366):
        words = f"听证七个工作日前通知，最早{clock.day_words(first)}，一年之内。"
        raise Invalid(words, code="enforcement.hearing_on", fields={"hearing_on": [words]})
    who = say(chair, "主持人", "chair")
    if any(one.full_name in who for one in case.handlers):
        words = "听证由非本案调查人员主持。"
        raise Invalid(words, code="enforcement.chair", fields={"chair": [words]})
    told = {"hearing_on": hearing_on, "place": say(place, "听证地点", "place"), "chair": who}
    take(case, "call_hearing", actor=actor, told=told, client_id=client_id, hearing_on=hearing_on)
    papers.make_out(case, Kind.HEARING_NOTICE, actor=actor, number=number(case.office, Kind.HEARING_NOTICE))
    return case


@events.once(CaseEvent)
def hold_hearing(
    case: Case,
    *,
    actor: User,
    recorder: str,
    attended: str,
    record: str,
    report: str,
    client_id: uuid.UUID | None = None,
) -> Case:
    """Put on record who came, what was said, a line each, and what it came to; a legal review follows."""
    told = {
        "recorder": say(recorder, "记录人", "recorder"),
        "attended": say(attended, "参加人", "attended"),
        "record": say(record, "听证记录", "record"),
        "report": say(report, "听证意见", "report"),
    }
    take(case, "hold_hearing", actor=actor, told=told, client_id=client_id)
    papers.make_out(case, Kind.HEARING_RECORD, actor=actor)
    return case
