"""An enterprise's drills, plans, trainings and hours; the training file as a workbook; one person's."""

from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from anlan.core import clock, hooks
from anlan.enterprises.learning import queries, rules
from anlan.enterprises.learning.registers import evaluated
from anlan.enterprises.learning.views import shared
from anlan.enterprises.lessons import queries as lessons
from anlan.enterprises.plans import rules as plans
from anlan.enterprises.posts import queries as posts
from anlan.files.presses import xlsx

HEAD = ["姓名", "岗位", "工种", "用工形式", "本年学时", "应满学时", "最近一次培训"]


@require_GET
def learning(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An enterprise's drills, trainings and everybody's hours."""
    found = shared.place(request, pk)
    context = {
        "title": "演练与培训",
        "enterprise": found,
        "rhythms": queries.kept(found, clock.today()),
        "must_report": rules.must_report(found),
        "plans": [
            (one, plans.STANDINGS[plans.standing(one)]) for one in found.emergency_plans.select_related("enterprise")
        ],
        "planned": queries.to_come(found),
        "today": clock.today(),
        "drills": [(one, evaluated(one)) for one in found.drills.all()[:20]],
        "trainings": found.trainings.annotate(taught=Count("attendances"))[:20],
        "hours": queries.hours_of(found, posts.in_office(found), clock.today().year),
        "year": clock.today().year,
        "lessons": lessons.read_at(found),
        "may_keep": not rules.may_keep(request.user, found),
        "patrols": rules.patrols(found),
        "fire_law": rules.FIRE_LAW,
        "tabs": hooks.tabs.of("learning", request.user, found),
    }
    return render(request, "enterprises/learning/learning.html", context)


@require_GET
def training_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The training file (培训档案): everybody with hours taught and due, as a workbook."""
    found = shared.place(request, pk)
    rows = queries.hours_of(found, posts.in_office(found), clock.today().year)
    name = f"{found.name}培训档案{clock.today():%Y%m%d}.xlsx"
    return xlsx.response(HEAD, (_written(one) for one in rows), name, sheet="培训档案")


def _written(one: queries.Hours) -> list[Any]:
    person = one.person
    kinds = [person.get_post_display(), person.job, person.get_employment_display()]
    return [person.name, *kinds, one.taught, one.due or "", one.last]


@require_GET
def person(request: HttpRequest, pk: UUID, person_id: UUID) -> HttpResponse:
    """One person's training file: every lesson, hours by year."""
    found = shared.place(request, pk)
    one = get_object_or_404(found.people, pk=person_id)
    rows = one.trainings.select_related("training").order_by("-on", "-id")
    context = {
        "title": f"{one.told_apart}的培训档案",
        "enterprise": found,
        "person": one,
        "rows": rows,
        "hours": queries.hours_of(found, [one], clock.today().year)[0],
        "year": clock.today().year,
    }
    return render(request, "enterprises/learning/person.html", context)
