"""Forms of fire rounds; a round begins as it mostly is: now, by whoever fills it in, nothing wrong."""

from typing import Any

from django import forms
from django.utils import timezone

from anlan.core import clock, inputs
from anlan.enterprises.certificates.forms import PersonChoice
from anlan.enterprises.learning.rules import round_hours
from anlan.enterprises.models import Enterprise, Person
from anlan.files.evidence import PhotoForm
from anlan.inspections.rounds import rules
from anlan.inspections.rounds.models import RoundPlan
from anlan.org.models import User

OFTEN = [("", "每天一次"), ("1", "每小时一次"), ("2", "每 2 小时一次"), ("4", "每 4 小时一次")]
NOT_THERE = "名单里没有的，先在企业档案里增加人员。"


class PeopleChoice(forms.ModelMultipleChoiceField):
    """People in office, told apart from others of the name."""

    def label_from_instance(self, obj: Any) -> str:
        """王强（焊工）."""
        return str(obj.told_apart)


def _hour(label: str, hint: str) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget, help_text=hint)


class PlanForm(forms.Form):
    """How often, when, who."""

    every_hours = forms.TypedChoiceField(label="多久一次", choices=OFTEN, coerce=int, empty_value=None, required=False)
    opens = _hour("从几点", "一般是营业开始。")
    shuts = _hour("到几点", "过了半夜的照填，如 02:00；全天的两个都填 00:00。医院、养老院、寄宿学校夜间也要巡查。")
    rest_days = forms.TypedMultipleChoiceField(
        label="哪几天不营业",
        choices=[(str(number), name) for number, name in enumerate(rules.DAYS)],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="天天营业的不选。",
    )
    people = PeopleChoice(
        Person.objects.none(), label="谁巡查", widget=forms.CheckboxSelectMultiple, help_text=NOT_THERE
    )

    def __init__(self, *args: Any, enterprise: Enterprise, known: RoundPlan | None, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        most = round_hours(enterprise) or 24
        fields["people"].queryset = enterprise.people.filter(until=None).order_by("name", "since")
        fields["every_hours"].sometimes = "按规定营业期间至少每 2 小时一次" if most == 2 else ""
        for name in ("opens", "shuts"):
            fields[name].sometimes = "按小时巡查的必填"
        said: dict[str, Any] = {"every_hours": most if most < 24 else None, "people": []}
        if known:
            said = {name: getattr(known, name) for name in ("every_hours", "opens", "shuts", "rest_days")}
            said["people"] = [one.pk for one in known.people.all() if not one.until]
        self.initial = {**said, **self.initial}


class RoundForm(PhotoForm):
    """One round: nothing wrong is one tap; what is wrong is said in words and goes on the ledger."""

    photos_label = "照片"
    photos_hint = "有问题的拍一张；没有问题可不拍。"
    problem = inputs.words(
        "看到的问题", rows=2, limit=500, required=False, help_text="没有问题不填，直接点“记上”。填了的自动登记为隐患。"
    )
    person = PersonChoice(Person.objects.none(), label="谁巡查", help_text=NOT_THERE)
    at = inputs.moment("什么时候", required=False, help_text="补记的改时间，只补最近 24 小时的；不改就是现在。")

    def __init__(self, *args: Any, plan: RoundPlan, user: User, **more: Any) -> None:
        super().__init__(*args, user=user, **more)
        fields: dict[str, Any] = self.fields
        rows = plan.enterprise.people.filter(until=None).order_by("name", "since")
        fields["person"].queryset = rows
        named = list(plan.people.all())
        me = next((one for one in rows if one.user_id == user.pk), named[0] if named else None)
        self.initial = {"person": me, **self.initial}
        self.assumed = f"{me.name if me else ''}，现在（{timezone.localtime(clock.now()):%H:%M}）"
