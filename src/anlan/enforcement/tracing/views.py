"""Pages of trace-backs."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import clock
from anlan.core.forms import form_id
from anlan.core.pages import is_fragment
from anlan.core.steps import form_page, step, story
from anlan.enforcement.refusing import require
from anlan.enforcement.tracing import actions, paper, queries, reading, rules
from anlan.enforcement.tracing.forms import ConcludeForm, ExplainForm, TraceForm
from anlan.enforcement.tracing.models import Trace
from anlan.enforcement.tracing.registers import STANDING, TRACES
from anlan.enterprises import queries as enterprises
from anlan.files.presses import pdf
from anlan.files.registers import show, workbook
from anlan.hazards import queries as hazards
from anlan.hazards.models import Hazard, Source
from anlan.hazards.views.ledger import as_pdf
from anlan.org.doors import needs

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "enforcement.open_trace": "启动倒查",
    "enforcement.explain": "说明情况",
    "enforcement.conclude": "作出结论",
}


def _found(request: HttpRequest, pk: UUID) -> Trace:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@require_GET
@needs("enforcement.see_own_traces")
def traces(request: HttpRequest) -> HttpResponse:
    """The list of trace-backs a person reads or is asked in."""
    return show(request, TRACES, may_add=False)


@require_GET
@needs("enforcement.see_own_traces")
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, TRACES)


@require_GET
@needs("enforcement.see_own_traces")
def trace(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One trace-back: what the events tell, what people say, what was concluded."""
    found, user = _found(request, pk), request.user
    context = {
        "title": f"责任倒查：{found.enterprise.name}",
        "trace": found,
        "mark": STANDING[found.standing],
        "trail": reading.of(found),
        "asked": found.asked.select_related("office"),
        "statements": [one for one in found.events.all() if one.action == paper.SAID],
        "steps": [
            step("说明情况", "enforcement:explain_trace", pk, reason=rules.may_explain(user, found)),
            step("作出结论", "enforcement:conclude_trace", pk, reason=rules.may_conclude(user, found)),
        ],
        "story": story(found, WORDS),
    }
    return render(request, "enforcement/tracing/trace.html", context)


@require_GET
@needs("enforcement.see_own_traces")
def trace_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same as one PDF."""
    found = _found(request, pk)
    name = f"{request.user.full_name} {request.user.office_name}".strip()
    return as_pdf(pdf.dossier(paper.of(found, reading.of(found), name)), f"责任倒查卷_{found.number}.pdf")


@require_GET
@needs("enforcement.read_traces")
def traces_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab 责任倒查 on an enterprise's page."""
    enterprise = get_object_or_404(enterprises.visible_to(request.user), pk=pk)
    context = {
        "title": f"责任倒查：{enterprise}",
        "enterprise": enterprise,
        "rows": [(one, STANDING[one.standing]) for one in queries.of_enterprise(request.user, pk)],
        "reason": rules.may_open(request.user, enterprise),
    }
    name = "enforcement/tracing/of_enterprise.html"
    return render(request, f"{name}#tab" if is_fragment(request) else name, context)


@BOTH
@needs("enforcement.trace")
def open_trace(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a trace-back of an enterprise; `?hazard=` names the finding from above that it starts from."""
    enterprise = get_object_or_404(enterprises.visible_to(request.user), pk=pk)
    require(rules.may_open(request.user, enterprise))
    hazard = hazards.by_code(request.user, request.GET.get("hazard", "")[:20])
    given = {"actor": request.user, "hazard": hazard, "client_id": form_id(request)}
    return form_page(
        request,
        TraceForm(request.POST or None, initial=_initial(hazard)),
        lambda facts: actions.open_trace(enterprise, **facts, **given),
        title=f"启动责任倒查：{enterprise.name}",
        verb="启动倒查",
        back=reverse("enterprises:detail", args=[pk]),
        done="已启动。在这段时间到过、办过的人都会收到通知，可以说明情况。",
        sentence=f"{hazard} {hazard.description}" if hazard else "",
    )


def _initial(hazard: Hazard | None) -> dict[str, Any]:
    if hazard is None:
        return {"happened_at": timezone.localtime(clock.now())}
    trigger = Trace.Trigger.REPORT if hazard.source == Source.REPORT else Trace.Trigger.UPPER
    return {"happened_at": timezone.localtime(hazard.found_at), "what": hazard.description, "trigger": trigger}


@BOTH
@needs("enforcement.explain")
def explain(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say one's own side."""
    found = _found(request, pk)
    require(rules.may_explain(request.user, found))
    return form_page(
        request,
        ExplainForm(request.POST or None),
        lambda given: actions.explain(found, actor=request.user, client_id=form_id(request), **given),
        title=f"说明情况：{found.enterprise.name}",
        verb="提交说明",
        back=found.get_absolute_url(),
        done="已记入倒查卷。",
        sentence=found.what,
    )


@BOTH
@needs("enforcement.conclude_trace")
def conclude(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what follows."""
    found = _found(request, pk)
    require(rules.may_conclude(request.user, found))
    return form_page(
        request,
        ConcludeForm(request.POST or None),
        lambda given: actions.conclude(found, actor=request.user, client_id=form_id(request), **given),
        title=f"作出结论：{found.enterprise.name}",
        verb="保存结论",
        back=found.get_absolute_url(),
        done="已作出结论。",
        sentence=found.what,
    )
