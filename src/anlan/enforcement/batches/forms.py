"""Forms of batches."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from anlan.core import inputs
from anlan.enforcement.batches.models import Batch
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.org.models import User


class EnterpriseField(forms.CharField):
    """An enterprise of the person's territory by its whole name, local code or credit code."""

    def __init__(self, user: User, **more: Any) -> None:
        super().__init__(max_length=120, **more)
        self.user = user

    def clean(self, value: Any) -> Enterprise:
        """The one meant, or the reason why there is none."""
        text = super().clean(value).strip()
        named = Q(name=text) | Q(local_code=text.upper()) | (Q(credit_code=text.upper()) & ~Q(credit_code=""))
        found = list(enterprises.visible_to(self.user).filter(named)[:2])
        if len(found) != 1:
            raise ValidationError(f"没有唯一的“{text}”，请填写单位全称或本地编号。")
        return found[0]


class BatchForm(forms.Form):
    """What is drafted, for which period."""

    kind = forms.ChoiceField(label="类别", choices=Batch.Kind.choices)
    title = forms.CharField(label="标题", max_length=120)
    basis = forms.CharField(label="依据", max_length=300, help_text="方案条款或会议决定。")
    first_day = inputs.day("周期起")
    last_day = inputs.day("周期止")


class EnterpriseEntryForm(forms.Form):
    """An enterprise entered by hand."""

    words = inputs.words("事由", help_text="列入的事实和依据。")

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        hint = "填写全称、统一社会信用代码或本地编号。"
        self.fields = {"enterprise": EnterpriseField(user, label="单位", help_text=hint), **self.fields}


class WordingForm(forms.Form):
    """The wording of one entry."""

    heading = forms.CharField(label="题目", max_length=120)
    words = inputs.words("事由", rows=6, help_text="典型案例会对外公布，不写姓名、电话、证件号、车牌。")


class ApproveForm(forms.Form):
    """Nothing to fill in: what is approved stands above."""
