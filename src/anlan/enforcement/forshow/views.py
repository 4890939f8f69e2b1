"""Pages of signs: the territory's list, an enterprise's facts and decisions, deciding, answering, settling."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core.forms import form_id
from anlan.core.pages import is_fragment
from anlan.core.steps import form_page
from anlan.enforcement.documents import queries as documents
from anlan.enforcement.forshow import actions, queries, rules
from anlan.enforcement.forshow.forms import DecisionForm, OutcomeForm, ReplyForm
from anlan.enforcement.forshow.models import Review
from anlan.enforcement.forshow.registers import PLACES
from anlan.enforcement.refusing import require
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.files.registers import show, workbook
from anlan.org.doors import needs

BOTH = require_http_methods(["GET", "POST"])


def _place(request: HttpRequest, pk: UUID) -> Enterprise:
    found = get_object_or_404(enterprises.detail_of(request.user), pk=pk)
    if not rules.sees(request.user, found):
        raise Http404
    return found


def _review(request: HttpRequest, pk: UUID) -> Review:
    found = get_object_or_404(Review.objects.select_related(*queries.WITH), pk=pk)
    user = request.user
    if rules.may_settle(user, found):
        _place(request, found.enterprise_id)
    return found


@require_GET
@needs("enforcement.read_for_show")
def places(request: HttpRequest) -> HttpResponse:
    """Enterprises whose self-inspections show such facts, and what was decided."""
    return show(request, PLACES, may_add=False)


@require_GET
@needs("enforcement.read_for_show")
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, PLACES)


@require_GET
def signs_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab of an enterprise: each fact with its records, what was decided and answered."""
    found, user = _place(request, pk), request.user
    reviews = list(queries.reviews_of(found))
    signs = queries.signs_of(found)
    papers = set(documents.of_enterprise(user, found).values_list("pk", flat=True))
    context = {
        "title": f"自查是否走过场：{found}",
        "enterprise": found,
        "signs": signs,
        "reviews": [
            (one, rules.may_reply(user, one), rules.may_settle(user, one), one.document_id in papers) for one in reviews
        ],
        "why_not": rules.may_decide(user, found),
        "waits": any(one.waits for one in reviews),
    }
    name = "enforcement/forshow/signs.html"
    return render(request, f"{name}#tab" if is_fragment(request) else name, context)


@BOTH
@needs("enforcement.decide_for_show")
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Decide what is done about it."""
    found = _place(request, pk)
    require(rules.may_decide(request.user, found))
    signs = [one for one, _, _ in queries.signs_of(found)]
    return form_page(
        request,
        DecisionForm(request.POST or None, enterprise=found),
        lambda given: actions.decide_for_show(found, actor=request.user, client_id=form_id(request), **given),
        title=f"决定：{found}",
        verb="作出决定",
        back=reverse("enforcement:signs_of", args=[pk]),
        done="已决定，企业会收到并可以回应。",
        sentence="\n".join(one.words for one in signs) or "自查记录现在没有这些事实。",
    )


@BOTH
def reply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The enterprise answers."""
    found = _review(request, pk)
    require(rules.may_reply(request.user, found))
    return form_page(
        request,
        ReplyForm(request.POST or None),
        lambda given: actions.reply_for_show(found, actor=request.user, client_id=form_id(request), **given),
        title="回应",
        verb="提交回应",
        back=found.get_absolute_url(),
        done="已提交，决定的人会收到。",
        sentence=f"{found.get_decision_display()}：{found.reason}",
    )


@BOTH
def settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what became of it."""
    found = _review(request, pk)
    require(rules.may_settle(request.user, found))
    return form_page(
        request,
        OutcomeForm(request.POST or None, review=found),
        lambda given: actions.settle_for_show(found, actor=request.user, client_id=form_id(request), **given),
        title=f"登记结果：{found}",
        verb="登记",
        back=found.get_absolute_url(),
        done="已登记。",
        sentence=f"{found.decided_by.full_name}：{found.reason}",
    )
