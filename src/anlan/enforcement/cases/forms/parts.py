"""Fields that several forms of cases have."""

from django import forms

from anlan.core import inputs
from anlan.enforcement.cases.models import Case

MOST_YUAN = 20_000_000


def said(name: str, label: str, *, rows: int = 3, required: bool = True, help_text: str = "") -> type[forms.Form]:
    """A form of one text."""
    return type(
        "SaidForm", (forms.Form,), {name: inputs.words(label, rows=rows, required=required, help_text=help_text)}
    )


def kinds() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="处罚种类", choices=Case.Penalty.choices, widget=forms.CheckboxSelectMultiple
    )


def yuan(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_YUAN, initial=0)
