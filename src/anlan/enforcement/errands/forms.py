"""Forms of planned visits."""

from typing import Any

from django import forms

from anlan.core import inputs
from anlan.enforcement.errands.models import PLANNED_KINDS


def matter() -> forms.CharField:
    """What an office comes for."""
    return forms.CharField(label="要看的内容", max_length=200, help_text="如：压力容器检验、消防通道、用电。")


class AnnounceForm(forms.Form):
    """When, as what, for what."""

    kind = forms.ChoiceField(label="种类", choices=[(kind.value, kind.label) for kind in PLANNED_KINDS])
    planned_on = inputs.day("计划日期")
    what = matter()

    def __init__(self, *args: Any, near: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if near:
            self.fields["apart_because"] = forms.CharField(
                label="为什么不并入", max_length=200, required=False, help_text="十天内已有单位要去；确需另去的写明。"
            )


class MatterForm(forms.Form):
    """What one's own office comes for."""

    what = matter()


class OutsideForm(forms.Form):
    """An office from outside."""

    office_name = forms.CharField(label="单位名称", max_length=60, help_text="外区、上级单位全称。")
    people = forms.CharField(label="参加人员", max_length=60)
    what = matter()


class MoveForm(forms.Form):
    """Another day."""

    planned_on = inputs.day("改到")
    reason = inputs.words("改期理由", rows=2)


class GoForm(forms.Form):
    """Nothing to fill in: who comes and for what stands above."""


class DropForm(forms.Form):
    """Why not."""

    reason = inputs.words("取消理由", rows=2)
