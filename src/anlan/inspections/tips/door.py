"""At the plate: reporting without a code, and following what became of it by the number one was given."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from anlan.core.errors import DomainError
from anlan.core.forms import form_id
from anlan.core.names import NameField
from anlan.core.search import wanted
from anlan.enterprises.models import Enterprise
from anlan.inspections.selfcheck.doors import to_report
from anlan.inspections.selfcheck.photos import Brought
from anlan.inspections.selfcheck.reporting import ReportForm, refused_words
from anlan.inspections.tips import actions, queries
from anlan.inspections.tips.models import Tip
from anlan.org.views.login import address_of


class TipForm(ReportForm):
    """What was seen, and what one likes to say of oneself."""

    name = NameField(max_length=40, required=False)
    phone = forms.CharField(max_length=30, required=False)
    kept_from_place = forms.BooleanField(required=False)


@to_report
@sensitive_post_parameters("name", "phone")
def tell(request: HttpRequest, token: str, place: Enterprise) -> HttpResponse:
    """What was seen, by anybody who stands at the plate."""
    context: dict[str, Any] = {"token": token, "enterprise": place, "typed": request.POST}
    if request.method == "POST":
        brought = context["brought"] = Brought(request, place, None)
        try:
            context["tip"] = _told(request, place, brought)
        except DomainError as refused:
            context["refused"] = refused.message
    return render(request, "inspections/tips/tell.html", context, status=422 if "refused" in context else 200)


def _told(request: HttpRequest, place: Enterprise, brought: Brought) -> Tip:
    form, address = TipForm(request.POST), address_of(request)
    actions.refuse_flood(place, address)  # before any photo is kept
    if not form.is_valid():
        if queries.may_keep_spare():
            brought.take("photos")
        raise refused_words(form)
    photos = brought.take("photos")
    return actions.tell(place, address=address, photos=photos, client_id=form_id(request), **form.cleaned_data)


@to_report
def follow(request: HttpRequest, token: str, place: Enterprise) -> HttpResponse:
    """How it stands with a report at this plate; nothing of what it said, for a number may be found."""
    given = wanted(request.GET.get("receipt", "")).upper()[:12]
    tip = place.tips.filter(receipt=given).select_related("hazard").first() if given else None
    context = {"token": token, "enterprise": place, "given": given, "tip": tip}
    return render(request, "inspections/tips/follow.html", context)
