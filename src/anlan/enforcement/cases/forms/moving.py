"""Forms of a case that is another authority's: where it goes, what was answered, whom the superior named."""

from typing import Any

from django import forms

from anlan.core import clock, inputs
from anlan.org.fields import OfficeField


class MoveForm(forms.Form):
    """A case that is another authority's."""

    to_office = OfficeField(
        label="接收机关", required=False, max_length=160, help_text="在本系统里的单位，从提示中选，由对方在这里答复。"
    )
    to_name = forms.CharField(
        label="系统外的机关",
        max_length=100,
        required=False,
        help_text="写全称；打印移送书送达后，由承办人登记对方的书面答复。",
    )
    basis = forms.CharField(label="移送依据", max_length=200, initial="《行政处罚法》第二十二条、第二十五条")
    reason = inputs.words("移送理由", rows=3, help_text="为什么不属于本单位管辖。")

    def clean(self) -> dict[str, Any]:
        """One receiver, not two."""
        given = super().clean() or {}
        if given.get("to_office") and given.get("to_name", "").strip():
            self.add_error("to_name", "接收机关只填一个：系统内的或系统外的。")
        return given


class _AnswerForm(forms.Form):
    on = inputs.day("答复日期", initial=clock.today)
    number = forms.CharField(
        label="文书文号",
        max_length=60,
        required=False,
        help_text="受理、退回或者结果文书的文号；接收机关在本系统里答复、没有另发文书的可以不写。",
    )


class TakenForm(_AnswerForm):
    """The authority took it."""

    receipt = forms.CharField(label="承办人或签收人", max_length=100, required=False)


class ReturnedForm(_AnswerForm):
    """The authority returned it."""

    reason = inputs.words("退回理由", rows=3, help_text="为什么不属于本机关管辖，应由哪个机关办理。")


class ReportForm(_AnswerForm):
    """What came of it."""

    result = inputs.words("处理结果", rows=4, help_text="是否立案、作出什么决定、决定书文号。")


OURS = (("yes", "由本单位管辖，继续办理"), ("no", "由对方机关管辖"))


class SettleForm(forms.Form):
    """Whom the common superior named."""

    authority = forms.CharField(label="指定管辖的机关", max_length=100, help_text="共同的上一级行政机关。")
    number = forms.CharField(label="指定管辖文书文号", max_length=60)
    on = inputs.day("指定日期", initial=clock.today)
    is_ours = forms.ChoiceField(label="由谁管辖", choices=OURS, widget=forms.RadioSelect)

    def clean_is_ours(self) -> bool:
        """Whether it is ours."""
        return bool(self.cleaned_data["is_ours"] == "yes")
