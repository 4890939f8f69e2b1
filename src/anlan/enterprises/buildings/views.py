"""Pages of buildings: the list, one with who answers for what and who is in, its steps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core import hooks
from anlan.core.forms import form_id
from anlan.core.steps import form_page, step, story
from anlan.enterprises import queries as register
from anlan.enterprises.buildings import actions, queries, rules
from anlan.enterprises.buildings.forms import BuildingForm, SharedForm, TenantForm
from anlan.enterprises.buildings.registers import BUILDINGS
from anlan.enterprises.contracts.rules import may_keep as may_keep_contracts
from anlan.enterprises.contracts.views.contractors import beside
from anlan.enterprises.models import Building, Gap
from anlan.enterprises.refusing import require
from anlan.files.registers import pages

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "enterprises.record_building": "登记",
    "enterprises.change_building": "更改",
    "enterprises.move_in": "增加单位",
    "enterprises.move_out": "搬出",
}


listed, export = pages(BUILDINGS, beside)
"""Buildings of the territory."""


def _found(request: HttpRequest, pk: UUID) -> Building:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _gaps(request: HttpRequest, found: Building) -> list[tuple[str, tuple[str, str] | None]]:
    """What nobody answers for, each with how it stands on the ledger, as a higher room says it: words and address."""
    listed = Gap.objects.filter(kind="building", about__startswith=f"{found.pk}:", filled_at=None)
    about = dict(listed.values_list("pk", "about"))
    columns = hooks.columns.of("gap", request.user)
    cells = {about[pk]: cell for one in columns for pk, cell in one.cells(request.user, list(about)).items()}
    return [(words, cells.get(f"{found.pk}:{name}")) for name, words in queries.gaps(found)]


@require_GET
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One building: who answers for what, who is in, what is missing."""
    found = _found(request, pk)
    no = rules.may_keep(request.user, found)
    context = {
        "title": found.name,
        "building": found,
        "gaps": _gaps(request, found),
        "shared": [(label, getattr(found, name)) for name, label in rules.SHARED.items()],
        "tenants": queries.tenants(found),
        "may_keep": not no,
        "law": rules.LAW,
        "steps": [
            step("更改各方责任", "enterprises:change_building", pk, reason=no),
            step("增加单位", "enterprises:move_in", pk, reason=no),
        ],
        "story": story(found, WORDS),
    }
    return render(request, "enterprises/buildings/building.html", context)


@BOTH
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enter the building an enterprise is in."""
    found = get_object_or_404(register.detail_of(request.user), pk=pk)
    require(may_keep_contracts(request.user, found))
    record, key = actions.record_building, form_id(request)
    return form_page(
        request,
        BuildingForm(request.POST or None),
        lambda given: record(found, actor=request.user, client_id=key, **given),
        title="登记所在的楼",
        verb="保存",
        back=reverse("enterprises:contracts", args=[pk]),
        done="已登记，再把楼里其他单位加进来。",
        sentence=f"{found.name}，{found.region.plain_name} {found.address}",
    )


def _step(request: HttpRequest, found: Building, form: Any, act: Any, title: str, done: str) -> HttpResponse:
    require(rules.may_keep(request.user, found))
    key = form_id(request)
    return form_page(
        request,
        form,
        lambda given: act(found, actor=request.user, client_id=key, **given),
        title=f"{title}：{found}",
        verb="保存",
        back=found.get_absolute_url(),
        done=done,
    )


@BOTH
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say who answers for what."""
    found = _found(request, pk)
    form = SharedForm(request.POST or None, building=found)
    return _step(request, found, form, actions.change_building, "更改各方责任", "已保存。")


@BOTH
def move_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add somebody who is in."""
    found = _found(request, pk)
    form = TenantForm(request.POST or None, building=found, user=request.user)
    return _step(request, found, form, actions.move_in, "增加单位", "已增加。")


@require_POST
def move_out(request: HttpRequest, pk: UUID, tenancy: UUID) -> HttpResponse:
    """Somebody left."""
    found = _found(request, pk)
    leaving = get_object_or_404(found.tenancies.select_related("enterprise"), pk=tenancy)
    actions.move_out(found, tenancy=leaving, actor=request.user, client_id=form_id(request))
    messages.success(request, f"{leaving.enterprise}已搬出，记录保留。")
    return redirect(found)
