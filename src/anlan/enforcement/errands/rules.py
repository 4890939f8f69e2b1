"""Who plans a visit and who joins. Each `may_…` gives an empty string for yes, else the reason."""

from anlan.enforcement.errands.models import Errand
from anlan.enforcement.inspecting import rules as inspecting
from anlan.enforcement.inspecting.models import Inspection
from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import post_of
from anlan.inspections import rules as visits
from anlan.org import scope
from anlan.org.models import Office, User
from anlan.org.roles import OFFICIALS, Role

GRANTS = {"enforcement.plan_visit": OFFICIALS | {Role.VILLAGE_SECRETARY}}
WORDS = {"enforcement.plan_visit": "安排到访、参加联合到访"}


def office_of(user: User, enterprise: Enterprise) -> Office | None:
    """The office under whose hat the person goes there: of a grant that reaches the place."""
    held = scope.covering(user, enterprise.place, "enforcement.plan_visit")
    own = next((one.office for one in held if one.office_id == user.office_id), None)
    return own or next((one.office for one in held), None)


def may_announce(user: User, enterprise: Enterprise, kind: str) -> str:
    """An official of the place who may make such a visit; nobody of the enterprise itself."""
    if office_of(user, enterprise) is None or post_of(user, enterprise):
        return "由当地乡镇、站所、村的工作人员安排。"
    return visits.may_visit(user, kind, enterprise)


def may_join(user: User, errand: Errand) -> str:
    """An official of the place whose office is not on it yet."""
    if errand.state != Errand.State.PLANNED:
        return f"这次到访{errand.get_state_display()}。"
    office = office_of(user, errand.enterprise)
    if office is None or post_of(user, errand.enterprise):
        return "由当地乡镇、站所、村的工作人员参加。"
    return f"{office}已经在列。" if any(one.office_id == office.pk for one in errand.present) else ""


def may_open_up(user: User, inspection: Inspection) -> str:
    """Its officers invite others to an approved inspection the enterprise is told of; once."""
    if inspection.state != Inspection.State.APPROVED:
        return "批准之后才能请其他单位一起去。"
    if inspection.is_unannounced:
        return "不事先通知的检查只限知悉人员，不请其他单位。"
    if Errand.objects.filter(inspection=inspection).exists():
        return "已经列入到访安排，其他单位可以并入。"
    names = "、".join(one.full_name for one in inspection.officers)
    return "" if user.pk in (inspection.lead_id, inspection.second_id) else f"由检查人员{names}办理。"


def may_move(user: User, errand: Errand) -> str:
    """Its host; the day of an administrative inspection is that of its approval."""
    if errand.inspection_id:
        return "行政检查的日期以批准的为准；要改期，取消后重新报批。"
    return may_host(user, errand)


def may_go(user: User, errand: Errand) -> str:
    """Its host; an administrative inspection is begun by its leading officer under the rules of inspections."""
    if errand.inspection and errand.state == Errand.State.PLANNED:
        return inspecting.may_begin(user, errand.inspection)
    return may_host(user, errand)


def may_host(user: User, errand: Errand) -> str:
    """Somebody of the office that announced it."""
    if errand.state != Errand.State.PLANNED:
        return f"这次到访{errand.get_state_display()}。"
    hosts = errand.host_id in {
        one.office_id for one in scope.covering(user, errand.enterprise.place, "enforcement.plan_visit")
    }
    return "" if hosts else f"由牵头单位（{errand.host}）办理。"
