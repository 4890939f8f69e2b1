"""Pages of cases on their way to another authority, for both desks: the list, one of them, the answers to it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core.errors import NotYours
from anlan.core.forms import form_id
from anlan.core.steps import Step, form_page, step
from anlan.enforcement.cases import actions, clocks, file, lifecycle, papers, queries
from anlan.enforcement.cases.forms import FORMS
from anlan.enforcement.cases.models import Case
from anlan.enforcement.documents import papers as printing
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.moving.registers import MOVES, STANDING, standing_of
from anlan.files.registers import pages
from anlan.hazards.views.ledger import as_pdf
from anlan.org.doors import needs

READ = "enforcement.read_cases"
ANSWERS = ("case_taken", "case_returned", "settle_move", "report_case")


def _found(request: HttpRequest, pk: UUID) -> Case:
    user: Any = request.user
    return get_object_or_404(queries.moved_for(user), pk=pk)


moves, export = map(needs(READ), pages(MOVES))


@require_GET
@needs(READ)
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One case on its way: the letter, what went along, each answer, who holds it now, what can be done."""
    user: Any = request.user
    found = _found(request, pk)
    context = {
        "title": f"{found.move_number} 移送{found.to_name}",
        "case": found,
        "mark": STANDING[standing_of(found)],
        "clocks": clocks.of_move(found),
        "letter": found.said["move_case"],
        "material": papers.material(found),
        "moves": queries.moves_of(found),
        "sees_case": queries.visible_to(user).filter(pk=pk).exists(),
        "lies_open": queries.lies_open(user, found),
        "steps": _steps(user, found),
    }
    return render(request, "enforcement/moving/move.html", context)


def _steps(user: Any, found: Case) -> list[Step]:
    listed = []
    for name in ANSWERS:
        one = lifecycle.STEPS[name]
        if found.state in one.from_ and not one.needs(found):
            reason = lifecycle.reason(user, found, name)
            listed.append(step(one.label, "enforcement:answer_move", found.pk, name, reason=reason, hint=one.hint))
    return sorted(listed, key=lambda one: bool(one.reason))


@require_http_methods(["GET", "POST"])
@needs(READ)
def answer(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """The receiver's answer, or what its paper says."""
    user: Any = request.user
    found = _found(request, pk)
    if name not in ANSWERS:
        raise Http404
    if request.method == "GET":
        lifecycle.check(user, found, name)
    taken = lifecycle.STEPS[name]
    back = reverse("enforcement:moved_case", args=[pk])

    def act(given: dict[str, Any]) -> str:
        getattr(actions, name)(found, actor=user, client_id=form_id(request), **given)
        return back

    return form_page(
        request,
        FORMS[name](request.POST or None),
        act,
        title=f"{taken.label}：{found.move_number}",
        verb=taken.label,
        back=back,
        done=f"{taken.label}已记录。",
        sentence=f"{found.name}\n现由{found.holder}。",
    )


@require_GET
@needs(READ)
def letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The letter as PDF."""
    found = _found(request, pk)
    paper = found.documents.filter(kind=Kind.CASE_TRANSFER).latest("drafted_at")
    return as_pdf(printing.printed(paper), f"案件移送书_{found.move_number}.pdf")


@require_GET
@needs(READ)
def material(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What went along as one PDF, for the receiver while it has to decide and once it took it."""
    user: Any = request.user
    found = _found(request, pk)
    if queries.visible_to(user).filter(pk=pk).exists():
        return redirect("enforcement:penalty_case_file", pk)
    if not queries.lies_open(user, found):
        words = f"{found}已退回移送单位，材料随案退回。现由{found.holder}。"
        raise NotYours(words, code="enforcement.returned")
    return as_pdf(file.whole(found), f"移送材料_{found.move_number}.pdf")
