"""Pages of the frame itself: what people see when something is not there, not theirs, or broken."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: more words or fields than a form takes; the typed words are still in the form one page back."""
    return HttpResponse(render_to_string("core/400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return render(request, "core/403.html", status=403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: also the answer for what exists but is not visible to this person."""
    return render(request, "core/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500, without touching the database: that may be what broke."""
    return HttpResponse(render_to_string("core/500.html"), status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page was open too long; what was typed is restored from the browser."""
    return render(request, "core/csrf.html", status=403)


@login_not_required
def healthy(request: HttpRequest) -> HttpResponse:
    """For `anlan health` and load balancers: 200 when a page could be answered, database included."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
