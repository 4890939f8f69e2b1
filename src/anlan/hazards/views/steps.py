"""The steps of a hazard's life as forms: shown, checked, taken, or given back with everything that was typed."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from anlan.core.errors import DomainError, Invalid, NotNow, Stale
from anlan.core.pages import is_fragment
from anlan.hazards import actions, criteria, lifecycle, meanwhile, progress, queries, suggesting
from anlan.hazards.forms import FORMS, StepForm
from anlan.hazards.models import Hazard
from anlan.org.models import User

WITH_CRITERIA = frozenset({"judge", "upgrade"})


def step(request: HttpRequest, pk: uuid.UUID, name: str) -> HttpResponse:
    """One step: GET shows its form, POST takes it. A form that is not right comes back as 422 with what was typed."""
    hazard = queries.found(request.user, pk)
    if name not in FORMS:
        return redirect("hazards:record", pk)
    if request.method != "POST" or "find" in request.POST:
        try:
            lifecycle.refuse_unless_open(name, request.user, hazard)
        except NotNow as error:
            return _over(request, name, hazard, error)
        typed = request.POST.dict() if request.method == "POST" else None
        return _shown(request, name, FORMS[name](hazard=hazard, user=request.user, initial=typed))
    form = FORMS[name](request.POST, request.FILES, hazard=hazard, user=request.user)
    if "as_note" in request.POST:
        return _noted(request, name, hazard, form)
    try:
        if form.is_valid() and _taken(request, name, hazard, form):
            return _onward(request, name, hazard)
    except (NotNow, Stale) as error:
        return _too_late(request, name, form, error)
    return _shown(request, name, form, status=422)


def _over(request: HttpRequest, name: str, hazard: Hazard, error: NotNow) -> HttpResponse:
    """The step of somebody who went back to it: who was first, how it stands now, and the way to the record."""
    gone = hazard.state not in lifecycle.STEPS[name].from_
    who = meanwhile.first(hazard, request.user) if gone else ""
    if is_fragment(request):  # from a page that still offers it: said beside what is there
        raise NotNow(f"{error.message}{who}。" if who else error.message, code=error.code) from error
    context = {"hazard": hazard, "step": lifecycle.STEPS[name], "error": error, "who": who}
    context["holder"] = progress.holder(hazard)
    return render(request, "hazards/over.html", context, status=error.status)


def _too_late(request: HttpRequest, name: str, form: StepForm, error: DomainError) -> HttpResponse:
    """Somebody was faster: what was typed stands below, and can be kept as a note where the step is gone."""
    now = form.hazard = queries.found(form.user, form.hazard.pk)
    who = meanwhile.first(now, form.user)
    form.add_error(None, f"{error.message}{who}。" if who else error.message)
    form.is_late = True
    form.as_note = bool(form.written) and lifecycle.offer("note", form.user, now).is_open
    return _shown(request, name, form, status=422 if is_fragment(request) else 409)


def _noted(request: HttpRequest, name: str, hazard: Hazard, form: StepForm) -> HttpResponse:
    """Keep the words and photos of a step that could not be taken as a note."""
    text = f"{lifecycle.STEPS[name].label}没有办成，所写内容存为说明。{form.written}"
    given: dict[str, Any] = {"text": text, "photos": form.evidence.names, "client_id": client_id_of(request)}
    actions.note(hazard, actor=request.user, **given)
    return _back(request, hazard, f"{hazard}：已把所写内容存为补充说明。")


def _taken(request: HttpRequest, name: str, hazard: Hazard, form: StepForm) -> bool:
    try:
        taken, given = _call(name, form)
        if name in WITH_CRITERIA:
            given["data"] = suggesting.kept(criteria.suggested(hazard), given.get("criterion"))
        getattr(actions, taken)(hazard, actor=request.user, client_id=client_id_of(request), **given)
    except Invalid as error:
        form.take(error)
        return False
    return True


def _call(name: str, form: StepForm) -> tuple[str, dict[str, Any]]:
    """The action a form means, and its keywords."""
    given = form.words_of_action()
    if name == "judge" and given["level"] == "doubt":
        return "doubt", {"reason": given["reason"]}
    for field in ("duplicate_of", "previous"):
        if field in given:
            given[field] = _named(form.user, given[field])
    return name, given


def _named(user: User, code: str) -> Hazard | None:
    found = queries.by_code(user, code) if code else None
    if code and found is None:
        raise Invalid(f"没有找到编号为 {code} 的隐患，请核对编号。", code="hazards.code")
    return found


def client_id_of(request: HttpRequest) -> uuid.UUID | None:
    """The form's own name, by which a second sending is known."""
    try:
        return uuid.UUID(request.POST.get("client_id", ""))
    except ValueError:
        return None


def _onward(request: HttpRequest, name: str, hazard: Hazard) -> HttpResponse:
    return _back(request, hazard, f"{hazard}：{lifecycle.STEPS[name].label}，已办。")


def _back(request: HttpRequest, hazard: Hazard, words: str) -> HttpResponse:
    messages.success(request, words)
    address = reverse("hazards:record", args=[hazard.pk])
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def _shown(request: HttpRequest, name: str, form: StepForm, status: int = 200) -> HttpResponse:
    context = {"hazard": form.hazard, "form": form, "name": name, "step": lifecycle.STEPS[name]}
    context["undecided"] = progress.undecided(form.hazard)
    if name in WITH_CRITERIA:
        text = str(request.POST.get("criterion_query", ""))
        chosen = form["criterion"].value()
        context |= {"picks": criteria.offered(form.hazard, text, chosen), "criterion_query": text}
        context |= {"suggested": criteria.suggested(form.hazard)}
    template = "hazards/_step.html" if is_fragment(request) else "hazards/step.html"
    return render(request, template, context, status=status)


def picks(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Criteria that answer a search, to choose one from while judging."""
    hazard = queries.found(request.user, pk)
    found = criteria.offered(hazard, request.GET.get("criterion_query", ""))
    return render(request, "hazards/_picks.html", {"picks": found})
