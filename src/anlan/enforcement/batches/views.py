"""Pages of batches, and the public page of cases."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core import clock
from anlan.core.errors import NotYours
from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.steps import form_page, step, story
from anlan.enforcement.batches import actions, candidates, paper, queries, rules
from anlan.enforcement.batches.forms import ApproveForm, BatchForm, EnterpriseEntryForm, WordingForm
from anlan.enforcement.batches.models import Batch, Entry
from anlan.enforcement.batches.registers import BATCHES, STANDING
from anlan.enforcement.refusing import require
from anlan.files.presses import pdf
from anlan.files.registers import show, workbook
from anlan.hazards.views.ledger import as_pdf
from anlan.org import queries as org
from anlan.org.doors import needs

BOTH = require_http_methods(["GET", "POST"])
BASIS = "专项行动方案二（二）3"
WORDS = {
    "enforcement.draft_batch": "起草",
    "enforcement.enter": "列入",
    "enforcement.enter_enterprise": "列入",
    "enforcement.reword": "改写",
    "enforcement.leave_out": "移出",
    "enforcement.approve": "批准",
    "enforcement.take_back": "撤下",
}


def _found(request: HttpRequest, pk: UUID) -> Batch:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _entry(request: HttpRequest, pk: UUID, entry_id: UUID) -> tuple[Batch, Entry]:
    found = _found(request, pk)
    require(rules.may_draft(request.user, found))
    return found, get_object_or_404(queries.entries_of(found), pk=entry_id)


@require_GET
@needs("enforcement.read_batches")
def batches(request: HttpRequest) -> HttpResponse:
    """The lists and batches of cases."""
    may_add = org.townships_with(request.user, "enforcement.draft_batch").exists()
    return show(request, BATCHES, may_add=may_add)


@require_GET
@needs("enforcement.read_batches")
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, BATCHES)


@BOTH
@needs("enforcement.draft_batch")
def new_batch(request: HttpRequest) -> HttpResponse:
    """Begin a list of a period."""
    region = org.townships_with(request.user, "enforcement.draft_batch").first()
    if region is None:
        raise NotYours("由本乡站所工作人员起草。", code="enforcement.refused")
    today = clock.today()
    first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    return form_page(
        request,
        BatchForm(request.POST or None, initial={"first_day": first, "last_day": today, "basis": BASIS}),
        lambda given: actions.draft_batch(region, actor=request.user, client_id=form_id(request), **given),
        title="起草名单、典型案例",
        verb="起草",
        back=reverse("enforcement:batches"),
        done="已起草。从下面系统查出的里面勾选列入，也可以手工列入。",
    )


@require_GET
@needs("enforcement.read_batches")
def batch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One batch: what stands on it, what could, who approves."""
    found, user = _found(request, pk), request.user
    drafting = not rules.may_draft(user, found)
    steps = [step("批准", "enforcement:approve_batch", pk, reason=rules.may_approve(user, found))]
    if found.state != Batch.State.DRAFT:
        steps = [step("撤下", "enforcement:take_back_batch", pk, reason=rules.may_take_back(user, found))]
    context = {
        "title": found.title,
        "batch": found,
        "mark": STANDING[found.state],
        "entries": queries.entries_of(found),
        "drafting": drafting,
        "candidates": candidates.of(found) if drafting else [],
        "steps": steps,
        "story": story(found, WORDS),
    }
    return render(request, "enforcement/batches/batch.html", context)


@require_POST
@needs("enforcement.draft_batch")
def enter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put the ticked candidates onto it."""
    found = _found(request, pk)
    before, keys = found.entries.count(), request.POST.getlist("key")[:200]
    actions.enter(found, actor=request.user, keys=keys, client_id=form_id(request))
    messages.success(request, f"已列入 {found.entries.count() - before} 条。")
    return redirect(found)


@BOTH
@needs("enforcement.draft_batch")
def enter_enterprise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put an enterprise onto it by hand."""
    found = _found(request, pk)
    require(rules.may_draft(request.user, found))
    return form_page(
        request,
        EnterpriseEntryForm(request.POST or None, user=request.user),
        lambda given: actions.enter_enterprise(found, actor=request.user, client_id=form_id(request), **given),
        title=f"手工列入：{found.title}",
        verb="列入",
        back=found.get_absolute_url(),
        done="已列入。",
    )


@BOTH
@needs("enforcement.draft_batch")
def reword(request: HttpRequest, pk: UUID, entry_id: UUID) -> HttpResponse:
    """Change the wording of an entry."""
    found, entry = _entry(request, pk, entry_id)
    known = {"heading": entry.heading, "words": entry.words}
    given = {"actor": request.user, "entry": entry, "client_id": form_id(request)}
    return form_page(
        request,
        WordingForm(request.POST or None, initial=known),
        lambda facts: actions.reword(found, **facts, **given),
        title=f"改写：{entry.heading}",
        verb="保存",
        back=found.get_absolute_url(),
        done="已改写。",
    )


@BOTH
@needs("enforcement.draft_batch")
def leave_out(request: HttpRequest, pk: UUID, entry_id: UUID) -> HttpResponse:
    """Take an entry off the draft."""
    found, entry = _entry(request, pk, entry_id)
    given = {"actor": request.user, "entry": entry, "client_id": form_id(request)}
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda facts: actions.leave_out(found, **facts, **given),
        title=f"移出：{entry.heading}",
        verb="移出",
        back=found.get_absolute_url(),
        done="已移出，记录保留。",
    )


@BOTH
@needs("enforcement.approve_batch")
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Approve names and wording."""
    found = _found(request, pk)
    require(rules.may_approve(request.user, found))
    listed = "\n".join(f"{n}. {one.heading}：{one.words}" for n, one in enumerate(queries.entries_of(found), start=1))
    public = "批准后立即对外公布。" if found.is_of_cases else "批准后编号生效。"
    return form_page(
        request,
        ApproveForm(request.POST or None),
        lambda given: actions.approve(found, actor=request.user, client_id=form_id(request)),
        title=f"批准：{found.title}",
        verb="批准",
        back=found.get_absolute_url(),
        done="已批准。",
        sentence=f"{public}\n{listed}",
    )


@BOTH
@needs("enforcement.approve_batch")
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it back."""
    found = _found(request, pk)
    require(rules.may_take_back(request.user, found))
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: actions.take_back(found, actor=request.user, client_id=form_id(request), **given),
        title=f"撤下：{found.title}",
        verb="撤下",
        back=found.get_absolute_url(),
        done="已撤下。",
    )


@require_GET
@needs("enforcement.read_batches")
def batch_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list as an official document."""
    found = _found(request, pk)
    return as_pdf(pdf.official(paper.of(found)), f"{found.title}.pdf")


@login_not_required
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """Batches of typical cases, for everybody; no login, no personal data."""
    return render(request, "enforcement/batches/cases.html", {"title": "典型案例", "batches": queries.public()[:100]})


@login_not_required
@require_GET
def case_batch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One batch of cases, for everybody."""
    found = get_object_or_404(queries.public(), pk=pk)
    context = {"title": found.title, "batch": found, "entries": queries.entries_of(found)}
    return render(request, "enforcement/batches/case_batch.html", context)
