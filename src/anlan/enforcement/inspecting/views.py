"""Pages that show inspections and what was published."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import clock
from anlan.core.errors import NotYours
from anlan.core.forms import form_id
from anlan.core.pages import is_fragment
from anlan.core.steps import form_page, step, story
from anlan.enforcement.cases import rules as penalizing
from anlan.enforcement.documents import queries as documents
from anlan.enforcement.documents import rules as drafting
from anlan.enforcement.documents import values
from anlan.enforcement.documents.kinds import FROM_INSPECTION, Kind
from anlan.enforcement.errands import rules as errands
from anlan.enforcement.frequency.queries import cap_of
from anlan.enforcement.inspecting import actions, beforehand, papers, queries, rules
from anlan.enforcement.inspecting.forms import PublishForm
from anlan.enforcement.inspecting.models import Inspection
from anlan.enforcement.inspecting.registers import INSPECTIONS, STANDING
from anlan.enforcement.templating import making
from anlan.enterprises import queries as enterprises
from anlan.files.registers import show, workbook
from anlan.hazards.views.ledger import as_pdf
from anlan.org.doors import needs

BOTH = require_http_methods(["GET", "POST"])
COMING = frozenset({Inspection.State.ASKED, Inspection.State.APPROVED})
WORDS = {
    "enforcement.ask": "提出",
    "enforcement.approve": "批准",
    "enforcement.refuse": "不批准",
    "enforcement.notify": "通知",
    "enforcement.scan": "扫码入企",
    "enforcement.start": "开始检查",
    "enforcement.cancel": "取消",
    "enforcement.look": "查看计划",
}


def found_by(request: HttpRequest, pk: UUID) -> Inspection:
    """The inspection, if it exists for the person. Raises Http404 otherwise."""
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@require_GET
@needs("enforcement.read_inspections")
def inspections(request: HttpRequest) -> HttpResponse:
    """The list of inspections, narrowed and sorted by the URL."""
    return show(request, INSPECTIONS, may_add=True)


@require_GET
@needs("enforcement.read_inspections")
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, INSPECTIONS)


@require_GET
@needs("enforcement.read_inspections")
def publications(request: HttpRequest) -> HttpResponse:
    """What the offices published: items and bases."""
    user: Any = request.user
    may = rules.office_with_power(user, "enforcement.publish_items") is not None
    context = {
        "title": "公示的检查事项",
        "rows": queries.publications_of(user),
        "reason": "" if may else "由有行政检查权单位的负责人登记。",
    }
    return render(request, "enforcement/inspecting/publications.html", context)


@BOTH
@needs("enforcement.publish_items")
def publish(request: HttpRequest) -> HttpResponse:
    """Put on record what the person's office published."""
    user: Any = request.user
    office = rules.office_with_power(user, "enforcement.publish_items")
    if office is None:
        raise NotYours("由有行政检查权单位的负责人登记。", code="enforcement.refused")
    today = clock.today()
    return form_page(
        request,
        PublishForm(request.POST or None, initial={"year": today.year, "published_on": today}),
        lambda given: actions.publish(office, actor=user, client_id=form_id(request), **given),
        title=f"登记公示：{office.name}",
        verb="登记",
        back=reverse("enforcement:publications"),
        done="已登记，提出行政检查时按此选择事项。",
    )


@require_GET
@needs("enforcement.read_inspections")
def inspections_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab 行政检查 of an enterprise: how often this year of how many, and each one."""
    user: Any = request.user
    enterprise = get_object_or_404(enterprises.visible_to(user), pk=pk)
    context = {
        "title": f"行政检查：{enterprise}",
        "enterprise": enterprise,
        "rows": [(one, STANDING[one.state]) for one in queries.visible_to(user).filter(enterprise=enterprise)],
        "used": rules.used(enterprise, clock.today().year),
        "cap": cap_of(enterprise, clock.today().year),
        "year": clock.today().year,
        "reason": rules.may_ask(user, enterprise),
    }
    name = "enforcement/inspecting/of_enterprise.html"
    return render(request, f"{name}#tab" if is_fragment(request) else name, context)


@require_GET
@needs("enforcement.read_inspections")
def inspection(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One inspection: what, why, who with which card, what can be done; a look at a closed plan is logged."""
    found, user = found_by(request, pk), request.user
    actions.look(found, actor=user)
    context = {
        "title": f"{found.enterprise.name}行政检查",
        "inspection": found,
        "mark": STANDING[found.state],
        "faults": rules.lacking(found.officers, found.office, found.planned_on),
        "used": rules.used(found.enterprise, found.planned_on.year),
        "cap": cap_of(found.enterprise, found.planned_on.year),
        "told": list(found.told.select_related("office")),
        "scanned": values.scanned(found),
        "known": beforehand.facts(user, found.enterprise) if found.state in COMING else [],
        "steps": _steps(user, found),
        "story": story(found, WORDS),
        "documents": list(documents.of_inspection(found)),
        "drafts": _drafts(user, found) if found.visit_id else [],
    }
    return render(request, "enforcement/inspecting/inspection.html", context)


def _steps(user: Any, found: Inspection) -> list[Any]:
    pk, state = found.pk, Inspection.State
    if found.state == state.ASKED:
        reason = rules.may_decide(user, found)
        return [
            step("批准", "enforcement:approve_inspection", pk, reason=reason),
            step("不批准", "enforcement:refuse_inspection", pk, reason=reason),
            step("取消", "enforcement:cancel_inspection", pk, reason=rules.may_cancel(user, found)),
        ]
    if found.state == state.BEGUN:
        reason = penalizing.may_open_over_inspection(user, found)
        return [
            step("提出立案", "enforcement:open_case_over_inspection", pk, reason=reason),
            step("当场处罚", "enforcement:decide_on_spot", pk, reason=reason),
        ]
    if found.state != state.APPROVED:
        return []
    return [
        step("登记通知送达", "enforcement:notify_inspection", pk, reason=rules.may_notify(user, found)),
        _beginning(user, found),
        step("请其他单位一起去", "enforcement:open_up_inspection", pk, reason=errands.may_open_up(user, found)),
        step("取消", "enforcement:cancel_inspection", pk, reason=rules.may_cancel(user, found)),
    ]


def _beginning(user: Any, found: Inspection) -> Any:
    """Begin it, together with the offices that come along where it was opened to them."""
    joint, reason = getattr(found, "errand", None), rules.may_begin(user, found)
    if joint:
        return step("和其他单位一起开始检查", "enforcement:errand", joint.pk, reason=reason)
    return step("开始检查", "enforcement:start_inspection", found.pk, reason=reason)


def _drafts(user: Any, found: Inspection) -> list[Any]:
    """What can be drafted from it, each with the reason where it cannot."""
    order = step(
        Kind.ORDER.label, "enforcement:draft_order", found.pk, reason=drafting.may_begin(user, found, Kind.ORDER)
    )
    others = [kind for kind in FROM_INSPECTION if kind != Kind.ORDER]
    reasons = [(kind, drafting.may_begin(user, found, kind)) for kind in others]
    return [order] + [
        step(kind.label, "enforcement:draft_paper", found.pk, kind.value, reason=reason) for kind, reason in reasons
    ]


def _paper(found: Inspection, kind: str, title: str) -> HttpResponse:
    name = f"{title}_{found.number or found.enterprise.name}.pdf"
    return as_pdf(making.printed(papers.written(found, kind), ""), name)


@require_GET
@needs("enforcement.read_inspections")
def approval_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The approval form as PDF."""
    return _paper(found_by(request, pk), papers.APPROVAL, "行政检查审批表")


@require_GET
@needs("enforcement.read_inspections")
def notice_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The notice as PDF, once there is something to give notice of."""
    found = found_by(request, pk)
    if not found.number or found.is_unannounced:
        raise NotYours("批准之后才有通知书；不事先通知的检查没有通知书。", code="enforcement.no_notice")
    return _paper(found, papers.NOTICE, "行政检查通知书")
