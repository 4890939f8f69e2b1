"""Pages of transfers."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.pages import is_fragment
from anlan.core.steps import form_page, step, story
from anlan.enforcement.refusing import require
from anlan.enforcement.transfers import actions, letter, queries, rules
from anlan.enforcement.transfers.forms import LAW, AcceptForm, ReceiptMixin, RefuseForm, ResultForm, RuleForm, SendForm
from anlan.enforcement.transfers.models import Transfer
from anlan.enforcement.transfers.registers import STANDING, TRANSFERS
from anlan.files.presses import pdf
from anlan.files.registers import show, workbook
from anlan.hazards import queries as hazards
from anlan.hazards.views.ledger import as_pdf
from anlan.org.doors import needs

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "enforcement.send": "移送",
    "enforcement.accept": "接收",
    "enforcement.give_back": "退回",
    "enforcement.withdraw": "撤回",
    "enforcement.rule": "专班裁定",
    "enforcement.report_result": "反馈办理结果",
}


def _found(request: HttpRequest, pk: UUID) -> Transfer:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@require_GET
@needs("enforcement.read_transfers")
def transfers(request: HttpRequest) -> HttpResponse:
    """The list of transfers, narrowed and sorted by the URL."""
    return show(request, TRANSFERS, may_add=False)


@require_GET
@needs("enforcement.read_transfers")
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, TRANSFERS)


@require_GET
@needs("enforcement.read_transfers")
def transfer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One transfer: the hazard, the letter, its evidence, who holds it now, what can be done."""
    found, user = _found(request, pk), request.user
    context = {
        "title": f"{found.number} 移送{found.to_name}",
        "transfer": found,
        "hazard": found.hazard,
        "mark": STANDING[found.standing],
        "evidence": queries.evidence_of(found),
        "earlier": queries.of_hazard(found.hazard_id).exclude(pk=pk),
        "steps": _steps(user, found),
        "story": story(found, WORDS),
    }
    return render(request, "enforcement/transfers/transfer.html", context)


def _steps(user: Any, found: Transfer) -> list[Any]:
    answering = rules.may_answer(user, found)
    listed = []
    if found.state == Transfer.State.SENT:
        outside = not rules.has_desk_here(found)
        taking, refusing = ("登记对方接收", "登记对方退回") if outside else ("接收", "退回")
        hint = "接收后由本单位负责，并向移送单位反馈结果。"
        listed += [
            step(taking, "enforcement:accept_transfer", found.pk, reason=answering, hint="" if outside else hint),
            step(refusing, "enforcement:return_transfer", found.pk, reason=answering),
            step("撤回", "enforcement:withdraw_transfer", found.pk, reason=rules.may_withdraw(user, found)),
        ]
    if found.state == Transfer.State.DISPUTED:
        listed.append(step("裁定由谁负责", "enforcement:rule_transfer", found.pk, reason=rules.may_rule(user, found)))
    if found.state == Transfer.State.ACCEPTED:
        reporting = rules.may_report(user, found)
        listed.append(step("反馈办理结果", "enforcement:report_transfer", found.pk, reason=reporting))
    return listed


@require_GET
@needs("enforcement.read_transfers")
def letter_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The numbered letter as PDF."""
    found = _found(request, pk)
    name = f"{request.user.full_name} {request.user.office_name}".strip()
    return as_pdf(pdf.official(letter.of(found, name)), f"移送函_{found.number}.pdf")


@require_GET
@needs("enforcement.read_transfers")
def transfers_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab 移送 on a hazard's record: who was asked to take it, and who holds it."""
    hazard = hazards.found(request.user, pk)
    context = {
        "title": f"移送：{hazard}",
        "hazard": hazard,
        "rows": [(one, STANDING[one.standing]) for one in queries.of_hazard(pk)],
        "reason": rules.may_send(request.user, hazard),
    }
    name = "enforcement/transfers/of_hazard.html"
    return render(request, f"{name}#tab" if is_fragment(request) else name, context)


@BOTH
@needs("enforcement.transfer")
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send a hazard to another office."""
    hazard = hazards.found(request.user, pk)
    require(rules.may_send(request.user, hazard))
    return form_page(
        request,
        SendForm(request.POST or None, initial={"basis": LAW}),
        lambda given: actions.send(hazard, actor=request.user, client_id=form_id(request), **given),
        title=f"移送 {hazard}",
        verb="移送",
        back=reverse("hazards:record", args=[pk]),
        done="已移送。对方接收前仍由本单位负责；请打印移送函盖章送达。",
        sentence=f"{hazard.enterprise.name}：{hazard.description}",
    )


def _page(
    request: HttpRequest, found: Transfer, form: Form, action: Callable[..., Transfer], verb: str, done: str
) -> HttpResponse:
    way = f"{found.from_office.name} → {found.to_name}"
    return form_page(
        request,
        form,
        lambda given: action(found, actor=request.user, client_id=form_id(request), **given),
        title=f"{verb}：{found.number}",
        verb=verb,
        back=found.get_absolute_url(),
        done=done,
        sentence=f"{found.hazard} {found.hazard.description}\n{way}：{found.reason}",
    )


class _PaperAccept(AcceptForm, ReceiptMixin):
    pass


class _PaperRefuse(RefuseForm, ReceiptMixin):
    pass


@BOTH
@needs("enforcement.receive_transfer")
def accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it."""
    found = _found(request, pk)
    require(rules.may_answer(request.user, found))
    kind = AcceptForm if rules.has_desk_here(found) else _PaperAccept
    return _page(request, found, kind(request.POST or None), actions.accept, "接收", "已接收，从现在起由接收单位负责。")


@BOTH
@needs("enforcement.receive_transfer")
def give_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Refuse it with a reason."""
    found = _found(request, pk)
    require(rules.may_answer(request.user, found))
    kind = RefuseForm if rules.has_desk_here(found) else _PaperRefuse
    return _page(request, found, kind(request.POST or None), actions.give_back, "退回", "已退回，仍由移送单位负责。")


@BOTH
@needs("enforcement.transfer")
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it back."""
    found = _found(request, pk)
    require(rules.may_withdraw(request.user, found))
    return _page(request, found, ReasonForm(request.POST or None), actions.withdraw, "撤回", "已撤回。")


@BOTH
@needs("enforcement.rule_transfer")
def rule(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Rule for the task force."""
    found = _found(request, pk)
    require(rules.may_rule(request.user, found))
    return _page(request, found, RuleForm(request.POST or None), actions.rule, "裁定", "已裁定，双方都会收到。")


@BOTH
@needs("enforcement.transfer")
def report_result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what came of it."""
    found = _found(request, pk)
    require(rules.may_report(request.user, found))
    form = ResultForm(request.POST or None, initial={"result": _known(found)})
    return _page(request, found, form, actions.report_result, "反馈办理结果", "已反馈给移送单位。")


def _known(found: Transfer) -> str:
    hazard = found.hazard
    return f"该隐患{hazard.state_words}（{hazard}）。" if not hazard.is_open else ""
