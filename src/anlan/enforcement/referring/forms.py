"""Forms of referrals: proposing one, and one for each step of its life."""

from typing import Any

from django import forms

from anlan.core import inputs
from anlan.enforcement.inspecting.forms import OfficerChoices
from anlan.enforcement.referring import crimes
from anlan.enforcement.referring.models import Referral
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.org.fields import OfficeField
from anlan.org.models import User


class ProposeForm(forms.Form):
    """What may be a crime, by whom, and where it would go."""

    crime = forms.ChoiceField(
        label="涉嫌罪名", choices=[(code, f"{name} {article}") for code, (name, article) in crimes.CRIMES.items()]
    )
    person: Any = forms.ModelChoiceField(None, label="涉嫌人员", required=False)
    facts = inputs.words(
        "涉嫌犯罪的事实", rows=5, help_text="时间、地点、行为、责令和拒不执行的经过，各有什么材料证明。"
    )
    danger = inputs.words(
        "现实危险", rows=2, required=False, help_text="危险作业罪必填：为什么可能立即发生重大伤亡或者其他严重后果。"
    )
    to_office = OfficeField(
        label="公安机关",
        required=False,
        max_length=160,
        help_text="在本系统里的从提示中选；不在的写在下一栏，两栏填一栏。",
    )
    to_name = forms.CharField(
        label="系统外的公安机关", max_length=100, required=False, help_text="写全称，由专案组登记纸质答复。"
    )
    report = forms.CharField(label=crimes.PACKET[0][1], max_length=200, help_text="名称、份数、页数。")
    items = forms.CharField(label=crimes.PACKET[1][1], max_length=200, required=False)
    expertise = forms.CharField(label=crimes.PACKET[2][1], max_length=200, required=False)
    others = forms.CharField(label=crimes.PACKET[3][1], max_length=200, required=False)
    lead = OfficerChoices(User.objects.none(), label="专案组人员", empty_label="请选择")
    second = OfficerChoices(User.objects.none(), label="专案组人员二", empty_label="请选择")

    def __init__(self, *args: Any, enterprise: Enterprise, officers: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = enterprises.people_of(enterprise)
        person.empty_label = f"{enterprise.name}（单位）"
        person.label_from_instance = lambda one: f"{one.name}（{one.get_post_display()}）"
        for name in ("lead", "second"):
            if officers is None:
                del self.fields[name]
            else:
                self.fields[name].queryset = officers

    def clean(self) -> dict[str, Any]:
        """The packet as the action takes it; one receiver, not two."""
        given = super().clean() or {}
        if given.get("to_office") and given.get("to_name", "").strip():
            self.add_error("to_name", "公安机关只填一个：系统内的或系统外的。")
        given["materials"] = {code: given.pop(code, "") for code, _ in crimes.PACKET}
        return given


def _said(name: str, label: str, *, rows: int = 3, help_text: str = "") -> type[forms.Form]:
    """A form of one text."""
    return type("SaidForm", (forms.Form,), {name: inputs.words(label, rows=rows, help_text=help_text)})


class SendForm(forms.Form):
    """The packet was handed over."""

    receipt = forms.CharField(label="公安机关回执", max_length=200, help_text="签收人、时间，回执文号。")
    copied_to = forms.CharField(
        label="同时抄送检察院", max_length=200, required=False, help_text="检察院名称；以后抄送的另行登记。"
    )


class ResultForm(forms.Form):
    """What came of it."""

    result_kind = forms.ChoiceField(label="结果", choices=Referral.Result.choices)
    result = inputs.words("文号、日期和内容", rows=3, help_text="不起诉、撤案的，写明是否建议给予行政处罚。")


ANSWER = "公安机关文书的文号、日期和理由"
FORMS: dict[str, type[forms.Form]] = {
    "decide_referral": _said("reason", "决定移送的理由", help_text="不少于 20 个字。"),
    "refuse_referral": _said("reason", "不移送的理由", help_text="不少于 20 个字，记录在案。"),
    "send_referral": SendForm,
    "accept_filing": _said("answer", ANSWER, rows=2, help_text="立案通知书的文号和日期。"),
    "decline": _said("answer", ANSWER, help_text="不予立案通知书的文号、日期和理由，退回的材料。"),
    "object": _said("reason", "提请复议的理由", help_text="不少于 20 个字。"),
    "uphold": _said("answer", ANSWER, help_text="复议决定的文号、日期和理由。"),
    "hand_over": _said("words", "移交的物品、材料和签收人"),
    "give_result": ResultForm,
    "copy_to_procuratorate": _said("copied_to", "检察院、抄送方式和日期", rows=2),
    "ask_supervision": _said("words", "检察院、建议书文号和日期", rows=2),
    "end_referral": _said("reason", "转回行政处理的理由"),
}
