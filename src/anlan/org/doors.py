"""Doors of pages: who has not the permission is told so before anything is read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from anlan.org import rules


def needs(permission: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Let a view be reached only by people who have the permission somewhere."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            rules.require(request.user, permission)  # type: ignore[arg-type]  # LoginRequiredMiddleware
            return view(request, *args, **kwargs)

        return guarded

    return decorate
