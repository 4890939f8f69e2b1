"""Writing signs, decisions, answers and what became of a proposal. The only writer of these tables."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow, Stale
from anlan.enforcement.cases.models import Case
from anlan.enforcement.documents.models import Document
from anlan.enforcement.forshow import rules, signs
from anlan.enforcement.forshow.models import Review, ReviewEvent, Sign
from anlan.enforcement.refusing import require
from anlan.enterprises.models import Enterprise
from anlan.hazards.actions.stepping import say
from anlan.org.models import Office, User

Decision, Outcome = Review.Decision, Review.Outcome


def look(enterprises: QuerySet[Enterprise]) -> int:
    """Compare what the records show now with what was seen before; returns how many signs are new or over.

    Safe to repeat: two looks at once make one event. More of the same changes the words and is told too.
    """
    rows = list(enterprises.filter(status=Enterprise.Status.OPEN))
    known = {(one.enterprise_id, one.kind): one for one in Sign.objects.filter(enterprise__in=rows, over_at=None)}
    now = {(one.enterprise, str(one.kind)): one for one in signs.found(rows, clock.today())}
    new = [_see(one) for key, one in now.items() if key not in known]
    for key, one in now.items():
        if key in known:
            _extend(known[key], one)
    gone = [_end(sign) for key, sign in known.items() if key not in now]
    return sum(new) + sum(gone)


def _facts(one: signs.Found) -> dict[str, Any]:
    return {"words": one.words, "visits": events.plain(one.visits), "hazards": events.plain(one.hazards)}


def _see(one: signs.Found) -> bool:
    facts = _facts(one)
    sign = Sign(enterprise_id=one.enterprise, kind=one.kind, found_at=clock.now(), **facts)
    try:
        with transaction.atomic():
            events.begin(sign, "enforcement.see_sign", actor=None, data={"kind": str(one.kind), **facts})
    except IntegrityError:
        return False  # another look at the same moment saw it
    return True


def _extend(sign: Sign, one: signs.Found) -> None:
    facts = _facts(one)
    if facts["visits"] == sign.visits and facts["hazards"] == sign.hazards:
        return
    try:
        with transaction.atomic():
            events.append(sign, "enforcement.extend_sign", actor=None, changes=facts, data=facts)
    except Stale:
        return


def _end(sign: Sign) -> bool:
    changes, expect = {"over_at": clock.now()}, {"over_at": None}
    try:
        with transaction.atomic():
            events.append(sign, "enforcement.end_sign", actor=None, changes=changes, expect=expect, data={})
    except Stale:
        return False
    return True


@events.once(ReviewEvent)
def decide_for_show(
    enterprise: Enterprise,
    *,
    actor: User,
    decision: str,
    reason: str,
    office: Office | None = None,
    client_id: uuid.UUID | None = None,
) -> Review:
    """Decide, by the signs as they stand now: nothing, a talk, or a proposal to the office that has the power.

    The enterprise's managers are told. Raises NotYours, NotNow without a sign or while the last decision waits for its
    outcome, Invalid for a proposal without an office or a stop where no order was disobeyed.
    """
    require(rules.may_decide(actor, enterprise))
    seen = list(Sign.objects.filter(enterprise=enterprise, over_at=None))
    if not seen:
        raise NotNow(f"“{enterprise}”的自查记录现在没有这些事实，不用决定。", code="enforcement.no_sign")
    if waiting := next((one for one in Review.objects.filter(enterprise=enterprise) if one.waits), None):
        words = f"{waiting.decided_by.full_name}已决定“{waiting.get_decision_display()}”，办结后再作新的决定。"
        raise NotNow(words, code="enforcement.review_waits")
    why = say(reason, "理由", "reason")
    told = [{"kind": one.kind, "words": one.words, "visits": one.visits, "hazards": one.hazards} for one in seen]
    review = Review(enterprise=enterprise, signs=told, decision=decision, reason=why)
    review.office = _office(enterprise, decision, office)
    review.decided_by, review.decided_at = actor, clock.now()
    data = {"enterprise": enterprise.name, "decision": decision, "reason": why, "signs": told}
    data["office"] = str(review.office or "")
    events.begin(review, "enforcement.decide_for_show", actor=actor, data=data, client_id=client_id)
    return review


def _office(enterprise: Enterprise, decision: str, office: Office | None) -> Office | None:
    if decision not in rules.NEEDS:
        return None
    if decision == Decision.STOP and (reason := rules.may_stop(enterprise)):
        raise Invalid(reason, code="enforcement.no_order", fields={"decision": [reason]})
    if office is None or not rules.offices(enterprise, decision).filter(pk=office.pk).exists():
        words = "限期改正、停产停业整顿由有权的单位作出，请选择一个登记了这项职权的单位。"
        raise Invalid(words, code="enforcement.no_power", fields={"office": [words]})
    return office


@events.once(ReviewEvent)
def reply_for_show(review: Review, *, actor: User, reply: str, client_id: uuid.UUID | None = None) -> Review:
    """The enterprise answers a decision; who decided is told. Raises NotYours, Invalid where it says nothing."""
    require(rules.may_reply(actor, review))
    words = say(reply, "回应", "reply")
    changes = {"reply": words, "replied_by": actor, "replied_at": clock.now()}
    action = "enforcement.reply_for_show"
    data = {"reason": words}
    events.append(review, action, actor=actor, changes=changes, data=data, client_id=client_id)
    return review


@events.once(ReviewEvent)
def settle_for_show(
    review: Review,
    *,
    actor: User,
    outcome: str,
    words: str,
    document: Document | None = None,
    case: Case | None = None,
    client_id: uuid.UUID | None = None,
) -> Review:
    """Say what became of it: the talk held, the order issued, the case opened, or why it was not taken up.

    Raises NotYours, and Invalid for an outcome that does not follow from the decision or without its paper.
    """
    require(rules.may_settle(actor, review))
    why = say(words, "情况", "words")
    _fits(review, outcome, document, case)
    changes: dict[str, Any] = {"outcome": outcome, "outcome_words": why, "document": document, "case": case}
    changes |= {"settled_by": actor, "settled_at": clock.now()}
    data = {"outcome": outcome, "reason": why, "document": str(document or ""), "case": str(case or "")}
    action, expect = "enforcement.settle_for_show", {"outcome": ""}
    events.append(review, action, actor=actor, changes=changes, expect=expect, data=data, client_id=client_id)
    return review


FOLLOWS = {
    Decision.TALK: (Outcome.TALKED,),
    Decision.CORRECT: (Outcome.ORDERED, Outcome.CASE, Outcome.DECLINED),
    Decision.STOP: (Outcome.CASE, Outcome.DECLINED),
}


def _fits(review: Review, outcome: str, document: Document | None, case: Case | None) -> None:
    if outcome not in FOLLOWS.get(Decision(review.decision), ()):
        words = f"决定是“{review.get_decision_display()}”，不能这样办结。"
        raise Invalid(words, code="enforcement.outcome", fields={"outcome": [words]})
    if outcome == Outcome.ORDERED and (document is None or document.enterprise_id != review.enterprise_id):
        words = "请选择已签发的责令限期整改指令书。"
        raise Invalid(words, code="enforcement.no_document", fields={"document": [words]})
    if outcome == Outcome.CASE and (case is None or case.enterprise_id != review.enterprise_id):
        words = "请选择已经提出的处罚案件。"
        raise Invalid(words, code="enforcement.no_case", fields={"case": [words]})
