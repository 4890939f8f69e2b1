"""Middleware of the frame: security headers, and domain errors turned into pages, fragments or JSON."""

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from anlan.core.errors import DomainError, NotAPage

POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
Next = Callable[[HttpRequest], HttpResponse]


def security_headers(get_response: Next) -> Next:
    """A strict Content-Security-Policy and no cache for what people see after login."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "private, no-store")
            patch_vary_headers(response, ["HX-Request"])
        return response

    return middleware


class domain_errors:
    """Turn a DomainError raised anywhere below a view into the answer the asker understands."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through; the work is in process_exception, and a step's address opened as a page gets words."""
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET" and not request.path.startswith("/api/"):
            return render(request, "core/domain_error.html", {"error": NotAPage()}, status=405)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """JSON for the API, a fragment for htmx, a page for everybody else; other errors go on."""
        if not isinstance(error, DomainError):
            return None
        if request.path.startswith("/api/"):
            return JsonResponse({"code": error.code, "message": error.message}, status=error.status)
        if getattr(request, "htmx", None):
            return _toast(request, error)
        return render(request, "core/domain_error.html", {"error": error}, status=error.status)


def _toast(request: HttpRequest, error: DomainError) -> HttpResponse:
    # What the person typed stays where it is: nothing is swapped, a message is shown beside it.
    response = HttpResponse(status=error.status)
    response["HX-Reswap"] = "none"
    response["HX-Trigger"] = json.dumps({"anlan:error": {"message": error.message, "code": error.code}})
    return response
