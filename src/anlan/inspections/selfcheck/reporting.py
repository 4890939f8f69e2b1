"""Reporting a hazard at a door: anybody of the place, by the code to their phone, without an account."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from anlan.core.errors import DomainError, Invalid
from anlan.core.forms import form_id
from anlan.enterprises.models import Enterprise
from anlan.enterprises.premises import sessions
from anlan.enterprises.premises.sessions import Standing
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard, Source
from anlan.inspections.selfcheck.doors import WANTS, to_report
from anlan.inspections.selfcheck.photos import Brought


class ReportForm(forms.Form):
    """What was seen, and where."""

    description = forms.CharField(max_length=1000, error_messages={"required": "请写看到的隐患。"})
    place_words = forms.CharField(max_length=100, required=False)


@to_report
def report(request: HttpRequest, token: str, place: Enterprise) -> HttpResponse:
    """Two lines and a photo; who is not known here yet asks for a code first and comes back."""
    request.session[WANTS] = [token, "report"]
    standing = sessions.standing(request, token, place)
    if standing is None:
        return redirect("selfcheck:start", token)
    context: dict[str, Any] = {"token": token, "enterprise": place, "standing": standing, "typed": request.POST}
    if request.method == "POST":
        brought = context["brought"] = Brought(request, place, standing.user)
        try:
            context["hazard"] = _record(request, standing, brought)
        except DomainError as refused:
            context["refused"] = refused.message
    status = 422 if "refused" in context else 200
    return render(request, "inspections/selfcheck/report.html", context, status=status)


def _record(request: HttpRequest, standing: Standing, brought: Brought) -> Hazard:
    form, photos = ReportForm(request.POST), brought.take("photos")
    if not form.is_valid():
        raise refused_words(form)
    made = hazards.record(
        standing.enterprise,
        actor=standing.user,
        description=form.cleaned_data["description"],
        place_words=form.cleaned_data["place_words"],
        source=Source.SELF_INSPECTION,
        photos=photos,
        data={"phone_code": standing.code},
        client_id=form_id(request),
    )
    request.session.pop(WANTS, None)
    return made


def refused_words(form: forms.Form) -> Invalid:
    """What is wrong with a form, as one sentence."""
    words = "；".join(str(word).rstrip("。") for words in form.errors.values() for word in words)
    return Invalid(f"{words}。", code="inspections.report")
