"""Who may open a trace-back, explain and conclude. Each `may_…` gives an empty string for yes, else the reason."""

from anlan.enforcement.tracing.models import Trace
from anlan.enterprises.models import Enterprise
from anlan.org import scope
from anlan.org.models import User
from anlan.org.roles import OFFICIALS, READERS, VILLAGERS, Role

GRANTS = {
    "enforcement.read_traces": {Role.LEADER, Role.OFFICE_HEAD, Role.DISCIPLINE},
    "enforcement.see_own_traces": READERS,
    "enforcement.trace": {Role.LEADER, Role.OFFICE_HEAD},
    "enforcement.explain": OFFICIALS | VILLAGERS | {Role.EXPERT},
    "enforcement.conclude_trace": {Role.LEADER},
}
WORDS = {
    "enforcement.read_traces": "查看责任倒查",
    "enforcement.see_own_traces": "查看请自己说明情况的责任倒查",
    "enforcement.trace": "启动责任倒查",
    "enforcement.explain": "在责任倒查中说明自己的情况",
    "enforcement.conclude_trace": "作出责任倒查结论",
}


def may_open(user: User, enterprise: Enterprise) -> str:
    """A leader or the head of an office, for a place of theirs."""
    return "" if scope.covers(user, enterprise.place, "enforcement.trace") else "由乡镇领导、站所负责人启动。"


def may_explain(user: User, trace: Trace) -> str:
    """Whoever is asked, until it is concluded."""
    if trace.concluded_at:
        return "已作出结论。"
    return "" if trace.asked.filter(pk=user.pk).exists() else "由被请说明情况的人填写。"


def may_conclude(user: User, trace: Trace) -> str:
    """A leader who is not among those asked to explain."""
    if trace.concluded_at:
        return "已作出结论。"
    if not scope.covers(user, trace.enterprise.place, "enforcement.conclude_trace"):
        return "由乡镇领导作出结论。"
    return "您也在被请说明情况的人里，请另一位领导作结论。" if trace.asked.filter(pk=user.pk).exists() else ""
