"""Forms of support asked for and spent, and of experts."""

from typing import Any

from django import forms

from anlan.campaigns.steering.fields import (
    EnterpriseField,
    man_days,
    money,
)
from anlan.campaigns.steering.models import (
    Engagement,
)
from anlan.core import inputs
from anlan.core.names import NameField
from anlan.org.fields import OfficeField
from anlan.org.forms import PHONE
from anlan.org.models import User
from anlan.standards.models import Industry


class SupportForm(forms.Form):
    """What a hazard needs."""

    office = OfficeField(label="申请单位")
    amount = money("申请资金（元）")
    days = man_days("申请专家（人天）")
    reason = inputs.words("用途和理由", limit=5000)


class SupportDecisionForm(forms.Form):
    """The leader's answer."""

    is_granted = forms.TypedChoiceField(
        label="审批",
        choices=[("yes", "同意"), ("no", "不同意")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    amount = money("同意资金（元）")
    days = man_days("同意专家（人天）")
    source = forms.CharField(label="经费来源", max_length=120, required=False)
    answer = inputs.words("审批意见", limit=5000, required=False, help_text="不同意的必填。")


class SpendingForm(forms.Form):
    """Money paid or days used."""

    on = inputs.day("日期")
    to = forms.CharField(label="支付对象或专家", max_length=120)
    amount = money("金额（元）")
    days = man_days("人天")
    note = forms.CharField(label="说明", max_length=200, required=False)


class ExpertForm(forms.Form):
    """An expert's facts."""

    name = NameField(label="姓名")
    employer = forms.CharField(label="工作单位", max_length=120, required=False)
    qualification = forms.CharField(label="专业资格", max_length=120, help_text="如：注册安全工程师、消防工程师。")
    phone = forms.CharField(label="电话", max_length=20, required=False, validators=[PHONE])
    fields_ = forms.ModelMultipleChoiceField(
        Industry.objects.filter(active=True), label="擅长行业", widget=forms.CheckboxSelectMultiple
    )
    contract_from = inputs.day("聘期起")
    contract_to = inputs.day("聘期止")

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        return given | {"fields": given.pop("fields_")}


class ConflictForm(forms.Form):
    """An interest."""

    why = forms.CharField(label="利害关系", max_length=200, help_text="如：本人或近亲属持股、任职，近两年有业务往来。")

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields = {"enterprise": EnterpriseField(user, label="单位"), **self.fields}


class EngagementForm(forms.Form):
    """Where an expert is sent."""

    task = forms.ChoiceField(label="任务", choices=Engagement.Task.choices)
    on = inputs.day("日期")
    days = forms.DecimalField(label="人天", min_value=0.5, max_digits=4, decimal_places=1, initial=1)
    hazard = forms.CharField(label="隐患编号", max_length=40, required=False, help_text="为某条隐患去的填写。")

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields = {"enterprise": EnterpriseField(user, label="单位"), **self.fields}


class OpinionForm(forms.Form):
    """What the expert said."""

    opinion = inputs.words(
        "专家意见", limit=5000, rows=6, help_text="不能直接当作检查结论；看到的隐患由单位或工作人员登记进台账。"
    )
