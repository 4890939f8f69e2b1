"""Template words of the frame: dates as officials write them, countdowns, form ids, URLs with one change."""

import datetime as dt
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from anlan.core import clock, workdays
from anlan.core.filters import changed
from anlan.core.ids import uuid7

register = template.Library()

WEEKDAYS = "一二三四五六日"


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """A date as 11月23日（周一）, with the year where it is not the present one."""
    if value is None:
        return ""
    date = timezone.localtime(value).date() if isinstance(value, dt.datetime) else value
    year = "" if date.year == clock.today().year else f"{date.year}年"
    return f"{year}{date.month}月{date.day}日（周{WEEKDAYS[date.weekday()]}）"


@register.filter
def moment(value: dt.datetime | None) -> str:
    """An instant as 11月23日 10:05, with the year where it is not the present one."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    year = "" if local.year == clock.today().year else f"{local.year}年"
    return f"{year}{local.month}月{local.day}日 {local:%H:%M}"


@register.filter
def second(value: dt.datetime | None) -> str:
    """An instant to the second, as evidence shows it: 2026-11-23 10:05:07."""
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}" if value else ""


@register.filter
def thousands(value: int | None) -> str:
    """A sum of yuan as it is read: 1,250,000; nothing for none."""
    return "" if value is None else f"{value:,}"


@register.filter
def countdown(due_on: dt.date | None) -> workdays.Countdown | None:
    """The countdown to a due date: `.words` and `.tone`."""
    return workdays.countdown(due_on)


@register.filter
def get(mapping: dict[Any, Any], key: Any) -> Any:
    """One entry of a mapping."""
    return mapping.get(key)


@register.simple_tag
def client_id() -> SafeString:
    """A hidden input that names this form once, so that sending it twice acts once."""
    return format_html('<input type="hidden" name="client_id" value="{}">', uuid7())


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: Any) -> str:
    """The present URL's query with some words changed; None or an empty text removes one, and the page starts anew."""
    told = {name: value if value is None or isinstance(value, list) else str(value) for name, value in changes.items()}
    return changed(context["request"], **told)
