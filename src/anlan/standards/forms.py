"""Forms of the measure."""

import datetime as dt
from typing import Any

from django import forms

from anlan.core import clock, inputs
from anlan.org.models import Office
from anlan.standards.models import Comparison, Industry


class IndustryChoices(forms.ModelChoiceField):
    """One industry of the list, a part named after its industry."""

    def label_from_instance(self, obj: Any) -> str:
        """工贸·冶金."""
        return named(obj)


class IndustriesChoices(forms.ModelMultipleChoiceField):
    """Several industries of the list."""

    def label_from_instance(self, obj: Any) -> str:
        """工贸·冶金."""
        return named(obj)


def named(industry: Industry) -> str:
    """A part with its industry before it."""
    return f"{industry.parent.name}·{industry.name}" if industry.parent else industry.name


def offered() -> Any:
    """Industries in use, in their order."""
    return Industry.objects.filter(active=True).select_related("parent")


def with_today(query: Any) -> Any:
    """The words of a URL, with today where no day is asked for."""
    words = query.copy()
    if not words.get("on"):
        words["on"] = clock.today().isoformat()
    return words


class PackListForm(forms.Form):
    """What the pack list is narrowed to; nonsense in the URL falls back to what is in force today."""

    STATES = [("in_force", "现行有效"), ("coming", "未施行或日期待核"), ("ended", "已废止或被替代"), ("all", "全部")]
    state = forms.ChoiceField(choices=STATES, required=False)
    industry = IndustryChoices(offered(), required=False, label="行业", empty_label="全部行业")


class SearchForm(forms.Form):
    """Words, a day and an industry; a day shows the law of that day."""

    q = forms.CharField(required=False, max_length=100, label="查找", strip=True)
    on = inputs.day("按哪一天的标准", required=False)
    industry = IndustryChoices(offered(), required=False, label="行业", empty_label="全部行业")

    def day(self) -> dt.date:
        """The day asked for; today where none was, or none that is a date."""
        return self.cleaned_data.get("on") or clock.today()


class ChecklistForm(forms.Form):
    """Which industries, by the law of which day."""

    industry = IndustriesChoices(offered(), label="行业", widget=forms.CheckboxSelectMultiple)
    on = inputs.day("按哪一天的标准", required=False)

    def day(self) -> dt.date:
        """The day asked for, or today."""
        return self.cleaned_data.get("on") or clock.today()


class ComparisonForm(forms.Form):
    """What somebody found who compared an item with the official text."""

    outcome = forms.ChoiceField(choices=Comparison.Outcome.choices, label="核对结果", widget=forms.RadioSelect)
    source = forms.CharField(max_length=200, label="依据的原文", help_text="发文机关网站网址，或纸质文件名称、编号")
    note = inputs.words("说明", limit=1000, required=False, help_text="与原文不一致的，写明哪里不一致")
    client_id = forms.UUIDField(widget=forms.HiddenInput)


class IndustryForm(forms.ModelForm):
    """An industry; its measures one per line."""

    measures = inputs.words(
        "专用标准", limit=None, required=False, help_text="只适用于本细分行业的标准包编号开头，或“编号/章节”，一行一个"
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Industry
        fields = [
            "code",
            "name",
            "parent",
            "usual_department",
            "names_strip",
            "new_form",
            "measures",
            "note",
            "order",
            "active",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent: Any = self.fields["parent"]
        parent.queryset = Industry.objects.filter(parent=None).exclude(pk=self.instance.pk)
        parent.empty_label = "无，本身是一级行业"
        self.initial["measures"] = "\n".join(self.instance.measures)
        if not self.instance._state.adding:
            del self.fields["code"]

    def clean_measures(self) -> list[str]:
        """Lines as a list."""
        lines = [line.strip() for line in self.cleaned_data["measures"].splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def values(self) -> dict[str, Any]:
        """What an action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "client_id"}


class OfficeForm(forms.Form):
    """Which office supervises an industry in a region."""

    office = forms.ModelChoiceField(Office.objects.none(), required=False, label="主管单位", empty_label="未明确")
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office: Any = self.fields["office"]
        office.queryset = offices
