"""Putting a campaign in force, dropping a draft, changing a duty from a day on."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods, require_POST

from anlan.campaigns.plans import actions, rules
from anlan.campaigns.plans.actions.issuing import latest
from anlan.campaigns.plans.forms import AmendForm, EndForm, ExtendForm
from anlan.campaigns.plans.models import Campaign, Duty
from anlan.campaigns.plans.queries import mark_of
from anlan.campaigns.plans.views.reading import visible
from anlan.campaigns.steering.actions.checking import require
from anlan.core import clock
from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.steps import form_page
from anlan.org.doors import needs

BOTH = require_http_methods(["GET", "POST"])


@require_POST
@needs("campaigns.plan")
def issue(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put it in force."""
    campaign = actions.issue_plan(visible(request, pk), actor=request.user, client_id=form_id(request))
    messages.success(request, "已下达。各项职责自行动开始之日起生效。")
    return redirect(campaign)


@BOTH
@needs("campaigns.plan")
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Drop a draft."""
    campaign, key = visible(request, pk), form_id(request)
    require(rules.may_decide(request.user, campaign))
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: actions.drop_plan(campaign, actor=request.user, client_id=key, **given),
        title="作废草稿",
        verb="作废",
        back=campaign.get_absolute_url(),
        done="草稿已作废，原文件和经过仍可查。",
    )


@BOTH
@needs("campaigns.plan")
def extend(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let it run longer."""
    campaign, key = visible(request, pk), form_id(request)
    require(rules.may_amend(request.user, campaign))
    return form_page(
        request,
        ExtendForm(request.POST or None),
        lambda given: actions.extend_campaign(campaign, actor=request.user, client_id=key, **given),
        title="延长行动",
        verb="延长",
        back=campaign.get_absolute_url(),
        done="已延长。每周、每月等按期做的接着算；写明了期限的不变，要改的逐项变更。",
        sentence=f"现在到{clock.day_words(campaign.ends_on)}结束。",
    )


def _running(request: HttpRequest, pk: UUID, piece: UUID) -> tuple[Campaign, Duty]:
    campaign = visible(request, pk)
    require(rules.may_amend(request.user, campaign))
    return campaign, latest(get_object_or_404(campaign.duties, pk=piece, valid_from__isnull=False))


@BOTH
@needs("campaigns.plan")
def amend(request: HttpRequest, pk: UUID, piece: UUID) -> HttpResponse:
    """A new version of a duty from a day on."""
    campaign, found = _running(request, pk, piece)
    key, back = form_id(request), f"{campaign.get_absolute_url()}#{mark_of(found)}"

    def act(given: dict[str, Any]) -> str:
        actions.amend_duty(campaign, actor=request.user, duty=found, client_id=key, **given)
        return back

    words = {
        "title": f"变更职责：{Truncator(found.action).chars(30)}",
        "verb": "变更",
        "back": back,
        "sentence": found.quote,
    }
    return form_page(
        request,
        AmendForm(found, request.POST or None),
        act,
        done="已变更，正在进行的一期仍按原要求办完；原来的一版留着。",
        **words,
    )


@BOTH
@needs("campaigns.plan")
def end(request: HttpRequest, pk: UUID, piece: UUID) -> HttpResponse:
    """A duty that is no longer asked for from a day on."""
    campaign, found = _running(request, pk, piece)
    key, back = form_id(request), reverse("campaigns:plan", args=[campaign.pk])

    def act(given: dict[str, Any]) -> str:
        actions.end_duty(campaign, actor=request.user, duty=found, client_id=key, **given)
        return back

    form = EndForm(request.POST or None, initial={"from_on": clock.today()})
    words = {"title": "停止这项职责", "verb": "停止", "back": back, "sentence": found.quote}
    return form_page(request, form, act, done="已停止，之前的要求和记录不变。", **words)
