"""The hazard's life as a table: every step, from which states, to which, who may, and what it requires.

Pages draw their buttons from it, docs/states.md is printed from it, tests walk it. A step without `to` leaves the state
as it is; `also_to` names further states a step can end in, chosen by the action.
"""

from collections.abc import Callable
from dataclasses import dataclass

from anlan.core.errors import NotNow, NotYours
from anlan.hazards import needs, rules
from anlan.hazards.models import Hazard, Proposal, State
from anlan.hazards.models.hazard import OPEN_STATES
from anlan.hazards.needs import Need
from anlan.org.models import User

BEFORE_SUBMISSION = frozenset({State.FOUND, State.JUDGED, State.PLANNED, State.RECTIFYING})
OPEN = frozenset(OPEN_STATES)


@dataclass(frozen=True)
class Step:
    """One step of the life. `may` gives a reason or nothing; `needs` lists what must be there first."""

    label: str
    from_: frozenset[State]
    to: State | None
    may: Callable[[User, Hazard], str]
    who: str
    needs: Callable[[Hazard], list[Need]] = needs.nothing
    also_to: frozenset[State] = frozenset()


def _at(*states: State) -> frozenset[State]:
    return frozenset(states)


FOUND, JUDGED, PLANNED = State.FOUND, State.JUDGED, State.PLANNED
RECTIFYING, SUBMITTED, ACCEPTED, CLOSED, VOID = (
    State.RECTIFYING,
    State.SUBMITTED,
    State.ACCEPTED,
    State.CLOSED,
    State.VOID,
)
OFFICE, FIXER = "乡镇或主管单位", "该单位负责人或其指定的人"

STEPS: dict[str, Step] = {
    "judge": Step("判定级别", _at(FOUND), JUDGED, rules.may_judge, OFFICE),
    "doubt": Step("记为存疑，提请市级认定", _at(FOUND), None, rules.may_judge_officially, OFFICE),
    "record_opinion": Step("登记市级认定意见", _at(FOUND), JUDGED, rules.may_judge_officially, OFFICE, needs.doubtful),
    "fix_at_once": Step(
        "当场整改销号",
        _at(FOUND, JUDGED),
        CLOSED,
        rules.may_fix_at_once,
        "到场的工作人员；自查的由单位",
        needs.plainly_general,
    ),
    "upgrade": Step(
        "改判为重大",
        _at(JUDGED, PLANNED, RECTIFYING),
        JUDGED,
        rules.may_judge_officially,
        OFFICE,
        needs.may_be_upgraded,
    ),
    "propose_downgrade": Step(
        "提出降为一般",
        _at(JUDGED, PLANNED, RECTIFYING),
        None,
        rules.may_judge_officially,
        OFFICE,
        needs.may_be_downgraded,
    ),
    "decide_downgrade": Step(
        "确认或否决降级",
        _at(JUDGED, PLANNED, RECTIFYING),
        None,
        rules.may_decide_downgrade,
        "另一名工作人员",
        needs.proposal_waiting(Proposal.Kind.DOWNGRADE, "有人提出降级"),
    ),
    "name_responsible": Step(
        "指定整改责任人", BEFORE_SUBMISSION, None, rules.may_name_responsible, "该单位负责人或安全管理员"
    ),
    "file_plan": Step("报整改方案", _at(JUDGED, PLANNED, RECTIFYING), None, rules.may_fix, FIXER, also_to=_at(PLANNED)),
    "report": Step("报告重大隐患", _at(JUDGED), None, rules.may_fix, FIXER, needs.ready_to_report),
    "acknowledge": Step(
        "收悉报告", _at(JUDGED), None, rules.may_acknowledge, "收报告的两个单位", needs.reported, _at(PLANNED)
    ),
    "tell_workers": Step(
        "告知本单位职工", _at(JUDGED, PLANNED, RECTIFYING), None, rules.may_fix, FIXER, needs.workers_not_told
    ),
    "start": Step("开始整改", _at(PLANNED), RECTIFYING, rules.may_fix, FIXER, needs.a_plan),
    "self_accept": Step("单位自验", _at(RECTIFYING), None, rules.may_fix, FIXER),
    "submit": Step("提交整改结果", _at(RECTIFYING), SUBMITTED, rules.may_fix, FIXER, needs.self_accepted),
    "send_back": Step("退回整改", _at(SUBMITTED, ACCEPTED), RECTIFYING, rules.may_send_back, "有权验收或销号的人"),
    "accept": Step("验收通过", _at(SUBMITTED), ACCEPTED, rules.may_accept, "主管单位；一般隐患也可由村"),
    "close": Step("销号", _at(ACCEPTED), CLOSED, rules.may_close, "另一人或分管领导"),
    "ask_extension": Step("申请延期", _at(PLANNED, RECTIFYING), None, rules.may_fix, FIXER, needs.may_be_extended),
    "decide_extension": Step(
        "答复延期申请", _at(PLANNED, RECTIFYING), None, rules.may_extend, "收悉方案的单位", needs.an_extension_waiting
    ),
    "list_supervision": Step("挂牌督办", OPEN, None, rules.may_supervise, "乡镇领导、站所负责人", needs.not_supervised),
    "propose_supervision": Step(
        "提请上级挂牌督办", OPEN, None, rules.may_supervise, "乡镇领导、站所负责人", needs.no_upward_waiting
    ),
    "record_supervision": Step(
        "登记上级督办结果", OPEN, None, rules.may_supervise, "乡镇领导、站所负责人", needs.an_upward_waiting
    ),
    "record_release": Step(
        "登记上级解除督办",
        _at(ACCEPTED, CLOSED, VOID),
        None,
        rules.may_supervise,
        "乡镇领导、站所负责人",
        needs.an_upper_supervision,
    ),
    "urge": Step("发督办函", OPEN, None, rules.may_supervise, "乡镇领导、站所负责人", needs.overdue_and_silent),
    "propose_void": Step(
        "提出作废",
        OPEN,
        None,
        rules.may_propose_void,
        "乡镇工作人员、村支书",
        needs.no_proposal_waiting(Proposal.Kind.VOID, "尚无人提出作废"),
    ),
    "decide_void": Step(
        "确认或否决作废",
        OPEN,
        None,
        rules.may_decide_void,
        "另一名工作人员",
        needs.proposal_waiting(Proposal.Kind.VOID, "有人提出作废"),
        _at(VOID),
    ),
    "assign": Step("分派经办人", OPEN, None, rules.may_assign, "乡镇领导、站所负责人"),
    "link_recurrence": Step("关联复发", OPEN, None, rules.may_judge_officially, OFFICE),
    "note": Step("补充说明", OPEN, None, rules.may_note, "有权登记的人、整改责任人"),
}


@dataclass(frozen=True)
class Offer:
    """A step as one person meets it now: open, or shut with the reason; what is there and what is missing."""

    name: str
    step: Step
    reason: str
    needs: list[Need]

    @property
    def is_open(self) -> bool:
        """Whether the person can take it now."""
        return not self.reason

    @property
    def is_mine(self) -> bool:
        """Whether the person may take it as far as rights go, whatever is missing."""
        return not self.reason or any(not need.met for need in self.needs)


def offer(name: str, user: User, hazard: Hazard) -> Offer:
    """The step as this person meets it on this hazard."""
    step = STEPS[name]
    listed = step.needs(hazard)
    missing = "、".join(need.label for need in listed if not need.met)
    reason = _not_now(step, hazard) or step.may(user, hazard) or (f"还差：{missing}。" if missing else "")
    return Offer(name, step, reason, listed)


def steps_open_to(user: User, hazard: Hazard) -> list[Offer]:
    """Every step possible in the present state, as this person meets it, in the order of the table."""
    return [offer(name, user, hazard) for name, step in STEPS.items() if hazard.state in step.from_]


def _not_now(step: Step, hazard: Hazard) -> str:
    if hazard.state in step.from_:
        return ""
    return f"该隐患现在是“{hazard.state_words}”，不能{step.label}。"


def refuse_unless_open(name: str, user: User, hazard: Hazard) -> Step:
    """Raise NotNow for a wrong state or a missing requirement, NotYours for the wrong person; give the step."""
    step = STEPS[name]
    if words := _not_now(step, hazard):
        raise NotNow(f"{hazard}：{words}请按它现在的状态办理。", code="hazards.not_now")
    if words := step.may(user, hazard):
        raise NotYours(f"{hazard}：{words}", code="hazards.not_yours")
    missing = "、".join(need.label for need in step.needs(hazard) if not need.met)
    if missing:
        raise NotNow(f"{hazard}现在不能{step.label}，还差：{missing}。", code="hazards.missing")
    return step
