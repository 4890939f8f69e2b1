"""The record of one hazard: its story, the next step, its facts, its files."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from anlan.core import hooks
from anlan.files import queries as files
from anlan.files.serving import VARIANTS, serve
from anlan.hazards import columns, photos, progress, queries, story
from anlan.hazards.needs import latest_plan
from anlan.org.models import User


def record(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The whole record."""
    context = context_of(request, pk)
    context["notes"] = [note for say in hooks.notes.of("hazard") for note in say(request.user, context["hazard"])]
    context["tabs"] = hooks.tabs.of("hazard", request.user, context["hazard"])
    return render(request, "hazards/record.html", context)


def context_of(request: HttpRequest, pk: uuid.UUID) -> dict[str, Any]:
    """What the record page and the side panel show; the same number of queries however long the story is."""
    user: User = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware
    hazard = queries.found(user, pk)
    uses = list(files.uses_of("hazards", hazard.pk))
    plan = latest_plan(hazard)
    return {
        "hazard": hazard,
        "steps": progress.steps(user, hazard),
        "holder": progress.holder(hazard),
        "undecided": progress.undecided(hazard),
        "story": story.tell(hazard, hazard.events.order_by("number"), uses)[::-1],
        "photos": [use for use in uses if use.file.is_image],
        "compared": photos.before_and_after(uses),
        "reused": photos.warnings(hazard, uses, user),
        "plan": plan,
        "receipts": progress.receipts_of(hazard),
        "supervision": next((one for one in hazard.supervisions.all() if one.released_at is None), None),
        "level_words": columns.level_words(hazard),
        "supervision_words": columns.supervision_words(hazard),
        "waits_for_plan": columns.waits_for_plan(hazard),
    }


def file(request: HttpRequest, pk: uuid.UUID, sha256: str) -> HttpResponseBase:
    """A file of a hazard, for who may see the hazard."""
    hazard = queries.found(request.user, pk)
    files.file_of("hazards", hazard.pk, sha256)
    variant = request.GET.get("variant", "shown")
    return serve(request, sha256, variant if variant in VARIANTS else "shown")
