"""Who opens, handles and decides a case. Each `may_…` gives an empty string for yes, else the reason."""

from dataclasses import replace

from django.db.models import Q, QuerySet

from anlan.core import clock
from anlan.enforcement.cases.clauses import Clause
from anlan.enforcement.cases.models import Case
from anlan.enforcement.documents.models import Document
from anlan.enforcement.inspecting.models import Inspection
from anlan.enforcement.inspecting.rules import lacking
from anlan.enforcement.transfers.rules import acts_for
from anlan.enterprises.models import Enterprise
from anlan.hazards.models import Hazard
from anlan.hazards.models import State as HazardState
from anlan.org import scope
from anlan.org.models import Office, Power, User
from anlan.org.roles import Role
from anlan.org.scope import Place

GRANTS = {
    "enforcement.read_cases": {Role.LEADER, Role.OFFICE_HEAD, Role.OFFICER, Role.DISCIPLINE},
    "enforcement.open_case": {Role.OFFICE_HEAD, Role.OFFICER},
    "enforcement.approve_case": {Role.LEADER, Role.OFFICE_HEAD},
}
WORDS = {
    "enforcement.read_cases": "查看处罚案件",
    "enforcement.open_case": "提出立案、提请处罚，承办案件",
    "enforcement.approve_case": "批准立案、延期、处罚决定和结案",
}


def own_office(user: User) -> Office | None:
    """The office for which the person opens cases or proposes them."""
    grants = scope.grants_of(user)
    return next((one.office for one in grants if scope.roles.may(one.role, "enforcement.open_case")), None)


def lacks_power(office: Office, clause: Clause) -> str:
    """Why an office may not punish by a clause today: no penalty power, or not on its delegated list (R1.2)."""
    lacking = scope.lacks_power(office, Power.Kind.PENALTY, clause.label)
    return f"{lacking}，请提请有权单位。" if lacking else ""


def deciding_offices(user: User, enterprise: Enterprise) -> QuerySet[Office]:
    """The person's own office if it has the power, and those of the district and above to propose to."""
    day, own = clock.today(), own_office(user)
    held = Q(powers__kind=Power.Kind.PENALTY, powers__valid_from__lte=day)
    held &= Q(powers__valid_to=None) | Q(powers__valid_to__gte=day)
    prefix = enterprise.region_code[:6]
    near = Q(pk=own.pk if own else None) | Q(region_id=prefix.ljust(12, "0"))
    return Office.objects.filter(held, near, ended_on=None).distinct().order_by("-region_id", "sort_key")


def may_open(user: User, enterprise: Enterprise) -> str:
    """Officers and heads whose territory or line the enterprise lies in; an office without the power proposes."""
    if not scope.may(user, "enforcement.open_case"):
        return "由执法单位的工作人员提出立案。"
    reaches = scope.covers(user, enterprise.place, "enforcement.open_case")
    return "" if reaches else f"“{enterprise.name}”不在您的辖区或主管范围内。"


def may_open_over_hazard(user: User, hazard: Hazard) -> str:
    """A hazard that is not void."""
    if hazard.state == HazardState.VOID:
        return f"{hazard}已作废，不能据此立案。"
    return may_open(user, hazard.enterprise)


def may_open_over_order(user: User, order: Document) -> str:
    """A served order that was not obeyed: an opinion found items not done, or a date passed without one."""
    if order.kind != Document.Kind.ORDER or not order.served_at:
        return "指令书送达之后，不履行的才立案。"
    if not is_disobeyed(order):
        return "指令书的期限未到，复查也没有发现未整改到位的，不能按不履行立案。"
    return may_open(user, order.enterprise)


def is_disobeyed(order: Document) -> bool:
    """Whether an issued opinion found an item not done, or a date passed while its hazard is open."""
    opinions = order.answers.filter(kind=Document.Kind.OPINION, state=Document.State.ISSUED)
    if any(not item["done"] for one in opinions for item in one.items):
        return True
    late = [item["hazard"] for item in order.items if item.get("due_on", "9") < str(clock.today())]
    return any(one.is_open for one in Hazard.objects.filter(pk__in=late))


def may_open_over_inspection(user: User, inspection: Inspection) -> str:
    """An inspection that took place."""
    if inspection.state != Inspection.State.BEGUN:
        return "检查实施之后才能据此立案。"
    return may_open(user, inspection.enterprise)


def handles(user: User, case: Case) -> str:
    """One of its two handlers, both with cards that hold today (行政处罚法 art. 42)."""
    if user not in case.handlers:
        return f"由承办人{'、'.join(one.full_name for one in case.handlers)}办理。"
    faults = lacking(case.handlers, case.office, clock.today())
    return f"{'；'.join(faults)}，不能办理，请先更新执法证。" if faults else ""


def heads(user: User, case: Case) -> str:
    """The head of the deciding office or a leader of its place, who is no handler."""
    if user in case.handlers:
        return "承办人不能自己审批。"
    is_head = acts_for(user, case.office, "enforcement.approve_case")
    is_leader = Role.LEADER in {grant.role for grant in scope.grants_of(user)} and scope.covers(
        user, Place(case.office.region_id), "enforcement.approve_case"
    )
    return "" if is_head or is_leader else f"由{case.office.name}负责人或分管领导审批。"


def reviews(user: User, case: Case) -> str:
    """Somebody of the deciding office, or a head or leader, who does not handle the case (行政处罚法 art. 58)."""
    if user in case.handlers:
        return "承办人不能审核自己的案件。"
    in_office = acts_for(user, case.office, "enforcement.open_case")
    return "" if in_office or not heads(user, case) else f"由{case.office.name}的审核人员办理。"


def place_for(office: Office, enterprise: Enterprise) -> Place:
    """The enterprise's place as if the office already had it: so its desk is found."""
    return replace(enterprise.place, strip_id=office.pk)


def desk_at(office: Office | None, enterprise: Enterprise, permission: str) -> list[User]:
    """Who answers in this system for an office something was sent to; nobody where it answers on paper."""
    if office is None:
        return []
    return scope.people_with(permission, place_for(office, enterprise), offices={office.pk})


def receivers_of(case: Case) -> list[User]:
    """Who answers for the authority a case was sent to."""
    return desk_at(case.to_office, case.enterprise, "enforcement.open_case")


def answers(user: User, case: Case) -> str:
    """The authority it was sent to; where it has no desk here, a handler enters what its paper says."""
    if receivers_of(case):
        allowed = acts_for(user, case.to_office, "enforcement.open_case")
        return "" if allowed else f"由{case.to_name}办理。"
    names = "、".join(one.full_name for one in case.handlers)
    return "" if user in case.handlers else f"由承办人{names}登记对方的答复。"


def has_desk_here(office: Office, enterprise: Enterprise) -> bool:
    """Whether somebody of the office works in this system; else who proposed enters the paper answer."""
    return bool(desk_at(office, enterprise, "enforcement.open_case"))


def may_answer(user: User, case: Case) -> str:
    """The office a case was proposed to answers; who proposed enters what one outside answered on paper."""
    if has_desk_here(case.office, case.enterprise):
        allowed = acts_for(user, case.office, "enforcement.open_case")
        return "" if allowed else f"由{case.office.name}受理或退回。"
    allowed = acts_for(user, case.from_office, "enforcement.open_case")
    return "" if allowed else f"{case.office.name}不在本系统办理，由{case.from_office}登记对方的答复。"
