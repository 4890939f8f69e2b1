"""The form of every step that only asks why."""

from django import forms


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3}))
