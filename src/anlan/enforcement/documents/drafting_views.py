"""Pages on which a document is drafted: an order, an opinion, and every other kind by its form."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from anlan.core.forms import form_id
from anlan.core.steps import form_page
from anlan.enforcement.documents import drafting, queries, rules, values
from anlan.enforcement.documents.forms import OpinionForm, OrderForm
from anlan.enforcement.documents.kinds import Kind, about
from anlan.enforcement.documents.models import Document
from anlan.enforcement.documents.paper_forms import FORMS
from anlan.enforcement.inspecting import queries as inspections
from anlan.enforcement.inspecting.models import Inspection
from anlan.enforcement.refusing import require
from anlan.org.doors import needs

BOTH = require_http_methods(["GET", "POST"])
DRAFT = "enforcement.draft_document"


def _inspection(request: HttpRequest, pk: UUID) -> Inspection:
    return get_object_or_404(inspections.visible_to(request.user), pk=pk)


def _document(request: HttpRequest, pk: UUID) -> Document:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _kind(code: str) -> Kind:
    if code not in FORMS:
        raise Http404
    return Kind(code)


@BOTH
@needs(DRAFT)
def draft_order(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Draft a rectification order from what an inspection found."""
    inspection = _inspection(request, pk)
    require(rules.may_begin(request.user, inspection, Kind.ORDER))
    hazards = queries.to_order(inspection)
    record = values.record_of(inspection)
    cited = f"引用现场检查记录{record.number}。" if record else "还没有出具现场检查记录；先出具的，指令书引用它的文号。"
    sentence = f"{inspection.number} {inspection.enterprise.name}：查出未销号的隐患 {len(hazards)} 条。{cited}"
    return form_page(
        request,
        OrderForm(request.POST or None, hazards=hazards),
        lambda given: drafting.draft_order(inspection, actor=request.user, client_id=form_id(request), **given),
        title=f"起草责令限期整改指令书：{inspection.enterprise.name}",
        verb="提交审批",
        back=inspection.get_absolute_url(),
        done="已提交，签发后编号。",
        sentence=sentence if hazards else f"{sentence}先在检查记录里登记隐患。",
    )


@BOTH
@needs(DRAFT)
def draft_opinion(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Draft the opinion on an order, a measures decision or a sealing."""
    found, user = _document(request, pk), request.user
    require(rules.may_answer(user, found, Kind.OPINION))
    return form_page(
        request,
        OpinionForm(request.POST or None, items=found.items),
        lambda given: drafting.draft_opinion(found, actor=user, client_id=form_id(request), **given),
        title=f"起草复查意见书：{found}",
        verb="提交审批",
        back=found.get_absolute_url(),
        done="已提交，签发后编号。",
        sentence=f"{found.party}，{len(found.items)} 项。",
    )


@BOTH
@needs(DRAFT)
def draft_paper(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Draft a kind that begins with an inspection."""
    inspection, wanted = _inspection(request, pk), _kind(kind)
    if about(wanted).parents:
        raise Http404
    require(rules.may_begin(request.user, inspection, wanted))
    return _page(request, inspection, wanted, None, inspection.get_absolute_url())


@BOTH
@needs(DRAFT)
def draft_answer(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Draft a kind that answers a document."""
    found, wanted = _document(request, pk), _kind(kind)
    require(rules.may_answer(request.user, found, wanted))
    assert found.inspection is not None
    return _page(request, found.inspection, wanted, found, found.get_absolute_url())


def _page(request: HttpRequest, inspection: Inspection, kind: Kind, parent: Document | None, back: str) -> HttpResponse:
    user: Any = request.user
    form = FORMS[kind](request.POST if request.method == "POST" else None, inspection=inspection, parent=parent)
    told = {"actor": user, "parent": parent, "client_id": form_id(request)}
    approved = about(kind).is_approved
    nothing = "内容全部取自已完成的检查记录，不用填写。" if not form.fields else ""
    return form_page(
        request,
        form,
        lambda _given: drafting.draft_paper(inspection, kind, **told, **form.drafted()),
        title=f"起草{kind.label}：{inspection.enterprise.name}",
        verb="提交审批" if approved else "生成",
        back=back,
        done="已提交，签发后编号。" if approved else "已生成，核对后出具。",
        sentence=f"{parent or inspection.number}。{nothing}",
    )
