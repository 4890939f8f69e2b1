"""The gate for what a phone says of a piece of a file."""

from typing import Any

from django import forms


class PieceForm(forms.Form):
    """Where the piece belongs, how large the whole is, and what the phone read from the original."""

    offset = forms.IntegerField(min_value=0)
    size = forms.IntegerField(min_value=1)
    name = forms.CharField(max_length=200)
    original_sha256 = forms.RegexField(r"^[0-9a-f]{64}$", required=False)
    taken_at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M:%S"])
    latitude = forms.FloatField(required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(required=False, min_value=-180, max_value=180)

    @property
    def told(self) -> dict[str, Any]:
        """As files.incoming.take wants it."""
        given = dict(self.cleaned_data)
        place = {name: given.pop(name) for name in ("offset", "size", "name")}
        return place | {"facts": {name: value for name, value in given.items() if value not in (None, "")}}
