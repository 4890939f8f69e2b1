"""The papers of a case, every field from its record: filing, notice, decision, and the decision on the spot."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from anlan.core import clock
from anlan.core.errors import NotNow
from anlan.enforcement.cases.models import Case
from anlan.enforcement.documents import values
from anlan.enforcement.templating import making
from anlan.enforcement.templating.kinds import all_kinds
from anlan.files.presses.document import long_date


@dataclass(frozen=True)
class Paper:
    """One paper: which moment of the case it is of, its number, and what it says beside what all say."""

    at: Callable[[Case], dt.datetime | None]
    number: Callable[[Case], str]
    says: Callable[[Case], dict[str, Any]]


def ready(case: Case) -> list[tuple[str, str]]:
    """The papers the case has by now, by code and name."""
    kinds = all_kinds()
    return [(code, kinds[code].label) for code, paper in PAPERS.items() if paper.at(case)]


def written(case: Case, code: str) -> bytes:
    """One paper as .docx, by the template that held then. Raises NotNow where the case is not there yet."""
    paper = PAPERS[code]
    moment = paper.at(case)
    if moment is None:
        raise NotNow(f"本案{case.get_state_display()}，还没有{all_kinds()[code].label}。", code="enforcement.not_ready")
    said = _common(case) | {"number": paper.number(case), "issued_on": long_date(clock.local_date(moment))}
    return making.written(code, said | paper.says(case), moment=moment)


def _common(case: Case) -> dict[str, Any]:
    return values.whom(case.enterprise) | {
        "office": case.office.name,
        "lead": case.lead.full_name if case.lead else "",
        "lead_card": case.lead_card,
        "second": case.second.full_name if case.second else "",
        "second_card": case.second_card,
        "inspection": str(case.inspection or ""),
        "inspected_on": "",
        "government": values.government(case.region_code),
        "standing": "本文书一式两份，一份送达当事人，一份存档。",
        "case_name": case.name,
        "cause": case.cause,
        "party": case.party,
        "facts": case.facts,
        "violated": case.measure.get("violated", ""),
        "basis": case.measure.get("basis", ""),
    }


def _filing(case: Case) -> dict[str, Any]:
    told, opened = case.said.get("file_case", {}), case.events.order_by("number").first()
    return {
        "facts": opened.data.get("facts", case.facts) if opened else case.facts,
        "source": case.get_source_display(),
        "opened_by": case.opened_by.full_name if case.opened_by else "",
        "opened_at": values.instant(case.opened_at),
        "decision": told.get("decision") or "同意立案",
        "decided_by": told.get("by", ""),
        "filed_at": values.instant(case.filed_at),
        "due_on": long_date(case.due_on),
        "standing": "本表存档。",
    }


def _notice(case: Case) -> dict[str, Any]:
    told = case.said.get("notify_party", {})
    names = dict(Case.Penalty.choices)
    proposed = [f"罚款 {case.amount} 元" if one == Case.Penalty.FINE else str(names[one]) for one in case.kinds]
    return {
        "evidence": _evidence(case),
        "proposed": "；".join(proposed),
        "offers_hearing": case.offers_hearing,
        "contact": "、".join(one.full_name for one in case.handlers),
        "receipt": told.get("receipt", ""),
    }


def _decision(case: Case) -> dict[str, Any]:
    heard = case.said.get("hear_statement", {})
    statement = "；复核意见：".join(filter(None, [heard.get("statement", ""), heard.get("answer", "")]))
    decision = case.said.get("decide_penalty", {}).get("decision", "")
    return {"evidence": _evidence(case), "statement": statement, "decision": decision, "penalty": case.penalty_words}


def _spot(case: Case) -> dict[str, Any]:
    return {
        "penalty": case.penalty_words,
        "decided_at": values.instant(case.decided_at),
        "place": case.enterprise.address or case.enterprise.name,
        "receiver": case.said.get("decide_on_spot", {}).get("receiver", ""),
    }


def _evidence(case: Case) -> str:
    return str(case.said.get("conclude", {}).get("evidence", "")).rstrip("。")


def _decided(case: Case) -> dt.datetime | None:
    return case.decided_at if case.penalties and not case.is_simple else None


PAPERS = {
    "case_filing": Paper(lambda case: case.filed_at, lambda case: case.filing_number, _filing),
    "penalty_notice": Paper(lambda case: case.noticed_at, lambda case: case.notice_number, _notice),
    "penalty_decision": Paper(_decided, lambda case: case.decision_number, _decision),
    "spot_decision": Paper(
        lambda case: case.decided_at if case.is_simple else None, lambda case: case.decision_number, _spot
    ),
}
