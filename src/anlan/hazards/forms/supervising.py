"""Forms of supervision: by the township, by a higher level, letters, and who handles it."""

from django import forms

from anlan.core import inputs
from anlan.hazards.forms.parts import StepForm, line
from anlan.hazards.models import Supervision
from anlan.org import scope
from anlan.org.models import User


class ListSupervisionForm(StepForm):
    """The township supervises it."""

    intro = "挂牌后编发督办文号，只随销号解除。"
    reason = inputs.words("督办理由", rows=2, limit=300)
    due_on = inputs.day("督办期限")
    leader = forms.ModelChoiceField(User.objects.none(), label="责任领导", empty_label="请选择")

    def arrange(self) -> None:
        known = [one.pk for one in scope.people_with("hazards.acknowledge_as_leader", self.hazard.place)]
        self.fields["leader"].queryset = User.objects.filter(pk__in=known)


class ProposeSupervisionForm(StepForm):
    """A higher level is asked."""

    intro = "编发提请文号；收到上级答复后，在“登记上级督办结果”里登记上级文号和期限。"
    level = forms.ChoiceField(label="提请级别", choices=Supervision.Level.choices[1:])
    reason = inputs.words("提请理由", rows=2, limit=300, help_text="如：整改需区级协调、跨乡镇、久拖不决。")


class RecordSupervisionForm(StepForm):
    """What the higher level answered."""

    listed = forms.TypedChoiceField(
        label="上级答复",
        choices=[("yes", "已挂牌督办"), ("no", "不予挂牌")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    number = line("上级督办文号", required=False, limit=40)
    due_on = inputs.day("上级督办期限", required=False)
    leader = forms.ModelChoiceField(User.objects.none(), label="责任领导", empty_label="请选择", required=False)
    answer = inputs.words("上级意见", rows=2, required=False, limit=300, help_text="不予挂牌的必填。")

    def arrange(self) -> None:
        known = [one.pk for one in scope.people_with("hazards.acknowledge_as_leader", self.hazard.place)]
        self.fields["leader"].queryset = User.objects.filter(pk__in=known)


class RecordReleaseForm(StepForm):
    """The higher level accepted it and ended its supervision."""

    intro = "上级挂牌的，由上级验收后解除；在这里登记上级的文号和日期。"
    number = line("上级解除督办文号", limit=40)
    released_on = inputs.day("解除日期")
    opinion = inputs.words("上级验收意见", rows=2, required=False, limit=300)


class UrgeForm(StepForm):
    """The letter that urges."""

    intro = "编发督办函文号，打印盖章后送达；在督办页可先看草稿。"
    due_on = inputs.day("回复期限")
    words = inputs.words("另外要求的", rows=2, required=False, limit=300)


class AssignForm(StepForm):
    """Who of the office has it on the desk."""

    handler = forms.ModelChoiceField(User.objects.none(), label="经办人", empty_label="请选择")

    def arrange(self) -> None:
        known = [one.pk for one in scope.people_with("hazards.note", self.hazard.place)]
        self.fields["handler"].queryset = User.objects.filter(pk__in=known)
