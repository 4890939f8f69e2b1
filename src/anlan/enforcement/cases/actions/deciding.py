"""Reviewing, deciding, extending, publishing and annulling."""

import datetime as dt
import uuid
from typing import Any

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.enforcement.cases import lifecycle, papers
from anlan.enforcement.cases.actions.hearing import check_penalty
from anlan.enforcement.cases.actions.taking import number, take
from anlan.enforcement.cases.models import Case, CaseEvent
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.exempting.actions import SHORTEST_AGAINST
from anlan.hazards.actions.stepping import ahead, say
from anlan.org.models import User

BAR_YEARS = 5
"""安全生产法 arts. 94 and 113: five years, or for life after a grave accident."""


@events.once(CaseEvent)
def extend(case: Case, *, actor: User, due_on: dt.date, reason: str, client_id: uuid.UUID | None = None) -> Case:
    """Give a case more time, with the reason; the time it had stays on record."""
    assert case.due_on is not None
    later = ahead(due_on, "新的办案期限", "due_on", since=case.due_on + dt.timedelta(days=1))
    told = {"reason": say(reason, "延期理由", "reason"), "due_on": later, "before": case.due_on}
    return take(case, "extend", actor=actor, told=told, client_id=client_id, due_on=later)


@events.once(CaseEvent)
def review_case(case: Case, *, actor: User, opinion: str, client_id: uuid.UUID | None = None) -> Case:
    """Put the legal review on record (行政处罚法 art. 58)."""
    told = {"opinion": say(opinion, "审核意见", "opinion")}
    return take(case, "review_case", actor=actor, told=told, client_id=client_id)


@events.once(CaseEvent)
def discuss(case: Case, *, actor: User, present: str, result: str, client_id: uuid.UUID | None = None) -> Case:
    """Put on record who discussed the case and what they found (行政处罚法 art. 57)."""
    told = {"present": say(present, "参加人", "present"), "result": say(result, "讨论结论", "result")}
    return take(case, "discuss", actor=actor, told=told, client_id=client_id)


@events.once(CaseEvent)
def override_exemption(case: Case, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Case:
    """Say as a head why there is a penalty although the no-penalty card says yes; the card stays as it is."""
    against, why = lifecycle.over_exemption(case), say(reason, "仍要处罚的理由", "reason")
    if len(why) < SHORTEST_AGAINST:
        words = f"{against}，请写明仍要处罚的事实和依据，不少于 {SHORTEST_AGAINST} 个字。"
        raise Invalid(words, code="enforcement.short_reason", fields={"reason": [words]})
    told = {"reason": why, "against": against}
    return take(case, "override_exemption", actor=actor, told=told, client_id=client_id)


@events.once(CaseEvent)
def decide_penalty(
    case: Case,
    *,
    actor: User,
    penalties: list[str],
    fine: int,
    decision: str,
    mitigation: str = "",
    client_id: uuid.UUID | None = None,
) -> Case:
    """Decide the penalty and number the decision; the hazard itself is neither fixed nor closed by it.

    Raises Invalid beyond the clause, or for more than the notice proposed: then there must be a notice again.
    """
    lifecycle.check(actor, case, "decide_penalty")
    warnings = check_penalty(case, penalties, fine, mitigation)
    if fine > case.amount or set(penalties) - set(case.kinds):
        words = f"比告知的（{case.penalty_words}）更重或者种类不同，须重新告知；不得因陈述申辩加重处罚。"
        raise Invalid(words, code="enforcement.heavier", fields={"fine": [words]})
    changes = _decided(case, actor, Kind.PENALTY_DECISION) | {"penalties": penalties, "fine": fine}
    told = {
        "number": changes["decision_number"],
        "penalties": penalties,
        "fine": fine,
        "decision": say(decision, "裁量理由", "decision"),
        "mitigation": mitigation.strip(),
        "warnings": [one for one in warnings if one],
    }
    take(case, "decide_penalty", actor=actor, told=told, client_id=client_id, **changes)
    papers.make_out(case, Kind.PENALTY_DECISION, actor=actor, number=case.decision_number)
    return case


def _decided(case: Case, actor: User, kind: Kind) -> dict[str, Any]:
    return {
        "decision_number": number(case.office, kind),
        "decided_by": actor,
        "decided_at": clock.now(),
    }


@events.once(CaseEvent)
def decide_none(case: Case, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Case:
    """Decide that there is no penalty, with the reason (行政处罚法 arts. 33, 57); numbered, served like any."""
    lifecycle.check(actor, case, "decide_none")
    changes = _decided(case, actor, Kind.NO_PENALTY)
    told = {"reason": say(reason, "不予处罚的理由", "reason"), "number": changes["decision_number"]}
    take(case, "decide_none", actor=actor, told=told, client_id=client_id, **changes)
    papers.make_out(case, Kind.NO_PENALTY, actor=actor, number=case.decision_number)
    return case


@events.once(CaseEvent)
def publish_decision(case: Case, *, actor: User, where: str, client_id: uuid.UUID | None = None) -> Case:
    """Put on record where the decision was published (安全生产法 art. 78: within seven work days)."""
    told = {"where": say(where, "公示位置", "where")}
    return take(case, "publish_decision", actor=actor, told=told, client_id=client_id, published_at=clock.now())


@events.once(CaseEvent)
def annul(case: Case, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Case:
    """Annul a decision: by review, court or by itself; a published one is withdrawn in three work days (art. 48)."""
    told = {"reason": say(reason, "撤销的依据和理由", "reason")}
    return take(case, "annul", actor=actor, told=told, client_id=client_id, annulled_at=clock.now())


@events.once(CaseEvent)
def take_down(case: Case, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Case:
    """Put on record that an annulled decision was withdrawn from the web, and what was said there."""
    told = {"reason": say(reason, "撤回情况和公开说明", "reason")}
    return take(case, "take_down", actor=actor, told=told, client_id=client_id, taken_down_at=clock.now())


@events.once(CaseEvent)
def bar(
    case: Case, *, actor: User, barred_from: dt.date, for_life: bool, reason: str, client_id: uuid.UUID | None = None
) -> Case:
    """Put the ban of a person from the industry on record, five years or for life (安全生产法 arts. 94, 113)."""
    until = None if for_life else _bar_ends(barred_from)
    told = {"reason": say(reason, "依据", "reason"), "barred_from": barred_from, "barred_until": until}
    changes = {"barred_from": barred_from, "barred_until": until}
    return take(case, "bar", actor=actor, told=told, client_id=client_id, **changes)


def _bar_ends(day: dt.date) -> dt.date:
    if day.year + BAR_YEARS > dt.MAXYEAR:
        words = "限制从业的起始日期太远，请核对年份。"
        raise Invalid(words, code="enforcement.barred_from", fields={"barred_from": [words]})
    return clock.years_after(day, BAR_YEARS)
