"""Pages of the pool of experts."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.campaigns.steering import actions, queries, rules
from anlan.campaigns.steering.actions.checking import require
from anlan.campaigns.steering.forms.support import ConflictForm, EngagementForm, ExpertForm, OpinionForm
from anlan.campaigns.steering.models import Expert
from anlan.campaigns.steering.standings import EXPERT
from anlan.campaigns.steering.views.pages import own_township
from anlan.core import clock
from anlan.core.errors import Invalid
from anlan.core.fields import masked_phone
from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.steps import form_page, step, story
from anlan.hazards import queries as hazards
from anlan.hazards.models import Hazard
from anlan.org.doors import needs
from anlan.org.models import User

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "campaigns.enrol_expert": "登记",
    "campaigns.change_expert": "更改",
    "campaigns.declare_conflict": "登记利害关系",
    "campaigns.end_conflict": "解除利害关系",
    "campaigns.engage_expert": "派出",
    "campaigns.record_opinion": "登记专家意见",
    "campaigns.call_off_engagement": "取消派出",
}


def _expert(request: HttpRequest, pk: UUID) -> Expert:
    return get_object_or_404(queries.experts(request.user), pk=pk)


def _own(request: HttpRequest, pk: UUID) -> Expert:
    found = _expert(request, pk)
    require(rules.may_steer(request.user, found.region))
    return found


@require_GET
@needs("campaigns.read_steering")
def expert(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One expert: contract, fields, interests, where they went and what they said."""
    found = _expert(request, pk)
    reason = rules.may_steer(request.user, found.region)
    ended = "" if found.standing == "engaged" else "今天不在聘期内，先在“更改、续聘”里改聘期。"
    context = {
        "title": found.name,
        "expert": found,
        "phone": masked_phone(found.phone),
        "mark": EXPERT[found.standing],
        "conflicts": found.conflicts.select_related("enterprise"),
        "engagements": found.engagements.select_related("enterprise", "hazard"),
        "may_change": not reason,
        "today": clock.today(),
        "steps": [
            step("派出", "campaigns:new_engagement", pk, reason=reason or ended, hint="有利害关系的单位派不出去。"),
            step("登记利害关系", "campaigns:new_conflict", pk, reason=reason),
            step("更改、续聘", "campaigns:change_expert", pk, reason=reason),
        ],
        "story": story(found, WORDS),
    }
    return render(request, "campaigns/steering/expert.html", context)


@BOTH
@needs("campaigns.steer")
def new_expert(request: HttpRequest) -> HttpResponse:
    """Put an expert into the pool."""
    region = own_township(request)
    form = ExpertForm(request.POST or None, initial={"contract_from": clock.today()})
    return form_page(
        request,
        form,
        lambda given: actions.enrol_expert(region, actor=request.user, client_id=form_id(request), **form.facts()),
        title="登记专家",
        verb="保存",
        back=reverse("campaigns:steering", args=["experts"]),
        done="已登记。请问清并登记与本乡单位的利害关系。",
    )


@BOTH
@needs("campaigns.steer")
def change_expert(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change facts, renew the contract."""
    found = _own(request, pk)
    names = ("name", "employer", "qualification", "phone", "contract_from", "contract_to")
    known = {name: getattr(found, name) for name in names} | {"fields_": found.fields.all()}
    form = ExpertForm(request.POST or None, initial=known)
    return form_page(
        request,
        form,
        lambda given: actions.change_expert(found, actor=request.user, client_id=form_id(request), **form.facts()),
        title=f"更改：{found.name}",
        verb="保存",
        back=found.get_absolute_url(),
        done="已保存。",
    )


@BOTH
@needs("campaigns.steer")
def new_conflict(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put an interest on record."""
    found = _own(request, pk)
    return form_page(
        request,
        ConflictForm(request.POST or None, user=request.user),
        lambda given: actions.declare_conflict(found, actor=request.user, client_id=form_id(request), **given),
        title=f"登记利害关系：{found.name}",
        verb="保存",
        back=found.get_absolute_url(),
        done="已登记，以后不会派到这家单位。",
    )


@BOTH
@needs("campaigns.steer")
def end_conflict(request: HttpRequest, pk: UUID, conflict_id: UUID) -> HttpResponse:
    """Say that an interest is over."""
    found = _own(request, pk)
    conflict = get_object_or_404(found.conflicts.select_related("enterprise"), pk=conflict_id, ended_on=None)
    end, key = actions.end_conflict, form_id(request)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: end(found, conflict=conflict, actor=request.user, client_id=key, **given),
        title=f"解除{found.name}与{conflict.enterprise}的利害关系",
        verb="解除",
        back=found.get_absolute_url(),
        done="已解除。",
    )


@BOTH
@needs("campaigns.steer")
def new_engagement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send an expert somewhere."""
    found = _own(request, pk)
    return form_page(
        request,
        EngagementForm(request.POST or None, user=request.user, initial={"on": clock.today(), "days": 1}),
        lambda given: actions.engage_expert(
            found, actor=request.user, client_id=form_id(request), **_with_hazard(request.user, given)
        ),
        title=f"派出：{found.name}",
        verb="派出",
        back=found.get_absolute_url(),
        done="已派出。回来后登记专家意见。",
    )


def _with_hazard(user: User, given: dict[str, Any]) -> dict[str, Any]:
    code = given["hazard"].strip()
    hazard: Hazard | None = None
    if code:
        rows = hazards.visible_to(user).filter(code=code, enterprise=given["enterprise"])
        if (hazard := rows.first()) is None:
            raise Invalid(f"{given['enterprise']}没有编号为“{code}”的隐患，请核对。", fields={"hazard": ["没有找到。"]})
    return given | {"hazard": hazard}


@BOTH
@needs("campaigns.steer")
def new_opinion(request: HttpRequest, pk: UUID, engagement_id: UUID) -> HttpResponse:
    """Put on record what the expert said."""
    found = _own(request, pk)
    sent = get_object_or_404(found.engagements.select_related("enterprise"), pk=engagement_id)
    record, key = actions.record_opinion, form_id(request)
    return form_page(
        request,
        OpinionForm(request.POST or None),
        lambda given: record(found, engagement=sent, actor=request.user, client_id=key, **given),
        title=f"专家意见：{sent.enterprise}",
        verb="保存意见",
        back=found.get_absolute_url(),
        done="专家意见已登记。",
    )


@BOTH
@needs("campaigns.steer")
def call_off_engagement(request: HttpRequest, pk: UUID, engagement_id: UUID) -> HttpResponse:
    """Put on record that the expert did not go."""
    found = _own(request, pk)
    sent = get_object_or_404(
        found.engagements.select_related("enterprise"), pk=engagement_id, opinion="", called_off=""
    )
    call_off, key = actions.call_off_engagement, form_id(request)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: call_off(found, engagement=sent, actor=request.user, client_id=key, **given),
        title=f"取消派出：{found.name}，{sent.enterprise}",
        verb="取消派出",
        back=found.get_absolute_url(),
        done="已取消，不计次数和人天。",
    )
