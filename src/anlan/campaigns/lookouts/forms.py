"""Forms of lookouts."""

import datetime as dt
from typing import Any

from django import forms

from anlan.core import clock, inputs
from anlan.core.search import wanted
from anlan.org.models import Region
from anlan.standards.models import Criterion, Industry

USUAL_DAYS = 10


class SendForm(forms.Form):
    """Whom a lesson is sent to as a task, by which items, by when; `find` only looks for items."""

    find = forms.CharField(label="找条款", max_length=100, required=False)
    criteria = forms.ModelMultipleChoiceField(
        Criterion.objects.select_related("pack"),
        label="查什么",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请勾选要查的条款。"},
    )
    industries = forms.ModelMultipleChoiceField(
        Industry.objects.filter(active=True),
        label="哪些行业",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不勾就是各行业都查。勾一个大类，它的各小类都在内。",
    )
    villages = forms.MultipleChoiceField(
        label="哪些村",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不勾就是全乡。",
    )
    due_on = inputs.day("期限")
    words = inputs.words("要求", limit=500, rows=3, required=False, help_text="企业看得到。")

    def __init__(self, *args: Any, region: Region, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["due_on"].initial = clock.today() + dt.timedelta(days=USUAL_DAYS)
        villages: Any = self.fields["villages"]
        villages.choices = [(one.code, one.plain_name) for one in region.children.order_by("code")]

    def picked(self, name: str) -> list[str]:
        """What is ticked in a field now, whether or not the form is valid."""
        return [wanted(str(one)) for one in (self[name].value() or [])]


class NoneForm(forms.Form):
    """Why an enterprise has no such thing."""

    reason = inputs.words(
        "理由",
        limit=300,
        help_text="写清为什么没有，如：本单位不动火，焊接活都送到镇上做；没有夹层和外租房。乡里会看，也可能来核实。",
    )
