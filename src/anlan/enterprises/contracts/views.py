"""Pages of contracts: an enterprise's, one of them, the district's contractors, the township's list."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import clock
from anlan.core.forms import form_id
from anlan.core.steps import form_page, step, story
from anlan.enterprises import queries as register
from anlan.enterprises.contracts import actions, queries, rules
from anlan.enterprises.contracts.forms import CheckForm, ContractForm, ContractorForm, ReasonForm, SurveyForm
from anlan.enterprises.models import Contract, Contractor, Enterprise
from anlan.enterprises.refusing import require
from anlan.files.registers import Column, Mark, Narrowing, Register, show, sort, workbook

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "enterprises.record_contract": "登记",
    "enterprises.change_contract": "更改",
    "enterprises.check_contract": "检查",
    "enterprises.end_contract": "终止",
    "enterprises.record_contractor": "登记",
    "enterprises.change_contractor": "更改",
    "enterprises.retire_contractor": "停用",
}


def _missing(contract: Contract) -> list[str]:
    return [words for _, words in queries.lacks(contract, clock.today())] if contract.runs else []


def _standing(contract: Contract) -> Mark:
    if contract.ended_on or contract.ends_on < clock.today():
        return Mark("已结束")
    if contract.starts_on > clock.today():
        return Mark("未开始")
    return Mark(f"缺 {len(found)} 项", "wait") if (found := _missing(contract)) else Mark("齐全", "done")


def _stands(value: str) -> Q:
    day = clock.today()
    runs = Q(ended_on=None, starts_on__lte=day, ends_on__gte=day)
    return {"running": runs, "unsigned": runs & Q(agreement_on=None), "over": Q(ends_on__lt=day) | ~Q(ended_on=None)}[
        value
    ]


CONTRACTS = Register(
    "contracts",
    "外包外租",
    "份",
    queries.visible_to,
    (
        Column("内容", lambda row: row.content, 30),
        Column("状态", _standing, 10),
        Column("单位", lambda row: row.enterprise.name, 26),
        Column("所在村", lambda row: row.enterprise.region.plain_name),
        Column("类别", lambda row: row.get_kind_display(), 12),
        Column("对方", lambda row: row.contractor.name, 26),
        Column("部位、楼栋", lambda row: row.place, 16),
        Column("合同止", lambda row: row.ends_on),
        Column("安全协议", lambda row: row.agreement_on or "没有"),
        Column("协调人", lambda row: row.coordinator),
        Column("出口", lambda row: row.get_exits_display(), 10),
        Column("消防设施", lambda row: row.get_fire_system_display(), 10),
    ),
    "enterprises:any_contract",
    ("content", "place", "contractor__name", "enterprise__name"),
    "内容、部位、单位、对方",
    "还没有登记外包外租。到企业档案的“外包外租”里登记，没有的由主要负责人确认。",
    (sort("ends", "合同止", "ends_on", "id"), sort("name", "单位", "enterprise__sort_key", "id")),
    (
        Narrowing("kind", "类别", tuple(Contract.Kind.choices), lambda value: Q(kind=value)),
        Narrowing(
            "standing", "状态", (("running", "在履行"), ("unsigned", "没有安全协议"), ("over", "已结束")), _stands
        ),
    ),
)
CONTRACTORS = Register(
    "contractors",
    "相关方名册",
    "家",
    queries.contractors,
    (
        Column("名称", lambda row: row.name, 30),
        Column("信用代码", lambda row: row.credit_code, 20),
        Column("资质", lambda row: row.qualification or "没有", 30),
        Column("资质有效期至", lambda row: row.qualified_to or ""),
        Column("在履行合同", lambda row: row.running, 10, "num"),
        Column("状态", lambda row: Mark("已停用") if row.ended_on else Mark("在用", "done"), 10),
    ),
    "enterprises:contractor",
    ("name", "credit_code", "qualification"),
    "名称、信用代码、资质",
    "名册里还没有相关方；全区共用一份，登记一次即可。",
    (sort("name", "名称", "name", "id"), sort("valid", "资质有效期至", "qualified_to", "id")),
    (),
    ("登记相关方", "enterprises:new_contractor"),
)


def _found(request: HttpRequest, pk: UUID) -> Enterprise:
    return get_object_or_404(register.detail_of(request.user), pk=pk)  # type: ignore[arg-type]


def _one(request: HttpRequest, pk: UUID, contract: UUID) -> Contract:
    rows = queries.visible_to(request.user)  # type: ignore[arg-type]
    return get_object_or_404(rows, enterprise=pk, pk=contract)


def _beside() -> dict[str, str]:
    return {"外包外租": reverse("enterprises:contracts_all"), "相关方名册": reverse("enterprises:contractors")}


@require_GET
def every(request: HttpRequest) -> HttpResponse:
    """Contracts and leases of every enterprise the person sees."""
    return show(request, CONTRACTS, may_add=False, beside=_beside())


@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, CONTRACTS)


@require_GET
def contractors(request: HttpRequest) -> HttpResponse:
    """The district's contractors."""
    require(rules.may_read_contractors(request.user))  # type: ignore[arg-type]
    may_add = not rules.may_keep_contractors(request.user)  # type: ignore[arg-type]
    return show(request, CONTRACTORS, may_add=may_add, beside=_beside())


@require_GET
def export_contractors(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    require(rules.may_read_contractors(request.user))  # type: ignore[arg-type]
    return workbook(request, CONTRACTORS)


@require_GET
def contractor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One contractor with its contracts at the enterprises the person sees."""
    require(rules.may_read_contractors(request.user))  # type: ignore[arg-type]
    found = get_object_or_404(Contractor, pk=pk)
    over = "已停用。" if found.ended_on else ""
    contracts = queries.visible_to(request.user).filter(contractor=found)  # type: ignore[arg-type]
    context = {
        "title": found.name,
        "contractor": found,
        "contracts": [(one, _standing(one)) for one in contracts],
        "steps": [
            step("更改", "enterprises:change_contractor", pk, reason=over or rules.may_keep_contractors(request.user)),  # type: ignore[arg-type]
            step("停用", "enterprises:retire_contractor", pk, reason=over or rules.may_retire(request.user)),  # type: ignore[arg-type]
        ],
        "story": story(found, WORDS),
    }
    return render(request, "enterprises/contracts/contractor.html", context)


@BOTH
def new_contractor(request: HttpRequest) -> HttpResponse:
    """Enter a contractor."""
    require(rules.may_keep_contractors(request.user))  # type: ignore[arg-type]
    record, key = actions.record_contractor, form_id(request)
    return form_page(
        request,
        ContractorForm(request.POST or None),
        lambda given: record(actor=request.user, client_id=key, **given),  # type: ignore[misc]
        title="登记相关方",
        verb="保存",
        back=reverse("enterprises:contractors"),
        done="已登记，全区都可以选用。",
    )


@BOTH
def change_contractor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a contractor's facts."""
    found = get_object_or_404(Contractor, pk=pk, ended_on=None)
    require(rules.may_keep_contractors(request.user))  # type: ignore[arg-type]
    change, key = actions.change_contractor, form_id(request)
    return form_page(
        request,
        ContractorForm(request.POST or None, contractor=found),
        lambda given: change(found, actor=request.user, client_id=key, **given),  # type: ignore[misc]
        title=f"更改：{found}",
        verb="保存",
        back=found.get_absolute_url(),
        done="已保存。",
    )


@BOTH
def retire_contractor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a contractor out of use."""
    found = get_object_or_404(Contractor, pk=pk, ended_on=None)
    require(rules.may_retire(request.user))  # type: ignore[arg-type]
    retire, key = actions.retire_contractor, form_id(request)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: retire(found, actor=request.user, client_id=key, **given),  # type: ignore[misc]
        title=f"停用：{found}",
        verb="停用",
        back=found.get_absolute_url(),
        done="已停用，记录保留。",
    )


@require_GET
def contracts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An enterprise's contracts and leases, what each lacks, and the survey."""
    found = _found(request, pk)
    rows = found.contracts.select_related("contractor", "enterprise")
    context = {
        "title": "外包外租",
        "enterprise": found,
        "rows": [(one, _standing(one), _missing(one)) for one in rows],
        "survey": found.contract_surveys.select_related("confirmed_by").first(),
        "may_keep": not rules.may_keep(request.user, found),  # type: ignore[arg-type]
        "why_not_confirm": rules.may_confirm_survey(request.user, found),  # type: ignore[arg-type]
    }
    return render(request, "enterprises/contracts/contracts.html", context)


@BOTH
def new_contract(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enter a contract."""
    found = _found(request, pk)
    require(rules.may_keep(request.user, found))  # type: ignore[arg-type]
    record, key = actions.record_contract, form_id(request)
    return form_page(
        request,
        ContractForm(request.POST or None, initial={"contractor": request.GET.get("contractor"), "check_days": 30}),
        lambda given: record(found, actor=request.user, client_id=key, **given),  # type: ignore[misc]
        title="登记合同、租赁",
        verb="保存",
        back=reverse("enterprises:contracts", args=[pk]),
        done="已登记。",
    )


@require_GET
def any_contract(request: HttpRequest, contract: UUID) -> HttpResponse:
    """A contract by its own id, as lists link it."""
    return contract_page(request, get_object_or_404(queries.visible_to(request.user), pk=contract))  # type: ignore[arg-type]


@require_GET
def contract(request: HttpRequest, pk: UUID, contract: UUID) -> HttpResponse:
    """One contract: what it lacks, its checks, its steps."""
    return contract_page(request, _one(request, pk, contract))


def contract_page(request: HttpRequest, found: Contract) -> HttpResponse:
    """The page of a contract the person sees."""
    reason = rules.may_keep(request.user, found.enterprise)  # type: ignore[arg-type]
    over = "" if found.ended_on is None and found.ends_on >= clock.today() else "已到期或终止。"
    at = (found.enterprise_id, found.pk)
    context = {
        "title": found.content,
        "contract": found,
        "standing": _standing(found),
        "missing": _missing(found),
        "steps": [
            step("登记检查", "enterprises:check_contract", *at, reason=reason or over),
            step("更改、补签协议", "enterprises:change_contract", *at, reason=reason or over),
            step("提前终止", "enterprises:end_contract", *at, reason=reason or over),
        ],
        "story": story(found, WORDS),
    }
    return render(request, "enterprises/contracts/contract.html", context)


def _form(request: HttpRequest, found: Contract, form: Any, act: Any, title: str, verb: str, done: str) -> HttpResponse:
    require(rules.may_keep(request.user, found.enterprise))  # type: ignore[arg-type]
    key = form_id(request)
    return form_page(
        request,
        form,
        lambda given: act(found, actor=request.user, client_id=key, **given),
        title=f"{title}：{found}",
        verb=verb,
        back=found.get_absolute_url(),
        done=done,
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
    return _form(request, found, form, actions.end_contract, "提前终止", "终止", "已终止。")


@BOTH
def confirm_survey(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The principal confirms the survey."""
    found = _found(request, pk)
    require(rules.may_confirm_survey(request.user, found))  # type: ignore[arg-type]
    count, key = queries.running(found).count(), form_id(request)

    def act(given: dict[str, Any]) -> str:
        actions.confirm_survey(found, note=given["note"], actor=request.user, client_id=key)  # type: ignore[misc]
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
