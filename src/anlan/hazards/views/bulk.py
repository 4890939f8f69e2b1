"""Assigning many at once: first what would happen to each, then the same for real, row by row."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from anlan.core.errors import DomainError, NotYours
from anlan.hazards import actions, lifecycle, queries
from anlan.hazards.filtering import Filters
from anlan.hazards.models import Hazard
from anlan.org import scope
from anlan.org.models import User

MOST = 500


@dataclass(frozen=True)
class Outcome:
    """What happens to one hazard: assigned, or left as it is and why."""

    hazard: Hazard
    reason: str = ""


@require_POST
def assign_many(request: HttpRequest) -> HttpResponse:
    """Without a handler the preview, with one the same for real; `sure` carries it out."""
    user: User = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware
    if not scope.may(user, "hazards.assign"):
        raise NotYours("分派由站所负责人或乡镇领导办理。", code="hazards.not_yours")
    rows = _rows(request, user)
    if not rows:
        messages.warning(request, "没有选中隐患，请先勾选要分派的。")
        return redirect("hazards:ledger")
    handlers = _handlers(user, rows)
    chosen = request.POST.get("handler", "")
    handler = get_object_or_404(User, pk=chosen) if chosen in {str(one.pk) for one in handlers} else None
    done = handler is not None and "sure" in request.POST
    outcomes = [_outcome(one, user, handler, done) for one in rows]
    context = {
        "outcomes": outcomes,
        "able": sum(not one.reason for one in outcomes),
        "skipped": sum(bool(one.reason) for one in outcomes),
        "handlers": handlers,
        "handler": handler,
        "done": done,
        "query": request.POST.get("query", ""),
        "cut": len(rows) == MOST,
        "most": MOST,
        "nobody": "sure" in request.POST and handler is None,
    }
    return render(request, "hazards/assign_many.html", context, status=422 if context["nobody"] else 200)


def _rows(request: HttpRequest, user: User) -> list[Hazard]:
    if "all" in request.POST:
        found = queries.ledger(user, Filters.of(QueryDict(request.POST.get("query", ""))))
    else:
        chosen = [pk for given in request.POST.getlist("pk") if (pk := _uuid(given))]
        found = queries.ledger(user, Filters({"state": ["all"]})).filter(pk__in=chosen)
    return list(found[:MOST])


def _uuid(given: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(given)
    except ValueError:
        return None


def _handlers(user: User, rows: list[Hazard]) -> list[User]:
    """Who may be given any of these: people of the places the hazards lie at."""
    places = {(one.region_code, one.strip_id): one.place for one in rows}
    found = {one.pk: one for place in list(places.values())[:40] for one in scope.people_with("hazards.note", place)}
    return sorted(found.values(), key=lambda one: (one.office_name, one.sort_key))


def _outcome(hazard: Hazard, user: User, handler: User | None, done: bool) -> Outcome:
    offer = lifecycle.offer("assign", user, hazard) if hazard.is_open else None
    if offer is None or offer.reason:
        return Outcome(hazard, offer.reason if offer else f"{hazard.state_words}，不再分派。")
    if handler and hazard.handler_id == handler.pk:
        return Outcome(hazard, f"已经在{handler.full_name}名下。")
    if handler and not scope.covers(handler, hazard.place, "hazards.note"):
        return Outcome(hazard, f"{handler.full_name}不管这个地方。")
    return _assigned(hazard, user, handler) if done and handler else Outcome(hazard)


def _assigned(hazard: Hazard, user: User, handler: User) -> Outcome:
    try:
        actions.assign(hazard, actor=user, handler=handler)
    except DomainError as error:  # one row's refusal is that row's outcome, the others go on
        return Outcome(hazard, error.message)
    return Outcome(hazard)
