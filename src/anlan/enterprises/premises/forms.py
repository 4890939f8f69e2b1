"""Forms at the door of small premises."""

from typing import Any

from django import forms


class PhoneForm(forms.Form):
    """The number somebody of the place has on file."""

    phone = forms.CharField(
        label="您的手机号",
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "autofocus": True}),
        error_messages={"required": "请填写手机号码。"},
    )


class CodeForm(forms.Form):
    """The six digits."""

    code = forms.CharField(
        label="验证码（6 位数字）",
        max_length=12,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True, "class": "digits"}
        ),
        error_messages={"required": "请填写验证码。"},
    )


class ListsForm(forms.Form):
    """Which monthly lists are a place's, said as its people say it."""

    lists = forms.MultipleChoiceField(
        label="店里有什么",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少勾选一项。", "invalid_choice": "没有这张清单，请刷新后重新选择。"},
    )

    def __init__(self, *args: Any, offered: list[tuple[Any, bool]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["lists"]
        field.choices = [(one.slug, one.tick) for one, _ in offered]
        field.initial = [one.slug for one, is_on in offered if is_on]
