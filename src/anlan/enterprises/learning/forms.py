"""Forms of drills and trainings."""

from typing import Any

from django import forms

from anlan.core import clock, inputs
from anlan.core.names import NameField, all_checked
from anlan.enterprises.models import Drill, Enterprise, Person, Training
from anlan.enterprises.posts.forms import PeopleChoice


class DrillForm(forms.Form):
    """A drill that was held."""

    kind = forms.ChoiceField(label="类别", choices=Drill.Kind.choices)
    scenario = forms.CharField(label="情景", max_length=300, help_text="如：砂光车间除尘管道起火，人员疏散到北门。")
    held_on = inputs.day("演练日期")
    minutes = forms.IntegerField(label="用时（分钟）", min_value=1, max_value=1440)
    people = forms.IntegerField(label="参加人数", min_value=1, max_value=100_000)
    led_by = NameField(label="现场指挥")
    routes_known = forms.BooleanField(label="参加的人都知道逃生出口和避灾路线", required=False)


class PlannedDrillForm(forms.Form):
    """A drill to come."""

    kind = forms.ChoiceField(label="类别", choices=Drill.Kind.choices)
    scenario = forms.CharField(label="情景", max_length=300, help_text="如：砂光车间除尘管道起火，人员疏散到北门。")
    planned_on = inputs.day("计划日期")
    led_by = NameField(label="现场指挥")
    script = inputs.words(
        "方案、脚本", limit=3000, required=False, help_text="几点、谁发现、谁报警、谁组织疏散，一行一步；可以不写。"
    )


class EvaluationForm(forms.Form):
    """What the drill showed."""

    evaluation = inputs.words("评估", limit=300, help_text="哪里做得好，哪里慢了、错了。有评估才计入演练次数。")
    improvements = inputs.words("要改进的", limit=300, required=False, help_text="一行一项；没有的不填。")
    due_on = inputs.day("改进期限", required=False)

    def clean_improvements(self) -> list[str]:
        """The lines."""
        return [line.strip() for line in self.cleaned_data["improvements"].splitlines() if line.strip()]


class ReportForm(forms.Form):
    """To whom a drill was reported."""

    on = inputs.day("报送日期")
    to = forms.CharField(label="报送给", max_length=120, help_text="县级以上应急管理部门或行业主管部门。")


class MendForm(forms.Form):
    """How it was mended."""

    words = forms.CharField(label="怎么改好的", max_length=200)


class TrainingForm(forms.Form):
    """A training that was held, with who was there."""

    kind = forms.ChoiceField(label="类别", choices=Training.Kind.choices)
    title = forms.CharField(label="题目", max_length=120)
    content = inputs.words("内容", limit=300, help_text="讲了什么、用的什么材料。")
    clause = forms.CharField(
        label="对应条款", max_length=120, required=False, help_text="短课可以只讲一条，如：工贸标准 第十一条。"
    )
    held_on = inputs.day("日期")
    hours = forms.DecimalField(label="学时", min_value=0, max_value=100, decimal_places=1, max_digits=4, initial=1)
    teacher = NameField(label="讲课人", required=False)
    people = PeopleChoice(
        Person.objects.none(),
        label="到课的人",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="劳务派遣、实习的一样要到。人多的先保存，再上传签到表。",
    )
    outsiders = inputs.words(
        "外来人员", limit=300, required=False, help_text="入场教育填写：一行一人，姓名后空一格写单位。"
    )

    def __init__(self, *args: Any, enterprise: Enterprise, **more: Any) -> None:
        super().__init__(*args, **more)
        people: Any = self.fields["people"]
        people.queryset = enterprise.people.filter(until=None).select_related("contractor")
        self.initial.setdefault("held_on", clock.today())

    def clean_hours(self) -> Any:
        """More than nothing."""
        if not self.cleaned_data["hours"]:
            raise forms.ValidationError("学时应大于 0。")
        return self.cleaned_data["hours"]

    def clean_outsiders(self) -> list[tuple[str, str]]:
        """(name, unit) of each line."""
        lines = [line.strip().partition(" ") for line in self.cleaned_data["outsiders"].splitlines() if line.strip()]
        all_checked(name for name, _, _ in lines)
        return [(name[:60], unit.strip()[:120]) for name, _, unit in lines]


class MakeUpForm(forms.Form):
    """Who made up, and when."""

    people = PeopleChoice(Person.objects.none(), label="补课的人", widget=forms.CheckboxSelectMultiple)
    on = inputs.day("补课日期")

    def __init__(self, *args: Any, waiting: list[Person], **more: Any) -> None:
        super().__init__(*args, initial={"on": clock.today()}, **more)
        people: Any = self.fields["people"]
        people.queryset = Person.objects.filter(pk__in=[one.pk for one in waiting])


class SheetForm(forms.Form):
    """An attendance sheet."""

    sheet = forms.FileField(
        label="签到表",
        help_text="xlsx、xls 或 csv，要有“姓名”列；有同名的加“身份证号”列，有考试的加“成绩”列。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.et"}),
    )
    enrol = forms.BooleanField(label="表里没有登记过的人，同时登记为从业人员", required=False)
