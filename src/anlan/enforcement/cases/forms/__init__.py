"""Forms of cases: one for each step of a case's life."""

from django import forms

from anlan.enforcement.cases.forms.deciding import (
    BarForm,
    CloseForm,
    ExtendForm,
    InstalmentsForm,
    PaymentForm,
    PenaltyForm,
    PerformForm,
)
from anlan.enforcement.cases.forms.finding import (
    CallForm,
    ConcludeForm,
    DiscussForm,
    EvidenceForm,
    HearingForm,
    NoticeForm,
    StatementForm,
)
from anlan.enforcement.cases.forms.moving import MoveForm, ReportForm, ReturnedForm, SettleForm, TakenForm
from anlan.enforcement.cases.forms.parts import said
from anlan.enforcement.documents.forms import ServeForm

FORMS: dict[str, type[forms.Form]] = {
    "return_proposal": said("reason", "退回理由"),
    "file_case": said("decision", "审批意见", rows=2, required=False),
    "refuse_case": said("reason", "不予立案的理由"),
    "withdraw_case": said("reason", "撤案理由"),
    "add_evidence": EvidenceForm,
    "conclude": ConcludeForm,
    "notify_party": NoticeForm,
    "hear_statement": StatementForm,
    "ask_hearing": said("words", "要求听证的方式和理由"),
    "waive_hearing": said("words", "放弃听证的书面材料"),
    "call_hearing": CallForm,
    "hold_hearing": HearingForm,
    "review_case": said("opinion", "审核意见", rows=4),
    "discuss": DiscussForm,
    "override_exemption": said("reason", "仍要处罚的理由", help_text="不少于 20 个字，留在案卷里。"),
    "decide_penalty": PenaltyForm,
    "decide_none": said("reason", "不予处罚的理由"),
    "extend": ExtendForm,
    "serve_none": ServeForm,
    "serve_decision": ServeForm,
    "ask_instalments": said(
        "reason", "申请的方式和困难", help_text="如：申请分两期，停产整顿期间资金周转困难；附申请书。"
    ),
    "allow_instalments": InstalmentsForm,
    "refuse_instalments": said("reason", "不批准的理由"),
    "record_payment": PaymentForm,
    "publish_decision": said("where", "公示位置", rows=2),
    "perform": PerformForm,
    "urge_payment": said("receipt", "送达和签收情况", rows=2),
    "ask_court": said("words", "受理法院和申请日期", rows=2),
    "bar": BarForm,
    "annul": said("reason", "撤销的依据和理由"),
    "take_down": said("reason", "撤回情况和公开说明"),
    "close_case": CloseForm,
    "move_case": MoveForm,
    "case_taken": TakenForm,
    "case_returned": ReturnedForm,
    "settle_move": SettleForm,
    "report_case": ReportForm,
}
