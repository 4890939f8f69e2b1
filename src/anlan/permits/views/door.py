"""At the door: what goes on here, for whoever scans the code; and a small job declared with a code to one's phone."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages as notes
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from anlan.core import messages
from anlan.core.errors import Missing, NotYours
from anlan.core.forms import form_id, submitted
from anlan.enterprises.binding import queries as doors
from anlan.enterprises.models import Enterprise
from anlan.enterprises.premises import codes, sessions
from anlan.enterprises.premises.forms import CodeForm, PhoneForm
from anlan.org.views.login import address_of
from anlan.permits import actions, clocks, queries, registers
from anlan.permits.forms import DeclarationForm
from anlan.permits.views.declarations import NOTE, begins

VOID = "这个二维码已经换发或作废，请以门口最新的门牌为准。"


def at_door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for anybody who scanned the plate: view(request, token, place)."""

    @login_not_required
    @never_cache
    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, token: str, **more: Any) -> HttpResponse:
        place = doors.by_token(token)
        if place is None:
            raise Missing(VOID, code="enterprises.void_code")
        return view(request, token, place, **more)

    return guarded


def _page(request: HttpRequest, name: str, token: str, place: Enterprise, **context: Any) -> HttpResponse:
    form = context.get("form")
    status = 422 if form is not None and form.errors else 200
    shown = {"token": token, "enterprise": place, **context}
    return render(request, f"permits/door/{name}.html", shown, status=status)


@at_door
def now(request: HttpRequest, token: str, place: Enterprise) -> HttpResponse:
    """Every permit open here with the minutes it still runs, and declared jobs; nobody is named."""
    known = sessions.standing(request, token, place)
    return _page(
        request,
        "now",
        token,
        place,
        permits=[
            (one, registers.STANDING[clocks.standing(one)], registers.left(one)) for one in queries.at_door(place)
        ],
        declared=[(one, registers.DECLARED[one.standing], registers.span(one)) for one in queries.declared_at(place)],
        known=known,
    )


@at_door
@sensitive_post_parameters("phone")
def phone(request: HttpRequest, token: str, place: Enterprise) -> HttpResponse:
    """The number of whoever declares."""
    if request.method == "GET" and sessions.standing(request, token, place):
        return redirect("permits_door:declare", token)
    form = PhoneForm(request.POST or None)
    if asked := submitted(form, lambda given: codes.ask(place, address=address_of(request), **given)):
        sessions.asked(request, asked)
        return redirect("permits_door:code", token)
    return _page(request, "phone", token, place, form=form)


@at_door
@sensitive_post_parameters("code")
def code(request: HttpRequest, token: str, place: Enterprise) -> HttpResponse:
    """The code; of two people with one phone the first is taken, the principal before others."""
    asked = sessions.asking(request, place)
    if asked is None:
        return redirect("permits_door:phone", token)
    form = CodeForm(request.POST or None)
    if found := submitted(form, lambda given: codes.enter(asked, given=given["code"])):
        codes.account_of(found[0])
        sessions.let_in(request, token, found[0], asked)
        return redirect("permits_door:declare", token)
    return _page(request, "code", token, place, form=form, asked=asked, by_text=messages.is_possible())


@at_door
def declare(request: HttpRequest, token: str, place: Enterprise) -> HttpResponse:
    """Declare a small job."""
    known = sessions.standing(request, token, place)
    if known is None:
        return redirect("permits_door:phone", token)
    form = DeclarationForm(request.POST or None, initial=begins() | {"guardian_name": known.person.name})
    key = form_id(request)
    if submitted(form, lambda given: actions.declare(place, actor=known.user, client_id=key, **given)):
        notes.success(request, "已报上去，村里看得到。干完记得回来报收工。")
        return redirect("permits_door:now", token)
    return _page(request, "declare", token, place, form=form, note=NOTE)


@at_door
def close(request: HttpRequest, token: str, place: Enterprise, pk: UUID) -> HttpResponse:
    """Say that a job is over."""
    known = sessions.standing(request, token, place)
    if known is None or request.method != "POST":
        raise NotYours("请先用手机号和验证码进来，再报收工。", code="permits.not_yours")
    found = get_object_or_404(place.declarations.select_related("enterprise"), pk=pk)
    actions.close_declaration(found, actor=known.user, client_id=form_id(request))
    notes.success(request, "已报收工。")
    return redirect("permits_door:now", token)
