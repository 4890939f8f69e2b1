"""Pages of duties in force: the board, one duty, one's own, what happened, what was said."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.campaigns.duties import actions, board, queries, rules
from anlan.campaigns.duties.board import Row
from anlan.campaigns.duties.forms import HappeningForm, StatementForm
from anlan.campaigns.duties.models import Statement
from anlan.campaigns.duties.standing import Instance, Standing
from anlan.campaigns.duties.subjects import Kind, Subject
from anlan.campaigns.plans.models import Campaign
from anlan.campaigns.steering.actions.checking import require
from anlan.campaigns.steering.forms import ReasonForm
from anlan.core import clock, filters
from anlan.core.forms import form_id
from anlan.core.pages import is_fragment, page
from anlan.core.steps import form_page
from anlan.enterprises import queries as enterprises
from anlan.files.presses import xlsx
from anlan.org.models import Office, Region

BOTH = require_http_methods(["GET", "POST"])
TAGS = {
    Standing.MISSED: "red",
    Standing.DUE: "wait",
    Standing.LATE: "wait",
    Standing.DONE: "done",
    Standing.COMING: "",
}
HEAD = ["条款", "任务", "谁", "所在村", "期间", "期限", "应做", "已做", "完成情况", "佐证"]


def _campaign(request: HttpRequest, pk: UUID) -> Campaign:
    return get_object_or_404(queries.in_force(request.user), pk=pk)  # type: ignore[arg-type]


def _places(campaign: Campaign) -> tuple[dict[str, str], dict[Any, str]]:
    villages = Region.objects.filter(parent=campaign.region_id, level=Region.Level.VILLAGE)
    offices = Office.objects.filter(region=campaign.region_id, kind=Office.Kind.DEPARTMENT, ended_on=None)
    return {one.code: one.plain_name for one in villages}, {one.pk: str(one) for one in offices}


def _lies(request: HttpRequest, one: Instance) -> bool:
    """Whether an instance's subject lies in the village and with the office the URL names."""
    village, office = request.GET.get("village", ""), request.GET.get("office", "")
    return village in ("", one.subject.region_code) and office in ("", str(one.subject.office_id))


def _narrowed(request: HttpRequest, rows: list[Row]) -> list[Row]:
    """The rows with those instances alone."""
    return [Row(row.asked, [one for one in row.instances if _lies(request, one)]) for row in rows]


@require_GET
def duties(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The board: stages, every duty with how many are done, due and missed, and the same by village and office."""
    campaign = _campaign(request, pk)
    villages, offices = _places(campaign)
    rows = _narrowed(request, queries.rows_for(request.user, campaign))  # type: ignore[arg-type]
    context = {
        "title": "任务完成情况",
        "campaign": campaign,
        "stages": [(one, _stage_words(one)) for one in campaign.stages.all() if one.is_kept],
        "counted": [(row, _links(request, campaign, row)) for row in rows if row.instances],
        "others": [row for row in rows if row.asked.why_not],
        "totals": _totals(request, campaign, rows),
        "villages": board.by_village(rows, villages),
        "offices": board.by_office(rows, offices),
        "filters": [
            filters.one_of(request, "village", "村", villages.items()),
            filters.one_of(request, "office", "主管单位", [(str(key), name) for key, name in offices.items()]),
        ],
        "happenings": campaign.happenings.select_related("by"),
        "may_record": not rules.may_record_happening(request.user, campaign),  # type: ignore[arg-type]
    }
    return render(request, "campaigns/duties/board.html", context)


def _stage_words(stage: Any) -> tuple[str, str]:
    today = clock.today()
    if stage.starts_on and today < stage.starts_on:
        return "未开始", ""
    if stage.ends_on and today > stage.ends_on:
        return "已结束", "done"
    return "进行中", "wait"


def _links(request: HttpRequest, campaign: Campaign, row: Row) -> list[tuple[int, str, str]]:
    """(number, where it opens, look) for done, late, due and missed."""
    address = reverse("campaigns:duty", args=[campaign.pk, row.asked.duty.lineage])
    shown = (Standing.DONE, Standing.LATE, Standing.DUE, Standing.MISSED)
    return [
        (row.counts[one], address + filters.changed(request, standing=one.value), "late" * (one is Standing.MISSED))
        for one in shown
    ]


def _totals(request: HttpRequest, campaign: Campaign, rows: list[Row]) -> list[tuple[str, int, str, bool]]:
    """(words, number, where it opens, whether it calls) for every standing."""
    address = reverse("campaigns:every_duty", args=[campaign.pk])
    numbers = {one: sum(row.counts[one] for row in rows) for one in Standing}
    return [
        (one.words, number, address + filters.changed(request, standing=one.value), one is Standing.MISSED)
        for one, number in numbers.items()
    ]


@require_GET
def every(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every instance of every duty as the URL narrows them: what the board's sums count."""
    campaign = _campaign(request, pk)
    villages, offices = _places(campaign)
    rows = _narrowed(request, queries.rows_for(request.user, campaign))  # type: ignore[arg-type]
    duty_of = {id(one): row.asked.duty for row in rows for one in row.instances}
    found = _instances(request, rows)
    context = {
        "title": "全部任务",
        "campaign": campaign,
        "page": page(request, [(one, duty_of[id(one)], TAGS[one.standing]) for one in found]),
        "filters": [
            filters.one_of(request, "standing", "完成情况", [(one.value, one.words) for one in Standing]),
            filters.one_of(request, "village", "村", villages.items()),
            filters.one_of(request, "office", "主管单位", [(str(key), name) for key, name in offices.items()]),
        ],
    }
    return render(request, "campaigns/duties/every.html", context)


def _row(request: HttpRequest, campaign: Campaign, lineage: UUID) -> list[Row]:
    rows = [one for one in queries.rows_for(request.user, campaign) if one.asked.duty.lineage == lineage]  # type: ignore[arg-type]
    if not rows:
        raise Http404
    return rows


@require_GET
def duty(request: HttpRequest, pk: UUID, lineage: UUID) -> HttpResponse:
    """One duty: the sentence behind it, who did it, who is due, who missed it, with what shows it."""
    campaign = _campaign(request, pk)
    versions = _row(request, campaign, lineage)
    found = _instances(request, versions)
    villages, _ = _places(campaign)
    subjects = {one.subject.whose: one.subject for one in found}
    whether = {whose: rules.may_state(request.user, one) for whose, one in subjects.items()}  # type: ignore[arg-type]
    context = {
        "title": versions[-1].asked.duty.action,
        "campaign": campaign,
        "asked": versions[-1].asked,
        "page": page(request, [(one, TAGS[one.standing], whether[one.subject.whose]) for one in found]),
        "filters": [
            filters.one_of(request, "standing", "完成情况", [(one.value, one.words) for one in Standing]),
            filters.one_of(request, "village", "村", villages.items()),
        ],
    }
    return render(request, "campaigns/duties/duty.html", context)


def _instances(request: HttpRequest, rows: list[Row]) -> list[Instance]:
    standing, text = request.GET.get("standing", ""), request.GET.get("q", "").strip()
    found = [one for row in rows for one in row.instances if _lies(request, one)]
    found = [one for one in found if standing in ("", one.standing) and text in one.subject.name]
    return sorted(found, key=lambda one: (queries.FIRST[one.standing], one.period.due_on, one.subject.name))


@require_GET
def export_duties(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Every instance the board counts, as a workbook."""
    campaign = _campaign(request, pk)
    villages, _ = _places(campaign)
    rows = _narrowed(request, queries.rows_for(request.user, campaign))  # type: ignore[arg-type]
    return xlsx.response(HEAD, _written(rows, villages), f"任务完成情况{clock.today():%Y%m%d}.xlsx", sheet="任务")


@require_GET
def export_duty(request: HttpRequest, pk: UUID, lineage: UUID) -> HttpResponseBase:
    """One duty's instances as the page shows them."""
    campaign = _campaign(request, pk)
    villages, _ = _places(campaign)
    versions = _row(request, campaign, lineage)
    rows = [Row(versions[-1].asked, _instances(request, versions))]
    return xlsx.response(HEAD, _written(rows, villages), f"任务{clock.today():%Y%m%d}.xlsx", sheet="任务")


def _written(rows: list[Row], villages: dict[str, str]) -> Iterator[list[Any]]:
    for row in rows:
        for one in row.instances:
            yield [
                row.asked.duty.clause,
                row.asked.duty.action,
                one.subject.name,
                villages.get(one.subject.region_code, ""),
                one.period.name or "一次",
                one.period.due_on,
                one.period.wanted,
                len(one.facts),
                one.standing.words,
                "；".join(f"{fact.on} {fact.words}" for fact in one.facts),
            ]


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What the person answers for in the campaigns that run."""
    found = queries.mine(request.user)  # type: ignore[arg-type]
    shown = [one for one in found if one.instance.standing is not Standing.COMING]
    told = [(one, TAGS[one.instance.standing], one.why_not_state(request.user)) for one in shown]  # type: ignore[arg-type]
    late = sum(one.instance.standing is Standing.MISSED for one in found)
    context = {"title": "我的任务", "rows": told, "late": late, "campaigns": queries.running(request.user)}  # type: ignore[arg-type]
    return render(request, "campaigns/duties/mine.html", context)


@require_GET
def of_enterprise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab 任务 of an enterprise: what campaigns ask of it, what was missed first."""
    enterprise = get_object_or_404(enterprises.visible_to(request.user), pk=pk)  # type: ignore[arg-type]
    found = [
        (one, TAGS[one.instance.standing], one.why_not_state(request.user))  # type: ignore[arg-type]
        for campaign in queries.running(request.user)  # type: ignore[arg-type]
        for one in queries.of_subject(campaign, Kind.ENTERPRISE, enterprise.pk)
    ]
    name = "campaigns/duties/of_enterprise.html"
    context = {"title": f"任务：{enterprise}", "enterprise": enterprise, "rows": found}
    return render(request, f"{name}#tab" if is_fragment(request) else name, context)


def _subject(request: HttpRequest, versions: list[Row], whose: str) -> Subject:
    known = {one.subject.whose: one.subject for row in versions for one in row.instances}
    if whose not in known:
        raise Http404
    return known[whose]


@BOTH
def state_duty(request: HttpRequest, pk: UUID, lineage: UUID, whose: str) -> HttpResponse:
    """Say in words what was done for a duty the system cannot see."""
    campaign = _campaign(request, pk)
    versions = _row(request, campaign, lineage)
    subject, asked = _subject(request, versions, whose), versions[-1].asked
    require("系统已有这类记录，不需要填报。" if asked.proof else rules.may_state(request.user, subject))  # type: ignore[arg-type]
    say, key = actions.state_duty, form_id(request)
    form_page_of = reverse("campaigns:duty", args=[pk, lineage])
    return form_page(
        request,
        StatementForm(request.POST or None),
        lambda given: _Told(
            say(campaign, duty=asked.duty, subject=subject, actor=request.user, client_id=key, **given),  # type: ignore[misc]
            form_page_of,
        ),
        title=f"{subject.name}：填报完成情况",
        verb="提交",
        back=form_page_of,
        done="已填报。",
        sentence=f"{asked.duty.action}\n原文：{asked.duty.quote}",
    )


class _Told:
    """A statement that was made; one goes back to the duty's page from it."""

    def __init__(self, statement: Statement, address: str) -> None:
        self.statement, self.address = statement, address

    def get_absolute_url(self) -> str:
        return self.address


@BOTH
def take_back(request: HttpRequest, pk: UUID, statement: UUID) -> HttpResponse:
    """Take back what one said."""
    campaign = _campaign(request, pk)
    said = get_object_or_404(Statement.objects.filter(campaign=campaign, said_by=request.user), pk=statement)
    require(rules.may_take_back(request.user, said))  # type: ignore[arg-type]
    address = reverse("campaigns:duty", args=[pk, said.lineage])
    back, key = actions.take_back_statement, form_id(request)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: _Told(back(said, actor=request.user, client_id=key, **given), address),  # type: ignore[misc]
        title="撤回填报",
        verb="撤回",
        back=address,
        done="已撤回，原来的填报留在记录里。",
        sentence=said.words,
    )


@BOTH
def new_happening(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put on record what calls for duties."""
    campaign = _campaign(request, pk)
    require(rules.may_record_happening(request.user, campaign))  # type: ignore[arg-type]
    address = reverse("campaigns:duties", args=[pk])
    record, key = actions.record_happening, form_id(request)

    def act(given: dict[str, Any]) -> _Told:
        record(campaign, actor=request.user, client_id=key, **given)  # type: ignore[misc]
        return _Told(None, address)  # type: ignore[arg-type]

    return form_page(
        request,
        HappeningForm(request.POST or None, campaign=campaign),
        act,
        title="登记事由",
        verb="登记",
        back=address,
        done="已登记，遇事即办的任务从这一天起计算。",
    )


@require_GET
def current(request: HttpRequest) -> HttpResponse:
    """The board of the campaign that runs; without one, the list of campaigns."""
    campaign = queries.running(request.user).first() or queries.in_force(request.user).first()  # type: ignore[arg-type]
    return redirect("campaigns:duties", campaign.pk) if campaign else redirect("campaigns:plans")
