"""The form of a drill of the township's own."""

from typing import Any

from django import forms

from anlan.core import clock
from anlan.enterprises.contracts.forms import day, words
from anlan.enterprises.models import Drill
from anlan.enterprises.owndrills import queries
from anlan.org.models import Office, User


class OwnDrillForm(forms.Form):
    """A drill that was held and evaluated."""

    office = forms.ModelChoiceField(Office.objects.none(), label="哪一级政府", empty_label=None)
    kind = forms.ChoiceField(label="类别", choices=Drill.Kind.choices)
    scenario = forms.CharField(label="情景", max_length=300, help_text="如：木业园区火灾，乡镇、消防、医院联动处置。")
    held_on = day("演练日期")
    people = forms.IntegerField(label="参加人数", min_value=1, max_value=100_000)
    evaluation = words("评估", help_text="哪里做得好，哪里慢了、错了，怎么改。有评估才算。")

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        fields["office"].queryset = queries.offices_for(user)
        self.initial = {"held_on": clock.today(), **self.initial}
