"""Pages of planned visits."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import clock
from anlan.core.forms import form_id
from anlan.core.steps import form_page, step, story
from anlan.enforcement.errands import actions, queries, rules
from anlan.enforcement.errands.forms import AnnounceForm, DropForm, GoForm, MatterForm, MoveForm, OutsideForm
from anlan.enforcement.errands.models import Errand
from anlan.enforcement.errands.registers import ERRANDS, STANDING
from anlan.enforcement.inspecting.forms import StartForm
from anlan.enforcement.inspecting.views import found_by
from anlan.enforcement.refusing import require
from anlan.enterprises import queries as enterprises
from anlan.files.registers import show, workbook
from anlan.org.doors import needs

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "enforcement.announce": "安排",
    "enforcement.open_up": "请其他单位一起去",
    "enforcement.join": "并入",
    "enforcement.bring_outside": "外单位参加",
    "enforcement.move": "改期",
    "enforcement.go": "成行",
    "enforcement.drop": "取消",
}


def _found(request: HttpRequest, pk: UUID) -> Errand:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@require_GET
@needs("enforcement.plan_visit")
def errands(request: HttpRequest) -> HttpResponse:
    """The list of planned visits."""
    return show(request, ERRANDS, may_add=False)


@require_GET
@needs("enforcement.plan_visit")
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, ERRANDS)


@require_GET
@needs("enforcement.plan_visit")
def errand(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One planned visit: when, who comes for what, what can be done."""
    found, user = _found(request, pk), request.user
    joining, hosting = rules.may_join(user, found), rules.may_host(user, found)
    going, moving = rules.may_go(user, found), rules.may_move(user, found)
    steps = [
        step("现在成行", "enforcement:go_errand", pk, reason=going, hint="开一次检查，同行人员和要看的内容已填好。"),
        step("外单位参加", "enforcement:bring_outside", pk, reason=hosting),
        step("改期", "enforcement:move_errand", pk, reason=moving),
        step("取消", "enforcement:drop_errand", pk, reason=hosting),
    ]
    own = step("并入，一起去", "enforcement:join_errand", pk, reason=joining, hint="带上本单位要看的内容，不另去一次。")
    steps = [*steps, own] if joining else [own, *steps]
    context = {
        "title": found.enterprise.name,
        "errand": found,
        "mark": STANDING[found.state],
        "steps": steps if found.state == Errand.State.PLANNED else [],
        "story": story(found, WORDS),
    }
    return render(request, "enforcement/errands/errand.html", context)


@BOTH
@needs("enforcement.plan_visit")
def announce(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Plan a visit to an enterprise; where another goes there soon, that one is offered first."""
    seen = enterprises.visible_to(request.user).select_related("region")
    enterprise = get_object_or_404(seen, pk=pk)
    near = list(queries.of_enterprise(request.user, enterprise))
    form = AnnounceForm(request.POST or None, near=bool(near), initial={"planned_on": clock.today()})
    return form_page(
        request,
        form,
        lambda given: actions.announce(enterprise, actor=request.user, client_id=form_id(request), **given),
        title=f"安排到访：{enterprise.name}",
        verb="安排",
        back=reverse("enterprises:detail", args=[pk]),
        done="已安排。被访单位看不到；别的单位十天内要去的，会并成一次。",
        template="enforcement/errands/announce.html",
        near=near,
    )


@BOTH
@needs("enforcement.plan_visit")
def open_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let others come along to an administrative inspection."""
    inspection = found_by(request, pk)
    require(rules.may_open_up(request.user, inspection))
    return form_page(
        request,
        GoForm(request.POST or None),
        lambda given: actions.open_up(inspection, actor=request.user, client_id=form_id(request), **given),
        title=f"请其他单位一起去：{inspection.enterprise.name}",
        verb="列入到访安排",
        back=inspection.get_absolute_url(),
        done="已列入。别的单位十天内要去的，可以并进来。",
        sentence=f"{clock.day_words(inspection.planned_on)} {inspection.office.name}行政检查：{inspection.item}。"
        "并入的单位作为同行人员，只看本单位的内容，不代替两名执法人员。",
    )


def _page(
    request: HttpRequest,
    pk: UUID,
    form: type[Form],
    may: Callable[..., str],
    action: Callable[..., Errand],
    verb: str,
    done: str,
    **more: Any,
) -> HttpResponse:
    found = _found(request, pk)
    require(may(request.user, found))
    return form_page(
        request,
        form(request.POST or None, **more),
        lambda given: action(found, actor=request.user, client_id=form_id(request), **given),
        title=f"{verb}：{found.enterprise.name}",
        verb=verb,
        back=found.get_absolute_url(),
        done=done,
        sentence=f"{found}\n" + "\n".join(map(str, found.present)),
    )


@BOTH
@needs("enforcement.plan_visit")
def join(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Come along."""
    return _page(request, pk, MatterForm, rules.may_join, actions.join, "并入", "已并入，一起去一次。")


@BOTH
@needs("enforcement.plan_visit")
def bring_outside(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An office from outside comes along."""
    return _page(request, pk, OutsideForm, rules.may_host, actions.bring_outside, "登记外单位", "已登记。")


@BOTH
@needs("enforcement.plan_visit")
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another day."""
    return _page(request, pk, MoveForm, rules.may_move, actions.move, "改期", "已改期，参加的人会收到。")


@BOTH
@needs("enforcement.plan_visit")
def go(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin the one visit."""
    done = "已开始检查，从下面进入。"
    form = StartForm.of(_found(request, pk).inspection)
    return _page(request, pk, form, rules.may_go, actions.go, "现在成行", done)


@BOTH
@needs("enforcement.plan_visit")
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Not go after all."""
    return _page(request, pk, DropForm, rules.may_host, actions.drop, "取消", "已取消。")
