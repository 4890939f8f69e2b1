"""The form that puts on record who was told how."""

from typing import Any

from django import forms

from anlan.enterprises.models import Person, Receipt


class PersonChoice(forms.ModelChoiceField):
    """Somebody of the enterprise, with the post."""

    def label_from_instance(self, obj: Any) -> str:
        """刘翀（主要负责人）."""
        return f"{obj.name}（{obj.get_post_display()}）"


class ToldForm(forms.Form):
    """Who was told, and how."""

    person = PersonChoice(Person.objects.none(), label="告知了谁", empty_label=None)
    how = forms.ChoiceField(label="方式", widget=forms.RadioSelect)
    version = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        person: Any = self.fields["person"]
        how: Any = self.fields["how"]
        person.queryset = people
        how.choices = [(value, label) for value, label in Receipt.How.choices if value != Receipt.How.ONLINE]
