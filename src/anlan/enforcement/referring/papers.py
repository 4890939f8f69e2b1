"""The letter of a referral, frozen when it is decided: facts, danger, crime, material, and the police's receipt."""

from typing import Any

from anlan.core import clock
from anlan.enforcement.cases import papers as penalties
from anlan.enforcement.documents import actions as documents
from anlan.enforcement.documents import values
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.referring import crimes
from anlan.enforcement.referring.models import Referral
from anlan.org.models import User


def make_out(referral: Referral, *, actor: User) -> None:
    """Make out the letter as the referral stands now; call it in the step that decides it."""
    same = ("enterprise", "office", "region_code", "lead", "second", "lead_card", "second_card", "case")
    fields: dict[str, Any] = {name: getattr(referral, name) for name in same} | {"referral": referral}
    said = values.whom(referral.enterprise) | _said(referral)
    documents.make_out(Kind.CRIME_LETTER, actor=actor, number=referral.number, said=said, **fields)


def _said(referral: Referral) -> dict[str, Any]:
    case = referral.case
    return {
        "office": referral.office.name,
        "lead": referral.lead.full_name if referral.lead else "",
        "lead_card": referral.lead_card,
        "second": referral.second.full_name if referral.second else "",
        "second_card": referral.second_card,
        "number": referral.number,
        "issued_on": clock.day_words(clock.today()),
        "inspection": "",
        "inspected_on": "",
        "government": values.government(referral.region_code),
        "to_name": referral.to_name,
        "party": referral.party,
        "case_name": case.name if case else f"{referral.party}涉嫌犯罪案",
        "filing_number": case.filing_number if case else "",
        "facts": referral.facts,
        "danger": referral.danger,
        "crime": referral.crime_words,
        "basis": crimes.basis_of(referral.crime),
        "rows": material(referral),
        "contact": "、".join(one.full_name for one in referral.officers),
        "decided_by": referral.decided_by.full_name if referral.decided_by else "",
    }


def material(referral: Referral) -> list[dict[str, str]]:
    """What goes with the letter: the packet in the order of the rule, an empty kind said as 无."""
    rows = [{"words": label, "detail": referral.materials.get(code, "")} for code, label in crimes.PACKET]
    more = penalties.material(referral.case) if referral.case else []
    return rows + [{"words": one["words"], "detail": one["number"]} for one in more]
