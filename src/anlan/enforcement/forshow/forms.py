"""Forms of signs: the decision, the enterprise's answer, what became of it."""

from typing import Any

from django import forms

from anlan.core import inputs
from anlan.enforcement.forshow import actions, queries, rules
from anlan.enforcement.forshow.models import Review
from anlan.enterprises.models import Enterprise
from anlan.org.models import Office


def _words(label: str, hint: str) -> forms.CharField:
    return inputs.words(label, rows=4, help_text=hint)


class DecisionForm(forms.Form):
    """What is to be done, why, and by which office."""

    decision = forms.ChoiceField(label="决定", choices=Review.Decision.choices, widget=forms.RadioSelect)
    reason = _words("理由", "写明依据哪些事实、核实了什么。企业看得到。")
    office = forms.ModelChoiceField(
        Office.objects.none(), label="建议哪个单位办理", required=False, help_text="建议限期改正、停产停业整顿时选择。"
    )

    def __init__(self, *args: Any, enterprise: Enterprise, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        known = rules.offices(enterprise, Review.Decision.CORRECT).values("pk")
        fields["office"].queryset = Office.objects.filter(pk__in=known)
        if why := rules.may_stop(enterprise):
            fields["decision"].choices = [one for one in Review.Decision.choices if one[0] != Review.Decision.STOP]
            fields["decision"].help_text = why
        else:
            punishing = rules.offices(enterprise, Review.Decision.STOP).values("pk")
            fields["office"].queryset |= Office.objects.filter(pk__in=punishing)


class ReplyForm(forms.Form):
    """The enterprise's answer."""

    reply = _words("回应", "实际怎么查的、为什么没有查出、已经怎么改。决定的人会收到。")


class OutcomeForm(forms.Form):
    """What became of it."""

    outcome = forms.ChoiceField(label="结果", widget=forms.RadioSelect)
    document = forms.ModelChoiceField(queries.Document.objects.none(), label="责令限期整改指令书", required=False)
    case = forms.ModelChoiceField(queries.Case.objects.none(), label="处罚案件", required=False)
    words = _words("情况", "约谈写时间、谁谈的、对方怎么说；不采纳的写理由。")

    def __init__(self, *args: Any, review: Review, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        follows = actions.FOLLOWS.get(Review.Decision(review.decision), ())
        fields["outcome"].choices = [(str(one.value), one.label) for one in follows]
        fields["document"].queryset = queries.orders_of(review.enterprise)
        fields["case"].queryset = queries.cases_of(review.enterprise)
        if review.decision == Review.Decision.TALK:
            fields["outcome"].initial = Review.Outcome.TALKED
        if Review.Outcome.ORDERED not in follows:
            del fields["document"]
        if Review.Outcome.CASE not in follows:
            del fields["case"]
