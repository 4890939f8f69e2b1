"""Pages of exemptions: the card of a hazard, deciding, reconsidering, the list."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core.forms import form_id
from anlan.core.pages import is_fragment
from anlan.core.steps import form_page, story
from anlan.enforcement.exempting import actions, queries, reading, rules
from anlan.enforcement.exempting.conditions import MARKS
from anlan.enforcement.exempting.forms import DecideForm, FirstForm
from anlan.enforcement.exempting.registers import EXEMPTIONS, STANDING
from anlan.enforcement.refusing import require
from anlan.files.registers import show, workbook
from anlan.hazards import queries as hazards
from anlan.hazards.models import Hazard
from anlan.org.doors import needs

BOTH = require_http_methods(["GET", "POST"])
WORDS = {"enforcement.decide_exemption": "认定", "enforcement.reconsider_exemption": "复核"}


def _hazard(request: HttpRequest, pk: UUID) -> Hazard:
    found = hazards.found(request.user, pk)
    if not rules.sees(request.user, found):
        raise Http404
    return found


@require_GET
@needs("enforcement.read_exemptions")
def exemptions(request: HttpRequest) -> HttpResponse:
    """The list of decisions, narrowed and sorted by the URL."""
    return show(request, EXEMPTIONS, may_add=False)


@require_GET
@needs("enforcement.read_exemptions")
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, EXEMPTIONS)


@require_GET
@needs("enforcement.read_exemptions")
def exemption(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One decision is read on the card of its hazard."""
    return redirect(get_object_or_404(queries.visible_to(request.user), pk=pk))


@require_GET
def card_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab 自查自报认定 of a hazard's record: the conditions, the time line, what was decided."""
    hazard, user = _hazard(request, pk), request.user
    found = queries.of_hazard(hazard)
    context = {
        "title": f"自查自报认定：{hazard}",
        "hazard": hazard,
        "card": reading.card_of(hazard),
        "exemption": found,
        "mark": STANDING[found.standing] if found else None,
        "told": [(label, MARKS[verdict], words) for label, verdict, words in found.facts] if found else [],
        "reason": rules.may_decide(user, hazard),
        "reconsider_reason": rules.may_reconsider(user, found) if found else "",
        "story": story(found, WORDS) if found else [],
    }
    name = "enforcement/exempting/card.html"
    return render(request, f"{name}#tab" if is_fragment(request) else name, context)


@BOTH
@needs("enforcement.decide_exemption")
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Decide."""
    hazard = _hazard(request, pk)
    require(rules.may_decide(request.user, hazard))
    card = reading.card_of(hazard)
    return form_page(
        request,
        FirstForm(request.POST or None),
        lambda given: actions.decide_exemption(hazard, actor=request.user, client_id=form_id(request), **given),
        title=f"自查自报认定：{hazard}",
        verb="认定",
        back=reverse("enforcement:card_of", args=[pk]),
        done="已认定，企业和有关单位都能看到。",
        sentence=_said(card),
    )


def _said(card: reading.Card) -> str:
    facts = [f"{one.mark[0]}　{one.label}：{one.words}" for one in card.facts]
    moment = card.moment.words if card.moment else "本系统里还没有检查查到它"
    return "\n".join([f"检查：{moment}", *facts, f"系统建议：{card.mark[0]}"])


@BOTH
@needs("enforcement.reconsider_exemption")
def reconsider(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Decide again as another person."""
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(rules.may_reconsider(request.user, found))
    return form_page(
        request,
        DecideForm(request.POST or None, initial={"granted": "yes" if found.granted else "no"}),
        lambda given: actions.reconsider_exemption(found, actor=request.user, client_id=form_id(request), **given),
        title=f"复核：{found}",
        verb="复核",
        back=found.get_absolute_url(),
        done="已复核，原认定留在经过里。",
        sentence=f"{STANDING[found.standing][0]}：{found.reason}",
    )
