"""The one rule by which words are a person's name, for forms, for lists of people and for what other programs send."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from anlan.core.errors import Invalid

SIGNS = {"So", "Cs", "Co", "Cn", "Cc"}
"""Emoji, half characters, characters nobody has: none of them stands in a name."""


def why_not(name: str) -> str:
    """Why these words are no person's name, as a sentence; empty where they may be one."""
    written = "".join(name.split())
    if not any(one.isalpha() for one in written):
        return f"“{name[:20]}”不是人的姓名，请写本人的姓名，不能只写数字、符号或表情。"
    odd = next((one for one in written if unicodedata.category(one) in SIGNS), "")
    return f"姓名“{name[:20]}”里有表情或特殊符号，请只写文字。" if odd else ""


def checked(name: str, field: str = "name") -> str:
    """The name. Raises Invalid at the field where it is none."""
    if words := why_not(name):
        raise Invalid(words, code="core.name", fields={field: [words]})
    return name


def all_checked(names: Iterable[str]) -> None:
    """Refuse lines of which one begins with what is no name, each by its words."""
    if wrong := [words for name in names if (words := why_not(name))]:
        raise ValidationError(wrong)


class NameField(forms.CharField):
    """A person's name on a form."""

    def __init__(self, *, max_length: int = 60, **more: Any) -> None:
        super().__init__(max_length=max_length, **more)

    def validate(self, value: str) -> None:
        """Refuse what is no name."""
        super().validate(value)
        if value and (words := why_not(value)):
            raise ValidationError(words)
