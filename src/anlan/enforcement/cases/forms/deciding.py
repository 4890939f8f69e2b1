"""Forms of the decision and of what follows it: more time, parts of a fine, payment, performance, a ban, the end."""

import datetime as dt

from django import forms

from anlan.core import clock, inputs
from anlan.enforcement.cases.actions.ending import RETENTIONS
from anlan.enforcement.cases.forms.parts import MOST_YUAN, kinds, yuan
from anlan.enforcement.documents.paper_forms import SPLIT


class PenaltyForm(forms.Form):
    """The decision."""

    penalties = kinds()
    fine = yuan("罚款（元）")
    decision = inputs.words("裁量理由", rows=3)
    mitigation = inputs.words("减轻处罚的理由", rows=2, required=False)


class ExtendForm(forms.Form):
    """More time."""

    due_on = inputs.day("新的办案期限")
    reason = inputs.words("延期理由", rows=3)


class InstalmentsForm(forms.Form):
    """The parts of a fine, each with its day."""

    parts = inputs.words(
        "各期期限和金额",
        rows=4,
        limit=1000,
        help_text="一行一期：日期｜金额（元），如 2026-12-31｜15000。只写一行的为延期。合计等于罚款。",
    )
    reason = inputs.words("批准的理由", rows=2)

    def clean_parts(self) -> list[tuple[dt.date, int]]:
        """Each day with its yuan."""
        lines = [one.strip() for one in self.cleaned_data["parts"].splitlines() if one.strip()]
        return [_part(line) for line in lines]


def _part(line: str) -> tuple[dt.date, int]:
    day, _, yuan = (part.strip() for part in SPLIT.sub("|", line).partition("|"))
    try:
        return dt.date.fromisoformat(day), int(yuan)
    except ValueError:
        raise forms.ValidationError(f"“{line[:30]}”请写成：日期｜金额，如 2026-12-31｜15000。") from None


class PaymentForm(forms.Form):
    """One payment."""

    paid_on = inputs.day("缴款日期", initial=clock.today)
    paid = forms.IntegerField(label="金额（元）", min_value=1, max_value=MOST_YUAN)
    words = forms.CharField(label="缴款凭证", max_length=200)


class PerformForm(forms.Form):
    """The penalty was performed."""

    performed_on = inputs.day("履行日期")
    paid = yuan("实缴（元，含加处罚款）")
    words = forms.CharField(label="履行情况", max_length=200, help_text="缴款凭证号、停产恢复情况等。")


class BarForm(forms.Form):
    """A ban from the industry."""

    barred_from = inputs.day("起始日期", initial=clock.today)
    for_life = forms.BooleanField(label="终身", required=False, help_text="不勾选为五年。")
    reason = inputs.words(
        "依据", rows=2, help_text="《安全生产法》第九十四条或者第一百一十三条，刑罚或处分执行完毕之日等。"
    )


class CloseForm(forms.Form):
    """The end of a case."""

    summary = inputs.words("结案意见", rows=3)
    retention = forms.ChoiceField(label="保管期限", choices=[(one, one) for one in RETENTIONS], initial=RETENTIONS[1])
