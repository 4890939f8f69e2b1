"""Who plans a visit and who joins. Each `may_…` gives an empty string for yes, else the reason."""

from anlan.enforcement.errands.models import Errand
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


def may_host(user: User, errand: Errand) -> str:
    """Somebody of the office that announced it."""
    if errand.state != Errand.State.PLANNED:
        return f"这次到访{errand.get_state_display()}。"
    hosts = errand.host_id in {
        one.office_id for one in scope.covering(user, errand.enterprise.place, "enforcement.plan_visit")
    }
    return "" if hosts else f"由牵头单位（{errand.host}）办理。"
