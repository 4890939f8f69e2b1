"""Papers of one hazard: the notice to the workers, the closing file."""

import uuid

from django.http import HttpRequest, HttpResponse

from anlan.core import clock
from anlan.core.errors import NotNow
from anlan.files.presses import pdf
from anlan.hazards import dossier, letters, notice, queries
from anlan.hazards.views.ledger import as_pdf
from anlan.org.models import User


def workers_notice(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The notice by which an enterprise tells its own workers of a major hazard."""
    hazard = queries.found(request.user, pk)
    if not hazard.is_major:
        raise NotNow(f"{hazard}不是重大隐患，不需要告知书。", code="hazards.not_major")
    return as_pdf(pdf.official(notice.of(hazard)), f"重大隐患告知书_{hazard}.pdf")


def urging_letter(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The letter that urges who must fix a supervised hazard: issued, or as a draft."""
    hazard = queries.found(request.user, pk)
    letter = letters.urging(hazard)
    if letter is None:
        raise NotNow(f"{hazard}没有挂牌督办，没有督办函。", code="hazards.not_supervised")
    return as_pdf(pdf.official(letter), f"督办函_{hazard}.pdf")


def upward_letter(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The letter that asked a higher level to supervise it."""
    hazard = queries.found(request.user, pk)
    proposal = next(iter(hazard.upward_proposals.all()), None)
    if proposal is None:
        raise NotNow(f"{hazard}没有提请过上级挂牌督办。", code="hazards.not_proposed")
    return as_pdf(pdf.official(letters.upward(proposal)), f"提请督办_{proposal.number}.pdf")


def closing_file(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Everything about one hazard in one PDF: cover, index, facts, story with digests, photos."""
    user: User = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware
    hazard = queries.found(user, pk)
    paper = pdf.dossier(dossier.of(hazard, user))
    return as_pdf(paper, f"闭环卷_{hazard}_{clock.today():%Y%m%d}.pdf")
