"""Inputs many forms share: lines of words, a day, a moment, and the form of a step that only asks why."""

from typing import Any

from django import forms

MOMENT = "%Y-%m-%dT%H:%M"


def words(label: str, *, rows: int = 3, limit: int | None = 2000, **more: Any) -> forms.CharField:
    """Text of several lines, at most `limit` characters."""
    return forms.CharField(label=label, max_length=limit, widget=forms.Textarea(attrs={"rows": rows}), **more)


def day(label: str, **more: Any) -> forms.DateField:
    """A date by the browser's own calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def moment(label: str, **more: Any) -> forms.DateTimeField:
    """A local date and time by the browser's own calendar and clock, to the minute."""
    picker = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(label=label, widget=picker, input_formats=[MOMENT, "%Y-%m-%d %H:%M"], **more)


class ReasonForm(forms.Form):
    """A step that only asks why."""

    reason = words("原因", limit=300)
