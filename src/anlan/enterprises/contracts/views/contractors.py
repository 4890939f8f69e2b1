"""The district's contractors: the list, one of them, entered, changed, taken out of use."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import hooks
from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.steps import form_page, step, story
from anlan.enterprises.contracts import actions, queries, rules
from anlan.enterprises.contracts.forms import ContractorForm
from anlan.enterprises.contracts.registers import CONTRACTORS, standing
from anlan.enterprises.models import Contract, Contractor
from anlan.enterprises.refusing import require
from anlan.files.registers import show, workbook

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "enterprises.record_contractor": "登记",
    "enterprises.change_contractor": "更改",
    "enterprises.retire_contractor": "停用",
}


def beside() -> dict[str, str]:
    """The lists beside each other."""
    names = {"外包外租": "contracts_all", "相关方名册": "contractors", "多家共用的楼": "buildings"}
    return {label: reverse(f"enterprises:{name}") for label, name in names.items()}


def beside_contracts(request: HttpRequest, rows: list[Contract]) -> list[dict[str, Any]]:
    """What higher rooms say of each contract of a list, as columns."""
    ids = [one.pk for one in rows]
    found = hooks.columns.of("contract", request.user)
    return [{"label": one.label, "cells": one.cells(request.user, ids)} for one in found]


@require_GET
def contractors(request: HttpRequest) -> HttpResponse:
    """The district's contractors."""
    require(rules.may_read_contractors(request.user))
    may_add = not rules.may_keep_contractors(request.user)
    return show(request, CONTRACTORS, may_add=may_add, beside=beside())


@require_GET
def export_contractors(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    require(rules.may_read_contractors(request.user))
    return workbook(request, CONTRACTORS)


@require_GET
def contractor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One contractor with its contracts at the enterprises the person sees."""
    require(rules.may_read_contractors(request.user))
    found = get_object_or_404(Contractor, pk=pk)
    over = "已停用。" if found.ended_on else ""
    contracts = list(queries.visible_to(request.user).filter(contractor=found))
    context = {
        "title": found.name,
        "contractor": found,
        "contracts": [(one, standing(one)) for one in contracts],
        "columns": beside_contracts(request, contracts),
        "steps": [
            step("更改", "enterprises:change_contractor", pk, reason=over or rules.may_keep_contractors(request.user)),
            step("停用", "enterprises:retire_contractor", pk, reason=over or rules.may_retire(request.user)),
        ],
        "story": story(found, WORDS),
    }
    return render(request, "enterprises/contracts/contractor.html", context)


@BOTH
def new_contractor(request: HttpRequest) -> HttpResponse:
    """Enter a contractor."""
    require(rules.may_keep_contractors(request.user))
    record, key = actions.record_contractor, form_id(request)
    return form_page(
        request,
        ContractorForm(request.POST or None),
        lambda given: record(actor=request.user, client_id=key, **given),
        title="登记相关方",
        verb="保存",
        back=reverse("enterprises:contractors"),
        done="已登记，全区都可以选用。",
    )


@BOTH
def change_contractor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a contractor's facts."""
    found = get_object_or_404(Contractor, pk=pk, ended_on=None)
    require(rules.may_keep_contractors(request.user))
    change, key = actions.change_contractor, form_id(request)
    return form_page(
        request,
        ContractorForm(request.POST or None, contractor=found),
        lambda given: change(found, actor=request.user, client_id=key, **given),
        title=f"更改：{found}",
        verb="保存",
        back=found.get_absolute_url(),
        done="已保存。",
    )


@BOTH
def retire_contractor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a contractor out of use."""
    found = get_object_or_404(Contractor, pk=pk, ended_on=None)
    require(rules.may_retire(request.user))
    retire, key = actions.retire_contractor, form_id(request)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: retire(found, actor=request.user, client_id=key, **given),
        title=f"停用：{found}",
        verb="停用",
        back=found.get_absolute_url(),
        done="已停用，记录保留。",
    )
