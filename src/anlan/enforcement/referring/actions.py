"""Proposing a referral, deciding, sending and everything the police answer. The only writer of referrals."""

import uuid
from typing import Any

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.enforcement.cases import actions as penalties
from anlan.enforcement.cases.actions.taking import number
from anlan.enforcement.cases.models import Case
from anlan.enforcement.documents import actions as documents
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.inspecting.checking import card_of, check_officers
from anlan.enforcement.referring import crimes, lifecycle, papers, rules, triggers
from anlan.enforcement.referring.models import Referral, ReferralEvent
from anlan.enforcement.refusing import require
from anlan.enforcement.writing import step
from anlan.enterprises.models import Person
from anlan.hazards.actions.stepping import say
from anlan.hazards.models import Hazard
from anlan.org.models import Office, User

State = Referral.State
SHORTEST = 20
"""Characters the facts of a crime and the head's reason have at least."""


@events.once(ReferralEvent)
def propose_referral(
    origin: Case | Hazard,
    *,
    actor: User,
    crime: str,
    facts: str,
    materials: dict[str, str],
    danger: str = "",
    to_name: str = "",
    to_office: Office | None = None,
    person: Person | None = None,
    office: Office | None = None,
    lead: User | None = None,
    second: User | None = None,
    client_id: uuid.UUID | None = None,
) -> Referral:
    """Report to the head that something may be a crime, with what the records show now; nothing is referred by it.

    Over a case its office and handlers look after it, over a hazard `office`, `lead` and `second`. Raises NotYours for
    who may not, Invalid for a crime without its danger, for facts too short, without a receiver or a report.
    """
    referral = _over_case(origin, actor) if isinstance(origin, Case) else _over_hazard(origin, actor)
    if referral.case is None:
        _assign(referral, actor, office, [lead, second])
    referral.person = _suspect(referral, person)
    referral.crime, referral.danger = _crime(crime), danger.strip()
    referral.facts = _long(facts, "涉嫌犯罪的事实", "facts")
    referral.materials = _packet(materials)
    referral.to_office, referral.to_name = to_office, to_office.name if to_office else to_name.strip()
    _check(referral)
    found = triggers.of_hazard(referral.hazard) if referral.hazard else []
    found += triggers.of_text(f"{origin.cause}。{origin.facts}", "案情") if isinstance(origin, Case) else []
    referral.triggers = triggers.plain(found)
    return _begin(referral, actor, client_id)


def _begin(referral: Referral, actor: User, client_id: uuid.UUID | None) -> Referral:
    referral.proposed_by, referral.proposed_at = actor, clock.now()
    told: dict[str, Any] = {"party": referral.party, "crime": referral.crime_words}
    told |= {"facts": referral.facts, "danger": referral.danger}
    told |= {"triggers": referral.triggers, "materials": referral.materials, "to": referral.to_name}
    told |= {"officers": [one.full_name for one in referral.officers], "case": referral.case, "hazard": referral.hazard}
    more = {"data": told, "to_state": referral.state, "client_id": client_id}
    events.begin(referral, "enforcement.propose_referral", actor=actor, **more)
    return referral


def _over_case(case: Case, actor: User) -> Referral:
    require(rules.may_propose_over_case(actor, case))
    same = ("enterprise", "person", "region_code", "office", "hazard", "lead", "second", "lead_card", "second_card")
    return Referral(case=case, **{name: getattr(case, name) for name in same})


def _over_hazard(hazard: Hazard, actor: User) -> Referral:
    require(rules.may_propose_over_hazard(actor, hazard))
    return Referral(hazard=hazard, enterprise=hazard.enterprise, region_code=hazard.region_code)


def _assign(referral: Referral, actor: User, office: Office | None, officers: list[User | None]) -> None:
    own = office or rules.penalizing.own_office(actor)
    lead, second = officers
    if own is None or lead is None or second is None:
        words = "选两名有执法证的人员组成专案组（移送规定第五条）。"
        raise Invalid(words, code="enforcement.team", fields={"lead": [words]})
    check_officers([lead, second], own, clock.today())
    referral.office, referral.lead, referral.second = own, lead, second
    referral.lead_card, referral.second_card = card_of(lead), card_of(second)


def _suspect(referral: Referral, person: Person | None) -> Person | None:
    found = person or referral.person
    if found is not None and found.enterprise_id != referral.enterprise_id:
        raise Invalid(f"{found.name}不是“{referral.enterprise.name}”的人员。", code="enforcement.party")
    return found


def _crime(code: str) -> str:
    if code not in crimes.CRIMES:
        words = "罪名表里没有这一项，请重新选。"
        raise Invalid(words, code="enforcement.crime", fields={"crime": [words]})
    return code


def _long(text: str, label: str, field: str) -> str:
    words = say(text, label, field)
    if len(words) < SHORTEST:
        said = f"{label}写具体，不少于 {SHORTEST} 个字。"
        raise Invalid(said, code="enforcement.short_reason", fields={field: [said]})
    return words


def _packet(materials: dict[str, str]) -> dict[str, str]:
    kept = {code: materials.get(code, "").strip() for code, _ in crimes.PACKET}
    say(kept["report"], "调查报告（名称、份数）", "report")
    return {code: words for code, words in kept.items() if words}


def _check(referral: Referral) -> None:
    if not referral.to_name:
        words = "写明送哪个公安机关（与本单位同级）。"
        raise Invalid(words, code="enforcement.receiver", fields={"to_name": [words]})
    if referral.crime in crimes.NEEDS_DANGER and not referral.danger:
        words = "危险作业罪须有发生重大伤亡事故或者其他严重后果的现实危险，写明依据。"
        raise Invalid(words, code="enforcement.danger", fields={"danger": [words]})


def take(
    referral: Referral, name: str, *, actor: User, told: dict[str, Any], client_id: uuid.UUID | None, **changes: Any
) -> Referral:
    """Take a step of the table: one event, its words kept in `said`. Raises NotNow, NotYours or Stale."""
    taken = lifecycle.check(actor, referral, name)
    kept = events.plain({one: value for one, value in told.items() if value not in (None, "")})
    changes |= {"said": referral.said | {name: kept | {"by": actor.full_name, "at": clock.now().isoformat()}}}
    if taken.to:
        changes.setdefault("state", taken.to)
    step(referral, name, actor=actor, told=kept, client_id=client_id, changes=changes)
    return referral


@events.once(ReferralEvent)
def decide_referral(referral: Referral, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Referral:
    """Decide as the head that it goes to the police: the letter gets its number, twenty-four hours begin (art. 5)."""
    lifecycle.check(actor, referral, "decide_referral")
    words = _long(reason, "决定的理由", "reason")
    taken = number(referral.office, Kind.CRIME_LETTER)
    changes = {"number": taken, "decided_by": actor, "decided_at": clock.now(), "decision": words}
    told = {"reason": words, "number": taken}
    take(referral, "decide_referral", actor=actor, told=told, client_id=client_id, **changes)
    papers.make_out(referral, actor=actor)
    return referral


@events.once(ReferralEvent)
def refuse_referral(referral: Referral, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Referral:
    """Decide as the head that it does not go; the reason is kept (art. 5)."""
    words = _long(reason, "不移送的理由", "reason")
    changes = {"decided_by": actor, "decided_at": clock.now(), "decision": words}
    return take(referral, "refuse_referral", actor=actor, told={"reason": words}, client_id=client_id, **changes)


@events.once(ReferralEvent)
def send_referral(
    referral: Referral, *, actor: User, receipt: str, copied_to: str = "", client_id: uuid.UUID | None = None
) -> Referral:
    """Put on record that letter and packet were handed to the police, who signed for them; the penalty waits."""
    told: dict[str, Any] = {"receipt": say(receipt, "公安机关回执（签收人、时间）", "receipt")}
    changes: dict[str, Any] = {"sent_at": clock.now(), "receipt": told["receipt"]}
    if copied_to.strip():
        told["copied_to"] = copied_to.strip()
        changes |= {"copied_to": copied_to.strip(), "copied_at": clock.now()}
    take(referral, "send_referral", actor=actor, told=told, client_id=client_id, **changes)
    letter = referral.documents.latest("drafted_at")
    way = {"served_way": "direct", "served_at_place": referral.to_name, "receiver": told["receipt"][:60]}
    documents.record_service(letter, actor=actor, **way)
    if referral.case is not None:
        penalties.suspend(referral.case, actor=actor, number=referral.number, to_name=referral.to_name)
    return referral


@events.once(ReferralEvent)
def copy_to_procuratorate(
    referral: Referral, *, actor: User, copied_to: str, client_id: uuid.UUID | None = None
) -> Referral:
    """Put on record to which procuratorate a copy of the letter went."""
    words = say(copied_to, "检察院、抄送方式和日期", "copied_to")
    changes = {"copied_to": words, "copied_at": clock.now()}
    told = {"copied_to": words}
    return take(referral, "copy_to_procuratorate", actor=actor, told=told, client_id=client_id, **changes)


def _answered(referral: Referral, name: str, actor: User, answer: str, client_id: uuid.UUID | None) -> Referral:
    words = say(answer, "公安机关文书的文号、日期和理由", "answer")
    changes = {"answered_at": clock.now(), "answer": words}
    return take(referral, name, actor=actor, told={"answer": words}, client_id=client_id, **changes)


@events.once(ReferralEvent)
def accept_filing(referral: Referral, *, actor: User, answer: str, client_id: uuid.UUID | None = None) -> Referral:
    """The police file it: three days to hand things over begin (arts. 8, 12)."""
    return _answered(referral, "accept_filing", actor, answer, client_id)


@events.once(ReferralEvent)
def decline(referral: Referral, *, actor: User, answer: str, client_id: uuid.UUID | None = None) -> Referral:
    """The police do not file it and return the packet: three days to object begin (arts. 8, 9)."""
    return _answered(referral, "decline", actor, answer, client_id)


@events.once(ReferralEvent)
def object(referral: Referral, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Referral:
    """Ask the police to reconsider, within three days (art. 9)."""
    told = {"reason": _long(reason, "提请复议的理由", "reason")}
    return take(referral, "object", actor=actor, told=told, client_id=client_id, objected_at=clock.now())


@events.once(ReferralEvent)
def uphold(referral: Referral, *, actor: User, answer: str, client_id: uuid.UUID | None = None) -> Referral:
    """The police stay with their answer."""
    return _answered(referral, "uphold", actor, answer, client_id)


@events.once(ReferralEvent)
def ask_supervision(referral: Referral, *, actor: User, words: str, client_id: uuid.UUID | None = None) -> Referral:
    """Put on record that the procuratorate was asked to supervise the filing (art. 9)."""
    told = {"words": say(words, "检察院、建议书文号和日期", "words")}
    return take(referral, "ask_supervision", actor=actor, told=told, client_id=client_id)


@events.once(ReferralEvent)
def hand_over(referral: Referral, *, actor: User, words: str, client_id: uuid.UUID | None = None) -> Referral:
    """Put on record what was handed to the police and who signed for it (art. 12)."""
    told = {"words": say(words, "移交的物品、材料和签收人", "words")}
    return take(referral, "hand_over", actor=actor, told=told, client_id=client_id, handed_at=clock.now())


@events.once(ReferralEvent)
def give_result(
    referral: Referral, *, actor: User, result_kind: str, result: str, client_id: uuid.UUID | None = None
) -> Referral:
    """Put on record what came of it; the penalty goes on, or ends for what was punished as a crime (处罚法 art. 27)."""
    if result_kind not in Referral.Result.values:
        words = "选办理结果。"
        raise Invalid(words, code="enforcement.result", fields={"result_kind": [words]})
    said = say(result, "判决、决定的文号、日期和内容", "result")
    label = str(Referral.Result(result_kind).label)
    changes = {"result_kind": result_kind, "result": said, "resulted_at": clock.now()}
    told = {"result_kind": label, "result": said}
    take(referral, "give_result", actor=actor, told=told, client_id=client_id, **changes)
    return _resume(referral, actor, f"{label}：{said}")


@events.once(ReferralEvent)
def end_referral(referral: Referral, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Referral:
    """Let it go back to administrative handling after the police did not file it (art. 10)."""
    told = {"reason": say(reason, "转回行政处理的理由", "reason")}
    take(referral, "end_referral", actor=actor, told=told, client_id=client_id)
    return _resume(referral, actor, f"公安不予立案：{told['reason']}")


def _resume(referral: Referral, actor: User, reason: str) -> Referral:
    if referral.case is not None:
        penalties.resume(referral.case, actor=actor, reason=reason)
    return referral
