"""Forms of steering: the gate for what its pages send."""

from typing import Any

from django import forms

from anlan.campaigns.steering import questions
from anlan.campaigns.steering.fields import (
    EnterpriseField,
    EnterprisesField,
    NamesField,
    day,
    man_days,
    money,
    words,
)
from anlan.campaigns.steering.models import (
    Engagement,
    Gate,
    MeasureCheck,
    MeasureList,
    Meeting,
    TaskForceMember,
)
from anlan.core import clock
from anlan.org.fields import OfficeField
from anlan.org.models import User
from anlan.standards.models import Industry


class MeetingForm(forms.Form):
    """A meeting or visit to come, or one that was held and is put on record now."""

    kind = forms.ChoiceField(label="类别", choices=Meeting.Kind.choices)
    title = forms.CharField(label="名称", max_length=120, help_text="如：重大事故隐患专项排查整治动员会。")
    planned_on = day("日期")
    place = forms.CharField(label="地点", max_length=120, required=False)
    office = OfficeField(label="主办单位")
    chair_name = forms.CharField(label="主持（带队）人", max_length=60)
    agenda = words("议题", required=False)

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


class MinutesForm(forms.Form):
    """What happened: who came, what was said."""

    held_on = day("召开日期")
    attendees = NamesField(label="参加人员", help_text="一行一人，或用顿号分开。")
    absent = NamesField(label="请假、缺席", required=False)
    minutes = words("会议纪要", rows=8, help_text="写文字即可，不要求照片。交办的事项在纪要保存后逐项登记。")


class TaskForm(forms.Form):
    """One thing the meeting decided."""

    what = forms.CharField(label="交办事项", max_length=300)
    office = OfficeField(label="承办单位")
    due_on = day("办结期限")


class ReportForm(forms.Form):
    """What was done."""

    report = words("办理情况", rows=5)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class MeasureListForm(forms.Form):
    """A document of measures, its text pasted."""

    level = forms.ChoiceField(label="层级", choices=MeasureList.Level.choices)
    title = forms.CharField(label="名称", max_length=120, help_text="如：国务院安委会十五条硬措施。")
    document_number = forms.CharField(label="文号", max_length=60, required=False)
    issued_on = day("印发日期", required=False)
    text = forms.CharField(
        label="措施原文",
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="从文件复制粘贴。有编号的按编号分条，没有编号的一行一条。",
    )


class MeasureForm(forms.Form):
    """What one item means here."""

    applies = forms.TypedChoiceField(
        label="与本乡有关吗",
        choices=[("yes", "有关"), ("no", "无关")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    local_measure = words("本乡做法", required=False)
    office = OfficeField(label="责任单位", required=False)
    due_on = day("完成期限", required=False)


class MeasureCheckForm(forms.Form):
    """Whether one item is carried out."""

    outcome = forms.ChoiceField(label="结论", choices=MeasureCheck.Outcome.choices, widget=forms.RadioSelect)
    note = words("依据", help_text="看了什么、问了谁、查到什么。")


class GateForm(forms.Form):
    """A project's facts, the questions, an opinion."""

    name = forms.CharField(label="项目名称", max_length=120)
    investor = forms.CharField(label="投资（建设）方", max_length=120)
    address = forms.CharField(label="拟建地点", max_length=200)
    industry = forms.ModelChoiceField(
        Industry.objects.filter(active=True), label="行业", required=False, empty_label="未定"
    )
    content = words("建设内容和主要工艺")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.questions = questions.of_the_gate()
        for place, asked in enumerate(self.questions):
            self.fields[f"answer_{place}"] = forms.ChoiceField(
                label=asked.text, choices=questions.ANSWERS, widget=forms.RadioSelect, help_text=asked.basis
            )
            self.fields[f"note_{place}"] = forms.CharField(label="情况说明", max_length=300, required=False)
        self.fields["opinion"] = words("把关意见")

    def clean(self) -> dict[str, Any]:
        """A no needs its note."""
        given = super().clean() or {}
        for place in range(len(self.questions)):
            if given.get(f"answer_{place}") == "no" and not given.get(f"note_{place}", "").strip():
                self.add_error(f"note_{place}", "答了否，请写明情况。")
        return given

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        answers = [
            {"question": q.text, "basis": q.basis, "answer": given[f"answer_{n}"], "note": given[f"note_{n}"]}
            for n, q in enumerate(self.questions)
        ]
        kept = {name: given[name] for name in ("name", "investor", "address", "industry", "content", "opinion")}
        return kept | {"answers": answers}


class GateDecisionForm(forms.Form):
    """The leader's decision."""

    decision = forms.ChoiceField(label="决定", choices=Gate.Decision.choices, widget=forms.RadioSelect)
    conditions = words("条件或理由", required=False, help_text="附条件同意、不同意的必填。")


class SupportForm(forms.Form):
    """What a hazard needs."""

    office = OfficeField(label="申请单位")
    amount = money("申请资金（元）")
    days = man_days("申请专家（人天）")
    reason = words("用途和理由")


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
    answer = words("审批意见", required=False, help_text="不同意的必填。")


class SpendingForm(forms.Form):
    """Money paid or days used."""

    on = day("日期")
    to = forms.CharField(label="支付对象或专家", max_length=120)
    amount = money("金额（元）")
    days = man_days("人天")
    note = forms.CharField(label="说明", max_length=200, required=False)


class ExpertForm(forms.Form):
    """An expert's facts."""

    name = forms.CharField(label="姓名", max_length=60)
    employer = forms.CharField(label="工作单位", max_length=120, required=False)
    qualification = forms.CharField(label="专业资格", max_length=120, help_text="如：注册安全工程师、消防工程师。")
    phone = forms.CharField(label="电话", max_length=20, required=False)
    fields_ = forms.ModelMultipleChoiceField(
        Industry.objects.filter(active=True), label="擅长行业", widget=forms.CheckboxSelectMultiple
    )
    contract_from = day("聘期起")
    contract_to = day("聘期止")

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
    on = day("日期")
    days = forms.DecimalField(label="人天", min_value=0.5, max_digits=4, decimal_places=1, initial=1)
    hazard = forms.CharField(label="隐患编号", max_length=40, required=False, help_text="为某条隐患去的填写。")

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields = {"enterprise": EnterpriseField(user, label="单位"), **self.fields}


class OpinionForm(forms.Form):
    """What the expert said."""

    opinion = words("专家意见", rows=6, help_text="不能直接当作检查结论；看到的隐患由单位或工作人员登记进台账。")


class LinkForm(forms.Form):
    """What a project became."""

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["enterprise"] = EnterpriseField(user, label="落地企业", help_text="先在企业名录登记。")


class TaskForceForm(forms.Form):
    """A task force and the document it stands on."""

    name = forms.CharField(label="名称", max_length=100)
    basis = forms.CharField(label="成立依据", max_length=200, help_text="文件名称和文号。")
    set_up_on = day("成立日期")


class MemberForm(forms.Form):
    """Somebody who joins."""

    part = forms.ChoiceField(label="职务", choices=TaskForceMember.Part.choices)
    name = forms.CharField(label="姓名", max_length=60)
    office = OfficeField(label="单位", required=False)
    line = forms.CharField(label="分工", max_length=200, required=False)
    since = day("任职日期")
