"""Answering what the reading asks: a contradiction decided, a clause without a duty said how it is carried out."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from anlan.campaigns.plans import actions, rules
from anlan.campaigns.plans.forms import ClauseForm, DoubtForm
from anlan.campaigns.plans.models import Campaign
from anlan.campaigns.plans.queries import mark_of
from anlan.campaigns.plans.views.deciding import BOTH, draft, piece_page
from anlan.campaigns.plans.views.reading import visible
from anlan.campaigns.steering.actions.checking import require
from anlan.core.errors import Missing
from anlan.core.forms import form_id
from anlan.core.steps import form_page
from anlan.org.doors import needs


@BOTH
@needs("campaigns.plan")
def doubt(request: HttpRequest, pk: UUID, piece: UUID) -> HttpResponse:
    """Decide a contradiction."""
    campaign = draft(request, pk)
    found = get_object_or_404(campaign.doubts, pk=piece)

    def act(campaign: Campaign, **given: Any) -> None:
        actions.answer_doubt(campaign, doubt=found, **given)

    said = "\n".join([found.what, *(f"“{one['text']}”" for one in found.quotes)])
    words = {"title": "定矛盾", "verb": "记下决定", "done": "已记下。", "sentence": said}
    return piece_page(request, campaign, DoubtForm(found, request.POST or None), act, mark_of(found), **words)


@BOTH
@needs("campaigns.plan")
def clause(request: HttpRequest, pk: UUID, number: int) -> HttpResponseBase:
    """Say what answers a clause that has no duty."""
    campaign = visible(request, pk)
    require(rules.may_decide(request.user, campaign) if campaign.is_draft else rules.may_amend(request.user, campaign))
    if number >= len(campaign.clauses):
        raise Missing("原文里没有这一条。请返回后重新打开。", code="campaigns.clause")
    found = campaign.clauses[number]
    known = campaign.answers.filter(clause=found["label"]).first()
    form = ClauseForm(request.POST or None, initial={"words": known.words if known else ""})
    key, back = form_id(request), f"{campaign.get_absolute_url()}coverage/#k{number}"

    def act(given: dict[str, Any]) -> str:
        actions.answer_clause(campaign, actor=request.user, clause=found["label"], client_id=key, **given)
        return back

    text = campaign.text[found["start"] : found["end"]].strip()[:600]
    words = {"title": f"条款 {found['label']}", "verb": "保存", "done": "已保存。", "sentence": text}
    return form_page(request, form, act, back=back, **words)
