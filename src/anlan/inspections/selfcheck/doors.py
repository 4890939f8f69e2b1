"""The door itself: which place a token belongs to, and who stands there; a stranger is sent to the first page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anlan.core.errors import Missing, NotNow
from anlan.enterprises.binding import queries as doors
from anlan.enterprises.models import Enterprise
from anlan.enterprises.premises import queries as premises
from anlan.enterprises.premises import sessions

View = Callable[..., HttpResponse]
WANTS = "door_wants"
"""The page one came for, while one is not known here yet: it is gone on to once one is."""
GONE = "时间太久了，请重新取验证码；前面答过的都还在。"


def any_place_of(token: str) -> Enterprise:
    """The place a plate belongs to. Raises Missing for a void plate."""
    found = doors.by_token(token)
    if found is None:
        words = "这个二维码已经换发或作废，请扫门口最新的门牌。前面答过的都还在。"
        raise Missing(words, code="enterprises.void_code")
    return found


def place_of(token: str) -> Enterprise:
    """The small premises a plate belongs to. Raises Missing for a void plate, NotNow for a place without self-check."""
    found = any_place_of(token)
    if not premises.is_small(found):
        words = f"“{found.name}”不在每月自查的范围内，有疑问请联系当地工作人员。"
        raise NotNow(words, code="inspections.no_self_check")
    return found


def wanted(request: HttpRequest, token: str) -> str:
    """The page whoever stands at this door came for: report, mended, or "" for the self-check."""
    kept = request.session.get(WANTS)
    return str(kept[1]) if isinstance(kept, list) and kept[0] == token else ""


def wants_to_report(request: HttpRequest, token: str) -> bool:
    """Whether they came to report a hazard: that every place has, not only small ones."""
    return wanted(request, token) == "report"


def _guarded(view: View, find: Callable[[HttpRequest, str], Enterprise]) -> View:
    @login_not_required
    @never_cache
    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, token: str, *args: Any, **more: Any) -> HttpResponse:
        return view(request, token, find(request, token), *args, **more)

    return guarded


def at_door(view: View) -> View:
    """A page of the self-check for anybody who scanned the plate: view(request, token, place)."""
    return _guarded(view, lambda request, token: place_of(token))


def at_any_door(view: View) -> View:
    """A page for whoever comes in at a door, to check themselves or to report: view(request, token, place)."""

    def find(request: HttpRequest, token: str) -> Enterprise:
        return any_place_of(token) if wants_to_report(request, token) else place_of(token)

    return _guarded(view, find)


def to_report(view: View) -> View:
    """The page on which a hazard is reported, at every door: view(request, token, place)."""
    return _guarded(view, lambda request, token: any_place_of(token))


def inside(view: View) -> View:
    """A page for somebody known at this door: view(request, token, standing)."""

    @at_door
    @wraps(view)
    def guarded(request: HttpRequest, token: str, place: Enterprise, *args: Any, **more: Any) -> HttpResponse:
        standing = sessions.standing(request, token, place)
        if standing is None:
            messages.warning(request, GONE)
            return redirect("selfcheck:start", token)
        return view(request, token, standing, *args, **more)

    return guarded
