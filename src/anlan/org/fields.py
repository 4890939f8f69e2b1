"""Form fields that name an office or a region without a list of all of them: one types, the page completes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from anlan.org.models import Office, Region


class Suggest(forms.TextInput):
    """A text input that completes from a URL; without script it is typed out."""

    template_name = "org/suggest.html"

    def __init__(self, url: Any, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.url = url

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The widget's template context, with the URL it asks."""
        return super().get_context(name, value, attrs) | {"url": self.url}


class OfficeField(forms.CharField):
    """An office by its name; where several regions have one of that name, with the region: 应急管理办公室（桂村乡）."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=Suggest(reverse_lazy("org:office_options")), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """An office is shown by its full name."""
        return full_office_name(value) if isinstance(value, Office) else value

    def clean(self, value: Any) -> Office | None:
        """The one office meant, or the reason why there is none."""
        typed = super().clean(value).strip()
        if not typed:
            return None
        name, _, region = typed.rstrip("）").partition("（")
        rows = Office.objects.filter(ended_on=None).select_related("region")
        found = list(rows.filter(name=typed)[:2]) or list(rows.filter(name=name, region__name=region)[:2])
        found = found or list(rows.filter(short_name=typed)[:2])
        return _the_one(found, typed, "单位", "请连同区划写全，如“应急管理办公室（桂村乡）”。")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared by name."""
        return self.prepare_value(initial) != data


class RegionField(forms.CharField):
    """A region by its 12-digit code or its name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=Suggest(reverse_lazy("org:region_options")), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A region is shown by name and code."""
        return f"{value.name} {value.code}" if isinstance(value, Region) else value

    def clean(self, value: Any) -> Region | None:
        """The one region meant, or the reason why there is none."""
        typed = super().clean(value).strip()
        if not typed:
            return None
        last = typed.split()[-1]
        found = list(Region.objects.filter(code=last)[:1]) or list(Region.objects.filter(name=typed)[:2])
        return _the_one(found, typed, "区划", "请填写 12 位区划代码。")


def full_office_name(office: Office) -> str:
    """An office with its region, as the field takes it back."""
    return f"{office.name}（{office.region.name}）"


def _the_one(found: list[Any], typed: str, what: str, hint: str) -> Any:
    if not found:
        raise ValidationError(f"没有名为“{typed}”的{what}，请从提示中选择。")
    if len(found) > 1:
        raise ValidationError(f"名为“{typed}”的{what}不止一个，{hint}")
    return found[0]
