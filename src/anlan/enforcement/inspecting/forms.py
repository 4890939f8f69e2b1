"""Forms of inspections and publications."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from anlan.core import clock, inputs
from anlan.enforcement.inspecting import queries
from anlan.enforcement.inspecting.models import Inspection, Publication
from anlan.org.models import Office, User


class OfficerChoices(forms.ModelChoiceField):
    """An officer with the card that would be shown."""

    def label_from_instance(self, obj: Any) -> str:
        """赵志（执法证 41100320001，有效期至 2027-12-31）."""
        fault = obj.lacks_card(clock.today())
        card = f"执法证 {obj.enforcement_card}，有效期至 {clock.day_words(obj.enforcement_card_until)}"
        return f"{obj.full_name}（{fault.removeprefix(obj.full_name) or card}）"


class ToldChoices(forms.ModelMultipleChoiceField):
    """People by name."""

    def label_from_instance(self, obj: Any) -> str:
        """孙主（应急办）."""
        return f"{obj.full_name}（{obj.title or obj.office_name}）"


class AskForm(forms.Form):
    """One inspection as it is proposed."""

    item = forms.ChoiceField(label="检查事项", help_text="只列已公示的事项。")
    reason = inputs.words("检查理由", rows=2, help_text="年度计划、投诉举报编号、上级交办文号等。")
    planned_on = inputs.day("检查日期")
    lead = OfficerChoices(User.objects.none(), label="带队人", empty_label="请选择")
    second = OfficerChoices(User.objects.none(), label="同行执法人员", empty_label="请选择")
    assistants = forms.IntegerField(
        label="辅助人员人数",
        min_value=0,
        max_value=20,
        initial=0,
        required=False,
        help_text="执法辅助人员、专家等，事先确定，写进审批表和通知书；不代替两名执法人员。",
    )
    why_unannounced = inputs.words(
        "不事先通知的理由", rows=2, required=False, help_text="留空即按规定事先通知；填写后计划只有下面选的人看得见。"
    )
    told = ToldChoices(
        User.objects.none(),
        label="知悉人员",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="批准人须在内，否则无人能批准。",
    )
    beyond_cap = forms.ChoiceField(
        label="超出年度频次的情形", required=False, choices=[("", "不超出"), *Inspection.Beyond.choices]
    )
    beyond_words = forms.CharField(label="情形说明", max_length=300, required=False)

    def __init__(
        self, *args: Any, office: Office, publication: Publication | None, deciders: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        listed = publication.items if publication else []
        self.fields["item"].choices = [(one["name"], f"{one['name']}（{one['basis']}）") for one in listed]
        for name in ("lead", "second"):
            self.fields[name].queryset = queries.officers_of(office)
        self.fields["told"].queryset = deciders

    def clean_assistants(self) -> int:
        """Nobody where nothing is written."""
        return self.cleaned_data["assistants"] or 0


class PublishForm(forms.Form):
    """What an office published for a year."""

    year = forms.IntegerField(label="年度", min_value=2020, max_value=2100)
    items = inputs.words(
        "检查事项", rows=8, limit=8000, help_text="每行一项：事项｜依据，例如“消防通道畅通情况｜消防法第二十八条”。"
    )
    source = forms.CharField(label="公示位置", max_length=200, help_text="公示网址或文件名称、文号。")
    published_on = inputs.day("公示日期")

    def clean_items(self) -> list[dict[str, str]]:
        """One row for each line."""
        rows = []
        for line in filter(None, map(str.strip, self.cleaned_data["items"].splitlines())):
            name, _, basis = line.replace("|", "｜").partition("｜")
            if not name.strip() or not basis.strip():
                raise ValidationError(f"“{line[:30]}”没有写明依据，请写成“事项｜依据”。")
            rows.append({"name": name.strip()[:200], "basis": basis.strip()[:300]})
        return rows

    def clean_published_on(self) -> Any:
        """Published by now."""
        day = self.cleaned_data["published_on"]
        if day > clock.today():
            raise ValidationError(f"公示日期{clock.day_words(day)}还没有到；公示之后再登记。")
        return day


class DecisionForm(forms.Form):
    """The head's word."""

    decision = forms.CharField(label="审批意见", max_length=300, required=False)


class RefusalForm(forms.Form):
    """Why not."""

    decision = inputs.words("不批准的理由")


class NoticeForm(forms.Form):
    """Who got the notice."""

    notice_receipt = forms.CharField(
        label="签收人和时间", max_length=100, help_text="如“总经理刘强 11月26日 9时签收”；拒收的写明留置和见证人。"
    )


class StartForm(forms.Form):
    """Why the plate was not scanned, where it was not."""

    unscanned_because = inputs.words(
        "没有扫码的原因",
        rows=2,
        required=False,
        help_text="先用手机扫门口的门牌，点“亮码入企”；情况紧急的，离开前补扫。没有扫的写明原因，不影响开始检查。",
    )

    @classmethod
    def of(cls, inspection: Inspection | None) -> type[forms.Form]:
        """This form, or an empty one where the plate was scanned or there is no inspection."""
        return cls if inspection and not inspection.scanned_at else forms.Form


class CancelForm(forms.Form):
    """Why it is given up."""

    reason = inputs.words("取消的理由", rows=2)
