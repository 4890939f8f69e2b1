"""The board: stages, every duty with its numbers, each number as its list, one duty, what is exported."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from anlan.campaigns import rules as bulletins
from anlan.campaigns.duties import board, queries, rules
from anlan.campaigns.duties.board import Row
from anlan.campaigns.duties.hints import hints
from anlan.campaigns.duties.standing import Instance, Standing
from anlan.campaigns.duties.views import numbers
from anlan.campaigns.duties.views.pages import SORTS, TAGS, campaign_of, instances, narrowed, places, seen, versions_of
from anlan.campaigns.plans.models import Campaign, Duty
from anlan.core import clock, filters
from anlan.core.filters import Filter
from anlan.core.pages import page
from anlan.files.presses import xlsx
from anlan.org import scope

HEAD = ["条款", "任务", "谁", "所在村", "期间", "期限", "应做", "已做", "完成情况", "佐证"]


@require_GET
def duties(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The board: stages, every duty with how many are done, due and missed, and the same by village and office."""
    campaign = campaign_of(request, pk)
    villages, offices = places(campaign)
    rows = narrowed(request, queries.rows_for(request.user, campaign))
    context = {
        "title": "任务完成情况",
        "campaign": campaign,
        "stages": [(one, _stage_words(one)) for one in campaign.stages.all() if one.is_kept],
        "counted": [(row, numbers.of_duty(request, campaign, row)) for row in rows if row.instances],
        "others": [row for row in rows if row.asked.why_not],
        "totals": numbers.totals(request, campaign, rows),
        "villages": numbers.tallied(request, campaign, "village", board.by_village(rows, villages)),
        "offices": numbers.tallied(request, campaign, "office", board.by_office(rows, offices)),
        "filters": [
            filters.one_of(request, "village", "村", villages.items()),
            filters.one_of(request, "office", "主管单位", [(str(key), name) for key, name in offices.items()]),
        ],
        "happenings": _happenings(campaign, villages),
        "may_read_plans": scope.may(request.user, "campaigns.read_plans"),
        "may_close": campaign.standing in ("running", "over") and bulletins.can_draft(request.user, campaign.region),
        "may_record": not rules.may_record_happening(request.user, campaign),
        "hints": _hints(request, campaign),
    }
    return render(request, "campaigns/duties/board.html", context)


def _hints(request: HttpRequest, campaign: Campaign) -> list[tuple[Any, str]]:
    """What was seen that may call for duties, for who may put it on record, each with its form."""
    user: Any = request.user
    if rules.may_record_happening(user, campaign):
        return []
    return [(one, one.url(campaign)) for one in hints(campaign, user)]


def _happenings(campaign: Campaign, villages: dict[str, str]) -> list[Any]:
    """What was put on record, each with the name of its village."""
    rows = list(campaign.happenings.select_related("by", "enterprise"))
    for one in rows:
        one.place = villages.get(one.village, "")
    return rows


def _stage_words(stage: Any) -> tuple[str, str]:
    today = clock.today()
    if stage.starts_on and today < stage.starts_on:
        return "未开始", ""
    if stage.ends_on and today > stage.ends_on:
        return "已结束", "done"
    return "进行中", "wait"


@require_GET
def every(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every instance of every duty as the URL narrows them: what the board's sums count."""
    campaign = campaign_of(request, pk)
    villages, offices = places(campaign)
    rows = narrowed(request, queries.rows_for(request.user, campaign))
    context = {
        "title": "全部任务",
        "campaign": campaign,
        "page": page(request, [(one, duty, TAGS[one.standing]) for duty, one in seen(request, rows)]),
        "sorts": SORTS,
        "filters": [
            filters.one_of(request, "standing", "完成情况", [(one.value, one.words) for one in Standing]),
            filters.one_of(request, "village", "村", villages.items()),
            filters.one_of(request, "office", "主管单位", [(str(key), name) for key, name in offices.items()]),
        ],
    }
    return render(request, "campaigns/duties/every.html", context)


@require_GET
def duty(request: HttpRequest, pk: UUID, lineage: UUID) -> HttpResponse:
    """One duty: the sentence behind it, who did it, who is due, who missed it, with what shows it."""
    campaign = campaign_of(request, pk)
    versions = versions_of(request, campaign, lineage)
    found = instances(request, versions)
    villages, _ = places(campaign)
    subjects = {one.subject.whose: one.subject for one in found}
    whether = {whose: rules.may_state(request.user, one) for whose, one in subjects.items()}
    context = {
        "title": versions[-1].asked.duty.action,
        "campaign": campaign,
        "asked": _in_force(versions).asked,
        "versions": [one.asked.duty for one in versions] if len(versions) > 1 else [],
        "own": queries.said_by(request.user, campaign, lineage),
        "sorts": SORTS,
        "page": page(request, [(one, TAGS[one.standing], whether[one.subject.whose]) for one in found]),
        "filters": [
            filters.one_of(request, "standing", "完成情况", [(one.value, one.words) for one in Standing]),
            filters.one_of(request, "village", "村", villages.items()),
            *_versions(request, versions),
        ],
    }
    return render(request, "campaigns/duties/duty.html", context)


def _in_force(versions: list[Row]) -> Row:
    """The version that binds today; before the first day the first, behind the last the last."""
    begun = [one for one in versions if one.asked.duty.valid_from and one.asked.duty.valid_from <= clock.today()]
    return (begun or versions[:1])[-1]


def _versions(request: HttpRequest, versions: list[Row]) -> list[Filter]:
    """The chip for one version of a duty that was changed."""
    names = [(str(one.asked.duty.version), f"第{one.asked.duty.version}版") for one in versions]
    return [filters.one_of(request, "version", "版本", names)] if len(names) > 1 else []


@require_GET
def export_duties(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Every instance the board counts, or the list of all of them shows, as a workbook."""
    campaign = campaign_of(request, pk)
    villages, _ = places(campaign)
    rows = narrowed(request, queries.rows_for(request.user, campaign))
    told = _written(seen(request, rows), villages)
    return xlsx.response(HEAD, told, f"任务完成情况{clock.today():%Y%m%d}.xlsx", sheet="任务")


@require_GET
def export_duty(request: HttpRequest, pk: UUID, lineage: UUID) -> HttpResponseBase:
    """One duty's instances as the page shows them."""
    campaign = campaign_of(request, pk)
    villages, _ = places(campaign)
    versions = versions_of(request, campaign, lineage)
    told = _written(seen(request, versions), villages)
    return xlsx.response(HEAD, told, f"任务{clock.today():%Y%m%d}.xlsx", sheet="任务")


def _written(shown: Iterable[tuple[Duty, Instance]], villages: dict[str, str]) -> Iterator[list[Any]]:
    for duty, one in shown:
        yield [
            duty.clause,
            duty.action,
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
def current(request: HttpRequest) -> HttpResponse:
    """The board of the campaign that runs; without one, the list of campaigns."""
    campaign = queries.running(request.user).first() or queries.in_force(request.user).first()
    return redirect("campaigns:duties", campaign.pk) if campaign else redirect("campaigns:plans")
