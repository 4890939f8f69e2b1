"""Forms of cases: opening one, and one for each step of its life."""

import datetime as dt
from typing import Any

from django import forms

from anlan.core import clock
from anlan.enforcement.batches.forms import DATE
from anlan.enforcement.cases.actions.ending import RETENTIONS
from anlan.enforcement.cases.clauses import CLAUSES, LAW, Clause
from anlan.enforcement.cases.models import Case
from anlan.enforcement.cases.move_forms import MoveForm, ReportForm, ReturnedForm, SettleForm, TakenForm
from anlan.enforcement.documents.forms import ServeForm
from anlan.enforcement.documents.paper_forms import SPLIT
from anlan.enforcement.inspecting.forms import OfficerChoices
from anlan.enforcement.transfers.forms import words
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.files.evidence import PhotoForm
from anlan.hazards.models import Hazard
from anlan.org.models import Office, User

MOST_YUAN = 20_000_000


def _told(clause: Clause) -> str:
    ranges = [
        f"{stage} {one.low}—{one.high} 元" for stage, one in (("", clause.first), ("逾期", clause.overdue)) if one
    ]
    sure = "" if clause.confidence in "AB" else "，待核对"
    whom = "单位" if clause.party == "unit" else "个人"
    basis = clause.basis.removeprefix(LAW)
    return f"{whom}｜{clause.label}（{basis}，{'；'.join(ranges).strip()}{sure}）"


class PartyForm(forms.Form):
    """Against whom and by which clause."""

    person: Any = forms.ModelChoiceField(None, label="当事人", required=False)
    clause = forms.ChoiceField(label="条款", help_text="单位和个人的条款分开列，与当事人一致。")
    is_overdue = forms.BooleanField(label="责令改正后逾期未改正、拒不执行", required=False)

    def __init__(self, *args: Any, enterprise: Enterprise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = enterprises.people_of(enterprise)
        person.empty_label = enterprise.name
        person.label_from_instance = lambda one: f"{one.name}（{one.get_post_display()}）"
        clause: Any = self.fields["clause"]
        clause.choices = [(one.code, _told(one)) for one in CLAUSES.values()]


class OpenForm(PartyForm):
    """A case as it is opened or proposed."""

    cause = forms.CharField(label="案由", max_length=200, help_text="如：未采取措施消除事故隐患。")
    committed_on = forms.DateField(
        label="违法行为发生（终了）日期",
        required=False,
        widget=DATE,
        help_text="连续或者继续的写终了之日。不写的按发现之日。二年内没有发现的不再处罚。",
    )
    is_harmful = forms.BooleanField(
        label="涉及公民生命健康安全且有危害后果", required=False, help_text="勾选的追究时效为五年。"
    )
    facts = words("违法事实", rows=4, help_text="时间、地点、行为、后果，谁看见、有什么材料。")
    hazard = forms.ModelChoiceField(
        Hazard.objects.none(), label="涉及的隐患", required=False, empty_label="不针对某一条隐患"
    )
    office = forms.ModelChoiceField(
        Office.objects.none(), label="办理单位", help_text="本单位没有这一项处罚权的，选有权单位，提交后即为提请。"
    )
    lead = OfficerChoices(User.objects.none(), label="承办人", required=False, empty_label="本单位办理的才选")
    second = OfficerChoices(User.objects.none(), label="协办人", required=False, empty_label="本单位办理的才选")

    def __init__(self, *args: Any, hazards: Any, offices: Any, officers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("office", offices), ("lead", officers), ("second", officers)):
            self.fields[name].queryset = rows
        if hazards is None:
            del self.fields["hazard"]
        else:
            self.fields["hazard"].queryset = hazards


class OnSpotForm(PartyForm):
    """A decision on the spot."""

    facts = words("违法事实", rows=3)
    fine = forms.IntegerField(label="罚款（元）", min_value=0, max_value=3000, help_text="写 0 即为警告。", initial=0)
    receiver = forms.CharField(label="签收人", max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_overdue"]


class AcceptForm(forms.Form):
    """A proposal taken over."""

    lead = OfficerChoices(User.objects.none(), label="承办人", required=False, empty_label="请选择")
    second = OfficerChoices(User.objects.none(), label="协办人", required=False, empty_label="请选择")
    receipt = forms.CharField(label="受理文号和日期", max_length=200, required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = User.objects.filter(office=case.office, is_active=True).order_by("sort_key")
        for name in ("lead", "second"):
            self.fields[name].queryset = rows


def _said(name: str, label: str, *, rows: int = 3, required: bool = True, help_text: str = "") -> type[forms.Form]:
    """A form of one text."""
    return type("SaidForm", (forms.Form,), {name: words(label, rows=rows, required=required, help_text=help_text)})


class EvidenceForm(PhotoForm):
    """What proves the case."""

    photos_label, photos_hint = "照片、PDF", "同一证明内容的一起传；纸质材料拍照或者扫描。"
    photos_needed = "还没有照片或者 PDF，请拍照或选文件。"
    images_only = False
    shows = forms.CharField(
        label="证明内容",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="如：除尘器泄爆片被铁皮封死；与陈述是否一致。",
    )
    place = forms.CharField(label="拍摄（取得）地点", max_length=100)
    made_on = forms.DateField(
        label="形成日期", required=False, widget=DATE, help_text="照片里记着拍摄时间的不用写；单据、合同写其日期。"
    )


class ConcludeForm(forms.Form):
    """The end of the investigation."""

    facts = words("查明的事实", rows=4)
    evidence = words("证据", rows=3, help_text="逐项写：名称、来源、证明什么。监控录像作证据的须经法制和技术审核。")
    opinion = words("处理意见", rows=2)
    is_complex = forms.BooleanField(
        label="情节复杂或者重大", required=False, help_text="勾选后决定前须法制审核和集体讨论。"
    )


def _kinds() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="处罚种类", choices=Case.Penalty.choices, widget=forms.CheckboxSelectMultiple
    )


def _yuan(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_YUAN, initial=0)


class NoticeForm(forms.Form):
    """What is proposed, and how the party was told."""

    kinds = _kinds()
    amount = _yuan("拟处罚款（元）")
    mitigation = words(
        "减轻处罚的理由", rows=2, required=False, help_text="低于法定幅度的才写（《行政处罚法》第三十二条）。"
    )
    offers_hearing = forms.BooleanField(label="告知听证权利", required=False, initial=True)
    receipt = forms.CharField(label="送达和签收情况", max_length=200)


class StatementForm(forms.Form):
    """The party's word."""

    statement = words("陈述申辩", rows=4, help_text="没有的写明何时、以什么方式表示没有。")
    answer = words("复核意见", rows=2, required=False)


class CallForm(forms.Form):
    """A hearing that is called."""

    hearing_on = forms.DateField(label="听证日期", widget=DATE)
    place = forms.CharField(label="地点", max_length=100)
    chair = forms.CharField(label="主持人", max_length=60, help_text="非本案调查人员。")


class HearingForm(forms.Form):
    """A hearing that was held."""

    recorder = forms.CharField(label="记录人", max_length=60)
    attended = words("参加人", rows=2, help_text="当事人、代理人、承办人，写明身份。")
    record = words(
        "听证记录", rows=8, help_text="一行一句，写明谁说的，如：承办人赵志：提出当事人违法的事实、证据和处罚建议。"
    )
    report = words("听证意见", rows=3)


class InstalmentsForm(forms.Form):
    """The parts of a fine, each with its day."""

    parts = forms.CharField(
        label="各期期限和金额",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="一行一期：日期｜金额（元），如 2026-12-31｜15000。只写一行的为延期。合计等于罚款。",
    )
    reason = words("批准的理由", rows=2)

    def clean_parts(self) -> list[tuple[dt.date, int]]:
        """Each day with its yuan."""
        lines = [one.strip() for one in self.cleaned_data["parts"].splitlines() if one.strip()]
        return [_part(line) for line in lines]


def _part(line: str) -> tuple[dt.date, int]:
    day, _, yuan = (part.strip() for part in SPLIT.sub("|", line).partition("|"))
    try:
        return dt.date.fromisoformat(day), int(yuan)
    except ValueError:
        raise forms.ValidationError(f"“{line[:30]}”请写成：日期｜金额，如 2026-12-31｜15000。") from None


class PaymentForm(forms.Form):
    """One payment."""

    paid_on = forms.DateField(label="缴款日期", widget=DATE, initial=clock.today)
    paid = forms.IntegerField(label="金额（元）", min_value=1, max_value=MOST_YUAN)
    words = forms.CharField(label="缴款凭证", max_length=200)


class CloseForm(forms.Form):
    """The end of a case."""

    summary = words("结案意见", rows=3)
    retention = forms.ChoiceField(label="保管期限", choices=[(one, one) for one in RETENTIONS], initial=RETENTIONS[1])


class DiscussForm(forms.Form):
    """A collective discussion."""

    present = words("参加人", rows=2)
    result = words("讨论结论", rows=3)


class PenaltyForm(forms.Form):
    """The decision."""

    penalties = _kinds()
    fine = _yuan("罚款（元）")
    decision = words("裁量理由", rows=3)
    mitigation = words("减轻处罚的理由", rows=2, required=False)


class ExtendForm(forms.Form):
    """More time."""

    due_on = forms.DateField(label="新的办案期限", widget=DATE)
    reason = words("延期理由", rows=3)


class PerformForm(forms.Form):
    """The penalty was performed."""

    performed_on = forms.DateField(label="履行日期", widget=DATE)
    paid = _yuan("实缴（元，含加处罚款）")
    words = forms.CharField(label="履行情况", max_length=200, help_text="缴款凭证号、停产恢复情况等。")


class BarForm(forms.Form):
    """A ban from the industry."""

    barred_from = forms.DateField(label="起始日期", widget=DATE, initial=clock.today)
    for_life = forms.BooleanField(label="终身", required=False, help_text="不勾选为五年。")
    reason = words("依据", rows=2, help_text="《安全生产法》第九十四条或者第一百一十三条，刑罚或处分执行完毕之日等。")


FORMS: dict[str, type[forms.Form]] = {
    "return_proposal": _said("reason", "退回理由"),
    "file_case": _said("decision", "审批意见", rows=2, required=False),
    "refuse_case": _said("reason", "不予立案的理由"),
    "withdraw_case": _said("reason", "撤案理由"),
    "add_evidence": EvidenceForm,
    "conclude": ConcludeForm,
    "notify_party": NoticeForm,
    "hear_statement": StatementForm,
    "ask_hearing": _said("words", "要求听证的方式和理由"),
    "waive_hearing": _said("words", "放弃听证的书面材料"),
    "call_hearing": CallForm,
    "hold_hearing": HearingForm,
    "review_case": _said("opinion", "审核意见", rows=4),
    "discuss": DiscussForm,
    "override_exemption": _said("reason", "仍要处罚的理由", help_text="不少于 20 个字，留在案卷里。"),
    "decide_penalty": PenaltyForm,
    "decide_none": _said("reason", "不予处罚的理由"),
    "extend": ExtendForm,
    "serve_none": ServeForm,
    "serve_decision": ServeForm,
    "ask_instalments": _said(
        "reason", "申请的方式和困难", help_text="如：申请分两期，停产整顿期间资金周转困难；附申请书。"
    ),
    "allow_instalments": InstalmentsForm,
    "refuse_instalments": _said("reason", "不批准的理由"),
    "record_payment": PaymentForm,
    "publish_decision": _said("where", "公示位置", rows=2),
    "perform": PerformForm,
    "urge_payment": _said("receipt", "送达和签收情况", rows=2),
    "ask_court": _said("words", "受理法院和申请日期", rows=2),
    "bar": BarForm,
    "annul": _said("reason", "撤销的依据和理由"),
    "take_down": _said("reason", "撤回情况和公开说明"),
    "close_case": CloseForm,
    "move_case": MoveForm,
    "case_taken": TakenForm,
    "case_returned": ReturnedForm,
    "settle_move": SettleForm,
    "report_case": ReportForm,
}
