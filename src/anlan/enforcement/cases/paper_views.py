"""The file of a case as one PDF, its cover and its index as .docx."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from anlan.core.errors import Missing
from anlan.enforcement.cases import evidence, file, queries
from anlan.enforcement.cases.models import Case
from anlan.enforcement.templating.kinds import all_kinds
from anlan.files import serving
from anlan.files.presses import docx
from anlan.hazards.views.ledger import as_pdf
from anlan.org.doors import needs

READ = "enforcement.read_cases"


def _found(request: HttpRequest, pk: UUID) -> Case:
    user: Any = request.user
    return get_object_or_404(queries.visible_to(user), pk=pk)


@require_GET
@needs(READ)
def whole(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole file as PDF."""
    found = _found(request, pk)
    return as_pdf(file.whole(found), f"案卷_{found}.pdf")


@require_GET
@needs(READ)
def exhibit(request: HttpRequest, pk: UUID, sha256: str, variant: str) -> HttpResponseBase:
    """One piece of evidence: a photo, or a file as it came."""
    found = _found(request, pk)
    if sha256 not in {one.file.pk for one in evidence.of(found)}:
        raise Missing("本案没有这件证据。请返回后重新打开。", code="enforcement.no_evidence")
    return serving.serve(request, sha256, variant)


@require_GET
@needs(READ)
def editable(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """The cover or the index as .docx."""
    found = _found(request, pk)
    if code not in (file.COVER, file.INDEX):
        raise Http404
    return serving.download(file.sheet(found, code), f"{all_kinds()[code].label}_{found}.docx", docx.MEDIA_TYPE)
