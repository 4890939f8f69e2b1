"""Pages that take an inspection a step further."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from anlan.core import clock
from anlan.core.errors import Missing, NotNow
from anlan.core.forms import form_id
from anlan.core.steps import form_page
from anlan.enforcement.frequency.queries import cap_of
from anlan.enforcement.inspecting import actions, queries, rules
from anlan.enforcement.inspecting.forms import AskForm, CancelForm, DecisionForm, NoticeForm, RefusalForm, StartForm
from anlan.enforcement.inspecting.models import Inspection
from anlan.enforcement.inspecting.views import found_by
from anlan.enforcement.refusing import require
from anlan.enterprises import queries as enterprises
from anlan.enterprises.binding import queries as plates
from anlan.org import scope
from anlan.org.doors import needs
from anlan.org.models import User

BOTH = require_http_methods(["GET", "POST"])


@BOTH
@needs("enforcement.read_inspections")
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Propose an inspection of an enterprise."""
    user: Any = request.user
    enterprise = get_object_or_404(enterprises.visible_to(user), pk=pk)
    require(rules.may_ask(user, enterprise))
    office: Any = rules.office_with_power(user)
    form = AskForm(
        request.POST or None,
        office=office,
        publication=rules.published(office, clock.today()),
        deciders=_deciders(enterprise),
        initial={"planned_on": clock.today(), "lead": user.pk},
    )
    return form_page(
        request,
        form,
        lambda given: actions.ask(enterprise, actor=user, client_id=form_id(request), **given),
        title=f"提出行政检查：{enterprise.name}",
        verb="提交审批",
        back=reverse("enterprises:detail", args=[pk]),
        done="已提交，等待负责人批准。",
        sentence=_sentence(office, enterprise),
    )


def _deciders(enterprise: Any) -> QuerySet[User]:
    people = scope.people_with("enforcement.decide_inspection", enterprise.place)
    return User.objects.filter(pk__in=[one.pk for one in people]).select_related("office").order_by("sort_key")


def _sentence(office: Any, enterprise: Any) -> str:
    publication = rules.published(office, clock.today())
    if publication is None:
        return f"{office.name}还没有登记今年公示的检查事项，请先在“公示的检查事项”登记。"
    cap, made = cap_of(enterprise, publication.year), rules.used(enterprise, publication.year)
    limit = f"公布的上限 {cap.times} 次（{cap.basis}）" if cap else "年度上限尚未公布"
    return f"今年对该单位已安排行政检查 {made} 次，{limit}。"


def _page(
    request: HttpRequest, found: Inspection, form: Form, action: Callable[..., Inspection | str], verb: str, done: str
) -> HttpResponse:
    names = "、".join(one.full_name for one in found.officers)
    return form_page(
        request,
        form,
        lambda given: action(found, actor=request.user, client_id=form_id(request), **given),
        title=f"{verb}：{found.enterprise.name}行政检查",
        verb=verb,
        back=found.get_absolute_url(),
        done=done,
        sentence=f"{clock.day_words(found.planned_on)} {names}：{found.item}（{found.basis}）",
    )


@BOTH
@needs("enforcement.read_inspections")
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Approve it."""
    found = found_by(request, pk)
    require(rules.may_decide(request.user, found))
    done = "已批准并编号。请送达通知后实施。" if not found.is_unannounced else "已批准并编号，按批准的日期实施。"
    return _page(request, found, DecisionForm(request.POST or None), actions.approve, "批准", done)


@BOTH
@needs("enforcement.read_inspections")
def refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Do not approve it."""
    found = found_by(request, pk)
    require(rules.may_decide(request.user, found))
    return _page(request, found, RefusalForm(request.POST or None), actions.refuse, "不批准", "已记录不批准的理由。")


@BOTH
@needs("enforcement.read_inspections")
def notify(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put on record that the notice was delivered."""
    found = found_by(request, pk)
    require(rules.may_notify(request.user, found))
    form = NoticeForm(request.POST or None)
    return _page(request, found, form, actions.notify, "登记通知送达", "已登记，可以按批准的日期实施。")


@BOTH
@needs("enforcement.read_inspections")
def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin the visit."""
    found = found_by(request, pk)
    require(rules.may_begin(request.user, found))
    form = StartForm.of(found)(request.POST if request.method == "POST" else None)
    return _page(request, found, form, _started, "开始检查", "已开始。请先出示执法证件。")


def _started(found: Inspection, **given: Any) -> str:
    return reverse("inspections:walk", args=[actions.start(found, **given).visit_id])


@BOTH
@needs("enforcement.read_inspections")
def scan(request: HttpRequest, token: str) -> HttpResponse:
    """An officer who scanned the plate puts it on the record of the inspection to be made there."""
    user: Any = request.user
    place = plates.by_token(token)
    if place is None:
        raise Missing("这个二维码已经换发或作废，请扫门口最新的门牌。", code="enforcement.void_code")
    found = queries.to_scan(user, place)
    if found is None:
        words = f"您在“{place.name}”没有等待扫码的行政检查：须先批准，到检查日期，由两名检查人员之一扫码。"
        raise NotNow(words, code="enforcement.nothing_to_scan")
    form = Form(request.POST if request.method == "POST" else None)
    done = "已记录扫码入企的时间。请出示执法证件。"
    return _page(request, found, form, partial(actions.scan, token=token), "亮码入企", done)


@BOTH
@needs("enforcement.read_inspections")
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give it up."""
    found = found_by(request, pk)
    require(rules.may_cancel(request.user, found))
    return _page(request, found, CancelForm(request.POST or None), actions.cancel, "取消", "已取消。")
