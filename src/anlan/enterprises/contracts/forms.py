"""Forms of contracts."""

from typing import Any

from django import forms

from anlan.core import clock, inputs
from anlan.core.names import NameField
from anlan.enterprises.models import Contract, Contractor
from anlan.files.sheets import credit_code
from anlan.files.sheets.unclean import Unclean

OURS = [("", "没有明确"), *Contract.Whose.choices]


class ContractorForm(forms.Form):
    """A contractor or tenant, once for the whole district."""

    name = forms.CharField(label="名称", max_length=120)
    credit_code = forms.CharField(label="统一社会信用代码", max_length=30, required=False)
    contact = NameField(label="联系人", required=False)
    qualification = forms.CharField(
        label="资质（许可）", max_length=200, required=False, help_text="证书名称、编号和许可范围，看过原件再填。"
    )
    qualified_to = inputs.day("资质有效期至", required=False)

    def __init__(self, *args: Any, contractor: Contractor | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        if contractor is not None:
            del self.fields["name"]
            del self.fields["credit_code"]
            for name in self.fields:
                self.initial[name] = getattr(contractor, name)

    def clean_credit_code(self) -> str:
        """The code in capitals; a wrong one is explained."""
        try:
            return credit_code.read(self.cleaned_data["credit_code"])
        except Unclean as problem:
            raise forms.ValidationError(f"{problem}。") from problem


class ContractForm(forms.Form):
    """A contract or lease."""

    contractor = forms.ModelChoiceField(
        Contractor.objects.filter(ended_on=None),
        label="对方单位",
        empty_label="请选择",
        help_text="名册里没有的，先登记相关方。",
    )
    kind = forms.ChoiceField(label="类别", choices=Contract.Kind.choices)
    content = forms.CharField(label="内容", max_length=200, help_text="如：除尘系统改造；三号厂房出租。")
    place = forms.CharField(label="部位、楼栋", max_length=120, required=False)
    starts_on = inputs.day("合同起")
    ends_on = inputs.day("合同止")
    agreement_on = inputs.day("安全生产管理协议签订日期", required=False)
    agreement_to = inputs.day("协议有效期至", required=False)
    coordinator = NameField(label="统一协调、管理人", required=False)
    check_days = forms.IntegerField(label="几天检查一次", min_value=1, max_value=365, initial=30)
    exits = forms.ChoiceField(
        label="安全出口由谁负责", choices=OURS, required=False, help_text="租赁、多家共用一栋的填写。"
    )
    fire_system = forms.ChoiceField(label="消防设施由谁负责", choices=OURS, required=False)

    def __init__(self, *args: Any, contract: Contract | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        if contract is not None:
            del self.fields["contractor"]
            for name in self.fields:
                self.initial[name] = getattr(contract, name)


class CheckForm(forms.Form):
    """A check of the other side."""

    on = inputs.day("检查日期")
    words = inputs.words("检查情况", limit=300, help_text="发现问题的，保存后在合同页上登记隐患，对方凭链接看得到。")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, initial={"on": clock.today()}, **more)


class SurveyForm(forms.Form):
    """The principal confirms."""

    is_complete = forms.BooleanField(label="本单位的项目发包、场所出租和承租已全部登记，没有遗漏")
    note = inputs.words("说明", limit=300, required=False)
