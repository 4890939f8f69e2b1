"""The steps of those asked: checking by the list, saying that there is none; and the office's answer to that."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from anlan.campaigns.duties.views.pages import BOTH
from anlan.campaigns.lookouts import actions, board, rules
from anlan.campaigns.lookouts.forms import NoneForm
from anlan.campaigns.lookouts.models import NoneHere
from anlan.campaigns.lookouts.views.shared import found_by
from anlan.campaigns.steering.actions.checking import require
from anlan.core.errors import NotYours
from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.steps import form_page
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import posts_of
from anlan.inspections import actions as inspections
from anlan.inspections import rules as visits
from anlan.inspections.kinds import Kind
from anlan.org.doors import needs


@require_POST
def check(request: HttpRequest, pk: UUID, enterprise: UUID) -> HttpResponse:
    """Begin a visit by the list of the lookout alone: one's own people inspect themselves, others patrol or guide."""
    user: Any = request.user
    found = found_by(request, pk)
    place = get_object_or_404(enterprises.visible_to(user), pk=enterprise)
    board.asked_at(found, place)
    visit = inspections.begin(
        place,
        kind=_kind(user, place),
        actor=user,
        checklist=found.checklist,
        purpose=f"举一反三：{found}",
        client_id=form_id(request),
    )
    return redirect("inspections:walk", visit.pk)


def _kind(user: Any, place: Enterprise) -> Kind:
    if place.pk in posts_of(user):
        return Kind.SELF_INSPECTION
    if kind := next(iter(visits.goes_as(user)), None):
        return kind
    raise NotYours("由该单位自己的人员、村安全协管员或乡镇工作人员去查。", code="campaigns.refused")


@BOTH
def say_none(request: HttpRequest, pk: UUID, enterprise: UUID) -> HttpResponse:
    """Say that there is no such thing, and why."""
    user: Any = request.user
    found = found_by(request, pk)
    place = get_object_or_404(enterprises.visible_to(user).filter(pk__in=set(posts_of(user))), pk=enterprise)
    key = form_id(request)
    return form_page(
        request,
        NoneForm(request.POST or None),
        lambda given: actions.say_none(found, enterprise=place, actor=user, client_id=key, **given),
        title=f"{place.name}没有此类",
        verb="提交",
        back=found.get_absolute_url(),
        done="已说明。乡里认为不对的会退回。",
        sentence="\n".join(item["statement"] for item in found.checklist.items),
    )


def _word_page(request: HttpRequest, pk: UUID, *, own: bool) -> HttpResponse:
    user: Any = request.user
    word = get_object_or_404(NoneHere.objects.select_related("lookout__lesson", "lookout__region", "enterprise"), pk=pk)
    found_by(request, word.lookout_id)
    may, act = (rules.may_take_back, actions.take_back_none) if own else (rules.may_send_back, actions.send_back_none)
    require(may(user, word))
    key = form_id(request)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: act(word, actor=user, client_id=key, **given),
        title="撤回“没有此类”" if own else f"退回{word.enterprise.name}的“没有此类”",
        verb="撤回" if own else "退回",
        back=word.get_absolute_url(),
        done="已撤回，请按清单查一遍或重新说明。" if own else "已退回，对方会收到，要重新查或说明。",
        sentence=f"{word.said_by.full_name}：{word.reason}",
    )


@BOTH
def take_back_none(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back one's own word."""
    return _word_page(request, pk, own=True)


@BOTH
@needs("campaigns.send_lookout")
def send_back_none(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a word does not stand."""
    return _word_page(request, pk, own=False)
