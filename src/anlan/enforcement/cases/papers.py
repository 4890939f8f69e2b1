"""What the papers of a case say, every field from its record, frozen in the moment a step makes each out."""

from collections.abc import Callable
from typing import Any

from anlan.core import clock
from anlan.enforcement.cases import clocks
from anlan.enforcement.cases import evidence as proof
from anlan.enforcement.cases.models import Case
from anlan.enforcement.documents import actions as documents
from anlan.enforcement.documents import values
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.documents.models import Document
from anlan.org.models import User

Values = dict[str, Any]


def make_out(case: Case, kind: Kind, *, actor: User, number: str = "") -> Document:
    """Make out one paper as the case stands now; call it in the step that decides it."""
    said = common(case) | {"number": number, "issued_on": clock.day_words(clock.today())} | SAYS[kind](case)
    return documents.make_out(kind, actor=actor, number=number, said=said, **_fields(case))


def _fields(case: Case) -> Values:
    same = ("enterprise", "office", "region_code", "lead", "second", "lead_card", "second_card")
    return {"case": case} | {name: getattr(case, name) for name in same}


def serve(case: Case, kind: Kind, *, actor: User, **receipt: str) -> None:
    """Put on the latest paper of a kind how its step served it."""
    documents.record_service(case.documents.filter(kind=kind).latest("drafted_at"), actor=actor, **receipt)


def common(case: Case) -> Values:
    """What all papers of a case may say."""
    return values.whom(case.enterprise) | {
        "office": case.office.name,
        "lead": case.lead.full_name if case.lead else "",
        "lead_card": case.lead_card,
        "second": case.second.full_name if case.second else "",
        "second_card": case.second_card,
        "inspection": str(case.inspection or ""),
        "inspected_on": clock.day_words(case.inspection.planned_on) if case.inspection else "",
        "government": values.government(case.region_code),
        "case_name": case.name,
        "cause": case.cause,
        "party": case.party,
        "facts": case.facts,
        "violated": case.measure.get("violated", ""),
        "basis": case.measure.get("basis", ""),
        "filing_number": case.filing_number,
        "decision_number": case.decision_number,
    }


def _told(case: Case, step: str) -> Values:
    return dict(case.said.get(step, {}))


def _sentence(words: Any) -> str:
    """Words that go into the middle of a sentence."""
    return str(words or "").strip().rstrip("。")


def _filing(case: Case) -> Values:
    told, opened = _told(case, "file_case"), case.events.order_by("number").first()
    return {
        "facts": opened.data.get("facts", case.facts) if opened else case.facts,
        "source": case.get_source_display(),
        "opened_by": case.opened_by.full_name if case.opened_by else "",
        "opened_at": values.instant(case.opened_at),
        "decision": told.get("decision") or "同意立案",
        "decided_by": told.get("by", ""),
        "filed_at": values.instant(case.filed_at),
        "due_on": clock.day_words(case.due_on),
    }


def proposed(case: Case) -> str:
    """What the notice proposes, in words."""
    names = dict(Case.Penalty.choices)
    rows = [f"罚款 {case.amount} 元" if one == Case.Penalty.FINE else str(names[one]) for one in case.kinds]
    return "；".join(rows)


def _notice(case: Case) -> Values:
    return {
        "evidence": evidence(case),
        "proposed": proposed(case),
        "offers_hearing": case.offers_hearing,
        "contact": "、".join(one.full_name for one in case.handlers),
        "receipt": _told(case, "notify_party").get("receipt", ""),
    }


def _hearing_notice(case: Case) -> Values:
    told = _told(case, "call_hearing")
    return {
        "proposed": proposed(case),
        "notice_number": case.notice_number,
        "asked_on": clock.day_words(clock.local_date(case.hearing_asked_at)) if case.hearing_asked_at else "",
        "hearing_on": clock.day_words(case.hearing_on),
        "place": told.get("place", ""),
        "chair": told.get("chair", ""),
        "contact": "、".join(one.full_name for one in case.handlers),
    }


def _hearing_record(case: Case) -> Values:
    called, held = _told(case, "call_hearing"), _told(case, "hold_hearing")
    return {
        "proposed": proposed(case),
        "hearing_on": clock.day_words(case.hearing_on),
        "place": called.get("place", ""),
        "chair": called.get("chair", ""),
        "recorder": held.get("recorder", ""),
        "attended": held.get("attended", ""),
        "rows": [{"words": line} for line in str(held.get("record", "")).splitlines() if line.strip()],
        "report": held.get("report", ""),
    }


def _decision(case: Case) -> Values:
    heard = _told(case, "hear_statement")
    statement = "；复核意见：".join(filter(None, [_sentence(heard.get("statement")), _sentence(heard.get("answer"))]))
    decision = _sentence(_told(case, "decide_penalty").get("decision"))
    return {"evidence": evidence(case), "statement": statement, "decision": decision, "penalty": case.penalty_words}


def _none(case: Case) -> Values:
    heard = _told(case, "hear_statement")
    return {
        "evidence": evidence(case),
        "statement": _sentence(heard.get("statement")),
        "reason": _sentence(_told(case, "decide_none").get("reason")),
    }


def _spot(case: Case) -> Values:
    return {
        "penalty": case.penalty_words,
        "decided_at": values.instant(case.decided_at),
        "place": case.enterprise.address or case.enterprise.name,
        "receiver": _told(case, "decide_on_spot").get("receiver", ""),
    }


def _instalments(case: Case) -> Values:
    rows = [{"due_on": clock.day_words(one.due_on), "amount": str(one.amount)} for one in clocks.schedule(case)]
    return {
        "penalty": case.penalty_words,
        "how": "延期" if len(rows) == 1 else "分期",
        "asked": _sentence(_told(case, "ask_instalments").get("reason")),
        "decision": _sentence(_told(case, "allow_instalments").get("reason")),
        "rows": rows,
    }


def _urging(case: Case) -> Values:
    told = _told(case, "urge_payment")
    first = case.served_at and clock.local_date(case.served_at)
    return {
        "penalty": case.penalty_words,
        "served_on": clock.day_words(first) if first else "",
        "until": clock.day_words(clocks.last_due(case)),
        "owed": str(clocks.owed(case)),
        "surcharge": str(told.get("surcharge", 0)),
        "receipt": told.get("receipt", ""),
    }


def _closing(case: Case) -> Values:
    told = _told(case, "close_case")
    return {
        "filed_at": values.instant(case.filed_at),
        "facts": case.facts,
        "result": result_of(case),
        "performed": performed_words(case),
        "summary": told.get("summary", ""),
        "decided_by": told.get("by", ""),
        "closed_at": values.instant(case.closed_at),
        "retention": told.get("retention", ""),
        "archive_number": told.get("archive_number", ""),
    }


def result_of(case: Case) -> str:
    """What the case came to, in words."""
    if case.annulled_at:
        return f"{case.decision_number}已撤销：{_told(case, 'annul').get('reason', '')}"
    if case.penalties:
        return f"{case.decision_number}：{case.penalty_words}"
    if case.decided_at:
        return f"{case.decision_number}：不予行政处罚"
    return case.get_state_display()


def performed_words(case: Case) -> str:
    """How it was performed, in words."""
    told = _told(case, "perform")
    if not told:
        return "没有处罚要履行" if not case.penalties or case.annulled_at else "尚未履行"
    more = f"，其中加处罚款 {told['surcharge']} 元" if told.get("surcharge") else ""
    return f"{told.get('performed_on', '')} 履行：{told.get('words', '')}；共缴 {told.get('total', 0)} 元{more}"


def _transfer(case: Case) -> Values:
    told = _told(case, "move_case")
    return {
        "to_name": told.get("to_name", ""),
        "reason": _sentence(told.get("reason")),
        "move_basis": told.get("basis", ""),
        "rows": material(case),
        "contact": "、".join(one.full_name for one in case.handlers),
    }


def material(case: Case) -> list[Values]:
    """What goes along with the case: its papers and its evidence, each with its number."""
    rows = [{"words": one.get_kind_display(), "number": one.number} for one in case.documents.order_by("drafted_at")]
    return rows + [{"words": f"{one.name}：{one.shows}", "number": one.mark} for one in proof.of(case)]


def evidence(case: Case) -> str:
    """The evidence as the investigation ended with it."""
    return _sentence(_told(case, "conclude").get("evidence"))


SAYS: dict[Kind, Callable[[Case], Values]] = {
    Kind.CASE_FILING: _filing,
    Kind.PENALTY_NOTICE: _notice,
    Kind.HEARING_NOTICE: _hearing_notice,
    Kind.HEARING_RECORD: _hearing_record,
    Kind.PENALTY_DECISION: _decision,
    Kind.NO_PENALTY: _none,
    Kind.SPOT_DECISION: _spot,
    Kind.INSTALMENTS: _instalments,
    Kind.URGING: _urging,
    Kind.CASE_CLOSING: _closing,
    Kind.CASE_TRANSFER: _transfer,
}
