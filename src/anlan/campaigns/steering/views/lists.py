"""Any list of steering, and the same as a workbook."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from anlan.campaigns.steering import items, queries
from anlan.campaigns.steering.registers import ALL, MEASURES, MEETINGS
from anlan.files.registers import Register, show, workbook
from anlan.org.doors import needs


def _register(name: str) -> Register:
    if name not in ALL:
        raise Http404
    return ALL[name]


def _beside() -> dict[str, str]:
    told = {}
    for one in ALL.values():
        told[one.label] = reverse("campaigns:steering", args=[one.name])
        if one is MEASURES:
            told["措施逐条"] = reverse("campaigns:measure_items")
    return told


@require_GET
@needs("campaigns.read_steering")
def first(request: HttpRequest) -> HttpResponse:
    """The first of the lists."""
    return redirect("campaigns:steering", MEETINGS.name)


@require_GET
@needs("campaigns.read_steering")
def listed(request: HttpRequest, name: str) -> HttpResponse:
    """One list, narrowed and sorted by the URL."""
    may_add = queries.townships_of(request.user, "campaigns.steer").exists()
    told = {"may_add": may_add, "beside": _beside()}
    if name == MEETINGS.name:
        drills = queries.own_drills(request.user)
        return show(request, MEETINGS, template="campaigns/steering/meetings.html", drills=drills, **told)
    return show(request, _register(name), **told)


@require_GET
@needs("campaigns.read_steering")
def export(request: HttpRequest, name: str) -> HttpResponseBase:
    """Exactly what the list shows, all pages of it."""
    return workbook(request, _register(name))


@require_GET
@needs("campaigns.read_steering")
def measure_items(request: HttpRequest) -> HttpResponse:
    """The single measures of every list, narrowed and sorted by the URL."""
    return show(request, items.of(request.user), may_add=False, beside=_beside())


@require_GET
@needs("campaigns.read_steering")
def measure_items_export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, items.of(request.user))


@require_GET
def enterprise_options(request: HttpRequest) -> HttpResponse:
    """Names of enterprises for a field that completes."""
    words = next(iter(request.GET.values()), "")[:60]
    return render(request, "org/options.html", {"options": queries.enterprise_suggestions(request.user, words)})
