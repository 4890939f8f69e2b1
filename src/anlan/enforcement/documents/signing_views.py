"""The page on which a document is signed, its scan, and what an enterprise was served."""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core.errors import Invalid, Missing
from anlan.core.forms import form_id
from anlan.core.pages import is_fragment
from anlan.enforcement.documents import papers, queries, rules, signatures, signing
from anlan.enforcement.documents.kinds import about
from anlan.enforcement.documents.models import Document, DocumentSignature
from anlan.enforcement.documents.registers import STANDING
from anlan.enterprises import queries as enterprises
from anlan.files import actions as files
from anlan.files import serving
from anlan.files.models import StoredFile
from anlan.hazards.views.ledger import as_pdf
from anlan.org import scope
from anlan.org.doors import needs

READ, DRAFT = "enforcement.read_documents", "enforcement.draft_document"
Role = DocumentSignature.Role


def _found(request: HttpRequest, pk: UUID) -> Document:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@require_http_methods(["GET", "POST"])
@needs(READ)
def sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The fields for those who still have to sign, the refusal, and the scan."""
    found, user = _found(request, pk), request.user
    if request.method == "POST":
        told = {name: request.POST.get(name, "")[:300] for name in ("role", "name", "position")}
        image = _picture(request)
        signing.sign_document(found, actor=user, image=image, client_id=form_id(request), **told)
        return redirect("enforcement:sign_document", pk)
    reasons = {role.value: rules.may_sign(user, found, role) for role in Role}
    context = {
        "title": f"签名：{found}",
        "document": found,
        "own": next((one for one in (Role.LEAD, Role.SECOND, Role.HEAD) if not reasons[one.value]), None),
        "own_label": "审批人本人签名" if not reasons[Role.HEAD] else "执法人员本人签名",
        "reasons": reasons,
        "scan_reason": rules.may_scan(user, found),
        "signed": [(Role(role), one) for role, one in signatures.of(found).items()],
        "is_signed": signatures.is_signed(found),
        "is_sealed": not about(found.kind).signers,
        "people": enterprises.people_of(found.enterprise)[:20],
    }
    return render(request, "enforcement/documents/sign.html", context)


def _picture(request: HttpRequest, *, images_only: bool = True, names: tuple[str, ...] = ("drawn", "paper")) -> Any:
    for name in names:
        upload = request.FILES.get(name)
        if isinstance(upload, UploadedFile):
            return files.keep(upload, actor=request.user, images_only=images_only)
    return None


@require_POST
@needs(DRAFT)
def refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The party would not sign: why, and before whom."""
    found = _found(request, pk)
    told = {name: request.POST.get(name, "")[:300] for name in ("reason", "witness", "name")}
    signing.refuse_to_sign(found, actor=request.user, client_id=form_id(request), **told)
    return redirect("enforcement:sign_document", pk)


@require_POST
@needs(DRAFT)
def attach(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The scan of the copy signed by hand."""
    found = _found(request, pk)
    scan: StoredFile | None = _picture(request, images_only=False, names=("scan",))
    if scan is None:
        raise Invalid("请选择签字后的扫描件（PDF 或照片）。", code="enforcement.no_scan")
    signing.attach_scan(found, actor=request.user, scan=scan, client_id=form_id(request))
    return redirect(found)


@require_GET
@needs(READ)
def scan(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The scan."""
    found = _found(request, pk)
    if found.scan_id is None:
        raise Missing("这份文书还没有扫描件。", code="enforcement.no_scan")
    return serving.serve(request, found.scan_id, "shown")


@require_GET
def documents_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab 执法文书 of an enterprise: what was served on it; officials see what they may see besides."""
    user: Any = request.user
    enterprise = get_object_or_404(enterprises.visible_to(user), pk=pk)
    context = {
        "title": f"执法文书：{enterprise}",
        "enterprise": enterprise,
        "reads": scope.may(user, READ),
        "rows": [(one, STANDING[one.standing]) for one in queries.of_enterprise(user, enterprise)[:100]],
    }
    name = "enforcement/documents/of_enterprise.html"
    return render(request, f"{name}#tab" if is_fragment(request) else name, context)


@require_GET
def served(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A document as the enterprise was served it, as PDF."""
    found = get_object_or_404(queries.served_to(request.user), pk=pk)
    return as_pdf(papers.printed(found), f"{found}.pdf")
