"""What the pages of duties share: the campaign, the rows as the URL narrows them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from anlan.campaigns.duties import queries
from anlan.campaigns.duties.board import Row
from anlan.campaigns.duties.standing import Instance, Standing
from anlan.campaigns.plans.models import Campaign, Duty
from anlan.core.pages import Sort
from anlan.org.models import Office, Region

BOTH = require_http_methods(["GET", "POST"])
TAGS = {
    Standing.MISSED: "red",
    Standing.DUE: "wait",
    Standing.LATE: "wait",
    Standing.DONE: "done",
    Standing.COMING: "",
}

ORDERS: dict[str, Callable[[Instance], tuple]] = {
    "standing": lambda one: (queries.FIRST[one.standing], one.period.due_on, one.subject.name),
    "subject": lambda one: (one.subject.name, one.period.due_on),
    "due": lambda one: (one.period.due_on, one.subject.name),
}
SORTS = {
    one.name: one for one in (Sort("subject", "谁", ()), Sort("due", "期限", ()), Sort("standing", "完成情况", ()))
}


def campaign_of(request: HttpRequest, pk: UUID) -> Campaign:
    return get_object_or_404(queries.in_force(request.user), pk=pk)


def places(campaign: Campaign) -> tuple[dict[str, str], dict[Any, str]]:
    villages = Region.objects.filter(parent=campaign.region_id, level=Region.Level.VILLAGE)
    offices = Office.objects.filter(region=campaign.region_id, kind=Office.Kind.DEPARTMENT, ended_on=None)
    return {one.code: one.plain_name for one in villages}, {one.pk: str(one) for one in offices}


def lies(request: HttpRequest, one: Instance) -> bool:
    """Whether an instance's subject lies in the village and with the office the URL names."""
    village, office = request.GET.get("village", ""), request.GET.get("office", "")
    return village in ("", one.subject.region_code) and office in ("", str(one.subject.office_id))


def narrowed(request: HttpRequest, rows: list[Row]) -> list[Row]:
    """The rows with those instances alone."""
    return [Row(row.asked, [one for one in row.instances if lies(request, one)]) for row in rows]


def versions_of(request: HttpRequest, campaign: Campaign, lineage: UUID) -> list[Row]:
    rows = [one for one in queries.rows_for(request.user, campaign) if one.asked.duty.lineage == lineage]
    if not rows:
        raise Http404
    return rows


def instances(request: HttpRequest, rows: list[Row]) -> list[Instance]:
    """The instances of rows as the URL narrows and sorts them; `version` names one version of a duty."""
    return [one for _, one in seen(request, rows)]


def seen(request: HttpRequest, rows: list[Row]) -> list[tuple[Duty, Instance]]:
    """The same, each with its duty: what a list shows and its workbook holds; those that call first unless sorted."""
    standing, text = request.GET.get("standing", ""), request.GET.get("q", "").strip()
    version = request.GET.get("version", "")
    shown = [row for row in rows if version in ("", str(row.asked.duty.version))]
    found = [(row.asked.duty, one) for row in shown for one in row.instances if lies(request, one)]
    found = [pair for pair in found if standing in ("", pair[1].standing) and text in pair[1].subject.name]
    wanted = request.GET.get("sort", "")
    order = ORDERS.get(wanted.lstrip("-"), ORDERS["standing"])
    return sorted(found, key=lambda pair: order(pair[1]), reverse=wanted.startswith("-"))
