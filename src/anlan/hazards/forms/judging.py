"""Forms that say what a hazard is: its level, a doubt, an opinion, void, or put right on the spot."""

from typing import Any

from django import forms

from anlan.core import inputs
from anlan.hazards import rules
from anlan.hazards.forms.parts import StepForm, line
from anlan.hazards.models import Level
from anlan.standards.models import Criterion


class JudgeForm(StepForm):
    """General, major by a criterion, or doubtful."""

    level = forms.ChoiceField(label="级别", widget=forms.RadioSelect)
    criterion = forms.ModelChoiceField(Criterion.objects.select_related("pack"), required=False, label="判定条款")
    confirmation = line(
        "原文比对", required=False, hint="条款尚未与原文核对的，写明由谁、对照什么原文比对过。", limit=300
    )
    due_on = inputs.day("建议整改期限", required=False, help_text="检查、指导只是建议期限；期限由方案明确。")
    reason = inputs.words("判定说明", rows=2, required=False, help_text="记为存疑的，写明拿不准的地方。")

    def arrange(self) -> None:
        only_major = rules.judges_only_major(self.user, self.hazard)
        choices = [("general", "一般隐患"), ("major", "重大隐患"), ("doubt", "拿不准，记为存疑")]
        self.fields["level"].choices = choices[1:2] if only_major else choices


class RecordOpinionForm(StepForm):
    """The opinion of a city-level department."""

    level = forms.ChoiceField(label="认定为", choices=Level.choices, widget=forms.RadioSelect)
    issuer = line("出具意见的单位", hint="设区的市级以上监管部门，或司法鉴定机构。")
    opinion = inputs.words("意见内容")


class ReasonForm(StepForm):
    """A step that takes a reason."""

    reason = inputs.words("理由")


class DoubtForm(StepForm):
    """Where one cannot tell."""

    reason = inputs.words("拿不准的地方")


class UpgradeForm(StepForm):
    """Major after all."""

    criterion = forms.ModelChoiceField(Criterion.objects.select_related("pack"), label="判定条款")
    confirmation = line(
        "原文比对", required=False, hint="条款尚未与原文核对的，写明由谁、对照什么原文比对过。", limit=300
    )
    reason = inputs.words("改判理由")


class DecideForm(StepForm):
    """Yes or no by a second person."""

    agreed = forms.TypedChoiceField(
        label="决定", choices=[("yes", "同意"), ("no", "不同意")], widget=forms.RadioSelect, coerce=lambda v: v == "yes"
    )
    decision = inputs.words("意见", rows=2, limit=300)


class FixAtOnceForm(StepForm):
    """Put right on the spot."""

    photos, photos_hint = "整改后照片", "拍下整改后的样子。"
    statement = inputs.words("当场整改的情况", rows=2)


class CodeField(forms.CharField):
    """A hazard by its readable number."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label=label, max_length=20, **more)


class ProposeVoidForm(StepForm):
    """A duplicate, or no hazard."""

    intro = "由另一名工作人员确认后作废；记录保留，不删除。"
    reason = inputs.words("作废理由", rows=2)
    duplicate_of = CodeField("与哪一条重复（编号）", required=False)


class LinkRecurrenceForm(StepForm):
    """The closed hazard it repeats."""

    previous = CodeField("复发自（已销号的编号）")
