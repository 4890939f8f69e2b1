"""What the page of a record shows of its steps: why not if not, a form on a page of its own, the story."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from anlan.core.forms import submitted


@dataclass(frozen=True)
class Step:
    """One thing that can be done with a record: its words, where, and why not if not. A `plain` one never leads."""

    label: str
    url: str
    reason: str = ""
    hint: str = ""
    plain: bool = False


def step(label: str, name: str, *args: Any, reason: str = "", hint: str = "", plain: bool = False) -> Step:
    """A step that leads to a named page."""
    return Step(label, reverse(name, args=args), reason, hint, plain)


def form_page(
    request: HttpRequest,
    form: Form,
    act: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    verb: str,
    back: str,
    done: str,
    template: str = "core/form_page.html",
    **more: Any,
) -> HttpResponse:
    """Show a form, act on it when it is sent and valid, and go to the record; `back` is where one gives up.

    `act` returns the record; its page is the answer. `done` is said there.
    """
    if made := submitted(form, act):
        messages.success(request, done)
        return redirect(made)
    context = {"form": form, "title": title, "verb": verb, "back": back, **more}
    return render(request, template, context, status=422 if form.errors else 200)


def story(record: Any, words: dict[str, str]) -> list[tuple[Any, str, str]]:
    """The events of a record, the latest first: the event, what it was in words, and the reason it gives."""
    rows = reversed(list(record.events.all()))
    return [(event, words.get(event.action, event.action), event.data.get("reason", "")) for event in rows]
