"""Forms of transfers."""

from typing import Any

from django import forms

from anlan.core import inputs
from anlan.org.fields import OfficeField

LAW = "《安全生产法》第六十九条、《河南省安全生产条例》第四十二条"


class SendForm(forms.Form):
    """Where a hazard goes and why."""

    to_office = OfficeField(
        label="接收单位", required=False, max_length=160, help_text="在本系统里的单位，从提示中选。"
    )
    to_name = forms.CharField(
        label="系统外的单位",
        max_length=100,
        required=False,
        help_text="上级、外区、司法等不在本系统的单位写全称；打印移送函送达后，由本单位登记对方回执。",
    )
    reason = inputs.words("移送理由", help_text="为什么不属于本单位职责，为什么属于对方职责。")
    basis = forms.CharField(label="依据", max_length=300, help_text="法律、条例或职责清单的条款。")
    asked = inputs.words("请对方办理的事项", rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        """One receiver, not two."""
        given = super().clean() or {}
        if given.get("to_office") and given.get("to_name", "").strip():
            self.add_error("to_name", "接收单位只填一个：系统内的或系统外的。")
        return given


class AcceptForm(forms.Form):
    """The receiver takes it."""

    answer = inputs.words("接收意见", rows=2, required=False, help_text="如由谁经办、何时到场。")


class RefuseForm(forms.Form):
    """The receiver refuses it."""

    reason = inputs.words("退回理由", help_text="为什么不属于本单位职责，应由哪个单位处理。")


class ReceiptMixin(forms.Form):
    """What a receiver outside the system signed."""

    receipt = forms.CharField(
        label="回执", max_length=100, help_text="签收人、日期，或对方回函的文号；纸质回执由本单位存档。"
    )


class RuleForm(forms.Form):
    """The task force's word."""

    office = OfficeField(label="由谁负责", max_length=160)
    reason = inputs.words("裁定理由", help_text="依据哪份职责清单或会议。裁定后不再移送。")


class ResultForm(forms.Form):
    """What came of it."""

    result = inputs.words("办理结果", rows=4, help_text="做了什么、隐患是否消除、作出的处理决定及文号。")
