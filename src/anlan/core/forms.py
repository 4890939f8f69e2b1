"""Forms and actions: a valid form is acted on; what the action refuses stands beside its field."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import Form
from django.http import HttpRequest
from django.utils.html import format_html

from anlan.core.errors import Invalid

T = TypeVar("T")


def form_id(request: HttpRequest) -> uuid.UUID | None:
    """The form's `client_id`, so that a form sent twice acts once; None where it is missing or spoiled."""
    try:
        return uuid.UUID(request.POST.get("client_id", ""))
    except ValueError:
        return None


def submitted(form: Form, act: Callable[[dict[str, Any]], T]) -> T | None:
    """Act on a bound and valid form and return what the action returned.

    None where the form was not sent, is not valid, or the action refused what was entered (Invalid): its reasons then
    stand at their fields, or above the form where they belong to none. Other errors go on to the middleware.
    """
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return act(dict(form.cleaned_data))
    except Invalid as refused:
        _show(form, refused)
        return None


def _show(form: Form, refused: Invalid) -> None:
    told = refused.message
    if refused.link:
        words, address = refused.link
        told = format_html('{} <a class="link" href="{}">{}</a>', told, address, words)
    form.add_error(None, told)
    for name, reasons in refused.fields.items():
        if name in form.fields:
            form.add_error(name, reasons)
