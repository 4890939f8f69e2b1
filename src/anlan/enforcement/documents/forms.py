"""Forms of documents."""

import datetime as dt
from typing import Any

from django import forms

from anlan.core import inputs
from anlan.core.names import NameField
from anlan.enforcement.documents.models import Document
from anlan.enforcement.documents.queries import DATES
from anlan.hazards.models import Hazard

BASIS = "《安全生产法》第六十五条第一款第二项、第三项"


class OrderForm(forms.Form):
    """A date for each hazard that is ordered; an empty one is left out."""

    basis = forms.CharField(label="依据", max_length=300, initial=BASIS)

    def __init__(self, *args: Any, hazards: list[Hazard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hazards = hazards
        for hazard in hazards:
            place = f"{hazard.place_words}：" if hazard.place_words else ""
            self.fields[f"due_{hazard.pk}"] = inputs.day(
                f"{hazard} {place}{hazard.description}"[:120],
                required=False,
                help_text="整改期限。不写的不列入指令书。",
            )

    def clean(self) -> dict[str, Any]:
        """The dates by hazard, as the action takes them."""
        given = super().clean() or {}
        due: dict[Hazard, dt.date] = {}
        for hazard in self.hazards:
            if day := given.pop(f"due_{hazard.pk}", None):
                due[hazard] = day
        if not due and not self.errors:
            raise forms.ValidationError("至少给一条隐患写明整改期限。")
        return given | {"due": due}


class OpinionForm(forms.Form):
    """For each item of the order whether it is done, and what was seen."""

    def __init__(self, *args: Any, items: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = len(items)
        for place, item in enumerate(items, start=1):
            label = f"第 {place} 项：{item['words']}"[:120]
            choices = [("yes", "已整改"), ("no", "未整改到位")]
            self.fields[f"done_{place}"] = forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
            self.fields[f"note_{place}"] = forms.CharField(label=f"第 {place} 项现场情况", max_length=300)

    def clean(self) -> dict[str, Any]:
        """The findings in the order of the items."""
        given = super().clean() or {}
        rows = range(1, self.count + 1)
        return {"found": [(given.get(f"done_{one}") == "yes", given.get(f"note_{one}", "")) for one in rows]}


class IssueForm(forms.Form):
    """The word of who issues it."""

    decision = inputs.words("审批意见", rows=2, required=False)


class DropForm(forms.Form):
    """Why it is not issued."""

    decision = inputs.words("不签发的理由", rows=3)


class ReportForm(forms.Form):
    """The head was told."""

    words = inputs.words("向谁、怎样报告，情况紧急的事实", rows=3)


class LiftForm(forms.Form):
    """It was lifted."""

    words = inputs.words("解除的时间、现场情况和当事人签收", rows=3)


class VoidForm(forms.Form):
    """Why it is void."""

    reason = inputs.words("作废理由", rows=3, help_text="文号保留，不再使用；隐患的状态不变。")

    def __init__(self, *args: Any, bound: list[Hazard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if bound:
            listed = "；".join(f"{one} {one.due_on}" for one in bound)
            self.fields["dates"] = forms.ChoiceField(
                label="它定的整改期限", choices=DATES, widget=forms.RadioSelect, help_text=f"现在的期限：{listed}"
            )


class ServeForm(forms.Form):
    """The service receipt."""

    served_way = forms.ChoiceField(label="送达方式", choices=Document.Way.choices)
    served_at_place = forms.CharField(label="送达地点", max_length=100)
    receiver = NameField(label="签收人", required=False)
    receiver_post = forms.CharField(label="签收人职务", max_length=60, required=False)
    refusal = inputs.words("拒收情况", rows=2, required=False, help_text="拒绝签收的才写：什么人、什么理由、怎样留置。")
    witness = NameField(label="见证人", required=False)
