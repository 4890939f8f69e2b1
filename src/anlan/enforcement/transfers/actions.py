"""Sending a hazard to another office, and everything that can come of it. The only writer of transfers."""

import uuid
from typing import Any

from anlan.core import clock, events, workdays
from anlan.core.errors import Invalid, NotYours
from anlan.enforcement.refusing import require
from anlan.enforcement.transfers import rules
from anlan.enforcement.transfers.models import Transfer, TransferEvent
from anlan.enforcement.writing import step
from anlan.files import numbering
from anlan.files import queries as files
from anlan.hazards import actions as hazards
from anlan.hazards.actions.stepping import say
from anlan.hazards.models import Hazard
from anlan.org.models import Office, User

ANSWER_WORKDAYS = 3
"""Work days in which a receiver accepts or refuses (features F8.1; default of this product)."""
RULING_WORKDAYS = 2
"""Work days in which the task force rules (features F8.4; default of this product)."""
RESULT_WORKDAYS = 15
"""Work days in which who took it says what came of it (河南省安全生产条例 art. 42 asks for an answer; own default)."""
State = Transfer.State


@events.once(TransferEvent)
def send(
    hazard: Hazard,
    *,
    actor: User,
    reason: str,
    basis: str,
    to_office: Office | None = None,
    to_name: str = "",
    asked: str = "",
    client_id: uuid.UUID | None = None,
) -> Transfer:
    """Send a hazard with a numbered letter and all its evidence; nothing about who answers for it changes yet.

    `to_name` names a receiver outside the system. Raises NotYours for anyone but the office that answers for it now,
    Invalid for a receiver that cannot be one.
    """
    require(rules.may_send(actor, hazard))
    sender = rules.holder_of(hazard)
    if sender is None:
        raise NotYours(f"{hazard}还没有负责的单位，无从移送。", code="enforcement.no_sender")
    check_receiver(to_office, to_name, sender)
    moment = clock.now()
    transfer = Transfer(
        hazard=hazard,
        region_code=hazard.region_code,
        number=numbering.take(sender, "transfer", moment.year, prefix=f"{numbering.named_by(sender)}移"),
        from_office=sender,
        to_office=to_office,
        to_name=to_office.name if to_office else to_name.strip(),
        reason=say(reason, "移送理由", "reason"),
        basis=say(basis, "依据", "basis"),
        asked=asked.strip(),
        sent_by=actor,
        sent_at=moment,
        answer_due_on=workdays.add_workdays(clock.today(), ANSWER_WORKDAYS),
    )
    told = {"hazard": str(hazard), "number": transfer.number, "from": sender.name, "to": transfer.to_name}
    told |= {"reason": transfer.reason, "basis": transfer.basis, "asked": transfer.asked}
    evidence = [use.file_id for use in files.uses_of("hazards", hazard.pk)]
    events.begin(
        transfer,
        "enforcement.send",
        actor=actor,
        data=told | {"answer_due_on": transfer.answer_due_on},
        files=list(dict.fromkeys(evidence)),
        to_state=transfer.state,
        client_id=client_id,
    )
    return transfer


def check_receiver(office: Office | None, name: str, sender: Office) -> None:
    """Raises Invalid for nobody, for the sender itself and for a village."""
    if office is None and not name.strip():
        words = "请写明接收单位。"
        raise Invalid(words, code="enforcement.receiver", fields={"to_office": [words]})
    if office == sender or name.strip() in (sender.name, sender.short_name):
        words = f"{sender}就是现在负责的单位，请选另一个单位。"
        raise Invalid(words, code="enforcement.receiver", fields={"to_office": [words]})
    if office is not None and office.kind == Office.Kind.VILLAGE:
        words = "村（社区）没有监管职权，不能接收移送，请移送给有职权的单位。"
        raise Invalid(words, code="enforcement.receiver", fields={"to_office": [words]})


@events.once(TransferEvent)
def accept(
    transfer: Transfer, *, actor: User, answer: str = "", receipt: str = "", client_id: uuid.UUID | None = None
) -> Transfer:
    """Take it: from this moment the receiver answers for the hazard, where it works in this system.

    Writes one event here and, where the supervising office changes, one in the hazard's own chain. `receipt` is what a
    receiver without an account signed on paper; the sender then keeps following the hazard in the ledger.
    """
    require(rules.may_answer(actor, transfer))
    _check_receipt(transfer, receipt)
    changes = {
        "state": State.ACCEPTED,
        "answer": answer.strip(),
        "receipt": receipt.strip(),
        "answered_by": actor,
        "answered_at": clock.now(),
        "result_due_on": workdays.add_workdays(clock.today(), RESULT_WORKDAYS),
    }
    _step(transfer, "accept", actor, changes, client_id)
    _hand_over(transfer, transfer.to_office, actor)
    return transfer


@events.once(TransferEvent)
def give_back(
    transfer: Transfer, *, actor: User, reason: str, receipt: str = "", client_id: uuid.UUID | None = None
) -> Transfer:
    """Refuse it with a reason: it stays with the sender.

    The second refusal of a hazard, or one after the date, is for the task force to decide: nobody keeps it going round.
    """
    require(rules.may_answer(actor, transfer))
    _check_receipt(transfer, receipt)
    disputed = rules.goes_to_the_task_force(transfer)
    changes = {
        "state": State.DISPUTED if disputed else State.RETURNED,
        "answer": say(reason, "退回理由", "reason"),
        "receipt": receipt.strip(),
        "answered_by": actor,
        "answered_at": clock.now(),
        "ruling_due_on": workdays.add_workdays(clock.today(), RULING_WORKDAYS) if disputed else None,
    }
    _step(transfer, "give_back", actor, changes, client_id, reason=changes["answer"])
    return transfer


@events.once(TransferEvent)
def withdraw(transfer: Transfer, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Transfer:
    """Take it back before it was answered: sent by mistake, or the hazard is over."""
    require(rules.may_withdraw(actor, transfer))
    told = say(reason, "撤回理由", "reason")
    _step(transfer, "withdraw", actor, {"state": State.WITHDRAWN}, client_id, reason=told)
    return transfer


@events.once(TransferEvent)
def rule(
    transfer: Transfer, *, actor: User, office: Office, reason: str, client_id: uuid.UUID | None = None
) -> Transfer:
    """Decide for the task force who answers for it; that is final. Raises Invalid for a village or an ended office."""
    require(rules.may_rule(actor, transfer))
    back = office == transfer.from_office
    if not back and not rules.can_take_over(office, transfer):
        words = f"{office.name}没有能在这里办理的人，请先由安全管理员给该单位的人授权，或裁定由移送单位负责。"
        raise Invalid(words, code="enforcement.office", fields={"office": [words]})
    changes: dict[str, Any] = {
        "state": State.RETURNED if back else State.ACCEPTED,
        "ruled_to": office,
        "ruling": say(reason, "裁定理由", "reason"),
        "ruled_by": actor,
        "ruled_at": clock.now(),
        "result_due_on": None if back else workdays.add_workdays(clock.today(), RESULT_WORKDAYS),
    }
    _step(transfer, "rule", actor, changes, client_id, reason=changes["ruling"], office=office.name)
    if not back:
        _hand_over(transfer, office, actor)
    return transfer


@events.once(TransferEvent)
def report_result(transfer: Transfer, *, actor: User, result: str, client_id: uuid.UUID | None = None) -> Transfer:
    """Say to the sender what came of it."""
    require(rules.may_report(actor, transfer))
    changes = {
        "state": State.REPORTED,
        "result": say(result, "办理结果", "result"),
        "reported_by": actor,
        "reported_at": clock.now(),
    }
    _step(transfer, "report_result", actor, changes, client_id, reason=changes["result"])
    return transfer


def _step(
    transfer: Transfer, name: str, actor: User, changes: dict[str, Any], client_id: uuid.UUID | None, **told: Any
) -> None:
    kept = {key: value for key, value in changes.items() if key in ("answer", "receipt", "result_due_on") and value}
    about = {"hazard": str(transfer.hazard), "number": transfer.number, "to": transfer.to_name}
    step(transfer, name, actor=actor, told=about | kept | told, client_id=client_id, changes=changes)


def _hand_over(transfer: Transfer, office: Office | None, actor: User) -> None:
    # Where nobody there works in this system the ledger's steps would stop: the sender keeps following it.
    if office is not None and office != transfer.hazard.strip and rules.can_take_over(office, transfer):
        hazards.hand_over(transfer.hazard, actor=actor, to=office, why=transfer.number)


def _check_receipt(transfer: Transfer, receipt: str) -> None:
    if not rules.has_desk_here(transfer) and not receipt.strip():
        words = f"{transfer.to_name}不在本系统办理，请写明回执上的签收人、日期或文号。"
        raise Invalid(words, code="enforcement.receipt", fields={"receipt": [words]})
