"""Pages of practices: the lists, an enterprise's, one of them, showing, publishing, taking up, taking down."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core.errors import NotYours
from anlan.core.forms import form_id
from anlan.core.steps import form_page, step, story
from anlan.enterprises import queries as register
from anlan.enterprises.examples import actions, queries, rules
from anlan.enterprises.examples.forms import AdoptForm, EndForm, PracticeForm
from anlan.enterprises.examples.registers import ABOVE_SCALE, PRACTICES, STANDING
from anlan.enterprises.models import Enterprise, Practice
from anlan.enterprises.refusing import require
from anlan.files import actions as files
from anlan.files import serving
from anlan.files.registers import pages

BOTH = require_http_methods(["GET", "POST"])
ONLY_OTHERS = "由同行业其他单位的负责人、安全管理员登记；登记过的不用再登。"
WORDS = {
    "enterprises.show_practice": "报送",
    "enterprises.publish_practice": "发布",
    "enterprises.adopt_practice": "照做",
    "enterprises.end_practice": "撤下",
}


def _beside() -> dict[str, str]:
    return {"示范做法": reverse("enterprises:practices"), "规上企业": reverse("enterprises:above_scale")}


practices, practices_export = pages(PRACTICES, _beside)
"""Practices the person may follow or publish."""


above_scale, above_scale_export = pages(ABOVE_SCALE, _beside)
"""Above-scale enterprises and what they show."""


def _place(request: HttpRequest, pk: UUID) -> Enterprise:
    return get_object_or_404(register.detail_of(request.user), pk=pk)


def _practice(request: HttpRequest, pk: UUID) -> Practice:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@require_GET
def practices_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What one enterprise shows, and what it took up of others."""
    found = _place(request, pk)
    context = {
        "title": "示范做法",
        "enterprise": found,
        "practices": [(one, STANDING[one.standing]) for one in found.practices.all()],
        "adoptions": found.adoptions.select_related("practice__enterprise"),
        "why_not": rules.may_show(request.user, found),
    }
    return render(request, "enterprises/examples/practices.html", context)


@BOTH
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand in a practice."""
    found = _place(request, pk)
    require(rules.may_show(request.user, found))

    def act(given: dict[str, Any]) -> Practice:
        photo = given.pop("scan")
        kept = [files.keep(photo, actor=request.user, images_only=True).pk] if photo else []
        return actions.show_practice(found, evidence=kept, actor=request.user, client_id=form_id(request), **given)

    return form_page(
        request,
        PracticeForm(request.POST or None, request.FILES or None),
        act,
        title="报送示范做法",
        verb="报送",
        back=reverse("enterprises:practices_of", args=[pk]),
        done="已报送，乡镇看过后发给同行业的单位。",
        sentence=found.name,
    )


@require_GET
def practice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One practice: how it is done, who took it up."""
    found, user = _practice(request, pk), request.user
    places = queries.may_adopt_at(user, found)
    taking = "" if places and found.standing == "published" else ONLY_OTHERS
    context = {
        "title": found.title,
        "practice": found,
        "mark": STANDING[found.standing],
        "reach": queries.reached(found).count(),
        "adoptions": found.adoptions.select_related("enterprise"),
        "why_not_publish": rules.may_publish(user, found),
        "steps": [
            step("登记照做", "enterprises:adopt_practice", pk, reason=taking),
            step("撤下", "enterprises:end_practice", pk, reason=rules.may_end(user, found)),
        ],
        "story": story(found, WORDS),
    }
    return render(request, "enterprises/examples/practice.html", context)


@require_POST
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Publish it to the industry."""
    found = _practice(request, pk)
    actions.publish_practice(found, actor=request.user, client_id=form_id(request))
    messages.success(request, "已发布，同行业单位的负责人会收到。")
    return redirect(found)


@BOTH
def adopt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say how one's own enterprise took it up."""
    found, user = _practice(request, pk), request.user
    places = queries.may_adopt_at(user, found)
    if not places:
        raise NotYours(ONLY_OTHERS, code="enterprises.not_yours")
    return form_page(
        request,
        AdoptForm(request.POST or None, places=places),
        lambda given: actions.adopt_practice(found, actor=user, client_id=form_id(request), **given),
        title=f"登记照做：{found}",
        verb="保存",
        back=found.get_absolute_url(),
        done="已登记照做。",
        sentence=found.words,
    )


@BOTH
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it down."""
    found = _practice(request, pk)
    require(rules.may_end(request.user, found))
    return form_page(
        request,
        EndForm(request.POST or None),
        lambda given: actions.end_practice(found, actor=request.user, client_id=form_id(request), **given),
        title=f"撤下：{found}",
        verb="撤下",
        back=found.get_absolute_url(),
        done="已撤下，记录保留。",
    )


@require_GET
def photo(request: HttpRequest, pk: UUID, sha256: str) -> HttpResponseBase:
    """Its photo."""
    found = _practice(request, pk)
    return serving.serve(request, sha256 if sha256 in found.files else "", "shown")
