"""Forms of exemptions."""

from django import forms

from anlan.core import clock, inputs


class DecideForm(forms.Form):
    """An officer's word."""

    granted = forms.TypedChoiceField(
        label="认定",
        choices=[("yes", "符合，不予处罚"), ("no", "不符合，不适用不予处罚")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = inputs.words(
        "理由", rows=4, help_text="与系统列出的事实不一致或事实存疑的，写明怎样核实、核实的结果，不少于 20 个字。"
    )


class FirstForm(DecideForm):
    """The first decision, which may tell of a finding this system does not know."""

    found_at = inputs.moment(
        "系统外的检查开始时间",
        required=False,
        help_text="上级检查、其他部门检查等没有在本系统登记的才填，与下一项一起填。",
    )
    found_words = forms.CharField(label="检查单位和文号", max_length=120, required=False)

    def clean_found_at(self):
        """No check lies beyond living memory."""
        at = self.cleaned_data["found_at"]
        if at and at.year < clock.today().year - 10:
            raise forms.ValidationError("时间太早了，请核对年份。")
        return at
