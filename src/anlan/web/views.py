"""The front door's pages: today, and search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from anlan.core import clock
from anlan.core.filters import one_of
from anlan.enterprises import queries as enterprises
from anlan.enterprises.rules import posts_of
from anlan.hazards import figures
from anlan.hazards import queries as hazards
from anlan.org import scope
from anlan.web import dashboard, menu, principal, queries


def home(request: HttpRequest) -> HttpResponse:
    """Today: what is due from an enterprise for its own people, the figures for everybody else."""
    if not menu.sees_hazards(request.user):
        return redirect(reverse("org:me"))
    if posts_of(request.user) and not scope.grants_of(request.user):
        return _principal(request)
    return figures_page(request)


def figures_page(request: HttpRequest) -> HttpResponse:
    """What needs the person, the base figures, the trend, what is late the longest."""
    if not menu.sees_hazards(request.user):
        return redirect(reverse("org:me"))
    seen = hazards.visible_to(request.user)
    rows, columns = dashboard.axes(request.GET)
    table = figures.base_table(seen, rows, columns)
    options = [(axis.name, axis.label) for axis in figures.AXES.values()]
    context = {
        "title": "今天",
        "may_record": menu.records(request.user),
        "may_go": scope.may(request.user, "campaigns.read_next"),
        "cards": dashboard.cards(request.user),
        "table": table,
        "lines": dashboard.linked(table),
        "axes": [
            one_of(request, "rows", f"行：{rows.label}", options),
            one_of(request, "columns", f"列：{columns.label}", options),
        ],
        "trend": dashboard.draw(figures.trend(seen)),
        "oldest": dashboard.oldest(seen),
    }
    return render(request, "web/home.html", context)


def _principal(request: HttpRequest) -> HttpResponse:
    """What is due from the person's enterprise, in their words."""
    places = enterprises.visible_to(request.user).filter(pk__in=list(posts_of(request.user)))
    context = {"title": "要办的事", "dues": principal.due(request.user, places), "today": clock.today()}
    return render(request, "web/principal.html", context)


def search(request: HttpRequest) -> HttpResponse:
    """What the search box found; a hazard's own number leads straight to it."""
    words = request.GET.get("q", "").strip()
    exact = hazards.visible_to(request.user).filter(code=words.upper()).first() if words else None
    if exact:
        return redirect("hazards:record", exact.pk)
    found = queries.find(request.user, words)
    return render(request, "web/search.html", {"title": "搜索", "search_query": words, "words": words, "found": found})
