"""Pages of archives: the lists, an enterprise's, one of them, its steps, the cleaning of a dust place."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import hooks
from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.steps import form_page, step, story
from anlan.enterprises import queries as register
from anlan.enterprises.archives import actions, cleaning, printing, queries, rules
from anlan.enterprises.archives.forms import CleaningForm, form_of
from anlan.enterprises.archives.kinds import CLEANING_LAW, KINDS
from anlan.enterprises.archives.registers import ARCHIVES, CLEANINGS, entered
from anlan.enterprises.models import Cleaning, Enterprise
from anlan.enterprises.refusing import require
from anlan.files import actions as files
from anlan.files import serving
from anlan.files.registers import pages

BOTH = require_http_methods(["GET", "POST"])
SHOWN = 40
ENDED = "停用后不再提醒，它的缺口自动消除；记录保留，不能改回，要再用的另登记一项。"
STRUCK = "记错了才划掉。划掉以后不算清扫过，仍看得到是谁、为什么划掉的；真正清扫过的再登一次。"
LOGGED = "enterprises.record_cleaning"
"""Stands in the log; the story of the place leaves it out."""
WORDS = {
    "enterprises.record_archive": "登记",
    "enterprises.change_archive": "修改",
    "enterprises.end_archive": "停用",
    "enterprises.strike_cleaning": "划掉一次清扫",
}


def _beside() -> dict[str, str]:
    return {"专项档案": reverse("enterprises:archives"), "粉尘清扫记录": reverse("enterprises:cleanings")}


listed, export = pages(ARCHIVES, _beside)
"""Archives of every enterprise the person sees."""


cleanings, cleanings_export = pages(CLEANINGS, _beside)
"""Cleanings of dust at every enterprise the person sees."""


def _place(request: HttpRequest, pk: UUID) -> Enterprise:
    return get_object_or_404(register.detail_of(request.user), pk=pk)


def _archive(request: HttpRequest, pk: UUID) -> Any:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@require_GET
def of_enterprise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An enterprise's archives by kind, those it is asked for and those it has."""
    found = _place(request, pk)
    context = {
        "title": "专项档案",
        "enterprise": found,
        "groups": [
            (group, [(one, printing.in_short(one), mark) for one, mark in group.rows])
            for group in queries.groups(found)
        ],
        "why_not": rules.may_keep(request.user, found),
        "tabs": hooks.tabs.of("archives", request.user, found),
    }
    return render(request, "enterprises/archives/archives.html", context)


@BOTH
def new(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Put one thing of a kind on file."""
    if kind not in KINDS:
        raise Http404
    found = _place(request, pk)
    require(rules.may_keep(request.user, found))
    record, key = actions.record_archive, form_id(request)
    return form_page(
        request,
        form_of(kind, request.POST or None, enterprise=found),
        lambda given: record(found, kind=kind, actor=request.user, client_id=key, **given),
        title=f"登记{KINDS[kind].label}",
        verb="保存",
        back=reverse("enterprises:archives_of", args=[pk]),
        done="已登记。",
        sentence=found.name,
    )


@require_GET
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One of them: what is on file, how it stands, the cleanings of a dust place, what happened."""
    found, user = _archive(request, pk), request.user
    no = "已停用。" if found.ended_on else rules.may_keep(user, found.enterprise)
    kind = KINDS[found.kind]
    log = found.cleanings.select_related("person")[:SHOWN] if kind.is_dust else []
    context = {
        "title": found.name,
        "archive": found,
        "kind": kind,
        "mark": rules.STANDINGS[rules.standing(found)],
        "lines": printing.lines(found),
        "next_on": rules.next_cleaning(found),
        "law": CLEANING_LAW,
        "why_not_clean": rules.may_clean(user, found),
        "log": [(entry, printing.parts(entry), entered(entry)) for entry in log],
        "steps": [
            step("修改", "enterprises:change_archive", pk, reason=no, plain=True),
            step("停用", "enterprises:end_archive", pk, reason=no, plain=True),
        ],
        "story": [line for line in story(found, WORDS) if line[0].action != LOGGED],
    }
    return render(request, "enterprises/archives/archive.html", context)


@BOTH
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what is on file."""
    found = _archive(request, pk)
    require(rules.may_keep(request.user, found.enterprise))
    act, key = actions.change_archive, form_id(request)
    return form_page(
        request,
        form_of(found.kind, request.POST or None, enterprise=found.enterprise, known=found),
        lambda given: act(found, actor=request.user, client_id=key, **given),
        title=f"修改：{found}",
        verb="保存",
        back=found.get_absolute_url(),
        done="已修改。",
        sentence=found.enterprise.name,
    )


@BOTH
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it out of use."""
    found = _archive(request, pk)
    require(rules.may_keep(request.user, found.enterprise))
    act, key = actions.end_archive, form_id(request)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: act(found, actor=request.user, client_id=key, **given),
        title=f"停用：{found}",
        verb="停用",
        back=found.get_absolute_url(),
        done="已停用，记录保留。",
        sentence=f"{found.enterprise.name}，{KINDS[found.kind].label}。{ENDED}",
    )


@BOTH
def clean(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a cleaning on record."""
    found = _archive(request, pk)
    require(rules.may_clean(request.user, found))

    def act(given: dict[str, Any]) -> Any:
        photo = given.pop("scan")
        kept = [files.keep(photo, actor=request.user, images_only=True).pk] if photo else []
        return cleaning.record_cleaning(found, evidence=kept, actor=request.user, client_id=form_id(request), **given)

    return form_page(
        request,
        CleaningForm(request.POST or None, request.FILES or None, archive=found),
        act,
        title=f"{found}：清扫了",
        verb="记上",
        back=found.get_absolute_url(),
        template="enterprises/archives/clean.html",
        done="已记上。",
        sentence=f"{found.enterprise.name}，{printing.rhythm(found.every_days)}清扫一次",
    )


def _cleaning(request: HttpRequest, pk: UUID) -> Cleaning:
    return get_object_or_404(queries.cleanings(request.user), pk=pk)


@require_GET
def one_cleaning(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One cleaning: when, who, what, its photo; struck out if it is wrong."""
    found = _cleaning(request, pk)
    no = "已经划掉。" if found.struck_why else rules.may_clean(request.user, found.archive)
    context = {
        "title": f"{found.archive}清扫",
        "cleaning": found,
        "parts": printing.parts(found),
        "mark": entered(found),
        "steps": [step("划掉这一次", "enterprises:strike_cleaning", pk, reason=no, hint="记错了才划掉。", plain=True)],
    }
    return render(request, "enterprises/archives/cleaning.html", context)


@BOTH
def strike(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Strike a cleaning out."""
    found = _cleaning(request, pk)
    require(rules.may_clean(request.user, found.archive))
    act, key = cleaning.strike_cleaning, form_id(request)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: act(found, actor=request.user, client_id=key, **given),
        title=f"划掉：{found}",
        verb="划掉",
        back=found.get_absolute_url(),
        done="已划掉，不再计入。",
        sentence=f"{found.person.name}：{printing.parts(found)}。{STRUCK}",
    )


@require_GET
def photo(request: HttpRequest, pk: UUID, sha256: str) -> HttpResponseBase:
    """The photo of a cleaning."""
    found = _cleaning(request, pk)
    return serving.serve(request, sha256 if sha256 in found.files else "", "shown")
