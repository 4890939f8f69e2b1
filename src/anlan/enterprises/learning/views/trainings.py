"""Trainings: the list, one put on record, its attendance, who makes up."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core.errors import NotNow
from anlan.core.forms import form_id
from anlan.core.steps import form_page, step, story
from anlan.enterprises.learning import actions, queries, rules
from anlan.enterprises.learning.forms import MakeUpForm, SheetForm, TrainingForm
from anlan.enterprises.learning.registers import OUTSIDERS, TRAININGS, outsiders_of, trainings_of
from anlan.enterprises.learning.views import shared
from anlan.enterprises.models import Training
from anlan.files.registers import pages

BOTH = require_http_methods(["GET", "POST"])


trainings, export_trainings = pages(TRAININGS, shared.beside)
"""Trainings of every enterprise the person sees."""
outsiders, export_outsiders = pages(OUTSIDERS, shared.beside)
"""Who came from outside to work at them."""


@require_GET
def outsider(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The entry training of one of them."""
    return redirect(get_object_or_404(outsiders_of(request.user), pk=pk).training)


@BOTH
def new_training(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a training on record."""
    found = shared.place(request, pk)
    shared.asks(request, found)
    record, key = actions.record_training, form_id(request)
    form = TrainingForm(request.POST or None, enterprise=found, initial={"kind": request.GET.get("kind"), "hours": 1})
    return form_page(
        request,
        form,
        lambda given: record(found, actor=request.user, client_id=key, **given),
        title="登记培训",
        verb="保存",
        back=reverse("enterprises:learning", args=[pk]),
        done="已登记。",
    )


@require_GET
def any_training(request: HttpRequest, training: UUID) -> HttpResponse:
    """A training by its own id, as lists link it."""
    return _training(request, get_object_or_404(trainings_of(request.user), pk=training))


@require_GET
def training(request: HttpRequest, pk: UUID, training: UUID) -> HttpResponse:
    """One training: who was there, who still misses it."""
    return _training(request, get_object_or_404(trainings_of(request.user), enterprise=pk, pk=training))


def _training(request: HttpRequest, found: Training) -> HttpResponse:
    reason = rules.may_keep(request.user, found.enterprise)
    waiting = queries.absent(found) if found.kind == Training.Kind.WARNING else []
    at = (found.enterprise_id, found.pk)
    nobody = "" if waiting else "没有要补课的人。"
    context = {
        "title": found.title,
        "training": found,
        "attendances": list(found.attendances.select_related("person")),
        "waiting": waiting,
        "steps": [
            step("上传签到表", "enterprises:read_attendance", *at, reason=reason),
            step("登记补课", "enterprises:make_up", *at, reason=reason or nobody),
        ],
        "story": story(found, shared.WORDS),
    }
    return render(request, "enterprises/learning/training.html", context)


@BOTH
def make_up(request: HttpRequest, pk: UUID, training: UUID) -> HttpResponse:
    """Put make-ups on record."""
    found = get_object_or_404(trainings_of(request.user), enterprise=pk, pk=training)
    waiting = queries.absent(found)
    if not waiting:
        raise NotNow("没有要补课的人。", code="enterprises.taught")
    form = MakeUpForm(request.POST or None, waiting=waiting)
    return shared.about(request, found, form, actions.make_up, "登记补课", "补课已登记。")


@BOTH
def read_attendance(request: HttpRequest, pk: UUID, training: UUID) -> HttpResponse:
    """Take attendance from a sheet."""
    found = get_object_or_404(trainings_of(request.user), enterprise=pk, pk=training)

    def act(subject: Training, *, sheet: Any, **given: Any) -> Training:
        return actions.read_attendance(subject, upload=sheet, **given)

    form = SheetForm(request.POST or None, request.FILES or None)
    return shared.about(request, found, form, act, "上传签到表", "签到表已读入。")
