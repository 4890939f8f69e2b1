"""Forms of the measures checked item by item and of the safety gate."""

from typing import Any

from django import forms

from anlan.campaigns.steering import questions
from anlan.campaigns.steering.fields import (
    EnterpriseField,
)
from anlan.campaigns.steering.models import (
    Gate,
    MeasureCheck,
    MeasureList,
)
from anlan.core import inputs
from anlan.org.fields import OfficeField
from anlan.org.models import User
from anlan.standards.models import Industry


class MeasureListForm(forms.Form):
    """A document of measures, its text pasted."""

    level = forms.ChoiceField(label="层级", choices=MeasureList.Level.choices)
    title = forms.CharField(label="名称", max_length=120, help_text="如：国务院安委会十五条硬措施。")
    document_number = forms.CharField(label="文号", max_length=60, required=False)
    issued_on = inputs.day("印发日期", required=False)
    text = inputs.words(
        "措施原文", rows=12, limit=100_000, help_text="从文件复制粘贴。有编号的按编号分条，没有编号的一行一条。"
    )


class MeasureForm(forms.Form):
    """What one item means here."""

    applies = forms.TypedChoiceField(
        label="与本乡有关吗",
        choices=[("yes", "有关"), ("no", "无关")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    local_measure = inputs.words("本乡做法", limit=5000, required=False)
    office = OfficeField(label="责任单位", required=False)
    due_on = inputs.day("完成期限", required=False)


class MeasureCheckForm(forms.Form):
    """Whether one item is carried out."""

    outcome = forms.ChoiceField(label="结论", choices=MeasureCheck.Outcome.choices, widget=forms.RadioSelect)
    note = inputs.words("依据", limit=5000, help_text="看了什么、问了谁、查到什么。")


class GateForm(forms.Form):
    """A project's facts, the questions, an opinion."""

    name = forms.CharField(label="项目名称", max_length=120)
    investor = forms.CharField(label="投资（建设）方", max_length=120)
    address = forms.CharField(label="拟建地点", max_length=200)
    industry = forms.ModelChoiceField(
        Industry.objects.filter(active=True), label="行业", required=False, empty_label="未定"
    )
    content = inputs.words("建设内容和主要工艺", limit=5000)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.questions = questions.of_the_gate()
        for place, asked in enumerate(self.questions):
            self.fields[f"answer_{place}"] = forms.ChoiceField(
                label=asked.text, choices=questions.ANSWERS, widget=forms.RadioSelect, help_text=asked.basis
            )
            area = forms.Textarea(attrs={"rows": 2, "placeholder": " "})
            self.fields[f"note_{place}"] = forms.CharField(
                label="情况说明", max_length=300, required=False, widget=area
            )
        self.fields["opinion"] = inputs.words("把关意见", limit=5000)

    @property
    def before(self) -> list[forms.BoundField]:
        """What is asked of the project itself."""
        return [self[name] for name in ("name", "investor", "address", "industry", "content")]

    @property
    def asked(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each question with the field for its note."""
        return [(self[f"answer_{place}"], self[f"note_{place}"]) for place in range(len(self.questions))]

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
    conditions = inputs.words(
        "条件或理由",
        limit=5000,
        required=False,
        help_text="附条件同意、不同意的必填；有不符合项仍同意的，也要写明理由。",
    )


class LinkForm(forms.Form):
    """What a project became."""

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["enterprise"] = EnterpriseField(user, label="落地企业", help_text="先在企业名录登记。")
