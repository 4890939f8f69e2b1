"""The list, the upload, notice and draft side by side, the coverage, the file itself."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.campaigns.duties import naming
from anlan.campaigns.plans import actions, queries, rules
from anlan.campaigns.plans import coverage as covering
from anlan.campaigns.plans.forms import UploadForm
from anlan.campaigns.plans.models import Campaign, Duty, Scan
from anlan.campaigns.plans.registers import CAMPAIGNS, STANDING
from anlan.campaigns.steering.views.pages import own_township
from anlan.core.forms import form_id
from anlan.core.steps import form_page, step, story
from anlan.files.registers import show, workbook
from anlan.files.serving import serve
from anlan.org.doors import needs
from anlan.org.models import Office

STORY = {
    "campaigns.read_plan": "上传并读出草稿",
    "campaigns.ask_proposals": "请外部模型找漏",
    "campaigns.propose_duties": "外部模型的建议",
    "campaigns.proposals_failed": "外部模型没有回答",
    "campaigns.set_facts": "改基本情况",
    "campaigns.confirm_stages": "确认阶段",
    "campaigns.confirm_duties": "确认职责",
    "campaigns.change_stage": "改阶段",
    "campaigns.change_duty": "改职责",
    "campaigns.add_stage": "增加阶段",
    "campaigns.add_duty": "增加职责",
    "campaigns.drop_stage": "不采用阶段",
    "campaigns.drop_duty": "不采用职责",
    "campaigns.answer_doubt": "定矛盾",
    "campaigns.answer_clause": "说明条款怎么落实",
    "campaigns.issue_plan": "下达",
    "campaigns.drop_plan": "作废草稿",
    "campaigns.extend_campaign": "延长行动",
    "campaigns.amend_duty": "变更职责",
    "campaigns.end_duty": "停止职责",
    "campaigns.record_happening": "登记事由",
    "campaigns.call_off_happening": "撤销事由",
}
STORY_SHOWN = 12


def visible(request: HttpRequest, pk: UUID) -> Campaign:
    """A campaign that exists for the person."""
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@require_GET
@needs("campaigns.read_plans")
def plans(request: HttpRequest) -> HttpResponse:
    """Every campaign the person may read."""
    may_add = queries.townships_of(request.user, "campaigns.plan").exists()
    told = queries.unread_scans(request.user) if may_add else ()
    return show(request, CAMPAIGNS, may_add=may_add, template="campaigns/plans/plans.html", scans=told)


@require_GET
@needs("campaigns.read_plans")
def export(request: HttpRequest) -> HttpResponseBase:
    """Exactly what the list shows."""
    return workbook(request, CAMPAIGNS)


@require_http_methods(["GET", "POST"])
@needs("campaigns.plan")
def new_plan(request: HttpRequest) -> HttpResponse:
    """Upload a notice and read it."""
    region = own_township(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()

    def act(given: dict[str, Any]) -> Campaign | Scan:
        office, key = given["office"], form_id(request)
        return actions.take_notice(region, actor=request.user, office=office, upload=given["file"], client_id=key)

    return form_page(
        request,
        UploadForm(*sent, user=request.user),
        act,
        title="上传通知",
        verb="上传并读取",
        back=reverse("campaigns:plans"),
        done="已上传。读出的内容请对照原文逐项确认，在下达前对谁都不生效。",
    )


@require_GET
@needs("campaigns.read_plans")
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The notice and what it says, side by side."""
    campaign = visible(request, pk)
    pieces = queries.pieces_of(campaign)
    beside = {"mark": STANDING[campaign.standing], "lines": queries.lines_of(campaign, pieces.everything)}
    context = {"title": campaign.title, **beside, **draft_of(request, campaign, pieces)}
    return render(request, "campaigns/plans/plan.html", context)


def draft_of(request: HttpRequest, campaign: Campaign, pieces: queries.Pieces) -> dict[str, Any]:
    """What the column beside the notice shows."""
    waiting = rules.what_waits(campaign, pieces.stages, pieces.duties, pieces.doubts) if campaign.is_draft else []
    shown = pieces.duties if campaign.is_draft else queries.in_force(pieces.duties)
    return {
        "campaign": campaign,
        "doubts": sorted(pieces.doubts, key=lambda one: (bool(one.answer), one.severity != "hard", one.number)),
        "stages": pieces.stages,
        "groups": grouped(campaign, shown),
        "unknown": _unknown(campaign, shown),
        "old": [one for one in pieces.duties if one not in shown] if campaign.is_issued else [],
        "waiting": waiting,
        "alike": list(queries.alike(campaign)) if campaign.is_draft else [],
        "told_before": rules.told_before(campaign),
        "issue_reason": rules.may_issue(request.user, campaign, waiting),
        "may_decide": not rules.may_decide(request.user, campaign),
        "may_amend": not rules.may_amend(request.user, campaign),
        "may_ask": not rules.may_ask_proposals(request.user, campaign),
        "steps": _steps(request, campaign),
        "story": story(campaign, STORY)[:STORY_SHOWN],
    }


def _unknown(campaign: Campaign, duties: list[Duty]) -> set[UUID]:
    """The duties with a rhythm or a date that would be asked of nobody: to be seen before they are put in force."""
    offices = list(Office.objects.filter(region=campaign.region, ended_on=None))
    bound = [one for one in duties if one.is_bound and one.is_kept]
    return {one.pk for one in bound if naming.who_of(one, offices) is None}


def _steps(request: HttpRequest, campaign: Campaign) -> list[Any]:
    """What can be done with a draft as a whole; the putting in force is a button of its own."""
    reason = rules.may_decide(request.user, campaign)
    return [
        step("改基本情况", "campaigns:plan_facts", campaign.pk, reason=reason),
        step("作废草稿", "campaigns:drop_plan", campaign.pk, reason=reason),
    ]


def grouped(campaign: Campaign, duties: list[Duty]) -> list[tuple[str, str, list[Duty], bool]]:
    """Duties by clause in the order of the text: label, head, duties, whether some wait to be confirmed."""
    heads = {one["label"]: one["head"] for one in campaign.clauses}
    order = {one["label"]: at for at, one in enumerate(campaign.clauses)}
    by_place = sorted(
        duties, key=lambda one: (order.get(one.clause, order.get(one.clause.rstrip("表"), 999)), one.number)
    )
    told = []
    for label, rows in groupby(by_place, key=lambda one: one.clause):
        kept = list(rows)
        waits = any(not (one.outcome or one.is_open or one.proposed_by) for one in kept)
        told.append((label, heads.get(label, ""), kept, waits))
    return told


@require_GET
@needs("campaigns.read_plans")
def coverage(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every clause and what answers it."""
    campaign = visible(request, pk)
    rows = covering.rows_of(campaign, queries.pieces_of(campaign))
    bare = [one for one in rows if not one.is_answered]
    only = request.GET.get("only") == "bare"
    reason = rules.may_decide(request.user, campaign) if campaign.is_draft else rules.may_amend(request.user, campaign)
    context = {
        "title": "条款落实对照",
        "campaign": campaign,
        "rows": [(number, one) for number, one in enumerate(rows) if not only or not one.is_answered],
        "count": len(rows),
        "bare": len(bare),
        "only": only,
        "may_answer": not reason,
    }
    return render(request, "campaigns/plans/coverage.html", context)


@require_GET
@needs("campaigns.read_plans")
def source(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The notice as it was uploaded."""
    return serve(request, visible(request, pk).source_id)
