"""Recording a hazard on one screen, with the fix that was made while one stood there."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from anlan.core.errors import Invalid, NotNow
from anlan.core.search import wanted
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import posts_of
from anlan.hazards import actions, queries, suggesting
from anlan.hazards.forms import RecordForm
from anlan.hazards.models import Hazard, HazardEvent, Source, State
from anlan.hazards.views.steps import client_id_of
from anlan.org import scope
from anlan.org.models import User
from anlan.standards.matching import Answer

OFFERED = 8
FIX = "fix_at_once"


def new(request: HttpRequest) -> HttpResponse:
    """The form; POST records. `find` only searches for the enterprise and keeps what was typed."""
    user: User = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware
    if request.method != "POST" or {"find", "match"} & set(request.POST):
        return _shown(request, RecordForm(user=user, initial=_initial(request, user)))
    form = RecordForm(request.POST, request.FILES, user=user)
    if not form.is_valid():
        return _shown(request, form, status=422)
    given = form.cleaned_data
    alike = [] if given["alike"] else queries.look_alikes(given["enterprise"], given["description"], user)
    if alike and not _known(request):
        return _shown(request, form, status=422, alike=alike)
    try:
        return _recorded(request, form)
    except Invalid as error:
        form.take(error)
        return _shown(request, form, status=422)


def _known(request: HttpRequest) -> bool:
    # A second sending of the same form meets the hazard it made itself: that is no look-alike.
    client_id = client_id_of(request)
    return client_id is not None and HazardEvent.objects.filter(client_id=client_id).exists()


def _initial(request: HttpRequest, user: User) -> dict[str, Any]:
    if request.method == "POST":
        return request.POST.dict()
    own = list(posts_of(user))
    first = request.GET.get("enterprise") or (str(own[0]) if len(own) == 1 else "")
    return {"enterprise": first, "source": usual_source(user)}


def usual_source(user: User) -> str:
    """How this person usually comes upon hazards: at one's own enterprise, on patrol, at work."""
    if posts_of(user):
        return Source.SELF_INSPECTION
    village = user.office is not None and user.office.kind == "village"
    return Source.PATROL if village else Source.SURVEY


def _recorded(request: HttpRequest, form: RecordForm) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware
    given, answer = form.cleaned_data, form.cleaned_data["alike"]
    kind, _, other = answer.partition(":")
    same = _seen(user, other)
    if kind == "same" and same is not None:
        return _noted(request, form, same)
    with transaction.atomic():
        hazard = actions.record(
            given["enterprise"],
            actor=user,
            description=given["description"],
            place_words=given["place_words"],
            source=given["source"],
            suggested_due_on=given["suggested_due_on"],
            photos=form.before.names,
            data=suggesting.kept(_suggestion(given["description"], given["enterprise"]), given["seen_as"]),
            previous=_previous(same, given["enterprise"]) if kind == "again" else None,
            client_id=client_id_of(request),
        )
        if given["fixed"]:
            _fixed(request, hazard, form)
    again = f"，关联为 {same} 复发" if kind == "again" else ""
    messages.success(request, f"已登记隐患 {hazard}{again}{'，当场整改销号' if given['fixed'] else ''}。")
    return redirect("hazards:record", hazard.pk)


def _previous(same: Hazard | None, enterprise: Enterprise) -> Hazard | None:
    if same is None or same.state != State.CLOSED or same.enterprise_id != enterprise.pk:
        raise Invalid("只能关联同一单位已经销号的隐患；还没销号的，请补充到原来那条。", code="hazards.previous")
    return same


def _fixed(request: HttpRequest, hazard: Hazard, form: RecordForm) -> None:
    sent = client_id_of(request)
    second = uuid.uuid5(sent, FIX) if sent else None
    words = form.cleaned_data["statement"] or "已当场整改，见整改后照片"
    fresh = Hazard.objects.get(pk=hazard.pk)
    try:
        actions.fix_at_once(fresh, actor=request.user, statement=words, photos=form.after.names, client_id=second)
    except NotNow as error:
        why = error.message.removeprefix(f"{hazard}").replace("现在", "", 1)
        raise Invalid(f"这条{why}请改用“提交隐患”登记。", code="hazards.not_at_once") from error


def _seen(user: User, other: str) -> Hazard | None:
    try:
        return queries.found(user, uuid.UUID(other)) if other else None
    except ValueError:
        return None


def _noted(request: HttpRequest, form: RecordForm, same: Hazard) -> HttpResponse:
    text = form.cleaned_data["description"]
    actions.note(same, actor=request.user, text=text, photos=form.before.names, client_id=client_id_of(request))
    messages.success(request, f"已补充到 {same}，没有另立一条。")
    return redirect("hazards:record", same.pk)


def _shown(
    request: HttpRequest, form: RecordForm, status: int = 200, alike: list[tuple[Hazard, int]] | None = None
) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware
    text = str(request.POST.get("enterprise_query", ""))
    chosen = form["enterprise"].value()
    offered = places(user, text, chosen)
    if not chosen and not text and len(offered) == 1:
        chosen = offered[0].pk
    context = {"form": form, "places": offered, "enterprise_query": text, "alike": alike or []}
    context |= {"chosen": str(chosen or ""), **_suggested(request, _kept(enterprises.visible_to(user), chosen))}
    return render(request, "hazards/new.html", context, status=status)


def suggested(request: HttpRequest) -> HttpResponse:
    """While somebody types what they see: the criteria it may fall under. Stores nothing."""
    user: User = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware
    place = _kept(enterprises.visible_to(user), request.POST.get("enterprise"))
    return render(request, "hazards/_suggested.html", _suggested(request, place))


def _suggested(request: HttpRequest, place: Enterprise | None) -> dict[str, Any]:
    words = request.POST.get("description", "")
    answer = _suggestion(words, place)
    rows, unread = (suggesting.shown(answer), "") if answer else ([], suggesting.unread(words))
    seen_as = _id(request.POST.get("seen_as", ""))
    return {"suggested": answer, "suggested_rows": rows, "unread": unread, "seen_as": seen_as}


def _id(written: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(written)
    except ValueError:
        return None


def _suggestion(words: str, place: Enterprise | None) -> Answer | None:
    return suggesting.suggestion(words, place.main_industry_id if place else None) if words.strip() else None


def places(user: User, text: str, chosen: object = None) -> list[Enterprise]:
    """Enterprises to choose from: those that answer the words, else where the person recorded last."""
    visible = enterprises.visible_to(user).select_related("region")
    found = list(named(visible, text)[:OFFERED]) if text.strip() else _likely(user, visible)
    kept = _kept(visible, chosen)
    return found if kept is None or kept in found else [kept, *found]


def named(rows: QuerySet[Enterprise], text: str) -> QuerySet[Enterprise]:
    """Enterprises whose name, address or village hold every word."""
    for word in wanted(text).split():
        rows = rows.filter(Q(name__contains=word) | Q(address__contains=word) | Q(region__name__contains=word))
    return rows.filter(status=Enterprise.Status.OPEN).order_by("sort_key", "pk")


def _likely(user: User, visible: QuerySet[Enterprise]) -> list[Enterprise]:
    own = list(visible.filter(pk__in=list(posts_of(user)))[:OFFERED])
    return own or queries.recent_enterprises(user) or list(named(visible, "")[:OFFERED])


def _kept(visible: QuerySet[Enterprise], chosen: object) -> Enterprise | None:
    try:
        return visible.filter(pk=uuid.UUID(str(chosen))).first() if chosen else None
    except ValueError:
        return None


def choices(request: HttpRequest) -> HttpResponse:
    """Enterprises that answer a search, to choose one from."""
    user: User = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware
    found = places(user, request.GET.get("enterprise_query", ""), request.GET.get("enterprise"))
    return render(request, "hazards/_places.html", {"places": found, "chosen": request.GET.get("enterprise", "")})


def may_record_somewhere(user: User) -> bool:
    """Whether the person may record anywhere: for menus."""
    return scope.may(user, "hazards.record") or bool(posts_of(user))
