"""What a contractor sees of the hazards it has to see to, and where it says that one is put right."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from anlan.core import inputs
from anlan.core.errors import Invalid
from anlan.core.forms import form_id, submitted
from anlan.enterprises.contracts.queries import with_whom
from anlan.enterprises.contracts.views.door import behind_link
from anlan.enterprises.models import Contract, ContractLink
from anlan.files import queries as files
from anlan.files.evidence import PhotoForm
from anlan.files.serving import serve
from anlan.hazards import photos
from anlan.hazards.contracts import actions, queries
from anlan.hazards.lifecycle import BEFORE_SUBMISSION
from anlan.hazards.models import Hazard


class MendedForm(PhotoForm):
    """How it was put right, with a photo."""

    photos_label = "改好以后的照片"
    photos_hint = "和整改前同一角度拍，最多 6 张。"
    words = inputs.words("怎么改的", limit=500, help_text="如：换了软管，试过不漏气。")


def part(link: ContractLink, token: str, contracts: list[Contract]) -> tuple[str, Any] | None:
    """The contractor's hazards, for its page."""
    rows = list(queries.of_contracts(contracts)[: queries.MOST])
    said = queries.said_of(rows)
    lines = [(one, said.get(one.pk, [])[:1], one.state in BEFORE_SUBMISSION) for one in rows]
    return "hazards/contracts/_part.html", {"rows": lines, "open": sum(one.is_open for one in rows)}


def _found(link: ContractLink, pk: UUID) -> Hazard:
    """A hazard of this contractor at this enterprise, and of nobody else. Raises 404."""
    contracts = with_whom(link.contract.enterprise, link.contract.contractor)
    found = (
        queries.of_contracts(contracts).filter(pk=pk).select_related("enterprise__region", "criterion__pack").first()
    )
    if found is None:
        raise Http404
    return found


@behind_link
def problem(request: HttpRequest, token: str, link: ContractLink, pk: UUID) -> HttpResponse:
    """One hazard: what was seen, by when, and where one says that it is put right."""
    found = _found(link, pk)
    if request.method == "POST":
        actions.refuse_flood(found)  # before any photo is kept
        if len(request.FILES.getlist("photos")) > actions.MOST_PHOTOS:
            raise Invalid(f"一次最多 {actions.MOST_PHOTOS} 张照片，请少选几张。", code="hazards.photos")
    form = MendedForm(request.POST or None, request.FILES or None, user=None, door=f"contract:{link.pk}")
    act = {"contract": link.contract, "client_id": form_id(request)}
    if submitted(form, lambda given: actions.say_mended(found, **given, **act)):
        messages.success(request, f"{found}：已告诉“{found.enterprise.name}”，他们到现场核实。")
        return redirect("contractor:here", token)
    uses = [use for use in files.uses_of("hazards", found.pk) if use.file.is_image]
    context = {
        "title": found.code,
        "hazard": found,
        "token": token,
        "form": form,
        "before": [use for use in uses if use.purpose == photos.BEFORE],
        "said": queries.said_of([found]).get(found.pk, []),
        "can_say": found.state in BEFORE_SUBMISSION,
    }
    return render(request, "hazards/contracts/problem.html", context, status=422 if form.errors else 200)


@behind_link
def photo(request: HttpRequest, token: str, link: ContractLink, pk: UUID, sha256: str) -> HttpResponseBase:
    """A photo of how it was found."""
    found = _found(link, pk)
    known = files.uses_of("hazards", found.pk).filter(file=sha256, purpose=photos.BEFORE).exists()
    return serve(
        request, sha256 if known else "", "thumbnail" if request.GET.get("variant") == "thumbnail" else "shown"
    )
