"""Forms of meetings, the tasks given there, and the task force."""

from typing import Any

from django import forms

from anlan.campaigns.steering.fields import (
    EnterprisesField,
    NamesField,
)
from anlan.campaigns.steering.models import (
    Meeting,
    TaskForceMember,
)
from anlan.core import clock, inputs
from anlan.core.names import NameField
from anlan.org.fields import OfficeField
from anlan.org.models import User


class MeetingForm(forms.Form):
    """A meeting or visit to come, or one that was held and is put on record now."""

    kind = forms.ChoiceField(label="类别", choices=Meeting.Kind.choices)
    title = forms.CharField(label="名称", max_length=120, help_text="如：重大事故隐患专项排查整治动员会。")
    planned_on = inputs.day("日期")
    place = forms.CharField(label="地点", max_length=120, required=False)
    office = OfficeField(label="主办单位")
    chair_name = NameField(label="主持（带队）人")
    agenda = inputs.words("议题", limit=5000, required=False)

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, initial={"planned_on": clock.today(), "office": user.office}, **more)
        hint = "督导、宣讲进企业的填写，一行一家，写全称或本地编号。"
        self.fields["enterprises"] = EnterprisesField(user, label="到访单位", required=False, help_text=hint)

    def clean(self) -> dict[str, Any]:
        """A talk goes to somebody."""
        given = super().clean() or {}
        if given.get("kind") == Meeting.Kind.TALK and "enterprises" in given and not given["enterprises"]:
            self.add_error("enterprises", "宣讲进企业的，请写明去了哪几家。")
        return given


class PutOffForm(forms.Form):
    """The new day and place, and why."""

    planned_on = inputs.day("改到")
    place = forms.CharField(label="地点", max_length=120, required=False)
    reason = inputs.words("原因", limit=300)


class MinutesForm(forms.Form):
    """What happened: who came, what was said."""

    held_on = inputs.day("召开日期")
    attendees = NamesField(label="参加人员", help_text="一行一人，或用顿号分开。")
    absent = NamesField(label="请假、缺席", required=False)
    minutes = inputs.words(
        "会议纪要", limit=5000, rows=8, help_text="写文字即可，不要求照片。交办的事项在纪要保存后逐项登记。"
    )


class TaskForm(forms.Form):
    """One thing the meeting decided."""

    what = forms.CharField(label="交办事项", max_length=300)
    office = OfficeField(label="承办单位")
    due_on = inputs.day("办结期限")


class ReportForm(forms.Form):
    """What was done."""

    report = inputs.words("办理情况", limit=5000, rows=5)


class TaskForceForm(forms.Form):
    """A task force and the document it stands on."""

    name = forms.CharField(label="名称", max_length=100)
    basis = forms.CharField(label="成立依据", max_length=200, help_text="文件名称和文号。")
    set_up_on = inputs.day("成立日期")


class MemberForm(forms.Form):
    """Somebody who joins."""

    part = forms.ChoiceField(label="职务", choices=TaskForceMember.Part.choices)
    name = NameField(label="姓名")
    office = OfficeField(label="单位", required=False)
    line = forms.CharField(label="分工", max_length=200, required=False)
    since = inputs.day("任职日期")
