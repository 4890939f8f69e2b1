"""Who publishes a cap, objects and answers. Each `may_…` gives an empty string for yes, else the reason."""

from anlan.enforcement.frequency.models import Objection
from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import MANAGERS, post_of
from anlan.org import queries as org
from anlan.org import scope
from anlan.org.models import Region, User
from anlan.org.roles import READERS, Role

GRANTS = {
    "enforcement.read_caps": READERS,
    "enforcement.publish_cap": {Role.LEADER},
    "enforcement.answer_objection": {Role.OFFICE_HEAD, Role.LEADER},
}
WORDS = {
    "enforcement.read_caps": "查看年度检查频次上限",
    "enforcement.publish_cap": "公布年度检查频次上限",
    "enforcement.answer_objection": "答复企业对检查频次所依事实的异议",
}


def may_publish(user: User, region: Region) -> str:
    """A leader of the township."""
    here = org.townships_with(user, "enforcement.publish_cap").filter(pk=region.pk).exists()
    return "" if here else "由乡镇领导公布。"


def may_object(user: User, enterprise: Enterprise) -> str:
    """The enterprise's managers."""
    return "" if post_of(user, enterprise) in MANAGERS else "由该单位负责人或安全管理员提出。"


def may_answer(user: User, objection: Objection) -> str:
    """A head or leader of the place, who did not find or judge what is objected to."""
    if objection.upheld is not None:
        return "已经答复。"
    if not scope.covers(user, objection.enterprise.place, "enforcement.answer_objection"):
        return "由主管单位负责人或乡镇领导答复。"
    own = user.pk in (objection.hazard.found_by_id, objection.hazard.judged_by_id)
    return "您发现或判定了这条隐患，请另一人答复。" if own else ""


def sees(user: User, enterprise: Enterprise) -> bool:
    """Whether the person sees why an enterprise is inspected as often: officials of the place, and its own managers."""
    return scope.covers(user, enterprise.place, "enforcement.read_caps") or post_of(user, enterprise) in MANAGERS
