"""Who may send, take, refuse and decide a transfer. Each `may_…` gives an empty string for yes, else the reason."""

from anlan.core import clock
from anlan.enforcement.transfers.models import Transfer
from anlan.hazards.actions.reporting import safety_office
from anlan.hazards.models import Hazard
from anlan.hazards.rules import supervises
from anlan.org import scope
from anlan.org.models import Office, User
from anlan.org.roles import READERS, Role

State = Transfer.State
GRANTS = {
    "enforcement.read_transfers": READERS - {Role.EXPERT},
    "enforcement.transfer": {Role.OFFICE_HEAD, Role.OFFICER},
    "enforcement.receive_transfer": {Role.OFFICE_HEAD, Role.OFFICER},
    "enforcement.rule_transfer": {Role.LEADER},
}
WORDS = {
    "enforcement.read_transfers": "查看移送",
    "enforcement.transfer": "移送、撤回、登记对方回执",
    "enforcement.receive_transfer": "接收、退回移送，反馈办理结果",
    "enforcement.rule_transfer": "裁定两次退回的移送由谁负责",
}
REFUSALS_BEFORE_RULING = 2


def acts_for(user: User, office: Office | None, permission: str) -> bool:
    """Whether the person holds the permission at this office itself."""
    return office is not None and any(
        grant.office_id == office.pk and scope.roles.may(grant.role, permission) for grant in scope.grants_of(user)
    )


def holder_of(hazard: Hazard) -> Office | None:
    """The office that answers for a hazard: the supervising one, else the township's safety office."""
    if hazard.strip_id is None or hazard.strip_id == hazard.governed_by_id:
        return safety_office(hazard.region_code)
    return hazard.strip


def may_send(user: User, hazard: Hazard) -> str:
    """The supervising office sends what is outside its remit; once the task force has ruled, nobody does."""
    if not hazard.is_open:
        return f"{hazard}已办结，不需要移送。"
    if not supervises(user, hazard, "enforcement.transfer"):
        return f"由现在负责的单位（{holder_of(hazard) or '应急管理办公室'}）移送。"
    for one in hazard.transfers.all():
        if one.is_waiting:
            return f"{one.number}还没有办结，不能同时移送给别的单位。"
        if one.ruled_to_id:
            return f"专班已裁定由{one.taken_by}负责（{one.number}），不再移送。"
    return ""


def has_desk_here(transfer: Transfer) -> bool:
    """Whether somebody at the receiver can answer in this system; else the sender enters the paper receipt."""
    office = transfer.to_office
    return office is not None and bool(
        scope.people_with("enforcement.receive_transfer", transfer.place_for(office), offices={office.pk})
    )


def can_take_over(office: Office, transfer: Transfer) -> bool:
    """Whether the ledger's next steps can be taken there: somebody of the office reaches the place and may accept."""
    return bool(scope.people_with("hazards.accept", transfer.place_for(office), offices={office.pk}))


def may_answer(user: User, transfer: Transfer) -> str:
    """The receiver answers; for one who has no account here the sender enters what the paper receipt says."""
    if transfer.state != State.SENT:
        return f"这件移送{transfer.get_state_display()}，不再等待答复。"
    if not transfer.hazard.is_open:
        return f"{transfer.hazard}已办结，请移送单位撤回。"
    if has_desk_here(transfer):
        allowed = acts_for(user, transfer.to_office, "enforcement.receive_transfer")
        return "" if allowed else f"由{transfer.to_name}接收或退回。"
    allowed = acts_for(user, transfer.from_office, "enforcement.transfer")
    return "" if allowed else f"{transfer.to_name}不在本系统办理，由{transfer.from_office}登记对方的回执。"


def may_withdraw(user: User, transfer: Transfer) -> str:
    """The sender takes it back while nobody has answered."""
    if transfer.state != State.SENT:
        return "对方已经答复，不能撤回。"
    return "" if acts_for(user, transfer.from_office, "enforcement.transfer") else f"由{transfer.from_office}撤回。"


def may_rule(user: User, transfer: Transfer) -> str:
    """A leader for the task force, who neither sent nor refused it."""
    if transfer.state != State.DISPUTED:
        return "没有等待裁定的争议。"
    if not scope.covers(user, transfer.hazard.place, "enforcement.rule_transfer"):
        return "由专班（乡镇领导）裁定。"
    taken_part = user.pk in (transfer.sent_by_id, transfer.answered_by_id)
    return "移送人、退回人不能自己裁定，请另一位领导裁定。" if taken_part else ""


def may_report(user: User, transfer: Transfer) -> str:
    """Who took it reports what came of it; for one who has no account here the sender enters it."""
    if transfer.state != State.ACCEPTED:
        return "接收之后才反馈办理结果。" if transfer.is_waiting else "不需要反馈。"
    taker = transfer.ruled_to or transfer.to_office
    if acts_for(user, taker, "enforcement.receive_transfer"):
        return ""
    outside = not transfer.ruled_to_id and not has_desk_here(transfer)
    if outside:
        allowed = acts_for(user, transfer.from_office, "enforcement.transfer")
        return "" if allowed else f"由{transfer.from_office}登记对方反馈的结果。"
    return f"由{transfer.taken_by}反馈。"


def goes_to_the_task_force(transfer: Transfer) -> bool:
    """Whether a refusal now is one too many: the second for this hazard, or one that comes after the date."""
    earlier = transfer.hazard.transfers.filter(state=State.RETURNED).exclude(pk=transfer.pk).count()
    return earlier + 1 >= REFUSALS_BEFORE_RULING or transfer.answer_due_on < clock.today()
