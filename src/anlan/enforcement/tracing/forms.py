"""Forms of trace-backs."""

from django import forms

from anlan.core import inputs
from anlan.enforcement.tracing.actions import DEFAULT_DAYS
from anlan.enforcement.tracing.models import Trace


class TraceForm(forms.Form):
    """What happened, when, and how far back is looked."""

    trigger = forms.ChoiceField(label="起因", choices=Trace.Trigger.choices)
    what = inputs.words(
        "发生了什么", help_text="写明部位和问题，如“除尘器泄爆片封死，发生爆燃”；据此找出与之有关的检查项。"
    )
    happened_at = inputs.moment("发生（发现）时间")
    days = forms.IntegerField(label="向前倒查天数", min_value=1, max_value=1100, initial=DEFAULT_DAYS)
    source = forms.CharField(
        label="来源文书", max_length=200, required=False, help_text="事故快报、上级检查通报的名称和文号。"
    )


class ExplainForm(forms.Form):
    """One's own side."""

    words = inputs.words("情况说明", rows=5, help_text="当时看到什么、怎么判断、做了什么、为什么没有再做。")


class ConcludeForm(forms.Form):
    """What follows."""

    conclusion = inputs.words("结论", rows=5, help_text="没有尽职的和已经尽职的分别写明；需要移交纪检的写明移交。")
