"""Who draws, who reads draws, who declares what keeps them away. Empty for yes, else the reason."""

from anlan.enforcement.drawing.models import Draw, Interest
from anlan.inspections.kinds import Kind
from anlan.org import queries as org
from anlan.org import scope
from anlan.org.models import Region, User
from anlan.org.roles import OFFICIALS, Role

GRANTS = {
    "enforcement.draw": {Role.LEADER, Role.OFFICE_HEAD},
    "enforcement.read_draws": OFFICIALS | {Role.DISCIPLINE},
    "enforcement.declare_interest": OFFICIALS,
    "enforcement.read_interests": {Role.LEADER, Role.OFFICE_HEAD, Role.DISCIPLINE},
}
WORDS = {
    "enforcement.draw": "双随机抽取单位和检查人员",
    "enforcement.read_draws": "查看双随机抽取",
    "enforcement.declare_interest": "申报本人要回避的单位",
    "enforcement.read_interests": "查看他人的回避申报和事由",
}


def may_draw(user: User, region: Region) -> str:
    """A leader or a head of an office of the township."""
    here = org.townships_with(user, "enforcement.draw").filter(pk=region.pk).exists()
    return "" if here else "由乡镇领导、站所负责人抽取。"


def may_plan(user: User, draw: Draw) -> str:
    """Who drew, once; administrative inspections are approved one by one."""
    if draw.planned_at:
        return "已经安排过。"
    if draw.kind == Kind.ADMINISTRATIVE:
        return "行政检查逐家办审批：在下面逐家提出。"
    return "" if draw.drawn_by_id == user.pk else "由抽取人安排。"


def may_declare(user: User) -> str:
    """Officials, for themselves."""
    return "" if scope.may(user, "enforcement.declare_interest") else "由工作人员本人申报。"


def may_end(user: User, interest: Interest) -> str:
    """Who declared it, while it stands."""
    if interest.ended_at:
        return "已经解除。"
    return "" if interest.who_id == user.pk else "由申报人本人解除。"
