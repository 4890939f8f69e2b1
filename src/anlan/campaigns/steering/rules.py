"""Who may steer: officials keep the records of their township, leaders decide; nobody settles what they reported."""

from anlan.campaigns.steering.models import Expert, Gate, Measure, Meeting, MeetingTask, Support
from anlan.core import clock
from anlan.enterprises.models import Enterprise
from anlan.org import scope
from anlan.org.models import Region, User
from anlan.org.roles import OFFICIALS, READERS, VILLAGERS, Role

GRANTS = {
    "campaigns.read_steering": READERS,
    "campaigns.steer": OFFICIALS,
    "campaigns.ask_support": OFFICIALS | VILLAGERS,
    "campaigns.decide": {Role.LEADER},
}
OWN_DRILL_YEARS = 2
"""A township's government itself holds a drill at least once in so many years (生产安全事故应急条例 第八条)."""
WORDS = {
    "campaigns.read_steering": "查看会议、交办、措施、专家等统筹记录",
    "campaigns.steer": "登记会议、措施、项目把关、专家和专班",
    "campaigns.ask_support": "为隐患整改申请资金和专家",
    "campaigns.decide": "审批项目把关和整改支持",
}


def holds(user: User, permission: str, region: Region) -> bool:
    """Whether a grant with the permission lies in the township, on whatever line: steering is the township's whole."""
    township = scope.township_of(region.code)
    return any(
        scope.township_of(grant.region_id) == township or township.startswith(grant.region.prefix)
        for grant in scope.grants_of(user)
        if scope.roles.may(grant.role, permission)
    )


def may_steer(user: User, region: Region) -> str:
    """Empty for yes, else the reason."""
    return "" if holds(user, "campaigns.steer", region) else "由乡镇领导、站所工作人员登记。"


def may_minute(user: User, meeting: Meeting) -> str:
    """Empty for yes, else the reason: minutes are written once, on or after the day."""
    if reason := may_steer(user, meeting.region):
        return reason
    if meeting.held_on:
        return "已有纪要，不能重写；有更正的，另写一条交办或另记一次会议。"
    if meeting.called_off:
        return "已取消。"
    return "" if meeting.planned_on <= clock.today() else "还没有到召开的日期。"


def may_call_off(user: User, meeting: Meeting) -> str:
    """Empty for yes, else the reason."""
    if meeting.standing in ("held", "called_off"):
        return "已召开或已取消的，不能再取消。"
    return may_steer(user, meeting.region)


def may_put_off(user: User, meeting: Meeting) -> str:
    """Empty for yes, else the reason."""
    if meeting.standing in ("held", "called_off"):
        return "已召开或已取消的，不能再改期。"
    return may_steer(user, meeting.region)


def may_decide_task(user: User, meeting: Meeting) -> str:
    """Empty for yes, else the reason: tasks come out of a meeting that was held."""
    return may_steer(user, meeting.region) if meeting.held_on else "先写纪要，再交办会议议定的事项。"


def may_check(user: User, region: Region, measure: Measure) -> str:
    """Empty for yes, else the reason: an item is looked at once it is said what it means here and whose it is."""
    if reason := may_steer(user, region):
        return reason
    return "" if measure.applies else f"第{measure.number}条还没有明确与本乡有关，先明确做法和单位，再检查。"


def _over(task: MeetingTask) -> str:
    if task.taken_back:
        return "已撤回，不用办。"
    return "已办结。" if task.settled_at else ""


def may_take_back_task(user: User, task: MeetingTask) -> str:
    """Empty for yes, else the reason: given to the wrong office, or needed no more."""
    return _over(task) or may_steer(user, task.meeting.region)


def may_report(user: User, task: MeetingTask) -> str:
    """Empty for yes, else the reason: the office that was given it reports."""
    if over := _over(task):
        return over
    if task.reported_at:
        return "已报办理情况，等待确认。"
    return "" if task.office_id in scope.offices_of(user) else f"由{task.office}报告。"


def may_settle(user: User, task: MeetingTask) -> str:
    """Empty for yes, else the reason: somebody of the meeting's side who did not report it."""
    if over := _over(task):
        return over
    if not task.reported_at:
        return f"等待{task.office}报办理情况。"
    if task.reported_by_id == user.pk:
        return "报告人不能自己确认办结，请另一人确认。"
    return may_steer(user, task.meeting.region)


def may_decide_gate(user: User, gate: Gate) -> str:
    """Empty for yes, else the reason: a leader who did not ask the questions."""
    if gate.decision:
        return "已作出决定。"
    if not holds(user, "campaigns.decide", gate.region):
        return "由乡镇领导决定。"
    return "把关人不能自己决定，请另一位领导决定。" if gate.asked_by_id == user.pk else ""


def may_decide_support(user: User, support: Support) -> str:
    """Empty for yes, else the reason: a leader who did not ask for it."""
    if support.is_granted is not None:
        return "已审批。"
    if not holds(user, "campaigns.decide", support.region):
        return "由乡镇领导审批。"
    return "申请人不能自己审批，请另一位领导审批。" if support.asked_by_id == user.pk else ""


def may_spend(user: User, support: Support) -> str:
    """Empty for yes, else the reason."""
    if support.standing == "spent":
        return "同意的资金和人天已用完；还需要的，在隐患页面另申请。"
    return may_steer(user, support.region) if support.is_granted else "审批同意后才能登记支出。"


def contract_words(expert: Expert) -> str:
    """From when to when, as sentences write it."""
    return f"{clock.day_words(expert.contract_from)}至{clock.day_words(expert.contract_to)}"


def may_send(expert: Expert, enterprise: Enterprise) -> str:
    """Empty for yes, else the reason: a running contract and no interest in the place."""
    if expert.standing != "engaged":
        return f"{expert.name}的聘期是{contract_words(expert)}，今天不在聘期内。"
    conflict = expert.conflicts.filter(enterprise=enterprise, ended_on=None).first()
    return f"{expert.name}与{enterprise.name}有利害关系（{conflict.why}），应当回避，请另选专家。" if conflict else ""
