"""Rules of an enterprise's own, and setting one aside for one permit by two people."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core.errors import NotNow
from anlan.core.forms import form_id
from anlan.core.steps import form_page
from anlan.permits import actions, forms, rules
from anlan.permits.models import OwnRule, State
from anlan.permits.views import shared

BOTH = require_http_methods(["GET", "POST"])


@BOTH
def override(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask that an own rule be set aside."""
    found = shared.permit(request, pk)
    if found.state != State.DRAFTED:
        raise NotNow("只能在批准之前提出例外。", code="permits.not_now")
    return form_page(
        request,
        forms.OverrideForm(request.POST or None, permit=found),
        lambda given: actions.ask_override(found, actor=request.user, client_id=form_id(request), **given),
        title=f"对本单位规定提出例外：{found}",
        verb="提出",
        back=found.get_absolute_url(),
        done="已提出，由主要负责人或分管负责人同意后有效。",
        sentence="证件、设备、气体、监护、审批等法定条件没有例外。",
    )


@require_POST
def agree(request: HttpRequest, pk: UUID, override_id: UUID) -> HttpResponse:
    """Agree to an exception."""
    found = shared.permit(request, pk)
    asked = get_object_or_404(found.overrides.select_related("rule", "asked_by"), pk=override_id)
    actions.agree_override(found, override=asked, actor=request.user, client_id=form_id(request))
    messages.success(request, "已同意，两个人的名字都在记录里。")
    return redirect(found.get_absolute_url())


@require_GET
def own_rules(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The enterprise's own rules for special work."""
    found = shared.place(request, pk)
    listed = list(found.permit_rules.prefetch_related("events"))
    context = {
        "title": "本单位的作业规定",
        "enterprise": found,
        "rules": [one for one in listed if one.ended_at is None],
        "ended": [one for one in listed if one.ended_at],
        "may_keep": not rules.may_keep(request.user, found),
        "may_end": not rules.may_end_rule(request.user, found),
    }
    return render(request, "permits/rules.html", context)


@BOTH
def new_rule(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a rule."""
    found = shared.place(request, pk)
    address = reverse("permits:own_rules", args=[pk])

    def act(given: dict[str, Any]) -> str:
        actions.set_rule(found, actor=request.user, client_id=form_id(request), **given)
        return address

    form = forms.RuleForm(request.POST or None)
    return form_page(request, form, act, title="增加本单位规定", verb="保存", back=address, done="已增加。")


@require_POST
def end_rule(request: HttpRequest, pk: UUID, rule_id: UUID) -> HttpResponse:
    """End a rule."""
    found = shared.place(request, pk)
    rule = get_object_or_404(OwnRule.objects.select_related("enterprise"), pk=rule_id, enterprise=found)
    actions.end_rule(rule, actor=request.user, client_id=form_id(request))
    messages.success(request, "已废止。已经填好的作业票仍按它确认。")
    return redirect("permits:own_rules", pk)
