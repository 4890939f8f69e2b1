"""One enterprise: who does special work there, by which certificate, hired by whom; the principal confirms."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core.errors import NotYours
from anlan.core.forms import form_id
from anlan.core.steps import form_page
from anlan.enterprises import queries as register
from anlan.enterprises.certificates import actions, queries, rules
from anlan.enterprises.certificates.forms import PostForm
from anlan.enterprises.certificates.registers import STANDING
from anlan.enterprises.models import Enterprise, KeyPost

BOTH = require_http_methods(["GET", "POST"])


def place(request: HttpRequest, pk: UUID) -> Enterprise:
    """An enterprise the person sees. Raises 404."""
    return get_object_or_404(register.detail_of(request.user), pk=pk)


@require_GET
def of_enterprise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who does special work here, by which certificate, hired by whom; the survey and its confirmation."""
    found = place(request, pk)
    survey = getattr(found, "post_survey", None)
    context = {
        "title": "特种作业证",
        "enterprise": found,
        "certificates": [(one, STANDING[one.standing]) for one in queries.of_enterprise(found)],
        "posts": [(one, queries.lacking(one)) for one in queries.posts_of(found)],
        "survey": survey if survey and survey.confirmed_at else None,
        "may_keep": not rules.may_keep(request.user, found),
        "cannot_confirm": rules.may_confirm(request.user, found),
    }
    return render(request, "enterprises/certificates/of_enterprise.html", context)


@BOTH
def enter_post(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enter somebody who does special work."""
    found = place(request, pk)
    if reason := rules.may_keep(request.user, found):
        raise NotYours(reason, code="enterprises.not_yours")
    address = reverse("enterprises:certificates_of", args=[pk])

    def act(given: dict[str, Any]) -> str:
        actions.enter_post(found, actor=request.user, client_id=form_id(request), **given)
        return address

    form = PostForm(request.POST or None, enterprise=found)
    return form_page(
        request, form, act, title="登记特种作业人员", verb="保存", back=address, done="已登记。", sentence=found.name
    )


@require_POST
def leave_post(request: HttpRequest, pk: UUID, post_id: UUID) -> HttpResponse:
    """Take somebody off who does the work no more."""
    found = place(request, pk)
    post = get_object_or_404(KeyPost.objects.select_related("person"), pk=post_id, person__enterprise=found)
    actions.leave_post(found, post=post, actor=request.user, client_id=form_id(request))
    messages.success(request, f"{post.person.name}已从名单去掉，记录保留。")
    return redirect("enterprises:certificates_of", pk)


@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The principal confirms the list, or that there is nobody."""
    found = place(request, pk)
    made = actions.confirm_survey(found, actor=request.user, client_id=form_id(request))
    words = (
        f"已确认 {made.people} 人，其中 {made.without} 人没有有效证件。"
        if made.people
        else "已确认：没有特种作业人员。"
    )
    messages.success(request, words)
    return redirect("enterprises:certificates_of", pk)
