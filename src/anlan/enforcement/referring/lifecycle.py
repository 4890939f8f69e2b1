"""The referral's life as a table: every step, from which states, to which, who may, and what must be there first."""

from anlan.core import clock
from anlan.enforcement.referring import clocks, rules
from anlan.enforcement.referring.models import Referral
from anlan.enforcement.tables import Step, at
from anlan.org.models import User

State = Referral.State


def _may_object(referral: Referral) -> str:
    if referral.objected_at:
        return "已经提请过复议；仍有异议的，建议人民检察院立案监督。"
    declined = referral.answered_at
    if declined is None or clock.now() <= clocks.end_of(declined):
        return ""
    return "接到不予立案通知书已超过三日，不能再提请复议，可以建议人民检察院立案监督（第九条）。"


def _not_copied(referral: Referral) -> str:
    return "已经抄送。" if referral.copied_at else ""


def _not_handed(referral: Referral) -> str:
    return "已经移交。" if referral.handed_at else ""


TEAM, HEAD, POLICE = "专案组", "正职负责人或者主持工作的负责人", "公安机关，或者登记其答复的专案组"
SENT_ON = at(State.SENT, State.DECLINED, State.OBJECTED, State.FILED)
STEPS: dict[str, Step[Referral]] = {
    "decide_referral": Step("决定移送", at(State.PROPOSED), State.DECIDED, rules.heads, HEAD,
                            hint="接到报告三日内决定；决定后二十四小时内送公安机关"),
    "refuse_referral": Step("决定不移送", at(State.PROPOSED), State.REFUSED, rules.heads, HEAD),
    "send_referral": Step("登记送公安机关", at(State.DECIDED), State.SENT, rules.handles, TEAM,
                          hint="移送书和材料送达，公安机关在回执上签字；送达后处罚暂停"),
    "accept_filing": Step("登记公安立案", at(State.SENT, State.OBJECTED), State.FILED, rules.answers, POLICE),
    "decline": Step("登记公安不予立案", at(State.SENT), State.DECLINED, rules.answers, POLICE),
    "object": Step("提请复议", at(State.DECLINED), State.OBJECTED, rules.handles, TEAM, _may_object),
    "uphold": Step("登记复议维持不予立案", at(State.OBJECTED), State.DECLINED, rules.answers, POLICE),
    "hand_over": Step("登记物品材料移交", at(State.FILED), None, rules.handles, TEAM, _not_handed),
    "give_result": Step("反馈办理结果", at(State.FILED), State.RESULTED, rules.answers, POLICE),
    "copy_to_procuratorate": Step("登记抄送检察院", SENT_ON, None, rules.handles, TEAM, _not_copied),
    "ask_supervision": Step("建议检察院立案监督", at(State.DECLINED), None, rules.handles, TEAM),
    "end_referral": Step("转回行政处理", at(State.DECLINED), State.ENDED, rules.handles, TEAM,
                         hint="不再提请复议的，恢复办理行政处罚"),
}  # fmt: skip


def reason(user: User, referral: Referral, name: str) -> str:
    """Why a step cannot be taken by the person now; empty if it can."""
    return STEPS[name].reason(user, referral)


def check(user: User, referral: Referral, name: str) -> Step[Referral]:
    """The step. Raises NotNow for its state or what is missing, NotYours for the person."""
    step = STEPS[name]
    step.check(user, referral)
    return step
