"""Steps of a permit: a measure confirmed, gas tested, approved on site, paused, stopped, watched, closed."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from anlan.core import clock
from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.steps import form_page
from anlan.permits import actions, forms, lifecycle, registers
from anlan.permits.views import shared
from anlan.permits.views.permits import OWN_PAGES

BOTH = require_http_methods(["GET", "POST"])


@require_POST
def tick(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Confirm one measure."""
    found = shared.permit(request, pk)
    concerns = request.POST.get("concerns", "yes") != "no"
    actions.tick(found, code=code, concerns=concerns, actor=request.user, client_id=form_id(request))
    return redirect(f"{found.get_absolute_url()}#measures")


@BOTH
def gas(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a reading on record."""
    found = shared.permit(request, pk)
    lifecycle.refuse_unless_open("gas", request.user, found)
    names, now = (*found.about.gas, *found.about.gas_sometimes), timezone.localtime(clock.now())
    form = forms.GasForm(request.POST or None, names=names, initial={"sampled_at": now})
    return form_page(
        request,
        form,
        lambda given: actions.record_gas(found, actor=request.user, client_id=form_id(request), **given),
        title=f"气体分析：{found}",
        verb="登记",
        back=found.get_absolute_url(),
        done="已登记。",
        sentence="作业中读数不合格的，登记后这张票立即停止。",
    )


@BOTH
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Approve on site."""
    found = shared.permit(request, pk)
    lifecycle.refuse_unless_open("approve", request.user, found)
    user: Any = request.user
    form = forms.ApproveForm(request.POST or None, request.FILES or None, user=user)
    return form_page(
        request,
        form,
        lambda given: actions.approve(found, photos=given["photos"], actor=user, client_id=form_id(request)),
        title=f"到现场批准：{found}",
        verb="批准作业",
        back=found.get_absolute_url(),
        done="已批准，可以开始。到时间自动失效。",
        sentence=f"{found.content}，{found.place_words}，{registers.span(found)}",
        template="files/photo_form.html",
    )


@BOTH
def step(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """Pause, resume, finish, stop, close or call off."""
    found = shared.permit(request, pk)
    if name not in lifecycle.STEPS or name in OWN_PAGES:
        raise Http404
    taken = lifecycle.refuse_unless_open(name, request.user, found)
    form_class = ReasonForm if name in ("stop", "call_off") else forms.WordForm
    return form_page(
        request,
        form_class(request.POST or None),
        lambda given: actions.step(found, name=name, actor=request.user, client_id=form_id(request), **given),
        title=f"{taken.label}：{found}",
        verb=taken.label,
        back=found.get_absolute_url(),
        done=f"{taken.label}，已记录。",
        sentence=taken.hint,
    )
