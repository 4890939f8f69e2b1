"""Pages of bulletins."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.campaigns import actions, figures, funding, links, printing, queries, rules, wording
from anlan.campaigns.duties.standing import Standing
from anlan.campaigns.forms import PeriodForm, WordsForm
from anlan.campaigns.models import Bulletin
from anlan.campaigns.plans import queries as plans
from anlan.campaigns.registers import BULLETINS
from anlan.core.errors import Missing, NotYours
from anlan.core.forms import form_id, submitted
from anlan.core.inputs import ReasonForm
from anlan.core.steps import form_page
from anlan.files import storing
from anlan.files.registers import show, workbook

KINDS = {"docx": (actions.DOCX, printing.as_docx), "pdf": ("application/pdf", printing.as_pdf)}
COUNTS = [
    ("发现", "found", "found_major"),
    ("销号", "closed", "closed_major"),
    ("未销号", "open", "open_major"),
    ("逾期", "overdue", "overdue_major"),
]


@require_GET
def bulletins(request: HttpRequest) -> HttpResponse:
    """Every bulletin the person may read, the newest period first, and the way to a new one."""
    return _listed(request, PeriodForm() if queries.townships_of(request.user) else None)


def _listed(request: HttpRequest, form: PeriodForm | None) -> HttpResponse:
    return show(request, BULLETINS, may_add=False, template="campaigns/list.html", form=form)


@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """Exactly what the list shows."""
    return workbook(request, BULLETINS)


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Draft one for the person's township and open it."""
    region = queries.townships_of(request.user).first()
    if region is None:
        raise NotYours("通报由乡镇工作人员起草。", code="campaigns.not_yours")
    form, drafting, key = PeriodForm(request.POST), actions.draft, form_id(request)
    if made := submitted(form, lambda given: drafting(region, actor=request.user, client_id=key, **given)):
        return redirect("campaigns:detail", made.pk)
    refused = _listed(request, form)
    refused.status_code = 422
    return refused


@require_POST
def draft_closing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Draft the closing report of a campaign and open it."""
    campaign = get_object_or_404(plans.visible_to(request.user), pk=pk)
    bulletin = actions.draft_closing(campaign, actor=request.user, client_id=form_id(request))
    return redirect("campaigns:detail", bulletin.pk)


@require_GET
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One bulletin: its figures with the records behind them, its words, its files."""
    bulletin = _bulletin(request, pk)
    return render(request, "campaigns/detail.html", _context(request, bulletin))


def reword(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change the words of a draft."""
    bulletin = _bulletin(request, pk)
    if reason := rules.may_edit(request.user, bulletin):
        raise NotYours(reason, code="campaigns.refused")
    form, reworded, key = WordsForm(bulletin, request.POST or None), actions.reword, form_id(request)
    if submitted(form, lambda given: reworded(bulletin, actor=request.user, client_id=key, **form.facts())):
        messages.success(request, "文字已保存。")
        return redirect("campaigns:detail", bulletin.pk)
    context = {"title": f"改{'报告' if bulletin.is_closing else '通报'}文字", "bulletin": bulletin, "form": form}
    return render(request, "campaigns/words.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Drop a draft."""
    bulletin, key = _bulletin(request, pk), form_id(request)
    if reason := rules.may_edit(request.user, bulletin):
        raise NotYours(reason, code="campaigns.refused")
    here = reverse("campaigns:detail", args=[pk])

    def act(given: dict[str, Any]) -> str:
        actions.drop(bulletin, actor=request.user, client_id=key, **given)
        return here

    words = {"title": "作废草稿", "verb": "作废", "done": "草稿已作废，不能再改、再签发。", "sentence": bulletin.title}
    return form_page(request, ReasonForm(request.POST or None), act, back=here, **words)


@require_POST
def recount(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a draft's figures anew."""
    bulletin = actions.recount(_bulletin(request, pk), actor=request.user, client_id=form_id(request))
    messages.success(request, "数字已按现在的台账重新统计，文字没有改动，请核对文中的数字。")
    return redirect("campaigns:detail", bulletin.pk)


@require_POST
def issue(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sign and issue."""
    bulletin = actions.issue(_bulletin(request, pk), actor=request.user, client_id=form_id(request))
    messages.success(request, f"已签发，文号 {bulletin.number}。")
    return redirect("campaigns:detail", bulletin.pk)


@require_GET
def download(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """The bulletin as .docx or PDF: an issued one byte for byte as it was issued, a draft as it stands."""
    bulletin = _bulletin(request, pk)
    if kind not in KINDS:
        raise Missing("只有 docx 和 pdf 两种格式。", code="campaigns.kind")
    media_type, press = KINDS[kind]
    content = _kept(bulletin, kind) if bulletin.is_issued else press(bulletin)
    headers = {"Content-Disposition": content_disposition_header(True, f"{bulletin.title}.{kind}")}
    return HttpResponse(content, content_type=media_type, headers=headers)


def _kept(bulletin: Bulletin, kind: str) -> bytes:
    file = bulletin.docx if kind == "docx" else bulletin.pdf
    with storing.open_stored(file.sha256) as stream:
        return stream.read()


def _bulletin(request: HttpRequest, pk: UUID) -> Bulletin:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _context(request: HttpRequest, bulletin: Bulletin) -> dict[str, Any]:
    counts = bulletin.figures["counts"]
    return {
        "title": bulletin.title,
        "bulletin": bulletin,
        "cards": [(label, counts[name], counts[major], links.behind(bulletin, name)) for label, name, major in COUNTS],
        "rates": [(label, bulletin.figures["rates"][name]) for name, label in figures.RATES.items()],
        "tables": [(label, links.rows(bulletin, name)) for name, label in printing.AXES if bulletin.figures[name]],
        "named": [
            ("未销号的重大隐患", _named(bulletin, "majors")),
            ("逾期未办结的隐患", _named(bulletin, "overdue")),
            ("挂牌督办的隐患", _named(bulletin, "listed")),
        ],
        "support": _support(bulletin),
        "duties": _duties(bulletin),
        "parts": wording.parts(bulletin.figures),
        "to": printing.sent_to(bulletin),
        "edit_reason": rules.may_edit(request.user, bulletin),
        "issue_reason": rules.may_issue(request.user, bulletin),
        "story": bulletin.events.all(),
    }


def _named(bulletin: Bulletin, name: str) -> list[dict[str, Any]]:
    """One list of hazards as it was frozen, its days as days."""
    return [row | {"due_on": parse_date(row.get("due_on") or "")} for row in bulletin.figures[name]]


def _support(bulletin: Bulletin) -> list[tuple[dict[str, str], list[tuple[str, str]]]]:
    """Each hazard with its money and expert days in words, the sums last; figures frozen earlier have none."""
    told = bulletin.figures.get("support")
    rows = [*told["rows"], told["total"]] if told and told["rows"] else []
    return [(row, [(label, funding.words(row, name)) for name, label in funding.LABELS.items()]) for row in rows]


def _duties(bulletin: Bulletin) -> list[tuple[str, int, str]]:
    """(standing, number, where it opens) of a closing report's duties; none of a bulletin."""
    told = bulletin.figures.get("campaign")
    if not told:
        return []
    address = reverse("campaigns:every_duty", args=[told["id"]])
    return [(one.words, told["counts"][one.value], f"{address}?standing={one.value}") for one in Standing]
