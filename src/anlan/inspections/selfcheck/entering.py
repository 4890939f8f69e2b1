"""Coming in: the phone number, the code, who of two with one phone, and which lists are theirs."""

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from anlan.core import clock, messages
from anlan.core.forms import form_id, submitted
from anlan.enterprises.models import Enterprise, Person, PhoneCode
from anlan.enterprises.premises import actions, codes, queries, sessions
from anlan.enterprises.premises.forms import CodeForm, ListsForm, PhoneForm
from anlan.enterprises.premises.sessions import Standing
from anlan.inspections.selfcheck import acting
from anlan.inspections.selfcheck.doors import at_any_door, inside, wanted
from anlan.org.views.login import address_of

CHOOSING = "door_choosing"


@at_any_door
@sensitive_post_parameters("phone")
def start(request: HttpRequest, token: str, place: Enterprise) -> HttpResponse:
    """What it is, and the number of whoever does it; who is known here already goes on."""
    if request.method == "GET" and sessions.standing(request, token, place):
        return redirect(_inside_of(request, token), token)
    form = PhoneForm(request.POST or None)
    if asked := submitted(form, lambda given: codes.ask(place, address=address_of(request), **given)):
        sessions.asked(request, asked)
        return redirect("selfcheck:code", token)
    context = {"form": form, "done": acting.done_this_month(place), "month": clock.today().month}
    return _page(request, "start", token, place, context)


@at_any_door
@sensitive_post_parameters("code")
def code(request: HttpRequest, token: str, place: Enterprise) -> HttpResponse:
    """Enter the code; how it comes is said as it is."""
    asked = sessions.asking(request, place)
    if asked is None:
        return redirect("selfcheck:start", token)
    form = CodeForm(request.POST or None)
    found = submitted(form, lambda given: codes.enter(asked, given=given["code"]))
    if found:
        if len(found) > 1:
            request.session[CHOOSING] = {"code": str(asked.pk), "until": clock.now().timestamp() + 600}
            return redirect("selfcheck:who", token)
        return _enter(request, token, found[0], asked)
    minutes = max(0, int((asked.expires_at - clock.now()).total_seconds() + 59) // 60)
    context = {"form": form, "asked": asked, "by_text": messages.is_possible(), "minutes": minutes}
    return _page(request, "code", token, place, context)


@at_any_door
def who(request: HttpRequest, token: str, place: Enterprise) -> HttpResponse:
    """Two of a place have one phone: which of them stands there."""
    asked, kept = sessions.asking(request, place), request.session.get(CHOOSING) or {}
    is_right = asked is not None and asked.used_at is not None and kept.get("code") == str(asked.pk)
    if asked is None or not is_right or kept.get("until", 0) < clock.now().timestamp():
        return redirect("selfcheck:start", token)
    found = codes.holders(place, asked.phone_hash)
    chosen = next((one for one in found if str(one.pk) == request.POST.get("person")), None)
    if chosen:
        request.session.pop(CHOOSING)
        return _enter(request, token, chosen, asked)
    return _page(request, "who", token, place, {"people": found})


def _enter(request: HttpRequest, token: str, person: Person, asked: PhoneCode) -> HttpResponse:
    codes.account_of(person)
    sessions.let_in(request, token, person, asked)
    return redirect(_inside_of(request, token), token)


def _inside_of(request: HttpRequest, token: str) -> str:
    """Where one goes on to: what one came for, else the self-check."""
    return f"selfcheck:{wanted(request, token) or 'lists'}"


@inside
def lists(request: HttpRequest, token: str, standing: Standing) -> HttpResponse:
    """Which lists are theirs, asked the first time; then straight to the first question without an answer."""
    place = standing.enterprise
    wants_to_change = "change" in request.GET
    if acting.is_done(standing) and not {"again", "change"} & set(request.GET) and request.method == "GET":
        return redirect("selfcheck:done", token)
    if queries.lists_of(place) and request.method == "GET" and not wants_to_change:
        visit = acting.begin(standing)
        return redirect("selfcheck:question", token, min(visit.at_item, len(visit.items)))
    form = ListsForm(request.POST or None, offered=queries.offered(place))
    key = form_id(request)

    def choose(given: dict) -> Enterprise:
        return actions.choose_lists(place, slugs=given["lists"], actor=standing.user, client_id=key)

    if submitted(form, choose):
        if acting.running(standing):
            notes.info(request, "清单已保存，这一次接着原来的问题，下次按新的。")
        return redirect("selfcheck:lists", token)
    return _page(request, "lists", token, place, {"form": form, "standing": standing})


@at_any_door
def leave(request: HttpRequest, token: str, place: Enterprise) -> HttpResponse:
    """Go away from the door; what was answered stays."""
    if request.method == "POST":
        sessions.leave(request)
        notes.success(request, "已退出。")
    return redirect("door:public", token)


def _page(request: HttpRequest, name: str, token: str, place: Enterprise, context: dict) -> HttpResponse:
    form = context.get("form")
    status = 422 if form is not None and form.errors else 200
    known = {"token": token, "enterprise": place, "wants": wanted(request, token), **context}
    return render(request, f"inspections/selfcheck/{name}.html", known, status=status)
