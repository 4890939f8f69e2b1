"""Pages of the township's own drills: the list, one read, one put on record."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core.forms import form_id
from anlan.core.steps import form_page, story
from anlan.enterprises.learning.views import shared
from anlan.enterprises.owndrills import actions, queries, rules
from anlan.enterprises.owndrills.forms import OwnDrillForm
from anlan.enterprises.owndrills.registers import OWN_DRILLS
from anlan.enterprises.refusing import require
from anlan.files.registers import show, workbook

WORDS = {"enterprises.record_own_drill": "登记本级演练"}


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Every one of the person's territory."""
    may_add = not rules.may_record(request.user)
    return show(request, OWN_DRILLS, may_add=may_add, beside=shared.beside())


@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, OWN_DRILLS)


@require_GET
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One drill."""
    user: Any = request.user
    found = get_object_or_404(queries.visible_to(user), pk=pk)
    context = {
        "title": str(found),
        "drill": found,
        "next_by": rules.next_by(found),
        "law": rules.LAW,
        "story": story(found, WORDS),
    }
    return render(request, "enterprises/owndrills/drill.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Put one on record."""
    user: Any = request.user
    require(rules.may_record(user))
    key = form_id(request)
    return form_page(
        request,
        OwnDrillForm(request.POST or None, user=user),
        lambda given: actions.record_own_drill(given.pop("office"), actor=user, client_id=key, **given),
        title="登记本级演练",
        verb="保存",
        back=reverse("enterprises:own_drills"),
        done="已登记。",
        sentence=f"乡镇政府自己的应急预案，每 {rules.YEARS} 年至少演练一次（{rules.LAW}）。",
    )
