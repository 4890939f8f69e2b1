"""Forms of emergency plans."""

from typing import Any

from django import forms

from anlan.core import clock, inputs
from anlan.enterprises.models import EmergencyPlan


class PlanForm(forms.Form):
    """A plan that is in force."""

    kind = forms.ChoiceField(label="类别", choices=EmergencyPlan.Kind.choices)
    title = forms.CharField(label="名称", max_length=120, help_text="如：生产安全事故综合应急预案。")
    issued_on = inputs.day("公布日期")


class _Today(forms.Form):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, initial={"on": clock.today()}, **more)


class FilingForm(_Today):
    """Where it was filed."""

    on = inputs.day("备案日期")
    filed_with = forms.CharField(label="备案部门", max_length=120, help_text="如：某某区应急管理局。")
    number = forms.CharField(label="备案编号", max_length=60, help_text="照备案登记表填写。")


class ReviewForm(_Today):
    """What its evaluation came to."""

    on = inputs.day("评估日期")
    words = inputs.words("评估结论", limit=300, help_text="要修订的写明修订哪里，修订公布后再登记修订。")


class ReviseForm(_Today):
    """A new version."""

    on = inputs.day("新版公布日期")
    words = inputs.words("改了什么", limit=300, help_text="要备案的单位，新版公布后 20 个工作日内重新备案。")
