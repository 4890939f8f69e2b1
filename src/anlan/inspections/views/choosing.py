"""Before a visit: its kind and on what authority, the enterprise, who comes along."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from anlan.core.errors import Missing, NotYours
from anlan.enterprises import queries as enterprises
from anlan.enterprises.lists import queries as lists
from anlan.enterprises.models import Enterprise
from anlan.inspections import actions, queries, rules
from anlan.inspections.forms import BeginForm
from anlan.inspections.kinds import KINDS, About, Kind
from anlan.inspections.views.asking import person, stamp
from anlan.org.models import User


def kinds(request: HttpRequest) -> HttpResponse:
    """On what authority one goes to look: the table."""
    return render(request, "inspections/kinds.html", {"kinds": rules.kinds_for(person(request))})


def choose_kind(request: HttpRequest) -> HttpResponse:
    """The first question: what kind of visit this is; with `?enterprise=` the answer leads straight to it."""
    user, enterprise = person(request), _asked_for(request)
    offered = [
        (line, rules.may_visit(user, kind, enterprise) if enterprise else reason, _next(kind, enterprise))
        for kind, (line, reason) in zip(KINDS, rules.kinds_for(user), strict=True)
    ]
    offered.sort(key=lambda one: bool(one[1]))
    context = {"offered": offered, "enterprise": enterprise, "unfinished": queries.unfinished_of(user)[:5]}
    return render(request, "inspections/new.html", context)


def _asked_for(request: HttpRequest) -> Enterprise | None:
    try:
        wanted = uuid.UUID(request.GET.get("enterprise", ""))
    except ValueError:
        return None
    return _enterprise(person(request), wanted)


def _next(kind: str, enterprise: Enterprise | None) -> str:
    if enterprise:
        return reverse("inspections:begin", args=[kind, enterprise.pk])
    return reverse("inspections:choose_enterprise", args=[kind])


def choose_enterprise(request: HttpRequest, kind: str) -> HttpResponse:
    """Where to go: search among those the person may visit with this kind."""
    line, user, words = _line(kind), person(request), request.GET.get("q", "")
    if reason := rules.may_make(user, kind):
        raise NotYours(reason, code="inspections.not_yours")
    listed = queries.to_visit(user, kind, words)
    if line.is_own and len(listed) == 1 and not words:
        return redirect("inspections:begin", kind, listed[0].pk)
    context = {"line": line, "enterprises": listed, "words": words, "limit": queries.CHOICES}
    return render(request, "inspections/enterprises.html", context)


def begin(request: HttpRequest, kind: str, enterprise: uuid.UUID) -> HttpResponse:
    """Who comes along and by which list; then off."""
    line, user = _line(kind), person(request)
    place = _enterprise(user, enterprise)
    if reason := rules.may_visit(user, kind, place):
        raise NotYours(reason, code="inspections.not_yours")
    people = _people(user, line, place)
    questions = _questions(place, line)
    choices = [(key, words) for key, words, _ in people]
    form = BeginForm(line, choices, _lists(place, questions), request.POST or None)
    if request.method == "POST" and form.is_valid():
        visit = _begin(form, line, place, user, people)
        return redirect("inspections:walk", visit.pk)
    context = {"form": form, "line": line, "enterprise": queries.described(place), "questions": questions}
    context["needs_official"] = rules.needs_an_official(user, kind, place)
    return render(request, "inspections/begin.html", context, status=422 if form.errors else 200)


def _begin(form: BeginForm, line: About, place: Enterprise, user: User, people: list[tuple[str, str, Any]]) -> Any:
    told = form.sent
    chosen = [who for key, _, who in people if key in told.pop("companions", [])] if "companions" in told else []
    outsiders = told.pop("outsiders") + [who for who in chosen if isinstance(who, tuple)]
    return actions.begin(
        place,
        kind=line.kind,
        actor=user,
        companions=[who for who in chosen if isinstance(who, User)],
        outsiders=outsiders,
        with_list=told.pop("with_list") == "list",
        **told,
        **stamp(form, "begun_at"),
    )


def _people(user: User, line: About, place: Enterprise) -> list[tuple[str, str, User | tuple[str, str]]]:
    """Who may be ticked: key, words, and the account or the name with the post."""
    if line.is_own:
        return [
            (
                str(one.pk),
                f"{one.name}（{one.get_post_display()}）",
                one.user or (one.name, str(one.get_post_display())),
            )
            for one in queries.colleagues(user, place)
        ]
    return [
        (str(one.pk), f"{one.full_name}（{one.office or '其他'}）", one) for one in queries.may_come_along(user, place)
    ]


def _questions(place: Enterprise, line: About) -> int:
    return lists.count_of(place, queries.clock.today(), own=line.is_own)


def _lists(place: Enterprise, questions: int) -> list[tuple[str, str]]:
    blank = ("blank", "不用检查表，只记看到的问题")
    return [("list", f"按本单位行业的检查表，共 {questions} 项"), blank] if questions else [blank]


def _enterprise(user: User, pk: uuid.UUID) -> Enterprise:
    rows = enterprises.visible_to(user).select_related("region", "main_industry", "strip")
    if found := rows.filter(pk=pk).first():
        return found
    raise Missing("没有这家单位，或者它不在您的辖区之内。请返回重新选择。", code="inspections.no_enterprise")


def _line(kind: str) -> About:
    if kind not in Kind.values:
        raise Http404
    return KINDS[Kind(kind)]
