"""Forms of campaigns: the gate for what its pages send."""

from typing import Any

from django import forms

from anlan.campaigns.plans.models import Campaign, Doubt, Duty, Stage
from anlan.campaigns.reading.papers.scans import available as can_read_scans
from anlan.core import clock, inputs
from anlan.files import office
from anlan.org.fields import OfficeField
from anlan.org.models import User

FLAGS = [
    ("high_risk", "高危"),
    ("above_scale", "规上"),
    ("crowded", "人员密集"),
    ("labour_intensive", "劳动密集"),
    ("small_premises", "九小场所"),
    ("key", "重点单位"),
]


class UploadForm(forms.Form):
    """The notice itself, and which office runs the campaign."""

    file = forms.FileField(label="通知原文")
    office = OfficeField(label="组织单位")

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, initial={"office": user.office}, **more)
        kinds = "docx、doc、pdf、txt" if office.program() else "docx、pdf、txt；doc 请先另存为 docx"
        scans = "扫描件在后台逐页识别，可以先离开" if can_read_scans() else "扫描件读不了，请用带文字的"
        self.fields["file"].help_text = f"{kinds}；{scans}。原文件原样保存，不会改动。"


def _lines(words: str) -> list[str]:
    return [one.strip() for one in words.splitlines() if one.strip()]


class FactsForm(forms.Form):
    """What the campaign is."""

    title = forms.CharField(label="名称", max_length=200)
    document_number = forms.CharField(label="文号", max_length=60, required=False)
    issuer = forms.CharField(label="发文单位", max_length=120, required=False)
    dated_on = inputs.day("发文日期")
    starts_on = inputs.day("开始")
    ends_on = inputs.day("结束")
    assessed_year = forms.IntegerField(label="考核年度", min_value=2000, max_value=2100, required=False)
    industries = inputs.words("行业领域", limit=5000, required=False)
    territories = inputs.words("区域", limit=5000, required=False)

    def __init__(self, campaign: Campaign, *args: Any) -> None:
        names = ("title", "document_number", "issuer", "dated_on", "starts_on", "ends_on", "assessed_year")
        initial = {name: getattr(campaign, name) for name in names}
        scope = {name: "\n".join(getattr(campaign, name)) for name in ("industries", "territories")}
        super().__init__(*args, initial=initial | scope)
        for name in scope:
            self.fields[name].help_text = "一行一个。"

    def clean_industries(self) -> list[str]:
        """One a line."""
        return _lines(self.cleaned_data["industries"])

    def clean_territories(self) -> list[str]:
        """One a line."""
        return _lines(self.cleaned_data["territories"])


class StageForm(forms.Form):
    """A stage with its days."""

    name = forms.CharField(label="阶段", max_length=60)
    starts_on = inputs.day("起", required=False)
    ends_on = inputs.day("止")
    reason = forms.CharField(label="为什么这样定", max_length=300, required=False)

    def __init__(self, stage: Stage | None, *args: Any) -> None:
        names = ("name", "starts_on", "ends_on", "reason")
        super().__init__(*args, initial={name: getattr(stage, name) for name in names} if stage else {})


class DutyForm(forms.Form):
    """Who does what, how often or by when, and what shows it."""

    clause = forms.CharField(label="条款", max_length=40, required=False, help_text="如：二(一)2。")
    subject = forms.CharField(label="谁", max_length=120)
    subject_kind = forms.ChoiceField(label="对象类别", choices=Duty.Subject.choices)
    applies_to = forms.CharField(
        label="只适用于", max_length=80, required=False, help_text="对这类对象都适用的，不填。"
    )
    flags = forms.MultipleChoiceField(
        label="企业标志", choices=FLAGS, required=False, widget=forms.CheckboxSelectMultiple
    )
    action = forms.CharField(label="做什么", max_length=200)
    rhythm = forms.ChoiceField(label="频次", choices=Duty.Rhythm.choices)
    min_count = forms.IntegerField(label="至少", min_value=1, max_value=999, required=False)
    unit = forms.CharField(label="单位", max_length=8, required=False, help_text="次、家、学时；不填为次。")
    due_on = inputs.day("期限", required=False, help_text="做一次的，在这一天前；每周、每月等按期做的，到这一天为止。")
    proof = forms.CharField(label="以什么为证", max_length=60, required=False)
    proof_kind = forms.ChoiceField(label="佐证类别", choices=Duty.Proof.choices)
    reason = forms.CharField(label="为什么这样定", max_length=300, required=False)

    def __init__(self, duty: Duty | None, *args: Any, **more: Any) -> None:
        initial = {name: getattr(duty, name) for name in DutyForm.base_fields} if duty else {}
        super().__init__(*args, initial=initial, **more)

    def clean(self) -> dict[str, Any]:
        """A duty without a period has no number and no last day: 长期 3 次 says nothing."""
        given = super().clean() or self.cleaned_data
        if given.get("rhythm") == Duty.Rhythm.NONE and given.get("due_on"):
            self.add_error("rhythm", "写了期限就不是“长期”：频次请选“一次”，或者去掉期限。")
        elif given.get("rhythm") == Duty.Rhythm.NONE and given.get("min_count"):
            self.add_error("min_count", "“长期”没有起止，数不出次数：频次请选每月、每季度等，或者不填次数。")
        return given


class AddDutyForm(DutyForm):
    """A duty that was not read, with its sentence."""

    quote = inputs.words("原文", limit=5000, required=False)

    field_order = ["clause", "quote"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(None, *args, **more)
        del self.fields["reason"]
        self.fields["quote"].help_text = "从通知里复制原句，页面会标出它在哪里。"


class AmendForm(DutyForm):
    """The same duty from a day on."""

    from_on = inputs.day("自哪天起")
    from_on.help_text = "每周、每月等按期做的，正在进行的一期按原要求办完，从下一期起按新要求。"

    def __init__(self, duty: Duty, *args: Any) -> None:
        super().__init__(duty, *args)
        del self.fields["clause"]
        self.fields["from_on"].initial = clock.today()
        self.fields["reason"].required, self.fields["reason"].label = True, "变更依据"
        self.initial["reason"] = ""


class EndForm(forms.Form):
    """A duty that binds nobody from a day on."""

    from_on = inputs.day("自哪天起不再要求")
    reason = forms.CharField(label="依据", max_length=300)


class DoubtForm(forms.Form):
    """How a contradiction is decided."""

    answer = forms.ChoiceField(
        label="怎么定",
        choices=Doubt.Answer.choices,
        widget=forms.RadioSelect,
        help_text="按更正后的办的，还要在阶段、职责或基本情况里把它改好；这里只记下怎么定的。",
    )
    reason = inputs.words("怎么定的、依据什么", limit=5000)

    def __init__(self, doubt: Doubt, *args: Any) -> None:
        super().__init__(*args, initial={"answer": doubt.answer, "reason": doubt.reason})
        if doubt.kind == Doubt.NO_SUCH_DAY:
            self.fields["answer"].choices = [one for one in Doubt.Answer.choices if one[0] != Doubt.Answer.AS_WRITTEN]


class ExtendForm(forms.Form):
    """Until when a campaign runs on, and on whose word."""

    ends_on = inputs.day("延长到")
    reason = forms.CharField(label="延长依据", max_length=300, help_text="如：区安委会〔2027〕3号通知。")


class ClauseForm(forms.Form):
    """What answers a clause without a duty."""

    words = forms.CharField(label="怎么落实，或为什么不用落实", max_length=200)
