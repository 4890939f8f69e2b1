"""Who proposes, decides, sends and answers a referral. Each `may_…` gives an empty string for yes, else the reason."""

from anlan.core import clock
from anlan.enforcement.cases import rules as penalizing
from anlan.enforcement.cases.models import Case
from anlan.enforcement.inspecting.rules import lacking
from anlan.enforcement.referring.models import Referral
from anlan.enforcement.transfers.rules import acts_for
from anlan.enterprises.models import Enterprise
from anlan.hazards.models import Hazard
from anlan.hazards.models import State as HazardState
from anlan.org import scope
from anlan.org.models import User
from anlan.org.roles import Role
from anlan.org.scope import Place

State = Referral.State
GRANTS = {
    "enforcement.read_referrals": {Role.LEADER, Role.OFFICE_HEAD, Role.OFFICER, Role.DISCIPLINE},
    "enforcement.propose_referral": {Role.OFFICE_HEAD, Role.OFFICER},
    "enforcement.decide_referral": {Role.LEADER, Role.OFFICE_HEAD},
    "enforcement.receive_referral": {Role.OFFICE_HEAD, Role.OFFICER},
}
WORDS = {
    "enforcement.read_referrals": "查看涉嫌犯罪案件的移送",
    "enforcement.propose_referral": "提出移送涉嫌犯罪案件，送公安机关，登记答复",
    "enforcement.decide_referral": "决定是否移送涉嫌犯罪案件",
    "enforcement.receive_referral": "公安机关登记立案、不予立案和办理结果",
}


def may_propose(user: User, enterprise: Enterprise) -> str:
    """Officers and heads whose territory or line the enterprise lies in."""
    if not scope.may(user, "enforcement.propose_referral"):
        return "由执法单位的工作人员提出。"
    reaches = scope.covers(user, enterprise.place, "enforcement.propose_referral")
    return "" if reaches else f"“{enterprise.name}”不在您的辖区或主管范围内。"


def may_propose_over_case(user: User, case: Case) -> str:
    """Its handlers, while it is not over and not with the police already."""
    if case.referrals.exclude(state__in=[State.REFUSED, State.ENDED]).exists():
        return "本案已经提出移送，见移送记录。"
    if not case.handlers or case.is_simple or case.closed_at:
        return f"本案{case.get_state_display()}，不能提出移送；从隐患页面提出。"
    return penalizing.handles(user, case)


def may_propose_over_hazard(user: User, hazard: Hazard) -> str:
    """A hazard that is not void and not referred already."""
    if hazard.state == HazardState.VOID:
        return f"{hazard}已作废，不能据此移送。"
    if hazard.referrals.exclude(state__in=[State.REFUSED, State.ENDED]).exists():
        return "这条隐患已经提出移送，见移送记录。"
    return may_propose(user, hazard.enterprise)


def heads(user: User, referral: Referral) -> str:
    """The head of the office or a leader of its place, who neither proposed it nor looks after it (art. 5)."""
    if user in referral.officers or user.pk == referral.proposed_by_id:
        return "提出人、专案组人员不能自己决定。"
    is_head = acts_for(user, referral.office, "enforcement.decide_referral")
    is_leader = Role.LEADER in {grant.role for grant in scope.grants_of(user)} and scope.covers(
        user, Place(referral.office.region_id), "enforcement.decide_referral"
    )
    return "" if is_head or is_leader else f"由{referral.office.name}正职负责人或者主持工作的负责人决定。"


def handles(user: User, referral: Referral) -> str:
    """One of the two who look after it, both with cards that hold today."""
    if user not in referral.officers:
        return f"由专案组{'、'.join(one.full_name for one in referral.officers)}办理。"
    faults = lacking(referral.officers, referral.office, clock.today())
    return f"{'；'.join(faults)}，不能办理，请先更新执法证。" if faults else ""


def desk_of(referral: Referral) -> list[User]:
    """Who answers at the police's desk in this system; nobody where they answer on paper."""
    return penalizing.desk_at(referral.to_office, referral.enterprise, "enforcement.receive_referral")


def answers(user: User, referral: Referral) -> str:
    """The police at their desk; where they have none here, who looks after it enters what their paper says."""
    if desk_of(referral):
        allowed = acts_for(user, referral.to_office, "enforcement.receive_referral")
        return "" if allowed else f"由{referral.to_name}办理。"
    return handles(user, referral)
