"""One engaged expert: the page with every visit and what was advised, and the steps."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from anlan.core import clock, hooks
from anlan.core.steps import step, story
from anlan.enterprises.investment import actions, queries, rules
from anlan.enterprises.investment.forms import EngagementForm, VisitForm, WordsForm
from anlan.enterprises.investment.views.shared import BOTH, WORDS, asked, kept, place
from anlan.enterprises.models import Advice, Engagement, Gap


def _one(request: HttpRequest, pk: UUID) -> Engagement:
    return get_object_or_404(queries.engagements(request.user), pk=pk)


@require_GET
def engagement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who they are, when they came, what they advised and what became of it."""
    found = _one(request, pk)
    reason = rules.may_keep(request.user, found.enterprise)
    over = "聘期已结束。" if found.last_day < clock.today() or found.ended_on else ""
    context = {
        "title": found.name,
        "engagement": found,
        "visits": found.visits.prefetch_related("advice").select_related("recorded_by"),
        "ledger": _ledger(request, found),
        "may_keep": not reason,
        "steps": [
            step("登记到场和问题", "enterprises:expert_visit", pk, reason=reason),
            step("提前结束", "enterprises:end_engagement", pk, reason=reason or over),
        ],
        "story": story(found, WORDS),
    }
    return render(request, "enterprises/investment/engagement.html", context)


def _ledger(request: HttpRequest, found: Engagement) -> dict[str, tuple[str, str]]:
    """Advice's id → how its gap stands on the ledger, as a higher room says it: words and address."""
    gaps = Gap.objects.filter(enterprise=found.enterprise_id, kind="advice", filled_at=None)
    about = dict(gaps.values_list("pk", "about"))
    columns = hooks.columns.of("gap", request.user)
    return {about[pk]: cell for one in columns for pk, cell in one.cells(request.user, list(about)).items()}


@BOTH
def engage(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enter an expert."""
    found = place(request, pk)

    def act(**given: Any) -> None:
        actions.engage(found, **given)

    form = EngagementForm(request.POST or None)
    done = "已登记。专家每来一次，登记看了哪里、提出什么。"
    return asked(request, found, form, act, title="登记聘请专家", verb="保存", done=done)


@BOTH
def record_visit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a day the expert came on record."""
    found = _one(request, pk)
    form = VisitForm(request.POST or None, request.FILES or None, initial={"on": clock.today()})

    def act(**given: Any) -> None:
        actions.record_visit(found, evidence=kept(request, given), **given)

    done = "已登记。每条问题列入档案缺口，改好即消除，改不了的登记为隐患。"
    title, back = f"登记到场：{found}", found.get_absolute_url()
    return asked(request, found.enterprise, form, act, title=title, verb="保存", done=done, back=back)


@BOTH
def advice(request: HttpRequest, pk: UUID, item: UUID) -> HttpResponse:
    """Say how one thing was put right."""
    found = _one(request, pk)
    rows = Advice.objects.select_related("visit__engagement__enterprise")
    one = get_object_or_404(rows, pk=item, visit__engagement=found)
    form = WordsForm(request.POST or None, label="怎么改好的")

    def act(**given: Any) -> None:
        actions.follow_advice(one, **given)

    return asked(
        request,
        found.enterprise,
        form,
        act,
        title="登记改好",
        verb="改好了",
        done="已登记改好。",
        back=found.get_absolute_url(),
        sentence=f"{one.text}（{one.clause}）",
    )


@BOTH
def end_engagement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End an engagement before its day."""
    found = _one(request, pk)
    form = WordsForm(request.POST or None, label="为什么结束")

    def act(words: str, **given: Any) -> None:
        actions.end_engagement(found, reason=words, **given)

    back = found.get_absolute_url()
    return asked(
        request, found.enterprise, form, act, title=f"提前结束：{found}", verb="结束", done="已结束。", back=back
    )
