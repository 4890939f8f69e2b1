"""Forms by which a case begins: proposed, opened, decided on the spot, taken over."""

from typing import Any

from django import forms

from anlan.core import inputs
from anlan.core.names import NameField
from anlan.enforcement.cases.clauses import CLAUSES, LAW, Clause
from anlan.enforcement.cases.models import Case
from anlan.enforcement.inspecting.forms import OfficerChoices
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.hazards.models import Hazard
from anlan.org.models import Office, User


def _told(clause: Clause) -> str:
    ranges = [
        f"{stage} {one.low}—{one.high} 元" for stage, one in (("", clause.first), ("逾期", clause.overdue)) if one
    ]
    sure = "" if clause.confidence in "AB" else "，待核对"
    whom = "单位" if clause.party == "unit" else "个人"
    basis = clause.basis.removeprefix(LAW)
    return f"{whom}｜{clause.label}（{basis}，{'；'.join(ranges).strip()}{sure}）"


class PartyForm(forms.Form):
    """Against whom and by which clause."""

    person: Any = forms.ModelChoiceField(None, label="当事人", required=False)
    clause = forms.ChoiceField(label="条款", help_text="单位和个人的条款分开列，与当事人一致。")
    is_overdue = forms.BooleanField(label="责令改正后逾期未改正、拒不执行", required=False)

    def __init__(self, *args: Any, enterprise: Enterprise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = enterprises.people_of(enterprise)
        person.empty_label = enterprise.name
        person.label_from_instance = lambda one: f"{one.name}（{one.get_post_display()}）"
        clause: Any = self.fields["clause"]
        clause.choices = [(one.code, _told(one)) for one in CLAUSES.values()]


class OpenForm(PartyForm):
    """A case as it is opened or proposed."""

    cause = forms.CharField(label="案由", max_length=200, help_text="如：未采取措施消除事故隐患。")
    committed_on = inputs.day(
        "违法行为发生（终了）日期",
        required=False,
        help_text="连续或者继续的写终了之日。不写的按发现之日。二年内没有发现的不再处罚。",
    )
    is_harmful = forms.BooleanField(
        label="涉及公民生命健康安全且有危害后果", required=False, help_text="勾选的追究时效为五年。"
    )
    facts = inputs.words("违法事实", rows=4, help_text="时间、地点、行为、后果，谁看见、有什么材料。")
    hazard = forms.ModelChoiceField(
        Hazard.objects.none(), label="涉及的隐患", required=False, empty_label="不针对某一条隐患"
    )
    office = forms.ModelChoiceField(
        Office.objects.none(), label="办理单位", help_text="本单位没有这一项处罚权的，选有权单位，提交后即为提请。"
    )
    lead = OfficerChoices(User.objects.none(), label="承办人", required=False, empty_label="本单位办理的才选")
    second = OfficerChoices(User.objects.none(), label="协办人", required=False, empty_label="本单位办理的才选")

    def __init__(self, *args: Any, hazards: Any, offices: Any, officers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("office", offices), ("lead", officers), ("second", officers)):
            self.fields[name].queryset = rows
        if hazards is None:
            del self.fields["hazard"]
        else:
            self.fields["hazard"].queryset = hazards


class OnSpotForm(PartyForm):
    """A decision on the spot."""

    facts = inputs.words("违法事实", rows=3)
    fine = forms.IntegerField(label="罚款（元）", min_value=0, max_value=3000, help_text="写 0 即为警告。", initial=0)
    receiver = NameField(label="签收人")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_overdue"]


class AcceptForm(forms.Form):
    """A proposal taken over."""

    lead = OfficerChoices(User.objects.none(), label="承办人", required=False, empty_label="请选择")
    second = OfficerChoices(User.objects.none(), label="协办人", required=False, empty_label="请选择")
    receipt = forms.CharField(label="受理文号和日期", max_length=200, required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = User.objects.filter(office=case.office, is_active=True).order_by("sort_key")
        for name in ("lead", "second"):
            self.fields[name].queryset = rows
