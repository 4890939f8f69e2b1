"""Pages of new packs: the list, what one changes and touches, putting it in force, entering key checks."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core import clock
from anlan.core.errors import Stale
from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.steps import form_page, step, story
from anlan.files.registers import Column, Narrowing, Register, mark, options, show, sort, workbook
from anlan.org.doors import needs
from anlan.org.models import User
from anlan.standards import rules
from anlan.standards.models import Industry, PackProposal
from anlan.standards.shelving import actions, beside, effects
from anlan.standards.shelving.forms import KeyChecksForm, PackForm

BOTH = require_http_methods(["GET", "POST"])
STANDING = {"waiting": ("待确认", "wait"), "loaded": ("已确认", "done"), "dropped": ("未采用", "")}
CONDITIONS: dict[str, dict[str, Any]] = {
    "waiting": {"decided_at": None},
    "loaded": {"loaded__isnull": False},
    "dropped": {"loaded": None, "decided_at__isnull": False},
}
WORDS = {
    "standards.bring_pack": "上传",
    "standards.enter_key_checks": "录入",
    "standards.put_in_force": "确认生效",
    "standards.drop_proposal": "不采用",
}


def _all(user: User) -> QuerySet[PackProposal]:
    return PackProposal.objects.select_related("brought_by", "decided_by", "loaded")


def _standing(value: str) -> Q:
    return Q(**CONDITIONS[value])


PROPOSALS = Register(
    "proposals",
    "标准更新",
    "份",
    _all,
    (
        Column("名称", lambda row: row.title, 40),
        Column("编号", lambda row: row.slug, 24),
        Column("上传人", lambda row: row.brought_by.full_name if row.brought_by else ""),
        Column("上传时间", lambda row: row.brought_at, 18),
        Column("说明", lambda row: row.reason, 36),
        Column("状态", mark(STANDING), 10),
    ),
    "standards:proposal",
    ("title", "slug", "reason"),
    "名称、编号",
    "还没有上传过标准包。新标准出来后在这里上传，先看改了什么、影响什么，再确认生效。",
    (sort("date", "上传时间", "brought_at", "id"), sort("title", "名称", "title", "id")),
    (Narrowing("standing", "状态", options(STANDING), _standing),),
    ("上传标准包", "standards:bring_pack"),
)


@require_GET
@needs("standards.bring_pack")
def proposals(request: HttpRequest) -> HttpResponse:
    """Every pack that was brought."""
    return show(request, PROPOSALS, may_add=True)


@require_GET
@needs("standards.bring_pack")
def export(request: HttpRequest) -> HttpResponseBase:
    """The list as a workbook."""
    return workbook(request, PROPOSALS)


@BOTH
@needs("standards.bring_pack")
def bring(request: HttpRequest) -> HttpResponse:
    """Bring a pack."""
    form = PackForm(request.POST or None, request.FILES or None)
    return form_page(
        request,
        form,
        lambda given: actions.bring_pack(
            given["file"].read(),
            actor=request.user,
            reason=given["reason"],
            file=given["file"].name[:100],
            client_id=form_id(request),
        ),
        title="上传标准包",
        verb="上传并看影响",
        back=reverse("standards:proposals"),
        done="已上传，还没有生效。请看改了什么、影响什么，再确认。",
    )


@BOTH
@needs("standards.bring_pack")
def enter_key_checks(request: HttpRequest) -> HttpResponse:
    """Enter key checks for an industry."""
    form = KeyChecksForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda given: actions.enter_key_checks(actor=request.user, client_id=form_id(request), **given),
        title="录入重点检查事项",
        verb="保存并看影响",
        back=reverse("standards:proposals"),
        done="已保存，还没有生效。重点检查事项不是判定标准，不能据以判定重大。",
        sentence="没有国家判定标准的行业、业态，可以录入重点检查事项：进检查表，按一般隐患处理，不能判为重大。",
    )


def _proposal(pk: UUID) -> PackProposal:
    return get_object_or_404(PackProposal.objects.select_related("brought_by", "decided_by", "loaded"), pk=pk)


@require_GET
@needs("standards.bring_pack")
def proposal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What one pack changes against the shelf and what it touches."""
    found = _proposal(pk)
    pack, problems = actions.understood(found.content)
    user: User = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware
    effect = effects.of(pack, user) if found.standing == "waiting" else effects.Effect(pack)
    refused = (
        ""
        if rules.can_load_pack(user, pack.region_code)
        else "由乡镇领导、站所负责人确认生效；一个乡镇自己的，由该乡镇确认。"
    )
    context = {
        "title": found.title,
        "proposal": found,
        "pack": pack,
        "mark": STANDING[found.standing],
        "industries": Industry.objects.filter(code__in=pack.industry_codes).values_list("name", flat=True),
        "today": clock.today(),
        "before": effect.before,
        "seen": beside.seen(effect.before),
        "differs": effect.differs,
        "counts": [(words, number) for words, number in effect.counts if number],
        "heads": effect.heads,
        "warning": effect.warning,
        "hanging": effect.hanging,
        "problems": problems,
        "load_reason": refused,
        "steps": [step("不采用", "standards:drop_proposal", pk, plain=True)] if found.standing == "waiting" else [],
        "story": story(found, WORDS),
    }
    return render(request, "standards/proposal.html", context)


@require_POST
@needs("standards.bring_pack")
def put_in_force(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put it in force; where the shelf has changed since the person looked, show again what it changes."""
    user: User = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware
    try:
        actions.put_in_force(_proposal(pk), actor=user, seen=request.POST.get("seen", ""), client_id=form_id(request))
    except Stale as refused:
        messages.error(request, str(refused.message))
    return redirect("standards:proposal", pk)


@BOTH
@needs("standards.bring_pack")
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leave it."""
    found = _proposal(pk)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: actions.drop_proposal(found, actor=request.user, client_id=form_id(request), **given),
        title=f"不采用：{found.title}",
        verb="不采用",
        back=found.get_absolute_url(),
        done="已记为不采用。",
    )
