"""Deciding the pieces of a draft: each form goes back to the place it came from."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods, require_POST

from anlan.campaigns.plans import actions, queries, rules
from anlan.campaigns.plans.forms import AddDutyForm, DutyForm, FactsForm, StageForm
from anlan.campaigns.plans.models import Campaign
from anlan.campaigns.plans.queries import mark_of
from anlan.campaigns.plans.views.reading import draft_of, visible
from anlan.campaigns.steering.actions.checking import require
from anlan.core.errors import Missing
from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.pages import is_fragment
from anlan.core.steps import form_page
from anlan.org.doors import needs

BOTH = require_http_methods(["GET", "POST"])


def draft(request: HttpRequest, pk: UUID) -> Campaign:
    """A draft the person may decide."""
    campaign = visible(request, pk)
    require(rules.may_decide(request.user, campaign))
    return campaign


def piece_page(
    request: HttpRequest, campaign: Campaign, form: Form, act: Callable[..., Any], mark: str, **words: Any
) -> HttpResponse:
    """A form about one piece; done, it goes back to that piece on the page of the campaign."""
    key, back = form_id(request), f"{campaign.get_absolute_url()}#{mark}"

    def acted(given: dict[str, Any]) -> str:
        act(campaign, actor=request.user, client_id=key, **given)
        return back

    return form_page(request, form, acted, back=back, **words)


@BOTH
@needs("campaigns.plan")
def facts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the campaign is: names and days."""
    campaign = draft(request, pk)
    form = FactsForm(campaign, request.POST or None)
    return piece_page(
        request, campaign, form, actions.set_facts, "top", title="基本情况", verb="保存", done="基本情况已保存。"
    )


@require_POST
@needs("campaigns.plan")
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Confirm one piece, or everything of a clause that can be confirmed as it was read; what was proposed, singly.

    Asked by htmx it answers with the column beside the notice, so that neither moves.
    """
    campaign, key = draft(request, pk), form_id(request)
    chosen = request.POST.getlist("piece")
    stages = list(campaign.stages.filter(outcome="", pk__in=_ids(chosen)))
    duties = list(campaign.duties.filter(outcome="", pk__in=_ids(chosen)))
    if "clause" in request.POST:
        rows = campaign.duties.filter(outcome="", clause=request.POST["clause"], proposed_by="")
        duties = [one for one in rows if not rules.must_be_settled(one)]
    if not stages and not duties:
        raise Missing("没有要确认的内容，可能已有人确认过。请刷新后再看。", code="campaigns.nothing")
    if stages:
        actions.confirm_stages(campaign, actor=request.user, stages=stages, client_id=key)
    else:
        actions.confirm_duties(campaign, actor=request.user, duties=duties, client_id=key)
    if is_fragment(request):
        context = draft_of(request, campaign, queries.pieces_of(campaign))
        return render(request, "campaigns/plans/plan.html#draft", context)
    messages.success(request, f"已确认 {len(stages) + len(duties)} 项。")
    return redirect(f"{campaign.get_absolute_url()}#{mark_of((stages or duties)[-1])}")


@require_POST
@needs("campaigns.plan")
def ask_proposals(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask the outside model for what was missed."""
    campaign = actions.ask_proposals(visible(request, pk), actor=request.user, client_id=form_id(request))
    messages.success(request, "已请外部模型找漏，一两分钟后刷新。它的建议标明出处，逐项确认后才算数。")
    return redirect(campaign)


def _ids(chosen: list[str]) -> list[UUID]:
    told = []
    for one in chosen:
        try:
            told.append(UUID(one))
        except ValueError:
            continue
    return told


@BOTH
@needs("campaigns.plan")
def stage(request: HttpRequest, pk: UUID, piece: UUID) -> HttpResponse:
    """Change a stage."""
    campaign = draft(request, pk)
    found = get_object_or_404(campaign.stages, pk=piece)

    def act(campaign: Campaign, **given: Any) -> None:
        actions.change_stage(campaign, stage=found, **given)

    words = {"title": f"阶段：{found.name}", "verb": "保存", "done": "阶段已改。", "sentence": found.quote}
    return piece_page(request, campaign, StageForm(found, request.POST or None), act, mark_of(found), **words)


@BOTH
@needs("campaigns.plan")
def new_stage(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a stage."""
    campaign = draft(request, pk)
    words = {"title": "增加阶段", "verb": "增加", "done": "已增加。"}
    return piece_page(request, campaign, StageForm(None, request.POST or None), actions.add_stage, "stages", **words)


@BOTH
@needs("campaigns.plan")
def drop_stage(request: HttpRequest, pk: UUID, piece: UUID) -> HttpResponse:
    """Leave a stage out."""
    campaign = draft(request, pk)
    found = get_object_or_404(campaign.stages, pk=piece)

    def act(campaign: Campaign, **given: Any) -> None:
        actions.drop_stage(campaign, stage=found, **given)

    words = {"title": f"不采用阶段：{found.name}", "verb": "不采用", "done": "已记为不采用。", "sentence": found.quote}
    return piece_page(request, campaign, ReasonForm(request.POST or None), act, mark_of(found), **words)


@BOTH
@needs("campaigns.plan")
def duty(request: HttpRequest, pk: UUID, piece: UUID) -> HttpResponse:
    """Change a duty."""
    campaign = draft(request, pk)
    found = get_object_or_404(campaign.duties, pk=piece)

    def act(campaign: Campaign, **given: Any) -> None:
        actions.change_duty(campaign, duty=found, **given)

    words = {
        "title": f"职责：{Truncator(found.action).chars(30)}",
        "verb": "保存",
        "done": "职责已改。",
        "sentence": found.quote,
    }
    return piece_page(request, campaign, DutyForm(found, request.POST or None), act, mark_of(found), **words)


@BOTH
@needs("campaigns.plan")
def new_duty(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a duty."""
    campaign = draft(request, pk)
    form = AddDutyForm(request.POST or None)
    words = {"title": "增加职责", "verb": "增加", "done": "已增加。"}
    return piece_page(request, campaign, form, actions.add_duty, "duties", **words)


@BOTH
@needs("campaigns.plan")
def drop_duty(request: HttpRequest, pk: UUID, piece: UUID) -> HttpResponse:
    """Leave a duty out."""
    campaign = draft(request, pk)
    found = get_object_or_404(campaign.duties, pk=piece)

    def act(campaign: Campaign, **given: Any) -> None:
        actions.drop_duty(campaign, duty=found, **given)

    words = {"title": "不采用这项职责", "verb": "不采用", "done": "已记为不采用。", "sentence": found.quote}
    return piece_page(request, campaign, ReasonForm(request.POST or None), act, mark_of(found), **words)
