"""Pages of lessons: the list, one read and confirmed, one written, one taken out of use."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core import hooks
from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.steps import form_page, step, story
from anlan.enterprises.learning.views import shared
from anlan.enterprises.lessons import actions, queries, rules
from anlan.enterprises.lessons.forms import LessonForm
from anlan.enterprises.lessons.registers import LESSONS
from anlan.enterprises.models import Lesson
from anlan.enterprises.refusing import require
from anlan.files.registers import show, workbook

BOTH = require_http_methods(["GET", "POST"])
WORDS = {"enterprises.write_lesson": "发布", "enterprises.end_lesson": "停用"}


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Every lesson."""
    may_add = not rules.may_write(request.user)
    return show(request, LESSONS, may_add=may_add, beside=shared.beside())


@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, LESSONS)


@require_GET
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One lesson: its words, and the button for who has not read it."""
    user: Any = request.user
    found = get_object_or_404(queries.all_of(user), pk=pk)
    over = "已停用。" if found.ended_on else rules.may_write(user)
    beside = [one for add in hooks.steps.of("lesson") for one in add(user, found)]
    context = {
        "title": found.title,
        "lesson": found,
        "people": queries.readers_of(user, found),
        "notes": [one for say in hooks.notes.of("lesson") for one in say(user, found)],
        "steps": [*beside, step("停用", "enterprises:end_lesson", pk, reason=over, plain=True)],
        "may_write": not rules.may_write(user),
        "story": story(found, WORDS),
    }
    return render(request, "enterprises/lessons/lesson.html", context)


@require_POST
def read(request: HttpRequest, pk: UUID, person_id: UUID) -> HttpResponse:
    """The person has read it."""
    user: Any = request.user
    found = get_object_or_404(Lesson, pk=pk)
    person = get_object_or_404(user.enterprise_posts.select_related("enterprise"), pk=person_id)
    actions.read_lesson(found, person=person, actor=user, client_id=form_id(request))
    messages.success(request, f"已记入{person.enterprise.name}的培训档案。")
    return redirect(found)


@BOTH
def new(request: HttpRequest) -> HttpResponse:
    """Write a lesson."""
    require(rules.may_write(request.user))
    write, key = actions.write_lesson, form_id(request)
    return form_page(
        request,
        LessonForm(request.POST or None),
        lambda given: write(actor=request.user, client_id=key, **given),
        title="写一课",
        verb="发布",
        back=reverse("enterprises:lessons"),
        done="已发布，企业人员可以学了。",
    )


@BOTH
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a lesson out of use."""
    found = get_object_or_404(Lesson, pk=pk)
    require(rules.may_write(request.user))
    stop, key = actions.end_lesson, form_id(request)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: stop(found, actor=request.user, client_id=key, **given),
        title=f"停用：{found}",
        verb="停用",
        back=found.get_absolute_url(),
        done="已停用，学过的记录保留。",
    )
