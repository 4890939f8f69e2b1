"""Form fields of steering: lines of names, and enterprises one types and the page completes."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from anlan.campaigns.steering import queries
from anlan.core.names import all_checked
from anlan.enterprises.models import Enterprise
from anlan.org.fields import Suggest
from anlan.org.models import User

ASKED = 3
"""For so many names what they may have been meant for is looked up, so many each."""


class Quantity(forms.DecimalField):
    """How much; empty is nothing at all."""

    def __init__(self, **more: Any) -> None:
        super().__init__(min_value=0, required=False, **more)

    def clean(self, value: Any) -> Decimal:
        """The number, 0 where nothing was entered."""
        return super().clean(value) or Decimal(0)


def money(label: str, **more: Any) -> Quantity:
    """An amount in yuan."""
    return Quantity(label=label, max_digits=12, decimal_places=2, **more)


def man_days(label: str, **more: Any) -> Quantity:
    """Expert days, in tenths."""
    return Quantity(label=label, max_digits=5, decimal_places=1, **more)


SEVERAL = re.compile(r"[一-鿿·]{2,4}(?:\s+[一-鿿·]{2,4})+")
"""Words of two to four characters with blanks between them: 李航 林巡 are two people, 王　镇 is one."""


def _joined(name: str) -> str:
    """A name without the blanks that only stretch it: 王　镇 is 王镇."""
    parts = name.split()
    return "".join(parts) if all(len(one) == 1 for one in parts) else name.strip()


class NamesField(forms.CharField):
    """Names, one a line or parted by 、 or commas, as a list without repeats.

    A blank may part two names or stand within one: where it parts words as long as names, it is asked about.
    """

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **{"max_length": 5000, **more})

    def clean(self, value: Any) -> list[str]:
        """The names in their order."""
        text = super().clean(value)
        for mark in "、，,；;\n\t":
            text = text.replace(mark, "\n")
        names = list(dict.fromkeys(_joined(name)[:60] for name in text.splitlines() if name.strip()))
        all_checked(names)
        if several := [name for name in names if SEVERAL.fullmatch(name)]:
            raise ValidationError(f"“{'”“'.join(several)}”里有空格，看不出是几个人。请一行一人，或用顿号分开。")
        return names


def _unknown(user: User, names: list[str]) -> str:
    """That these name none or several, with what the first few may have been meant for."""
    near = [one for name in names[:ASKED] for one in queries.enterprise_suggestions(user, name)[:ASKED]]
    told = f"企业档案里没有“{'”“'.join(names)}”，或者不止一家。"
    return f"{told}名称相近的有：{'、'.join(dict.fromkeys(near))}。" if near else told


class EnterpriseField(forms.CharField):
    """An enterprise of the person's territory by its name, local code or credit code."""

    def __init__(self, user: User, **more: Any) -> None:
        super().__init__(widget=Suggest(reverse_lazy("campaigns:enterprise_options")), max_length=120, **more)
        self.user = user

    def clean(self, value: Any) -> Enterprise | None:
        """The one meant, or the reason why there is none."""
        text = super().clean(value).strip()
        if not text:
            return None
        found = queries.enterprise_named(self.user, text)
        if found is None:
            raise ValidationError(f"{_unknown(self.user, [text])}请从提示中选择，或填写本地编号。")
        return found


class EnterprisesField(NamesField):
    """Several enterprises, one a line, each by its name or code."""

    def __init__(self, user: User, **more: Any) -> None:
        super().__init__(**more)
        self.user = user

    def clean(self, value: Any) -> list[Enterprise]:  # type: ignore[override]  # a list and not one
        """Those meant. Refuses with every name that means none or several."""
        names = super().clean(value)
        found = {name: queries.enterprise_named(self.user, name) for name in names}
        if unknown := [name for name, one in found.items() if one is None]:
            raise ValidationError(f"{_unknown(self.user, unknown)}请填写全称或本地编号。")
        return [one for one in found.values() if one]
