"""Saying in words what was done, taking it back, and what calls for duties."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from anlan.campaigns.duties import actions, rules
from anlan.campaigns.duties.board import Row
from anlan.campaigns.duties.forms import HappeningForm, StatementForm
from anlan.campaigns.duties.models import Happening, Statement
from anlan.campaigns.duties.subjects import Subject
from anlan.campaigns.duties.views.pages import BOTH, campaign_of, versions_of
from anlan.campaigns.steering.actions.checking import require
from anlan.core import clock
from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.steps import form_page


def _subject(request: HttpRequest, versions: list[Row], whose: str) -> Subject:
    known = {one.subject.whose: one.subject for row in versions for one in row.instances}
    if whose not in known:
        raise Http404
    return known[whose]


@BOTH
def state_duty(request: HttpRequest, pk: UUID, lineage: UUID, whose: str) -> HttpResponse:
    """Say in words what was done for a duty the system cannot see."""
    campaign = campaign_of(request, pk)
    versions = versions_of(request, campaign, lineage)
    subject, asked = _subject(request, versions, whose), versions[-1].asked
    require("系统已有这类记录，不需要填报。" if asked.proof else rules.may_state(request.user, subject))
    say, key = actions.state_duty, form_id(request)
    address = reverse("campaigns:my_duties") if "mine" in request.GET else reverse("campaigns:duty", args=[pk, lineage])
    return form_page(
        request,
        StatementForm(request.POST or None),
        lambda given: _Told(
            say(campaign, duty=asked.duty, subject=subject, actor=request.user, client_id=key, **given),
            address,
        ),
        title=f"{subject.name}：填报完成情况",
        verb="提交",
        back=address,
        done="已填报。",
        sentence=f"{asked.duty.action}\n原文：{asked.duty.quote}",
    )


class _Told:
    """A statement that was made; one goes back to the duty's page from it."""

    def __init__(self, statement: Statement, address: str) -> None:
        self.statement, self.address = statement, address

    def get_absolute_url(self) -> str:
        return self.address


@BOTH
def take_back(request: HttpRequest, pk: UUID, statement: UUID) -> HttpResponse:
    """Take back what one said."""
    campaign = campaign_of(request, pk)
    said = get_object_or_404(Statement.objects.filter(campaign=campaign, said_by=request.user), pk=statement)
    require(rules.may_take_back(request.user, said))
    address = reverse("campaigns:duty", args=[pk, said.lineage])
    back, key = actions.take_back_statement, form_id(request)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: _Told(back(said, actor=request.user, client_id=key, **given), address),
        title="撤回填报",
        verb="撤回",
        back=address,
        done="已撤回，原来的填报留在记录里。",
        sentence=said.words,
    )


def _told(request: HttpRequest) -> dict[str, str]:
    """What the link to the form fills in."""
    names = ("sort", "name", "on", "days", "enterprise")
    return {name: request.GET[name][:60].replace("\x00", "") for name in names if request.GET.get(name)}


@BOTH
def new_happening(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put on record what calls for duties."""
    campaign = campaign_of(request, pk)
    require(rules.may_record_happening(request.user, campaign))
    address = reverse("campaigns:duties", args=[pk])
    record, key = actions.record_happening, form_id(request)

    def act(given: dict[str, Any]) -> _Told:
        record(campaign, actor=request.user, client_id=key, **given)
        return _Told(None, address)

    return form_page(
        request,
        HappeningForm(request.POST or None, campaign=campaign, user=request.user, told=_told(request)),
        act,
        title="登记事由",
        verb="登记",
        back=address,
        done="已登记，遇事即办的任务从这一天起计算。",
    )


@BOTH
def call_off_happening(request: HttpRequest, pk: UUID, happening: UUID) -> HttpResponse:
    """Take back what was put on record by mistake."""
    campaign = campaign_of(request, pk)
    found = get_object_or_404(Happening.objects.filter(campaign=campaign), pk=happening)
    require(rules.may_record_happening(request.user, campaign))
    address = reverse("campaigns:duties", args=[pk])
    call_off, key = actions.call_off_happening, form_id(request)

    def act(given: dict[str, Any]) -> _Told:
        call_off(campaign, happening=found, actor=request.user, client_id=key, **given)
        return _Told(None, address)

    return form_page(
        request,
        ReasonForm(request.POST or None),
        act,
        title="撤销事由",
        verb="撤销",
        back=address,
        done="已撤销，不再因它计算任务。",
        sentence=f"{found.name}（{clock.day_words(found.on)}）",
    )
