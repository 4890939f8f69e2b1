"""What a permit hands out: its paper, the notice for the entrance, photos of the approval."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET

from anlan.enterprises.models import SiteCode
from anlan.files import serving
from anlan.files.models import Use
from anlan.permits import papers
from anlan.permits.views import shared


def _pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = serving.disposition(name, inline=True)
    return answer


@require_GET
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The ticket as a PDF."""
    found = shared.permit(request, pk)
    return _pdf(papers.permit(found, request.user), f"{found.number}作业票.pdf")


@require_GET
def notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The notice for the entrance as a PDF."""
    found = shared.permit(request, pk)
    plate = SiteCode.objects.filter(enterprise=found.enterprise_id).first()
    address = request.build_absolute_uri(reverse("permits_door:now", args=[plate.token])) if plate else ""
    return _pdf(papers.notice(found, address), f"{found.number}动火公告.pdf")


@require_GET
def photo(request: HttpRequest, pk: UUID, sha256: str) -> HttpResponseBase:
    """A photo taken at the approval."""
    found = shared.permit(request, pk)
    known = Use.objects.filter(room="permits", subject_id=found.pk, file_id=sha256).exists()
    return serving.serve(request, sha256 if known else "", "shown")
