"""What is on record at the shop and was put right: it says so at the door with a photo, another strikes it off."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from anlan.core import clock
from anlan.core.errors import Invalid
from anlan.core.forms import form_id
from anlan.enterprises.models import Enterprise
from anlan.enterprises.premises import sessions
from anlan.enterprises.premises.sessions import Standing
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard, HazardEvent, Level, Source, State
from anlan.hazards.models.hazard import OPEN_STATES
from anlan.inspections.selfcheck.doors import WANTS, at_door
from anlan.inspections.selfcheck.photos import Brought

SAID = "店里说已改好：{words}"
MOST = 30


def open_of(enterprise: Enterprise) -> list[Hazard]:
    """What the place itself put on record, or others found and no plan was asked for; what is due first at the top."""
    simple = Q(source=Source.SELF_INSPECTION) | Q(state__in=(State.FOUND, State.JUDGED))
    rows = Hazard.objects.filter(simple, enterprise=enterprise, state__in=OPEN_STATES)
    return list(rows.order_by("due_on", "pk")[:MOST])


def said_on(found: list[Hazard]) -> dict[UUID, HazardEvent]:
    """The latest time somebody said of each that it is put right; one query."""
    notes = HazardEvent.objects.filter(subject__in=found, action="hazards.note", data__mended=True)
    return {one.subject_id: one for one in notes.order_by("number")}


def say_mended(
    standing: Standing, hazard: Hazard, *, words: str, photos: list[str], client_id: uuid.UUID | None = None
) -> None:
    """Put on record what was done, with a photo, and tell those who may strike it off.

    It closes nothing: who put it right is not who finds it right. Raises Invalid without a photo or words, and for
    what is major, whose way is a plan and an acceptance on site.
    """
    if hazard.level == Level.MAJOR:
        raise Invalid(f"{hazard}是重大隐患，要报整改方案、到场验收，请联系工作人员。", code="inspections.major")
    if not photos:
        raise Invalid("拍一张改好以后的照片，工作人员看了才能销号。", code="inspections.no_photo")
    if not words.strip():
        raise Invalid("写一句怎么改的，比如：换了软管，试过不漏气。", code="inspections.no_words")
    text = SAID.format(words=words.strip()[:300])
    hazards.note(hazard, actor=standing.user, text=text, photos=photos, mended=True, client_id=client_id)


@at_door
def mended(request: HttpRequest, token: str, place: Enterprise) -> HttpResponse:
    """What is still open here, each with the place to say that it is put right; a stranger asks for a code first."""
    standing = sessions.standing(request, token, place)
    if standing is None:
        request.session[WANTS] = [token, "mended"]
        return redirect("selfcheck:start", token)
    request.session.pop(WANTS, None)
    found, refused = open_of(standing.enterprise), ""
    brought = Brought(request, place, standing.user)
    asked = request.POST.get("hazard", "")
    if request.method == "POST":
        hazard = next((one for one in found if str(one.pk) == asked), None)
        if hazard is None:
            raise Http404
        try:
            sent = {"words": request.POST.get("words", ""), "photos": brought.take("after")}
            say_mended(standing, hazard, **sent, client_id=form_id(request))
            messages.success(request, f"{hazard}：已告诉村里，看过就销号。")
            return redirect("selfcheck:mended", token)
        except Invalid as invalid:
            refused = invalid.message
    said = said_on(found)
    context = {
        "token": token,
        "enterprise": standing.enterprise,
        "rows": [(one, said.get(one.pk), one.due_on is not None and one.due_on < clock.today()) for one in found],
        "asked": asked,
        "refused": refused,
        "brought": brought,
        "typed": request.POST.get("words", ""),
    }
    return render(request, "inspections/selfcheck/mended.html", context, status=422 if refused else 200)
