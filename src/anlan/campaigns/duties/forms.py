"""Forms of duties."""

from collections import Counter
from typing import Any

from django import forms

from anlan.campaigns.duties.models import Happening
from anlan.campaigns.duties.queries import following_events
from anlan.campaigns.duties.sorts import sorts_of
from anlan.campaigns.plans.models import Campaign, Duty
from anlan.campaigns.steering.fields import EnterpriseField
from anlan.core import clock, inputs
from anlan.org.models import User


class StatementForm(forms.Form):
    """What was done, in words."""

    done_on = inputs.day("完成日期")
    words = inputs.words(
        "做了什么", limit=5000, rows=5, help_text="写清什么时候、谁、做了什么、结果怎样。照片和文件不是必需的。"
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, initial={"done_on": clock.today()}, **more)


class HappeningForm(forms.Form):
    """What happened that calls for duties."""

    name = forms.CharField(label="事由", max_length=60, help_text="如：12 月 3 日寒潮、元旦假期、某地同类事故。")
    on = inputs.day("日期")
    days = forms.IntegerField(
        label="几天内完成", min_value=1, max_value=90, initial=7, help_text="原文写了几日内的任务按原文。"
    )
    sort = forms.ChoiceField(
        label="类别", required=False, help_text="方案里说到这一类的任务从这一天起算；哪一类都不是的，选下面的一项任务。"
    )
    village = forms.ChoiceField(label="只涉及一个村", required=False)
    duty = forms.ModelChoiceField(
        Duty.objects.none(), label="只针对一项任务", required=False, empty_label="按类别，方案里说到的都算"
    )

    field_order = ["name", "sort", "on", "days", "enterprise", "village", "duty"]

    def __init__(
        self, *args: Any, campaign: Campaign, user: User, told: dict[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(*args, initial={"on": clock.today(), "days": 7, **(told or {})}, **more)
        self.fields["enterprise"] = EnterpriseField(
            user, label="只涉及一家企业", required=False, help_text="一家复工、出事的，填这一家；各家都有的，不填。"
        )
        self.order_fields(self.field_order)
        villages = campaign.region.children.order_by("code")
        choices = [("", "不限"), *((one.code, one.plain_name) for one in villages)]
        self.fields["village"].choices = choices
        following = following_events(campaign)
        counts = Counter(sort for one in following for sort in sorts_of(one))
        kind: Any = self.fields["sort"]
        sorts = [(one.value, f"{one.label}（{counts[one.value]} 项任务）") for one in Happening.Sort]
        kind.choices = [("", "请选择"), *sorts]
        self.fields["duty"].queryset = following
