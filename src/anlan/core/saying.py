"""What a form says to what was entered, in sentences of people: Django's own are a machine's (确认小数不超过 2 位.)."""

from typing import Any

from django import forms
from django.core import validators

FIELDS: dict[type, dict[str, str]] = {
    forms.Field: {"required": "请填写这一项。"},
    forms.IntegerField: {"invalid": "请填写整数，只写数字。"},
    forms.FloatField: {"invalid": "请只填写数字。"},
    forms.DecimalField: {"invalid": "请只填写数字。"},
    forms.DateField: {"invalid": "日历上没有这一天，或者写法不对。请按“2026-11-03”这样填写。"},
    forms.DateTimeField: {"invalid": "日历上没有这个时间，或者写法不对。请按“2026-11-03 10:05”这样填写。"},
    forms.ChoiceField: {"invalid_choice": "“%(value)s”不在可选的范围内，请从列表中选。"},
    forms.ModelChoiceField: {"invalid_choice": "选的这一项已经不在列表里，请重新选。"},
    forms.FileField: {"empty": "选的是空文件，里面没有内容，请重新选。"},
}
VALIDATORS: dict[type, str] = {
    validators.MinValueValidator: "不能小于 %(limit_value)s。",
    validators.MaxValueValidator: "不能大于 %(limit_value)s。",
    validators.MinLengthValidator: "至少 %(limit_value)d 个字，现在 %(show_value)d 个字。",
    validators.MaxLengthValidator: "最多 %(limit_value)d 个字，现在 %(show_value)d 个字，请删短。",
}
DIGITS = {
    "max_digits": "一共最多 %(max)s 位数字。",
    "max_decimal_places": "小数点后最多 %(max)s 位。",
    "max_whole_digits": "整数部分最多 %(max)s 位。",
}


def set_words() -> None:
    """Give every field and validator its words."""
    for field, said in FIELDS.items():
        known: dict[str, Any] = vars(field).get("default_error_messages", {})
        field.default_error_messages = {**known, **said}  # type: ignore[attr-defined]  # classes of django.forms
    for validator, message in VALIDATORS.items():
        validator.message = message  # type: ignore[attr-defined]  # classes of django.core.validators
    validators.DecimalValidator.messages = {**validators.DecimalValidator.messages, **DIGITS}
