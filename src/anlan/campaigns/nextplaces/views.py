"""The page of where to go next, and the same as a workbook."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anlan.campaigns.nextplaces import distance, ranking
from anlan.campaigns.nextplaces.ranking import Place
from anlan.campaigns.nextplaces.reasons import KINDS
from anlan.core import clock, filters
from anlan.core.pages import Sort, page
from anlan.enterprises import queries as enterprises
from anlan.files.presses import xlsx
from anlan.inspections import rules as visits
from anlan.inspections.kinds import Kind
from anlan.org.doors import needs
from anlan.org.models import Office, Region

HEAD = ["次序", "单位", "所在村", "主管单位", "理由", "上次去", "已安排", "频次", "距离（公里）"]
FAR = float("inf")
SORTS = {
    "rank": (Sort("rank", "理由", ()), None),
    "name": (Sort("name", "单位", ()), lambda one: one[1].enterprise.sort_key),
    "last": (Sort("last", "上次去", ()), lambda one: (one[1].last is not None, one[1].last)),
    "near": (Sort("near", "距离", ()), lambda one: FAR if one[1].kilometres is None else one[1].kilometres),
}
Ranked = tuple[int, Place]


def _all(request: HttpRequest) -> list[Ranked]:
    """Every place with its rank, far from where the URL sets out."""
    user: Any = request.user
    found = ranking.places_for(user)
    offered = [one for one in found if not one.barred] + [one for one in found if one.barred]
    if village := _village(request):
        offered = distance.measured(offered, village)
    return list(enumerate(offered, 1))


def _village(request: HttpRequest) -> str:
    code = request.GET.get("from", "")
    return code if code.isdigit() and len(code) == 12 else ""


def _narrowed(request: HttpRequest, rows: list[Ranked]) -> list[Ranked]:
    """As the URL narrows and sorts them; places a cap forbids only where one asks for them."""
    told = {name: request.GET.get(name, "") for name in ("reason", "village", "office")}
    text, barred = request.GET.get("q", "").strip(), request.GET.get("barred", "") == "yes"
    shown = [
        (rank, one)
        for rank, one in rows
        if bool(one.barred) == barred
        and told["reason"] in ("", *(reason.kind for reason in one.reasons))
        and told["village"] in ("", one.enterprise.region_code)
        and told["office"] in ("", str(one.enterprise.strip_id))
        and text in one.enterprise.name
    ]
    wanted = request.GET.get("sort", "")
    _, key = SORTS.get(wanted.lstrip("-"), SORTS["rank"])
    shown = sorted(shown, key=key) if key else shown
    return shown[::-1] if wanted.startswith("-") else shown


@require_GET
@needs("campaigns.read_next")
def next_places(request: HttpRequest) -> HttpResponse:
    """Where to go next, and why."""
    user: Any = request.user
    rows = _all(request)
    villages = _villages(rows)
    barred = sum(bool(one.barred) for _, one in rows)
    offices = {str(one.enterprise.strip_id) for _, one in rows if one.enterprise.strip_id}
    named = [(str(one.pk), str(one)) for one in Office.objects.filter(pk__in=offices).order_by("sort_key")]
    starts = [*villages, *_home(user, villages)]
    context = {
        "title": "去哪里看",
        "page": page(request, _narrowed(request, rows), 30),
        "barred": barred,
        "shows_barred": request.GET.get("barred", "") == "yes",
        "begin": _begin(user),
        "measured": bool(_village(request)),
        "kinds": list(KINDS.values()),
        "sorts": {name: sort for name, (sort, _) in SORTS.items()},
        "filters": [
            filters.one_of(request, "reason", "理由", [(one.name, one.label) for one in KINDS.values()]),
            filters.one_of(request, "village", "村", villages),
            filters.one_of(request, "office", "主管单位", named),
            filters.one_of(request, "from", "从哪个村出发", starts),
        ],
    }
    return render(request, "campaigns/nextplaces/places.html", context)


def _villages(rows: list[Ranked]) -> list[tuple[str, str]]:
    known = {one.enterprise.region_code: one.enterprise.region.plain_name for _, one in rows}
    return sorted(known.items())


def _home(user: Any, villages: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The village of the person's own office, where it has no place on the list."""
    office = user.office
    known = {code for code, _ in villages}
    if office is None or office.region.level != Region.Level.VILLAGE or office.region_id in known:
        return []
    return [(office.region_id, office.region.plain_name)]


def _begin(user: Any) -> str:
    """The kind of visit begun by one press, where there is only one; else the page asks."""
    kinds = visits.goes_as(user)
    return str(kinds[0]) if kinds == [Kind.PATROL] else ""


@require_GET
@needs("campaigns.read_next")
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook, all pages of it."""
    user: Any = request.user
    rows = _narrowed(request, _all(request))
    offices = {
        one.pk: str(one) for one in Office.objects.filter(supervised__in=enterprises.visible_to(user)).distinct()
    }
    return xlsx.response(
        HEAD,
        ([*_written(rank, one, offices)] for rank, one in rows),
        f"去哪里看{clock.today():%Y%m%d}.xlsx",
        sheet="去哪里看",
    )


def _written(rank: int, one: Place, offices: dict[Any, str]) -> list[Any]:
    place = one.enterprise
    return [
        rank,
        place.name,
        place.region.plain_name,
        offices.get(place.strip_id, ""),
        "；".join(reason.words for reason in one.reasons),
        one.last,
        str(one.planned or ""),
        one.barred,
        None if one.kilometres is None else round(one.kilometres, 1),
    ]
