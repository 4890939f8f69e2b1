"""Forms of draws and interests."""

from typing import Any

from django import forms

from anlan.core import clock, inputs
from anlan.enforcement.batches.forms import EnterpriseField
from anlan.enforcement.drawing.actions import KINDS
from anlan.enforcement.drawing.population import FLAGS, Rule
from anlan.org.models import Office, Region, User
from anlan.standards.models import Industry


class DrawForm(forms.Form):
    """From which places, by whose people, how many, by which seed."""

    title = forms.CharField(label="抽查名称", max_length=80, help_text="如：12 月粉尘企业双随机抽查。")
    kind = forms.ChoiceField(
        label="种类",
        choices=[(kind.value, kind.label) for kind in KINDS],
        help_text="行政检查只抽持有效执法证的，两人同一单位；抽中后逐家办审批。",
    )
    wanted = forms.IntegerField(label="抽几家", min_value=1, max_value=200)
    industries = forms.ModelMultipleChoiceField(
        Industry.objects.filter(active=True),
        label="行业",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不勾就是不限。",
    )
    villages = forms.MultipleChoiceField(
        label="村", required=False, widget=forms.CheckboxSelectMultiple, help_text="不勾就是全乡。"
    )
    flags = forms.MultipleChoiceField(
        label="类别",
        required=False,
        choices=list(FLAGS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="勾了几类，有其中一类的就在内；不勾就是不限。",
    )
    rest_days = forms.IntegerField(
        label="几天内检查过的不抽",
        min_value=0,
        max_value=365,
        initial=0,
        required=False,
        help_text="0 就是都抽。今年行政检查已到公布上限的总是不抽。",
    )
    offices = forms.ModelMultipleChoiceField(
        Office.objects.none(), label="检查人员从哪些单位抽", widget=forms.CheckboxSelectMultiple
    )
    seed = forms.CharField(
        label="种子",
        max_length=40,
        required=False,
        help_text="由在场的人报一串数字或字；系统在后面接一段随机字，谁也不能事先算好。抽后写在记录里，谁都能照着再算一遍。",
    )

    def __init__(self, *args: Any, region: Region, **more: Any) -> None:
        super().__init__(*args, **more)
        villages: Any = self.fields["villages"]
        villages.choices = [(one.code, one.plain_name) for one in region.children.order_by("code")]
        kinds = [Office.Kind.DEPARTMENT, Office.Kind.TOWNSHIP]
        offices: Any = self.fields["offices"]
        offices.queryset = Office.objects.filter(region=region, kind__in=kinds, ended_on=None).order_by("sort_key")

    def rule(self) -> Rule:
        """What was chosen as the rule of a population."""
        told = self.cleaned_data
        industries = tuple(sorted(one.pk for one in told["industries"]))
        villages, flags = tuple(sorted(told["villages"])), tuple(sorted(told["flags"]))
        return Rule(industries, villages, flags, told["rest_days"] or 0)


class PlanForm(forms.Form):
    """From which day, how many a day, to look at what."""

    first_on = inputs.day("从哪天起")
    a_day = forms.IntegerField(label="每天几家", min_value=1, max_value=20, initial=2)
    what = forms.CharField(label="要看的内容", max_length=120, help_text="如：除尘系统、动火审批。")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, initial={"first_on": clock.today(), "a_day": 2}, **more)


class InterestForm(forms.Form):
    """What keeps oneself away from which place."""

    why = forms.CharField(
        label="回避事由", max_length=200, help_text="如：配偶在该单位任职；本人持股；与主要负责人是近亲属。"
    )

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields = {"enterprise": EnterpriseField(user, label="单位"), **self.fields}
