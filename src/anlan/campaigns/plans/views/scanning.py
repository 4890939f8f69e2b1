"""The page of a scan that the worker reads: how far it is, what came of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from anlan.campaigns.plans import actions, queries
from anlan.campaigns.plans.models import Scan
from anlan.org.doors import needs


def _scan(request: HttpRequest, pk: UUID) -> Scan:
    return get_object_or_404(queries.scans(request.user), pk=pk)


@require_GET
@needs("campaigns.plan")
def scan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is, or why nothing was read; what was read is the campaign's page."""
    found = _scan(request, pk)
    if found.campaign:
        return redirect(found.campaign)
    return render(request, "campaigns/plans/scan.html", {"title": found.file_name, "scan": found})


@require_GET
@needs("campaigns.plan")
def progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A fragment that replaces itself until the scan is read, then reloads the page."""
    found = _scan(request, pk)
    if found.state == Scan.State.READING:
        return render(request, "campaigns/plans/scan.html#progress", {"scan": found})
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_POST
@needs("campaigns.plan")
def resume(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a scan that a restart left in the middle back to work."""
    found = _scan(request, pk)
    actions.resume_scan(found, actor=request.user)
    return redirect(found)
