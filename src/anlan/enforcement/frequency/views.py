"""Pages of frequency: the line of an enterprise with its proposal, caps, objections."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import clock
from anlan.core.errors import NotYours
from anlan.core.forms import form_id
from anlan.core.pages import is_fragment
from anlan.core.steps import form_page
from anlan.enforcement.batches import queries as batches
from anlan.enforcement.errands import queries as errands
from anlan.enforcement.errands import rules as planning
from anlan.enforcement.frequency import actions, factors, queries, rules
from anlan.enforcement.frequency.forms import AnswerForm, CapForm, ObjectionForm
from anlan.enforcement.frequency.models import Objection
from anlan.enforcement.refusing import require
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.hazards.models import Hazard
from anlan.org import queries as org
from anlan.org.doors import needs

BOTH = require_http_methods(["GET", "POST"])


def _enterprise(request: HttpRequest, pk: UUID) -> Enterprise:
    found = get_object_or_404(enterprises.visible_to(request.user).select_related("region"), pk=pk)
    if not rules.sees(request.user, found):
        raise Http404
    return found


def _year(request: HttpRequest) -> int:
    this = clock.today().year
    asked = request.GET.get("year", "")
    return int(asked) if asked.isascii() and asked.isdigit() and this - 10 <= int(asked) <= this else this


@require_GET
def line_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab 到访与检查频次: every visit by anybody this year, and how often it is inspected and why."""
    enterprise, user = _enterprise(request, pk), request.user
    line = queries.line_of(user, enterprise, _year(request))
    objections = list(queries.objections_of(enterprise))
    context: dict[str, Any] = {
        "title": f"到访与检查频次：{enterprise}",
        "enterprise": enterprise,
        "line": line,
        "shown": line.goings[: queries.SHOWN],
        "proposal": factors.of(enterprise, line.cap.times if line.cap else None),
        "base": factors.BASE,
        "listed": batches.of_enterprise(pk),
        "planned": errands.of_enterprise(user, enterprise),
        "may_plan": planning.office_of(user, enterprise) is not None,
        "objections": [(one, rules.may_answer(user, one)) for one in objections],
        "may_object": not rules.may_object(user, enterprise),
    }
    name = "enforcement/frequency/line.html"
    return render(request, f"{name}#tab" if is_fragment(request) else name, context)


@BOTH
def object_to(request: HttpRequest, pk: UUID, factor: str, hazard_id: UUID) -> HttpResponse:
    """Object to a record that counts."""
    enterprise = _enterprise(request, pk)
    require(rules.may_object(request.user, enterprise))
    hazard = get_object_or_404(Hazard, pk=hazard_id, enterprise=enterprise)
    if factor not in factors.READ:
        raise Http404
    given = {"actor": request.user, "factor": factor, "hazard": hazard, "client_id": form_id(request)}
    return form_page(
        request,
        ObjectionForm(request.POST or None),
        lambda facts: actions.object_to(enterprise, **facts, **given),
        title=f"对 {hazard} 提出异议",
        verb="提交异议",
        back=reverse("enforcement:line_of", args=[pk]),
        done="已提交，十个工作日内答复。",
        sentence=f"{factors.FACTORS[factor].label}：{hazard} {hazard.description}",
    )


@BOTH
@needs("enforcement.answer_objection")
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer an objection."""
    found = get_object_or_404(Objection.objects.select_related("enterprise", "hazard"), pk=pk)
    _enterprise(request, found.enterprise_id)
    require(rules.may_answer(request.user, found))
    return form_page(
        request,
        AnswerForm(request.POST or None),
        lambda given: actions.answer_objection(found, actor=request.user, client_id=form_id(request), **given),
        title=f"答复：{found}",
        verb="答复",
        back=found.get_absolute_url(),
        done="已答复。",
        sentence=found.words,
    )


@require_GET
@needs("enforcement.read_caps")
def caps(request: HttpRequest) -> HttpResponse:
    """The published caps, the facts that count, and what is objected to."""
    user = request.user
    context = {
        "title": "检查频次",
        "caps": queries.caps(user),
        "factors": factors.FACTORS.values(),
        "base": factors.BASE,
        "waiting": queries.to_answer(user),
        "may_publish": org.townships_with(user, "enforcement.publish_cap").exists(),
    }
    return render(request, "enforcement/frequency/caps.html", context)


@BOTH
@needs("enforcement.publish_cap")
def publish_cap(request: HttpRequest) -> HttpResponse:
    """Put the published cap of a year on record."""
    region = org.townships_with(request.user, "enforcement.publish_cap").first()
    if region is None:
        raise NotYours("由乡镇领导公布。", code="enforcement.refused")
    return form_page(
        request,
        CapForm(request.POST or None, initial={"year": clock.today().year}),
        lambda given: actions.publish_cap(region, actor=request.user, client_id=form_id(request), **given),
        title=f"公布年度检查频次上限：{region}",
        verb="保存",
        back=reverse("enforcement:caps"),
        done="已登记，企业页面随即按新的上限显示。",
    )
