"""Pages of assignments: giving a task, its page, doing it, taking it back."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from anlan.campaigns.assigning import actions, queries, rules
from anlan.campaigns.assigning.forms import AssignForm, FinishForm
from anlan.campaigns.assigning.models import Assignment
from anlan.campaigns.duties.views.pages import BOTH, campaign_of
from anlan.campaigns.steering.actions.checking import require
from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.steps import form_page, step, story
from anlan.enterprises import queries as enterprises
from anlan.files.serving import serve

WORDS = {
    "campaigns.assign": "分派",
    "campaigns.finish_assignment": "完成",
    "campaigns.take_back_assignment": "收回",
}
"""Steps as its story says them."""


@BOTH
def assign(request: HttpRequest, pk: UUID, campaign: UUID, lineage: UUID) -> HttpResponse:
    """Give a task to somebody."""
    enterprise = get_object_or_404(enterprises.visible_to(request.user), pk=pk)
    require(rules.may_assign(request.user, enterprise))
    asked = queries.asked_of(campaign_of(request, campaign), pk, lineage)
    if asked is None:
        raise Http404
    key, duty = form_id(request), asked.row.asked.duty
    initial = {"due_on": asked.instance.period.due_on}
    form = AssignForm(request.POST or None, enterprise=enterprise, initial=initial)
    nobody = "" if form.fields["person"].queryset.exists() else "\n本单位没有登记分管负责人、安全管理员，请先登记人员。"
    return form_page(
        request,
        form,
        lambda given: actions.assign(asked, enterprise=enterprise, actor=request.user, client_id=key, **given),
        title="分派任务",
        verb="分派",
        back=reverse("campaigns:duties_of", args=[pk]),
        done="已分派，对方在“我的任务”里看得到。",
        sentence=f"{duty.action}\n原文：{duty.quote}{nobody}",
    )


def _found(request: HttpRequest, pk: UUID) -> Assignment:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@require_GET
def assignment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One task: to whom, by when, what proves it."""
    found = _found(request, pk)
    context = {
        "title": found.task,
        "assignment": found,
        "steps": [
            step("填报完成", "campaigns:finish_assignment", pk, reason=rules.may_finish(request.user, found)),
            step("收回", "campaigns:take_back_assignment", pk, reason=rules.may_take_back(request.user, found)),
        ],
        "story": story(found, WORDS),
    }
    return render(request, "campaigns/assigning/assignment.html", context)


@require_GET
def proof(request: HttpRequest, pk: UUID, sha256: str) -> HttpResponseBase:
    """What proves that it was done."""
    return serve(request, sha256 if sha256 in _found(request, pk).files else "", "shown")


@BOTH
def finish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that it is done, with proof."""
    found = _found(request, pk)
    require(rules.may_finish(request.user, found))
    asked, key = queries.asked_of(found.campaign, found.enterprise_id, found.lineage), form_id(request)
    counts = "系统里的记录会自动计入本单位。" if asked and asked.row.asked.proof else "同时作为本单位的填报计入。"
    return form_page(
        request,
        FinishForm(request.POST or None, request.FILES or None, user=request.user),
        lambda given: actions.finish_assignment(found, asked=asked, actor=request.user, client_id=key, **given),
        title="填报完成",
        verb="提交",
        back=found.get_absolute_url(),
        done="已填报，主要负责人看得到。",
        template="files/photo_form.html",
        sentence=f"{found.task}\n{counts}",
    )


@BOTH
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it back."""
    found = _found(request, pk)
    require(rules.may_take_back(request.user, found))
    key = form_id(request)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: actions.take_back_assignment(found, actor=request.user, client_id=key, **given),
        title="收回任务",
        verb="收回",
        back=found.get_absolute_url(),
        done="已收回，可以交给别人。",
        sentence=f"{found.task}\n交给：{found.person.name}",
    )
