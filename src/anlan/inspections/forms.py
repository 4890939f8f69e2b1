"""Forms of a visit: the gate for what pages send."""

import re
from typing import Any

from django import forms

from anlan.core import inputs
from anlan.core.names import NameField, all_checked
from anlan.inspections.kinds import About
from anlan.inspections.models import Signature

OUTSIDER = re.compile(r"[\s,，、；;:：]+")


class Sent(forms.Form):
    """What every form of a visit carries: its own number, and the phone's time."""

    client_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    moment = forms.DateTimeField(required=False, widget=forms.HiddenInput, input_formats=["%Y-%m-%dT%H:%M:%S.%fZ"])

    @property
    def sent(self) -> dict[str, Any]:
        """What was entered, without the two hidden parts."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("client_id", "moment")}


class BeginForm(Sent):
    """Who comes along and what is looked at."""

    upper_office = forms.CharField(label="上级单位", max_length=100, required=False)
    document_number = forms.CharField(
        label="文书文号", max_length=100, required=False, help_text="没有文号的，写文书名称和日期。"
    )
    purpose = forms.CharField(
        label="检查内容或缘由",
        max_length=200,
        required=False,
        widget=forms.TextInput,
        help_text="如：冬季防火、复工前检查。",
    )
    companions = forms.MultipleChoiceField(label="同行人员", required=False, widget=forms.CheckboxSelectMultiple)
    outsiders = inputs.words(
        "其他同行人员",
        rows=2,
        limit=600,
        required=False,
        help_text="没有账号的人，每行一位，先写姓名再写身份，如：蒋工　粉尘防爆专家。",
    )
    with_list = forms.ChoiceField(label="检查表", widget=forms.RadioSelect)

    def __init__(
        self, line: About, people: list[tuple[str, str]], lists: list[tuple[str, str]], *args: Any, **more: Any
    ):
        super().__init__(*args, **more)
        self.fields["companions"].choices = people
        self.fields["with_list"].choices = lists
        self.fields["with_list"].initial = lists[0][0]
        if not people:
            del self.fields["companions"]
        for name in ("upper_office", "document_number"):
            if line.kind != "upper_level":
                del self.fields[name]
            else:
                self.fields[name].required = True

    def clean_outsiders(self) -> list[tuple[str, str]]:
        """Each line as name and what the person is."""
        rows = [
            OUTSIDER.split(row.strip(), maxsplit=1)
            for row in self.cleaned_data["outsiders"].splitlines()
            if row.strip()
        ]
        if any(len(row) < 2 or not row[1] for row in rows):
            raise forms.ValidationError("每行先写姓名，空一格，再写身份，如：蒋工　粉尘防爆专家。")
        all_checked(name for name, _ in rows)
        return [(name[:60], position[:60]) for name, position in rows]


class AnswerForm(Sent):
    """One answer with its note."""

    value = forms.ChoiceField(choices=[("yes", "是"), ("no", "否"), ("na", "不涉及")])
    note = forms.CharField(required=False, max_length=500)


class SkipForm(Sent):
    """Why an item was not looked at."""

    reason = forms.CharField(max_length=300, error_messages={"required": "请写明这一项没有查的原因。"})


class FindingForm(Sent):
    """What was seen and where."""

    description = inputs.words("看到的隐患", error_messages={"required": "请写明看到的隐患。"})
    place_words = forms.CharField(label="部位", max_length=100, required=False)
    suggested_due_on = inputs.day("建议整改到", required=False)
    responsible_name = NameField(
        label="整改责任人",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )
    statement = forms.CharField(label="怎么改的", max_length=300, required=False)
    how = forms.ChoiceField(choices=[("recorded", ""), ("fixed", "")], required=False)


class KnownForm(Sent):
    """Which open hazard it is."""

    hazard = forms.UUIDField()
    note = forms.CharField(required=False, max_length=500)


class CompanionForm(Sent):
    """Somebody else who came along."""

    user = forms.UUIDField(required=False)
    name = NameField(label="姓名", required=False)
    position = forms.CharField(label="身份", required=False, max_length=60)


class SignForm(Sent):
    """Whose signature it is, and the picture of it."""

    role = forms.ChoiceField(choices=[one for one in Signature.Role.choices if one[0] != "refused"])
    companion = forms.UUIDField(required=False)
    name = NameField(required=False)
    position = forms.CharField(required=False, max_length=60)


class RefusalForm(Sent):
    """Why nobody of the enterprise signed, and who saw it."""

    name = NameField(label="拒签人姓名", required=False)
    reason = forms.CharField(label="拒签原因", max_length=300)
    witness = NameField(label="见证人姓名")
    witness_position = forms.CharField(label="见证人身份", max_length=60)


class AbandonForm(Sent):
    """Why the visit ends without a result."""

    reason = inputs.words("中止的原因", limit=300)
