"""Forms of acceptance: in order, sent back with reasons, struck off."""

from django import forms

from anlan.core import inputs
from anlan.hazards.forms.parts import StepForm, line
from anlan.org import scope
from anlan.org.models import User


class AcceptForm(StepForm):
    """Found done on site."""

    photos, photos_hint = "现场照片", "验收人本人在现场拍的。"
    statement = inputs.words("到现场核对的情况", help_text="看了什么、试了什么、结果如何。")
    second_officer = forms.ModelChoiceField(User.objects.none(), label="同去的另一名工作人员", empty_label="请选择")

    def arrange(self) -> None:
        if not self.hazard.is_major:
            del self.fields["second_officer"]
            return
        self.signed = True
        part = {self.user.pk, self.hazard.fixed_by_id, self.hazard.self_accepted_by_id}
        known = [one.pk for one in scope.people_with("hazards.judge", self.hazard.place) if one.pk not in part]
        self.fields["second_officer"].queryset = User.objects.filter(pk__in=known)


class SendBackForm(StepForm):
    """Numbered reasons."""

    photos = "现场照片"
    reasons = inputs.words("退回理由", rows=4, help_text="一行一条，自动编号；对方照着逐条补做。期限不重新计算。")

    def clean_reasons(self) -> list[str]:
        return [one.strip() for one in self.cleaned_data["reasons"].splitlines() if one.strip()]


class CloseForm(StepForm):
    """Struck off."""

    opinion = line("意见")

    def arrange(self) -> None:
        self.initial.setdefault("opinion", "同意销号")
