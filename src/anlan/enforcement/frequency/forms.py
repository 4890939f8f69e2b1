"""Forms of frequency."""

from django import forms

from anlan.core import inputs


class CapForm(forms.Form):
    """What was published."""

    year = forms.IntegerField(label="年度", min_value=2000, max_value=2200)
    times = forms.IntegerField(label="每家每年最多次数", min_value=1, max_value=52)
    basis = forms.CharField(label="公布文件", max_length=200, help_text="文件名称、文号，在哪里公布。")


class ObjectionForm(forms.Form):
    """Why a record should not count."""

    words = inputs.words("为什么不应计入", rows=4, help_text="写明事实和材料。十个工作日内答复；成立的不再计入。")


class AnswerForm(forms.Form):
    """The answer."""

    upheld = forms.TypedChoiceField(
        label="答复",
        choices=[("yes", "异议成立，不再计入"), ("no", "异议不成立")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = inputs.words("理由", rows=4)
