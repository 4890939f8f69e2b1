"""What the forms of steps are made of: fields in plain words, photos and signatures, refusals at their fields."""

from typing import Any

from django import forms

from anlan.core.errors import Invalid
from anlan.core.names import NameField
from anlan.core.templatetags.anlan import moment
from anlan.files import queries as files
from anlan.files.evidence import Evidence
from anlan.hazards.models import Hazard
from anlan.hazards.photos import CONTRACTOR
from anlan.org.models import User


def line(label: str, *, required: bool = True, hint: str = "", limit: int = 200) -> forms.CharField:
    """A text of one line."""
    return forms.CharField(label=label, required=required, help_text=hint, max_length=limit)


def person_name(label: str, *, required: bool = True, hint: str = "") -> forms.CharField:
    """A person's name."""
    return NameField(label=label, required=required, help_text=hint)


def theirs(hazard: Hazard) -> list[tuple[str, str]]:
    """The photos the other side of a contract sent of a hazard, as (sha256, what they are)."""
    uses = files.uses_of("hazards", hazard.pk).filter(purpose=CONTRACTOR)
    return [(one.file_id, f"用相关方 {moment(one.at)} 发来的照片（到现场看过、确实如此的才勾选）") for one in uses]


class StepForm(forms.Form):
    """What every step's form shares. `photos` names its field of photos; `intro` is said above it; `as_note`: what was
    typed can still be kept as a note; `takes_theirs`: photos a contractor sent behind its link are offered, unticked.
    """

    photos = ""
    photos_hint = ""
    intro = ""
    signed = False
    takes_theirs = False
    as_note = False
    is_late = False

    def __init__(self, *args: Any, hazard: Hazard, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hazard, self.user = hazard, user
        self.arrange()
        self.evidence = Evidence(self, "photos", user)
        if self.takes_theirs:
            self.evidence.offer(theirs(hazard))
        self.signature = Evidence(self, "signature", user)

    def arrange(self) -> None:
        """Fit fields to the hazard and the person."""

    def clean(self) -> dict[str, Any]:
        """Refuse files that are no photos, naming each."""
        for sentence in [*self.evidence.errors, *self.signature.errors]:
            self.add_error(None, sentence)
        return dict(super().clean() or {})

    @property
    def written(self) -> str:
        """What was typed into its texts, each after its label."""
        texts = [
            (one, str(one.value() or "").strip()) for one in self if type(one.field) in (forms.CharField, NameField)
        ]
        return "；".join(f"{one.label}：{text}" for one, text in texts if text)

    def words_of_action(self) -> dict[str, Any]:
        """The keywords of the action."""
        given = dict(self.cleaned_data)
        if self.photos:
            given["photos"] = [*self.evidence.names, *self.signature.names]
        return given

    def take(self, error: Invalid) -> None:
        """Show a refusal of the action at the fields it means."""
        placed = [name for name in error.fields if name in self.fields]
        for name in placed:
            for sentence in error.fields[name]:
                self.add_error(name, sentence)
        if not placed:
            self.add_error(None, error.message)
