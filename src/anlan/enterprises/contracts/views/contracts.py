"""Contracts: the township's list, an enterprise's, one with its checks and steps, the principal's survey."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import clock, hooks
from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.steps import form_page, step, story
from anlan.enterprises import queries as register
from anlan.enterprises.buildings import queries as buildings
from anlan.enterprises.contracts import actions, links, papers, queries, rules
from anlan.enterprises.contracts.forms import CheckForm, ContractForm, SurveyForm
from anlan.enterprises.contracts.registers import CONTRACTS, missing, standing
from anlan.enterprises.contracts.views.contractors import beside, beside_contracts
from anlan.enterprises.contracts.workers import who_stays, workers
from anlan.enterprises.models import Contract, Enterprise
from anlan.enterprises.refusing import require
from anlan.files.presses import docx
from anlan.files.registers import pages
from anlan.files.serving import download
from anlan.org.models import User

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "enterprises.record_contract": "登记",
    "enterprises.change_contract": "更改",
    "enterprises.check_contract": "检查",
    "enterprises.end_contract": "终止",
    "enterprises.make_link": "给对方生成链接",
    "enterprises.end_link": "停用链接",
}


def _found(request: HttpRequest, pk: UUID) -> Enterprise:
    return get_object_or_404(register.detail_of(request.user), pk=pk)


def _one(request: HttpRequest, pk: UUID, contract: UUID) -> Contract:
    rows = queries.visible_to(request.user)
    return get_object_or_404(rows, enterprise=pk, pk=contract)


every, export = pages(CONTRACTS, beside)
"""Contracts and leases of every enterprise the person sees."""


@require_GET
def contracts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An enterprise's contracts and leases, what each lacks, and the survey."""
    found = _found(request, pk)
    rows = list(found.contracts.select_related("contractor", "enterprise"))
    context = {
        "title": "外包外租",
        "enterprise": found,
        "rows": [(one, standing(one), missing(one)) for one in rows],
        "columns": beside_contracts(request, rows),
        "survey": found.contract_surveys.select_related("confirmed_by").first(),
        "buildings": buildings.of_enterprise(found),
        "may_keep": not rules.may_keep(request.user, found),
        "why_not_confirm": rules.may_confirm_survey(request.user, found),
    }
    return render(request, "enterprises/contracts/contracts.html", context)


@BOTH
def new_contract(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enter a contract."""
    found = _found(request, pk)
    require(rules.may_keep(request.user, found))
    record, key = actions.record_contract, form_id(request)
    return form_page(
        request,
        ContractForm(request.POST or None, initial={"contractor": request.GET.get("contractor"), "check_days": 30}),
        lambda given: record(found, actor=request.user, client_id=key, **given),
        title="登记合同、租赁",
        verb="保存",
        back=reverse("enterprises:contracts", args=[pk]),
        done="已登记。",
    )


@require_GET
def any_contract(request: HttpRequest, contract: UUID) -> HttpResponse:
    """A contract by its own id, as lists link it."""
    return contract_page(request, get_object_or_404(queries.visible_to(request.user), pk=contract))


@require_GET
def contract(request: HttpRequest, pk: UUID, contract: UUID) -> HttpResponse:
    """One contract: what it lacks, its checks, its steps."""
    return contract_page(request, _one(request, pk, contract))


@require_GET
def agreement(request: HttpRequest, pk: UUID, contract: UUID) -> HttpResponse:
    """A draft of its safety agreement, as .docx."""
    found, user = _one(request, pk, contract), cast(User, request.user)
    content = docx.sheet(papers.agreement(found, printed_by=user.full_name))
    return download(content, f"安全生产管理协议（{found.contractor}）.docx", docx.MEDIA_TYPE)


def contract_page(request: HttpRequest, found: Contract) -> HttpResponse:
    """The page of a contract the person sees."""
    reason = rules.may_keep(request.user, found.enterprise)
    over = "已到期或终止。" if found.is_over else ""
    link = links.link_of(found)
    at = (found.enterprise_id, found.pk)
    context = {
        "title": found.content,
        "contract": found,
        "standing": standing(found),
        "missing": missing(found),
        "steps": [
            step("登记检查", "enterprises:check_contract", *at, reason=reason or over),
            step("给对方的链接", "enterprises:contract_link", *at, reason=reason, hint=_about(link, over)),
            step("更改、补签协议", "enterprises:change_contract", *at, reason=reason or over),
            step("提前终止", "enterprises:end_contract", *at, reason=reason or over),
        ],
        "story": story(found, WORDS),
        "tabs": hooks.tabs.of("contract", request.user, found),
        "workers": workers(found.enterprise, found.contractor),
        "add_person": "" if reason or over else _add_person(found),
    }
    return render(request, "enterprises/contracts/contract.html", context)


def _about(link: Any, over: str) -> str:
    if over or link is None:
        return "" if over else "对方不用登录，看自己的检查、隐患、人员，可以带照片说已整改。"
    return f"{clock.day_words(clock.local_date(link.made_at))}由{link.made_by.full_name}生成，在用。"


def _add_person(found: Contract) -> str:
    address = reverse("enterprises:add_person", args=[found.enterprise_id])
    return f"{address}?post=employee&contractor={found.contractor_id}"


def _form(
    request: HttpRequest, found: Contract, form: Any, act: Any, title: str, verb: str, done: str, sentence: str = ""
) -> HttpResponse:
    require(rules.may_keep(request.user, found.enterprise))
    key = form_id(request)
    return form_page(
        request,
        form,
        lambda given: act(found, actor=request.user, client_id=key, **given),
        title=f"{title}：{found}",
        verb=verb,
        back=found.get_absolute_url(),
        done=done,
        sentence=sentence,
    )


@BOTH
def change_contract(request: HttpRequest, pk: UUID, contract: UUID) -> HttpResponse:
    """Change a contract's facts."""
    found = _one(request, pk, contract)
    form = ContractForm(request.POST or None, contract=found)
    return _form(request, found, form, actions.change_contract, "更改", "保存", "已保存。")


@BOTH
def check_contract(request: HttpRequest, pk: UUID, contract: UUID) -> HttpResponse:
    """Put a check on record."""
    found, form = _one(request, pk, contract), CheckForm(request.POST or None)
    return _form(request, found, form, actions.check_contract, "登记检查", "保存", "检查已登记。")


@BOTH
def end_contract(request: HttpRequest, pk: UUID, contract: UUID) -> HttpResponse:
    """End a contract early."""
    found, form = _one(request, pk, contract), ReasonForm(request.POST or None)
    return _form(request, found, form, actions.end_contract, "提前终止", "终止", "已终止。", who_stays(found))


@BOTH
def confirm_survey(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The principal confirms the survey."""
    found = _found(request, pk)
    require(rules.may_confirm_survey(request.user, found))
    count, key = queries.running(found).count(), form_id(request)

    def act(given: dict[str, Any]) -> str:
        actions.confirm_survey(found, note=given["note"], actor=request.user, client_id=key)
        return reverse("enterprises:contracts", args=[pk])

    return form_page(
        request,
        SurveyForm(request.POST or None),
        act,
        title="确认外包外租排查",
        verb="确认",
        back=reverse("enterprises:contracts", args=[pk]),
        done="排查结果已确认。",
        sentence=f"“{found.name}”现在登记了 {count} 项在履行的外包外租。"
        if count
        else f"“{found.name}”没有登记外包外租。",
    )
