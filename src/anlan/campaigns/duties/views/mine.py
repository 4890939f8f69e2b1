"""What is one's own to do, and the tab of an enterprise."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from anlan.campaigns.assigning import queries as assigned
from anlan.campaigns.assigning.rules import may_assign
from anlan.campaigns.duties import queries, ways, worklist
from anlan.campaigns.duties.standing import Standing
from anlan.campaigns.duties.subjects import Kind
from anlan.campaigns.duties.views.pages import TAGS
from anlan.campaigns.lookouts import queries as lookouts
from anlan.core.pages import is_fragment
from anlan.enterprises import queries as enterprises
from anlan.files.presses import pdf
from anlan.files.serving import disposition


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What the person answers for in the campaigns that run."""
    found = queries.mine(request.user)
    shown = [one for one in found if one.instance.standing is not Standing.COMING and not one.is_lookout]
    alike = [(one, instance, TAGS[instance.standing]) for one, instance in lookouts.of_own(request.user)]
    told = [(one, TAGS[one.instance.standing], one.why_not_state(request.user), _page_of(one)) for one in shown]
    late = sum(one.instance.standing is Standing.MISSED for one in shown)
    late += sum(instance.standing is Standing.MISSED for _, instance, _ in alike)
    context = {"title": "我的任务", "rows": told, "late": late, "campaigns": queries.running(request.user)}
    context |= {"alike": alike, "count": len(told) + len(alike)}
    context["given"] = assigned.given_to(request.user)
    return render(request, "campaigns/duties/mine.html", context)


def _page_of(one: queries.Mine) -> str:
    """Where what the system sees is done, while it is wanted."""
    return ways.page_of(one) if one.row.asked.proof and one.instance.missing else ""


@require_GET
def of_enterprise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab 任务 of an enterprise: what campaigns ask of it, what was missed first."""
    enterprise = get_object_or_404(enterprises.visible_to(request.user), pk=pk)
    running = list(queries.running(request.user))
    given = assigned.standing(enterprise.pk, running)
    found = [
        (one, TAGS[one.instance.standing], one.why_not_state(request.user), given.get(one.key))
        for campaign in running
        for one in queries.of_subject(campaign, Kind.ENTERPRISE, enterprise.pk)
        if not one.is_lookout
    ]
    name = "campaigns/duties/of_enterprise.html"
    campaigns = list({one.campaign.pk: one.campaign for one, *_ in found}.values())
    context = {"title": f"任务：{enterprise}", "enterprise": enterprise, "rows": found, "campaigns": campaigns}
    context["alike"] = [(one, instance, TAGS[instance.standing]) for one, instance in lookouts.at(enterprise)]
    context["may_assign"] = not may_assign(request.user, enterprise)
    return render(request, f"{name}#tab" if is_fragment(request) else name, context)


@require_GET
def work_list(request: HttpRequest, pk: UUID, campaign: UUID) -> HttpResponse:
    """The deputies' work list of an enterprise in a campaign, to print and sign."""
    enterprise = get_object_or_404(enterprises.visible_to(request.user), pk=pk)
    running = get_object_or_404(queries.in_force(request.user), pk=campaign)
    asked = queries.of_subject(running, Kind.ENTERPRISE, enterprise.pk)
    given = {lineage: one for (_, lineage), one in assigned.standing(pk, [running]).items()}
    page = worklist.sheet(enterprise, running, asked, request.user.full_name, given)
    answer = HttpResponse(pdf.sheet(page), content_type=pdf.MEDIA_TYPE)
    answer["Content-Disposition"] = disposition(f"{page.title}.pdf", inline=True)
    return answer
