"""Regions: walk down the division, enter one, load a table."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from anlan.core.errors import Missing
from anlan.core.forms import submitted
from anlan.core.pages import page
from anlan.org import actions, queries, scope
from anlan.org import regions as tables
from anlan.org.doors import needs
from anlan.org.forms import RegionForm, RegionSheetForm
from anlan.org.models import Region


@needs("org.read_people")
def regions(request: HttpRequest) -> HttpResponse:
    """The regions below one, in pinyin order; `?under=<code>` walks down, `?q=` searches everywhere."""
    code, words = request.GET.get("under", ""), request.GET.get("q", "").strip()
    above = Region.objects.filter(pk=code).first() if code else None
    if code and above is None:
        raise Missing(f"没有区划代码“{code}”，请从上级逐级查找。", code="org.missing")
    context = {
        "above": above,
        "path": queries.path_of(above),
        "page": page(request, queries.regions_named(words) if words else queries.children_of(above), 100),
        "words": words,
        "may_change": scope.may(request.user, "org.change_regions"),
    }
    return render(request, "org/regions.html", context)


def options(request: HttpRequest) -> HttpResponse:
    """Names and codes of regions for a field that completes."""
    words = next(iter(request.GET.values()), "").strip().split(" ")[0]
    names = [f"{region.name} {region.code}" for region in queries.region_suggestions(words)]
    return render(request, "org/options.html", {"options": names})


@needs("org.change_regions")
def set_region(request: HttpRequest) -> HttpResponse:
    """Enter a region, or rename one."""
    region = Region.objects.select_related("parent").filter(pk=request.GET.get("code", "")).first()
    form = RegionForm(request.POST or None, initial=_initial(region))

    def act(given: dict[str, Any]) -> Region:
        return actions.set_region(given.pop("code"), **given, actor=request.user)

    if done := submitted(form, act):
        messages.success(request, f"已保存“{done.name}”（{done.code}）。")
        return redirect(f"{request.path.rsplit('/', 2)[0]}/?under={done.parent_id or ''}".removesuffix("?under="))
    title = f"修改区划：{region.name}" if region else "登记区划"
    context = {"form": form, "title": title, "verb": "保存区划", "back_url": "org:regions"}
    return render(request, "org/form.html", context, status=422 if form.errors else 200)


def _initial(region: Region | None) -> dict[str, Any]:
    names = ("code", "name", "level", "parent", "short_name")
    return {name: getattr(region, name) for name in names} if region else {"level": Region.Level.VILLAGE}


@needs("org.change_regions")
def load(request: HttpRequest) -> HttpResponse:
    """Load a table of regions: everything is checked first, and all or nothing is entered."""
    form = RegionSheetForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        rows, problems = tables.read(form.cleaned_data["sheet"])
        if not problems:
            counts = tables.enter(rows, actor=request.user)
            messages.success(request, f"已导入区划：新增 {counts.created}，改名 {counts.changed}，未变 {counts.same}。")
            return redirect("org:regions")
    status = 422 if form.errors or problems else 200
    return render(request, "org/load_regions.html", {"form": form, "problems": problems}, status=status)
