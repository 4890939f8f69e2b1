"""Middleware of login: idle logout, and nothing but the password page until a first password is changed."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from anlan.core import clock
from anlan.core.addresses import address

Next = Callable[[HttpRequest], HttpResponse]
SEEN = "seen_at"
BEGAN = "began_at"
WENT = "went"
"""Why a session ended, for the login page to say: idle or ended."""
REFRESH_SECONDS = 60


def idle_logout(get_response: Next) -> Next:
    """Log out a session nobody used for IDLE_LOGOUT_MINUTES; what was typed stays in the browser."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            moment = clock.now().timestamp()
            seen = request.session.get(SEEN, moment)
            if moment - seen > settings.IDLE_LOGOUT_MINUTES * 60:
                logout(request)
                request.session[WENT] = "idle"
            elif _was_ended(request):
                logout(request)
                request.session[WENT] = "ended"
            elif SEEN not in request.session or moment - seen > REFRESH_SECONDS:
                # Not on every request: a session row is a write, and most requests come in bursts.
                request.session[SEEN] = moment
        return get_response(request)

    return middleware


def _was_ended(request: HttpRequest) -> bool:
    ended = request.user.sessions_from  # type: ignore[union-attr]  # only people have sessions
    return ended is not None and request.session.get(BEGAN, 0) < ended.timestamp()


def first_password(get_response: Next) -> Next:
    """Send a person with a first password to the page that changes it, whatever they asked for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.must_change_password:
            open_pages = {address("org:password"), address("org:logout")}
            if request.path not in open_pages and not request.path.startswith(settings.STATIC_URL):
                return redirect("org:password")
        return get_response(request)

    return middleware
