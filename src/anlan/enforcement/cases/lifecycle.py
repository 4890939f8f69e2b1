"""The case's life as a table: every step, from which states, to which, who may, and what must be there first.

Pages draw their buttons from it and tests walk it. A step without `to` leaves the state as it is.
"""

from anlan.core import clock
from anlan.enforcement.cases import clocks, rules
from anlan.enforcement.cases.models import Case
from anlan.enforcement.exempting import queries as exemptions
from anlan.enforcement.exempting import reading
from anlan.enforcement.tables import Step, at
from anlan.org.models import User

State = Case.State
UNDECIDED = frozenset({State.FILED, State.CONCLUDED, State.NOTICED})
DECIDED = frozenset({State.DECIDED, State.SERVED, State.PERFORMED})


def _hearing_may_be_asked(case: Case) -> str:
    until = clocks.ask_hearing_until(case)
    if until is None:
        return "告知时没有听证权利。"
    if case.hearing_asked_at:
        return "已经要求听证。"
    return f"要求听证的期限是{clock.day_words(until)}，已经过了。" if clock.today() > until else ""


def _hearing_was_asked(case: Case) -> str:
    if case.hearing_asked_at is None:
        return "当事人没有要求听证。"
    return "已经举行听证。" if "hold_hearing" in case.said else ""


def _hearing_day_has_come(case: Case) -> str:
    if case.hearing_on is None or "hold_hearing" in case.said:
        return "先通知听证的时间、地点。" if case.hearing_on is None else "已经举行听证。"
    return f"听证日期是{clock.day_words(case.hearing_on)}，还没有到。" if clock.today() < case.hearing_on else ""


def _hearing_was_offered(case: Case) -> str:
    if not case.offers_hearing or case.hearing_asked_at:
        return "没有等待答复的听证权利。"
    return "已经书面放弃。" if "waive_hearing" in case.said else ""


def needs_review(case: Case) -> bool:
    """Whether a legal review comes before the decision: after a hearing, and complex ones (R5.15)."""
    return case.is_complex or "hold_hearing" in case.said


def over_exemption(case: Case) -> str:
    """Why the no-penalty card stands against a penalty; empty where it does not.

    Somebody decided yes, or the facts propose yes and nobody decided yet (R5.1).
    """
    if case.hazard is None or not case.hazard.is_major:
        return ""
    found = exemptions.of_hazard(case.hazard)
    if found is not None:
        return f"{case.hazard}已认定自查自报、不予处罚" if found.granted else ""
    is_yes = reading.card_of(case.hazard).proposed == "yes"
    return f"{case.hazard}的事实符合自查自报不予处罚，还没有人认定" if is_yes else ""


def _to_override(case: Case) -> str:
    if "override_exemption" in case.said:
        return "已经写明理由。"
    return "" if over_exemption(case) else "自查自报认定不妨碍处罚，不需要。"


def _ready_to_decide(case: Case) -> str:
    if "hear_statement" not in case.said:
        return "先记录当事人的陈述申辩；没有陈述申辩的也要记明。"
    if missing := _hearing_is_over(case):
        return missing
    if needs_review(case) and "review_case" not in case.said:
        return "经过听证或者情节复杂的，决定前先作法制审核（《行政处罚法》第五十八条）。"
    return _discussed(case)


def _hearing_is_over(case: Case) -> str:
    until = clocks.ask_hearing_until(case)
    if case.hearing_asked_at:
        return "" if "hold_hearing" in case.said else "当事人要求听证，先举行听证。"
    if until and clock.today() <= until and "waive_hearing" not in case.said:
        return f"要求听证的期限到{clock.day_words(until)}，期满或者当事人书面放弃后才能决定。"
    return ""


def _discussed(case: Case) -> str:
    if case.is_complex and "discuss" not in case.said:
        return "情节复杂或者重大的，由负责人集体讨论（《行政处罚法》第五十七条）。"
    return ""


def _ready_to_punish(case: Case) -> str:
    if missing := _ready_to_decide(case):
        return missing
    against = over_exemption(case)
    if against and "override_exemption" not in case.said:
        return f"{against}；仍要处罚的，先由负责人写明理由。"
    return ""


def _fine_is_late(case: Case) -> str:
    until = clocks.pay_until(case)
    if until is None:
        return "没有罚款要催告。"
    if clock.today() <= until:
        return f"缴款期限到{clock.day_words(until)}，期满不缴才催告。"
    return "已经催告。" if case.urged_at else ""


def _owes(case: Case) -> str:
    return "" if clocks.owed(case) else "没有欠缴的罚款。"


def _may_be_later(case: Case) -> str:
    return "已经批准延期、分期。" if case.instalments else _owes(case)


def _instalments_were_asked(case: Case) -> str:
    if case.instalments:
        return "已经批准延期、分期。"
    asked, answered = (case.said.get(name, {}).get("at", "") for name in ("ask_instalments", "refuse_instalments"))
    return "" if asked and asked > answered else "当事人没有等待答复的延期、分期申请。"


def _not_served(case: Case) -> str:
    return "已经送达。" if case.served_at else ""


def _ready_to_close(case: Case) -> str:
    spared = case.state == State.SPARED and case.served_at is None
    return "先把不予处罚决定书送达当事人（《行政处罚法》第六十一条）。" if spared else ""


def _court_is_open(case: Case) -> str:
    if case.urged_at is None:
        return "先催告。"
    first = clocks.add_workdays(clock.local_date(case.urged_at), clocks.URGED)
    return f"催告后十个工作日（{clock.day_words(first)}）仍不履行的才申请。" if clock.today() <= first else ""


def _unpublished(case: Case) -> str:
    return "已经公示。" if case.published_at else ""


def _still_public(case: Case) -> str:
    if case.published_at is None:
        return "没有公示过。"
    if case.annulled_at is None:
        return "决定没有撤销，公示按期满撤下。"
    return "已经撤回。" if case.taken_down_at else ""


def _is_a_person(case: Case) -> str:
    if case.person is None:
        return "限制从业针对个人，请在个人案件里登记。"
    return "已经登记。" if case.barred_from else ""


def _not_reported(case: Case) -> str:
    return "已经反馈。" if case.reported_on else ""


HELD = frozenset({"notify_party", "decide_penalty", "decide_none", "withdraw_case", "move_case"})
HANDLER, HEAD = "承办人", "不是承办人的负责人"
RECEIVER = "接收机关，或者登记其答复的承办人"
OPEN = UNDECIDED | {State.ASKED}
STEPS: dict[str, Step[Case]] = {
    "accept_proposal": Step("受理提请", at(State.PROPOSED), State.ASKED, rules.may_answer, "被提请单位"),
    "return_proposal": Step("退回提请", at(State.PROPOSED), State.RETURNED, rules.may_answer, "被提请单位"),
    "file_case": Step("批准立案", at(State.ASKED), State.FILED, rules.heads, HEAD, hint="批准之日起九十日内作出决定"),
    "refuse_case": Step("不予立案", at(State.ASKED), State.REFUSED, rules.heads, HEAD),
    "add_evidence": Step("补充证据", UNDECIDED, None, rules.handles, HANDLER,
                         hint="照片、PDF，写明证明什么、在哪里取得；编号后装订进案卷"),
    "conclude": Step("调查终结", at(State.FILED), State.CONCLUDED, rules.handles, HANDLER),
    "notify_party": Step("告知当事人", at(State.CONCLUDED, State.NOTICED), State.NOTICED, rules.handles, HANDLER,
                         hint="拟处罚的事实、理由、依据和陈述申辩、听证的权利；比告知更重的须重新告知"),
    "hear_statement": Step("记录陈述申辩", at(State.NOTICED), None, rules.handles, HANDLER),
    "ask_hearing": Step("登记听证要求", at(State.NOTICED), None, rules.handles, HANDLER, _hearing_may_be_asked),
    "waive_hearing": Step("登记放弃听证", at(State.NOTICED), None, rules.handles, HANDLER, _hearing_was_offered),
    "call_hearing": Step("通知听证", at(State.NOTICED), None, rules.heads, HEAD, _hearing_was_asked),
    "hold_hearing": Step("登记听证报告", at(State.NOTICED), None, rules.heads, HEAD, _hearing_day_has_come),
    "review_case": Step("法制审核", at(State.NOTICED), None, rules.reviews, "不是承办人的审核人员"),
    "discuss": Step("集体讨论", at(State.NOTICED), None, rules.heads, HEAD),
    "override_exemption": Step("写明仍要处罚的理由", UNDECIDED, None, rules.heads, HEAD, _to_override),
    "decide_penalty": Step("作出处罚决定", at(State.NOTICED), State.DECIDED, rules.heads, HEAD, _ready_to_punish),
    "decide_none": Step("决定不予处罚", at(State.CONCLUDED, State.NOTICED), State.SPARED, rules.heads, HEAD),
    "extend": Step("批准延期", UNDECIDED, None, rules.heads, HEAD),
    "serve_none": Step("送达不予处罚决定书", at(State.SPARED), None, rules.handles, HANDLER, _not_served),
    "serve_decision": Step("登记送达", at(State.DECIDED), State.SERVED, rules.handles, HANDLER),
    "publish_decision": Step("登记公示", DECIDED, None, rules.handles, HANDLER, _unpublished),
    "perform": Step("登记履行", at(State.SERVED), State.PERFORMED, rules.handles, HANDLER),
    "urge_payment": Step("催告", at(State.SERVED), None, rules.handles, HANDLER, _fine_is_late),
    "ask_instalments": Step("登记延期、分期申请", at(State.SERVED), None, rules.handles, HANDLER, _may_be_later),
    "allow_instalments": Step("批准延期、分期", at(State.SERVED), None, rules.heads, HEAD, _instalments_were_asked),
    "refuse_instalments": Step("不批准延期、分期", at(State.SERVED), None, rules.heads, HEAD, _instalments_were_asked),
    "record_payment": Step("登记部分缴款", at(State.SERVED), None, rules.handles, HANDLER, _owes),
    "ask_court": Step("申请法院强制执行", at(State.SERVED), None, rules.handles, HANDLER, _court_is_open),
    "bar": Step("登记限制从业", DECIDED | {State.CLOSED}, None, rules.heads, HEAD, _is_a_person),
    "annul": Step("撤销决定", DECIDED, State.ANNULLED, rules.heads, HEAD),
    "take_down": Step("登记撤回公示", at(State.ANNULLED, State.CLOSED), None, rules.handles, HANDLER, _still_public),
    "close_case": Step("结案", at(State.PERFORMED, State.SPARED, State.ANNULLED), State.CLOSED, rules.heads, HEAD,
                       _ready_to_close),
    "move_case": Step("移送有管辖权的机关", at(State.FILED, State.CONCLUDED), State.MOVING, rules.heads, HEAD),
    "case_taken": Step("受理移送", at(State.MOVING), State.MOVED, rules.answers, RECEIVER,
                       hint="写明受理日期和文号；受理之后由接收机关办理"),
    "case_returned": Step("退回移送", at(State.MOVING), State.FILED, rules.answers, RECEIVER,
                          hint="写明理由；第二次退回的，报请共同上级指定管辖"),
    "settle_move": Step("登记指定管辖", at(State.DISPUTED), State.FILED, rules.heads, HEAD,
                        hint="共同的上一级行政机关指定由谁管辖（《行政处罚法》第二十五条）"),
    "report_case": Step("反馈处理结果", at(State.MOVED), None, rules.answers, RECEIVER, _not_reported),
    "withdraw_case": Step("撤案", OPEN, State.WITHDRAWN, rules.heads, HEAD),
}  # fmt: skip


def reason(user: User, case: Case, name: str) -> str:
    """Why a step cannot be taken by the person now; empty if it can."""
    return STEPS[name].reason(user, case, _held(case, name))


def _held(case: Case, name: str) -> str:
    """Why a penalty waits: the case is with the police, and a crime comes first (行政处罚法 art. 27)."""
    if case.suspended_at is None or name not in HELD:
        return ""
    return f"本案已以{case.suspended_for}移送公安机关，有结果之前不作处罚（《行政处罚法》第二十七条）。"


def check(user: User, case: Case, name: str) -> Step[Case]:
    """The step. Raises NotNow for its state or what is missing, NotYours for the person."""
    step = STEPS[name]
    step.check(user, case, _held(case, name))
    return step
