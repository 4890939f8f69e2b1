"""Pages of support for a hazard: asked from the hazard's record, decided, spent."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.campaigns.steering import actions, queries, rules
from anlan.campaigns.steering.actions.checking import require
from anlan.campaigns.steering.forms.support import SpendingForm, SupportDecisionForm, SupportForm
from anlan.campaigns.steering.models import Support
from anlan.campaigns.steering.standings import SUPPORT
from anlan.core import clock
from anlan.core.forms import form_id
from anlan.core.pages import is_fragment
from anlan.core.steps import form_page, step, story
from anlan.hazards import queries as hazards
from anlan.org.doors import needs

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "campaigns.ask_support": "申请",
    "campaigns.decide_support": "审批",
    "campaigns.record_spending": "登记支出",
}


def _support(request: HttpRequest, pk: UUID) -> Support:
    return get_object_or_404(queries.supports(request.user), pk=pk)


@require_GET
@needs("campaigns.read_steering")
def support(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One request: asked, granted, spent, left."""
    found, user = _support(request, pk), request.user
    context = {
        "title": found.reason[:40],
        "support": found,
        "mark": SUPPORT[found.standing],
        "spendings": found.spendings.all(),
        "left": queries.left_of(found),
        "sent": queries.sent_for(found),
        "steps": [
            step("审批", "campaigns:decide_support", pk, reason=rules.may_decide_support(user, found)),
            step("登记支出", "campaigns:new_spending", pk, reason=rules.may_spend(user, found)),
        ],
        "story": story(found, WORDS),
    }
    return render(request, "campaigns/steering/support.html", context)


@require_GET
@needs("campaigns.read_steering")
def support_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab 整改支持 on a hazard's record: what was asked for it and what came of it."""
    hazard = get_object_or_404(hazards.visible_to(request.user), pk=pk)
    rows = queries.supports(request.user).filter(hazard=hazard)
    context = {
        "title": f"整改支持：{hazard}",
        "hazard": hazard,
        "rows": [(one, SUPPORT[one.standing]) for one in rows],
        "may_ask": hazard.is_open
        and any(rules.holds(request.user, "campaigns.ask_support", one) for one in _township(request)),
    }
    name = "campaigns/steering/support_of.html"
    return render(request, f"{name}#tab" if is_fragment(request) else name, context)


def _township(request: HttpRequest) -> list:
    return list(queries.townships_of(request.user, "campaigns.ask_support"))


@BOTH
@needs("campaigns.ask_support")
def ask_support(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for money or expert days for a hazard."""
    hazard = get_object_or_404(hazards.visible_to(request.user), pk=pk)
    return form_page(
        request,
        SupportForm(request.POST or None, initial={"office": request.user.office}),
        lambda given: actions.ask_support(hazard, actor=request.user, client_id=form_id(request), **given),
        title=f"为 {hazard} 申请支持",
        verb="提交申请",
        back=reverse("hazards:record", args=[pk]),
        done="已提交，由乡镇领导审批。",
        sentence=hazard.description,
    )


@BOTH
@needs("campaigns.decide")
def decide_support(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Grant or refuse."""
    found = _support(request, pk)
    require(rules.may_decide_support(request.user, found))
    known = {"amount": found.asked_amount or None, "days": found.asked_days or None}
    return form_page(
        request,
        SupportDecisionForm(request.POST or None, initial=known),
        lambda given: actions.decide_support(found, actor=request.user, client_id=form_id(request), **given),
        title=f"审批：{found.office}的申请",
        verb="保存审批",
        back=found.get_absolute_url(),
        done="已审批。",
        sentence=found.reason,
    )


@BOTH
@needs("campaigns.steer")
def new_spending(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put on record what was paid or used."""
    found = _support(request, pk)
    require(rules.may_spend(request.user, found))
    return form_page(
        request,
        SpendingForm(request.POST or None, initial={"on": clock.today()}),
        lambda given: actions.record_spending(found, actor=request.user, client_id=form_id(request), **given),
        title="登记支出",
        verb="保存支出",
        back=found.get_absolute_url(),
        done="支出已登记。",
        sentence=queries.left_of(found).words(found),
    )
