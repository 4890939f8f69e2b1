"""Pages of documents."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import clock
from anlan.core.errors import NotNow
from anlan.core.forms import form_id
from anlan.core.steps import form_page, step, story
from anlan.enforcement.cases import rules as penalizing
from anlan.enforcement.documents import actions, clocks, on_spot, papers, queries, rules, signatures, values
from anlan.enforcement.documents.forms import DropForm, IssueForm, LiftForm, ReportForm, ServeForm, VoidForm
from anlan.enforcement.documents.kinds import TABLE, Kind, about
from anlan.enforcement.documents.models import Document, DocumentSignature
from anlan.enforcement.documents.registers import DOCUMENTS, STANDING
from anlan.enforcement.refusing import require
from anlan.enforcement.templating import making
from anlan.enforcement.templating.kinds import all_kinds
from anlan.files import serving
from anlan.files.presses import docx
from anlan.files.registers import show, workbook
from anlan.hazards.views.ledger import as_pdf
from anlan.org.doors import needs

BOTH = require_http_methods(["GET", "POST"])
READ, DRAFT = "enforcement.read_documents", "enforcement.draft_document"
WORDS = {
    "enforcement.draft_order": "起草",
    "enforcement.draft_opinion": "起草",
    "enforcement.draft_paper": "起草",
    "enforcement.issue": "签发",
    "enforcement.drop": "不签发",
    "enforcement.serve": "送达",
    "enforcement.sign_document": "签名",
    "enforcement.refuse_to_sign": "当事人拒签",
    "enforcement.attach_scan": "上传签字扫描件",
    "enforcement.void": "作废",
    "enforcement.make_out": "出具",
    "enforcement.report_measure": "报告负责人",
    "enforcement.lift_measure": "当场解除",
    "enforcement.record_service": "送达",
}


def _found(request: HttpRequest, pk: UUID) -> Document:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@require_GET
@needs(READ)
def documents(request: HttpRequest) -> HttpResponse:
    """The list of documents, void numbers among them, narrowed and sorted by the URL."""
    return show(request, DOCUMENTS, may_add=False)


@require_GET
@needs(READ)
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, DOCUMENTS)


@require_GET
@needs(READ)
def document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One document: what it says, who issued it, how it was served, what can be done."""
    found, user = _found(request, pk), request.user
    context = {
        "title": f"{found.get_kind_display()} {found.number}".strip(),
        "document": found,
        "mark": STANDING[found.standing],
        "said": _said(found),
        "is_signed": signatures.is_signed(found),
        "is_sealed": not about(found.kind).signers,
        "report_by": clocks.report_by(found),
        "is_report_late": clocks.is_report_late(found),
        "tell_by": clocks.tell_by(found),
        "is_told_late": _told_late(found),
        "answers": list(found.answers.all()),
        "count_down": found.ends_on if not found.is_dealt_with and found.state == Document.State.ISSUED else None,
        "steps": _steps(user, found),
        "story": story(found, WORDS),
    }
    return render(request, "enforcement/documents/document.html", context)


def _told_late(found: Document) -> bool:
    """Whether the notice came, or would come, less than a day before the power is cut."""
    until = clocks.tell_by(found)
    return until is not None and (found.served_at or clock.now()) > until


def _said(found: Document) -> list[tuple[str, str]]:
    """What its kind says beside the rows, by the names of its template's fields; lists stand on the paper."""
    labels = {one.name: one.label for one in all_kinds()[found.kind].fields if one.name not in SHOWN_ELSEWHERE}
    said = found.said or values.of(found)
    told = {name: said.get(name, "") for name in found.facts} if found.inspection_id else said
    return [
        (labels[name], value) for name, value in told.items() if name in labels and isinstance(value, str) and value
    ]


SHOWN_ELSEWHERE = frozenset(
    {"office", "number", "unit", "address", "principal", "phone", "lead", "lead_card", "second", "second_card"}
    | {"issued_on", "inspection", "inspected_on", "government", "basis", "party", "case_name", "receipt"}
)
"""Fields of papers that the page shows in their own place, or that are the same on every paper."""


def _steps(user: Any, found: Document) -> list[Any]:
    if found.state == Document.State.DRAFT:
        reason = rules.may_decide(user, found)
        verb = "签发并编号" if about(found.kind).is_approved else "核对无误，出具"
        return [
            *_told_head(user, found),
            step(verb, "enforcement:issue_document", found.pk, reason=reason),
            step("不签发", "enforcement:drop_document", found.pk, reason=reason),
        ]
    if found.state == Document.State.DROPPED and found.acted_at and not found.lifted_at:
        return [step("登记已解除", "enforcement:lift_measure", found.pk, reason=rules.may_lift(user, found))]
    if found.state != Document.State.ISSUED:
        return []
    listed = [_signing(user, found)]
    if about(found.kind).is_served:
        listed += [step("登记送达", "enforcement:serve_document", found.pk, reason=rules.may_serve(user, found))]
    listed += [_answer(user, found, kind) for kind, line in TABLE.items() if found.kind in line.parents]
    if found.kind == Kind.ORDER and found.served_at:
        reason = penalizing.may_open_over_order(user, found)
        listed.append(step("不履行的，提出立案", "enforcement:open_case_over_order", found.pk, reason=reason))
    if found.inspection_id is None:
        return listed
    return [*listed, step("作废", "enforcement:void_document", found.pk, reason=rules.may_void(user, found))]


def _told_head(user: Any, found: Document) -> list[Any]:
    """The report of what was done on the spot, until it was made."""
    if found.acted_at is None or found.reported_at:
        return []
    hint = "当场实施后二十四小时内报告，《行政强制法》第十九条"
    reason = rules.may_report(user, found)
    return [step("登记报告负责人", "enforcement:report_measure", found.pk, reason=reason, hint=hint)]


def _signing(user: Any, found: Document) -> Any:
    """Open to whoever may sign a line of it or scan it."""
    mine = any(not rules.may_sign(user, found, role.value) for role in DocumentSignature.Role)
    label = "签名、传扫描件" if about(found.kind).signers else "盖章后传扫描件"
    return step(label, "enforcement:sign_document", found.pk, reason="" if mine else rules.may_scan(user, found))


def _answer(user: Any, found: Document, kind: Kind) -> Any:
    label, reason = f"起草{kind.label}", rules.may_answer(user, found, kind)
    if kind == Kind.OPINION:
        return step(label, "enforcement:draft_opinion", found.pk, reason=reason)
    return step(label, "enforcement:draft_answer", found.pk, kind.value, reason=reason)


@require_GET
@needs(READ)
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The document as PDF."""
    found = _found(request, pk)
    return as_pdf(papers.printed(found, to_sign=_to_sign(request, found)), f"{found}.pdf")


@require_GET
@needs(READ)
def editable(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The document as .docx."""
    found = _found(request, pk)
    return serving.download(papers.editable(found, to_sign=_to_sign(request, found)), f"{found}.docx", docx.MEDIA_TYPE)


def _to_sign(request: HttpRequest, found: Document) -> bool:
    """Whether it is the copy its officers print to have it signed, which is not marked as unsigned."""
    return request.GET.get("copy") == "sign" and not rules.may_scan(request.user, found)


@require_GET
@needs(READ)
def receipt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The service receipt as PDF, once it was served."""
    found = _found(request, pk)
    if not found.served_at:
        raise NotNow("登记送达之后才有送达回执。", code="enforcement.not_served")
    return as_pdf(making.printed(papers.receipt(found), ""), f"{found}送达回执.pdf")


def _page(
    request: HttpRequest, found: Document, form: Form, action: Callable[..., Document], verb: str, done: str
) -> HttpResponse:
    return form_page(
        request,
        form,
        lambda given: action(found, actor=request.user, client_id=form_id(request), **given),
        title=f"{verb}：{found}",
        verb=verb,
        back=found.get_absolute_url(),
        done=done,
        sentence=f"{found.party}，{len(found.items)} 项。",
    )


@BOTH
@needs(READ)
def issue(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Issue it."""
    found = _found(request, pk)
    require(rules.may_decide(request.user, found))
    return _page(request, found, IssueForm(request.POST or None), actions.issue, "签发", "已签发并编号，请送达。")


@BOTH
@needs(READ)
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Do not issue it."""
    found = _found(request, pk)
    require(rules.may_decide(request.user, found))
    return _page(request, found, DropForm(request.POST or None), actions.drop, "不签发", "已记录，没有占用文号。")


@BOTH
@needs(DRAFT)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put on record that the head was told of what was done on the spot."""
    found = _found(request, pk)
    require(rules.may_report(request.user, found))
    form = ReportForm(request.POST or None)
    return _page(request, found, form, on_spot.report_measure, "登记报告负责人", "已登记报告，等待补办批准。")


@BOTH
@needs(DRAFT)
def lift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put on record that it was lifted."""
    found = _found(request, pk)
    require(rules.may_lift(request.user, found))
    return _page(request, found, LiftForm(request.POST or None), on_spot.lift_measure, "登记已解除", "已登记解除。")


@BOTH
@needs(DRAFT)
def serve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put the service receipt on record."""
    found = _found(request, pk)
    require(rules.may_serve(request.user, found))
    form = ServeForm(request.POST or None, initial=_receipt_known(found))
    return _page(request, found, form, actions.serve, "登记送达", "已登记送达。")


def _receipt_known(found: Document) -> dict[str, str]:
    """What signing already told of the receipt: nobody types it again."""
    place = found.enterprise.address or found.enterprise.name
    known = signatures.of(found)
    told = {"served_at_place": place[:100]}
    if unit := known.get("unit"):
        return told | {"receiver": unit.name, "receiver_post": unit.position}
    if refused := known.get("refused"):
        return told | {"served_way": Document.Way.LEFT, "refusal": refused.reason, "witness": refused.witness}
    return told


@BOTH
@needs("enforcement.approve_document")
def void(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Void it."""
    found = _found(request, pk)
    require(rules.may_void(request.user, found))
    form = VoidForm(request.POST or None, bound=queries.still_bound(found))
    return _page(request, found, form, actions.void, "作废", "已作废，文号保留不再使用。")
