"""Forms of training."""

from typing import Any

from django import forms

from anlan.core import clock, inputs
from anlan.core.names import NameField, all_checked
from anlan.org.fields import OfficeField
from anlan.org.models import User
from anlan.standards.forms import IndustriesChoices, offered
from anlan.standards.models import Attendance
from anlan.standards.training import rules
from anlan.standards.training.quiz import Question


class SessionForm(forms.Form):
    """A session to come, or one that was held and is put on record now."""

    title = forms.CharField(label="名称", max_length=120, help_text="如：餐饮燃气安全检查培训。")
    planned_on = inputs.day("日期")
    place = forms.CharField(label="地点", max_length=120)
    office = OfficeField(label="主办单位")
    trainer = NameField(label="授课人")
    audience = forms.CharField(label="培训对象", max_length=120, help_text="如：各村安全协管员。")
    industries = IndustriesChoices(
        offered(), label="教哪些行业的检查表", widget=forms.CheckboxSelectMultiple, help_text="测验题从这些检查表里出。"
    )
    questions = forms.TypedChoiceField(
        label="测验题数",
        coerce=int,
        choices=[(n, f"{n} 题") for n in range(rules.FEWEST_QUESTIONS, rules.MOST_QUESTIONS + 1)],
    )

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        initial = {"planned_on": clock.today(), "office": user.office, "questions": 5}
        super().__init__(*args, initial=initial, **more)


class PeopleChoices(forms.ModelMultipleChoiceField):
    """People with an account."""

    def label_from_instance(self, obj: Any) -> str:
        """马协（周沟村委会）."""
        return f"{obj.full_name}（{obj.office_name}）" if obj.office_name else obj.full_name


class InviteForm(forms.Form):
    """Who is put on the list."""

    people = PeopleChoices(
        User.objects.none(), label="有账号的人员", required=False, widget=forms.CheckboxSelectMultiple
    )
    names = inputs.words(
        "没有账号的人员",
        rows=4,
        limit=5000,
        required=False,
        help_text="一行一人，姓名后空格写单位，如：张三 周沟村网格员。",
    )

    def __init__(self, *args: Any, people: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["people"]
        field.queryset = people

    def clean_names(self) -> list[tuple[str, str]]:
        """Pairs of name and office."""
        lines = [line.split(maxsplit=1) for line in self.cleaned_data["names"].splitlines() if line.strip()]
        all_checked(parts[0] for parts in lines)
        return [(parts[0][:60], parts[1][:100].strip() if len(parts) > 1 else "") for parts in lines]


class AttendanceChoices(forms.ModelMultipleChoiceField):
    """People on the list."""

    def label_from_instance(self, obj: Any) -> str:
        """张三（周沟村网格员）."""
        return f"{obj.name}（{obj.office_name}）" if obj.office_name else obj.name


class HoldForm(forms.Form):
    """That it was held: when, what was taught, who came."""

    held_on = inputs.day("举办日期")
    present = AttendanceChoices(
        Attendance.objects.none(),
        label="到场人员",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="已在手机上签到的不用再勾。",
    )
    summary = inputs.words("培训内容", rows=5, limit=5000)

    def __init__(self, *args: Any, listed: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["present"]
        field.queryset = listed


class CallOffForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="原因", max_length=200)


class QuizForm(forms.Form):
    """The questions of one attempt; `attempt` says which, so that a page left open answers no others."""

    attempt = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, questions: list[Question], **more: Any) -> None:
        super().__init__(*args, **more)
        for place, one in enumerate(questions):
            choices = [(word, word) for word in one.choices]
            label = f"{place + 1}. {one.text}"
            self.fields[f"answer_{place}"] = forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)

    def answers(self) -> list[str]:
        """What was answered, in the order of the questions."""
        return [value for name, value in self.cleaned_data.items() if name.startswith("answer_")]
