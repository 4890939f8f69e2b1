"""Who reads a card, decides and reconsiders. Each `may_…` gives an empty string for yes, else the reason."""

from anlan.enforcement.exempting.models import Exemption
from anlan.enterprises.rules import MANAGERS, post_of
from anlan.hazards.models import Hazard, State
from anlan.hazards.rules import supervises
from anlan.org import scope
from anlan.org.models import User
from anlan.org.roles import READERS, Role

GRANTS = {
    "enforcement.read_exemptions": READERS - {Role.EXPERT},
    "enforcement.decide_exemption": {Role.OFFICE_HEAD, Role.OFFICER},
    "enforcement.reconsider_exemption": {Role.OFFICE_HEAD, Role.LEADER},
}
WORDS = {
    "enforcement.read_exemptions": "查看自查自报不予处罚的认定",
    "enforcement.decide_exemption": "认定自查自报的重大隐患是否不予处罚",
    "enforcement.reconsider_exemption": "复核自查自报的认定",
}


def sees(user: User, hazard: Hazard) -> bool:
    """Whether the card of a hazard is there: for officials and the enterprise's managers, where it is major."""
    if not hazard.is_major or hazard.state == State.VOID:
        return False
    reads = scope.may(user, "enforcement.read_exemptions")
    return reads or post_of(user, hazard.enterprise) in MANAGERS


def may_decide(user: User, hazard: Hazard) -> str:
    """The supervising office, once, for a major hazard."""
    if not hazard.is_major or hazard.state == State.VOID:
        return "只有重大隐患才做自查自报认定。"
    if Exemption.objects.filter(hazard=hazard).exists():
        return "已经认定过，有异议的由另一人复核。"
    allowed = supervises(user, hazard, "enforcement.decide_exemption")
    return "" if allowed else "由该隐患的主管单位认定。"


def may_reconsider(user: User, exemption: Exemption) -> str:
    """A head or leader of the place other than who decided last."""
    if not scope.covers(user, exemption.hazard.place, "enforcement.reconsider_exemption"):
        return "由主管单位负责人或乡镇领导复核。"
    return "本次认定是您作出的，请另一人复核。" if exemption.decided_by_id == user.pk else ""
