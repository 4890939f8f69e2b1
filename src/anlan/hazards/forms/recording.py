"""The form for recording what was seen, usable with one thumb."""

from typing import Any

from django import forms

from anlan.core import inputs
from anlan.core.errors import Invalid
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.files.evidence import Evidence
from anlan.hazards.forms.parts import line
from anlan.hazards.models import Source
from anlan.org.models import User
from anlan.standards.models import Criterion


class RecordForm(forms.Form):
    """Where, what, photos; how it was found; `fixed` is the button that says it was put right on the spot."""

    enterprise = forms.ModelChoiceField(
        Enterprise.objects.none(), label="单位", error_messages={"required": "请先选定单位，找不到的可以换个词再找。"}
    )
    description = inputs.words("看到的隐患", rows=3, help_text="写清哪里、什么东西、怎么不对。")
    place_words = line("部位", required=False, hint="如“打磨车间东侧”。", limit=100)
    source = forms.ChoiceField(label="怎么发现的", choices=Source.choices)
    suggested_due_on = inputs.day("建议整改期限", required=False)
    fixed = forms.BooleanField(required=False)
    statement = inputs.words("怎么改好的", rows=2, required=False, help_text="有整改后照片的可以不写。")
    seen_as = forms.ModelChoiceField(Criterion.objects.select_related("pack"), required=False, label="相近条款")
    alike = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["enterprise"].queryset = enterprises.visible_to(user).select_related("region")
        self.before = Evidence(self, "photos", user)
        self.after = Evidence(self, "after", user)

    def clean(self) -> dict[str, Any]:
        """Refuse what is no photo, and 'fixed at once' without a photo or a word about it."""
        for sentence in [*self.before.errors, *self.after.errors]:
            self.add_error(None, sentence)
        given = dict(super().clean() or {})
        if given.get("fixed") and not self.after.names and not given.get("statement"):
            self.add_error("statement", "当场改好的，请拍一张整改后的照片，或写明怎么改好的。")
        return given

    def take(self, error: Invalid) -> None:
        """Show a refusal of the action at the fields it means."""
        placed = [name for name in error.fields if name in self.fields]
        for name in placed:
            for sentence in error.fields[name]:
                self.add_error(name, sentence)
        if not placed:
            self.add_error(None, error.message)
