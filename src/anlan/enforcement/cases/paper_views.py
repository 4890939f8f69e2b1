"""The papers of a case as PDF and as .docx."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from anlan.enforcement.cases import papers, queries
from anlan.enforcement.templating import making
from anlan.enforcement.templating.kinds import all_kinds
from anlan.files import serving
from anlan.files.presses import docx
from anlan.hazards.views.ledger import as_pdf
from anlan.org.doors import needs

READ = "enforcement.read_cases"


def _written(request: HttpRequest, pk: UUID, code: str) -> tuple[str, bytes]:
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)  # type: ignore[arg-type]
    if code not in papers.PAPERS:
        raise Http404
    return f"{all_kinds()[code].label}_{found}", papers.written(found, code)


@require_GET
@needs(READ)
def paper(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """One paper as PDF, to be signed and sealed by hand."""
    name, content = _written(request, pk, code)
    return as_pdf(making.printed(content, ""), f"{name}.pdf")


@require_GET
@needs(READ)
def editable(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """The same as .docx."""
    name, content = _written(request, pk, code)
    return serving.download(content, f"{name}.docx", docx.MEDIA_TYPE)
