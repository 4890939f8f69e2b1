"""The walk: one question a screen, its follow-up sheet, the jump list, and what is seen outside the list."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from anlan.core import clock, workdays
from anlan.core.errors import Missing
from anlan.core.pages import is_fragment
from anlan.hazards.models import Hazard
from anlan.inspections import actions, merging, queries
from anlan.inspections.forms import AnswerForm, FindingForm, KnownForm, SkipForm
from anlan.inspections.items import Line, Walk, walk
from anlan.inspections.models import Visit
from anlan.inspections.views import asking
from anlan.inspections.views.asking import cleaned, person, stamp, warn_of_reuse, working_on

FILTERS = {"unanswered": "未答", "not_fine": "不合格", "lacking_photo": "缺照片"}


def resume(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Go on where one was: at the bookmark, or at the review page on a blank list."""
    visit = working_on(request, pk)
    if not visit.is_open:
        return redirect("inspections:detail", pk)
    if not visit.items:
        return redirect("inspections:review", pk)
    if visit.event_count > 1:
        messages.info(request, f"接着上次的第 {visit.at_item} 项。")
    return redirect("inspections:item", pk, min(visit.at_item, len(visit.items)))


def item(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """One question with its answer and, where it is not fine, the follow-up sheet."""
    visit = working_on(request, pk)
    if not visit.is_open:
        return redirect("inspections:detail", pk)
    lines = walk(visit)
    line = lines.line(number)
    if line is None:
        raise Http404
    actions.jump(visit, number=number, actor=person(request))
    return _show(request, visit, lines, line)


def _show(
    request: HttpRequest, visit: Visit, lines: Walk, line: Line, form: FindingForm | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "visit": visit,
        "walk": lines,
        "line": line,
        "filters": FILTERS,
        "before": line.number - 1,
        "after": line.number + 1 if line.number < len(lines.lines) else None,
        "form": form or FindingForm(initial=_usual(line)),
        "people": queries.people_there(visit) if line.is_not_fine else [],
        "alike": queries.alike(visit, line) if line.lacks_hazard else [],
        "clash": merging.clashes(visit).get(line.key, []),
        "more": bool(form) or "more" in request.GET,
        "fragment": is_fragment(request),  # htmx takes the browser's title from it
    }
    page = "inspections/walk.html#walk" if context["fragment"] else "inspections/walk.html"
    return render(request, page, context, status=status)


def _usual(line: Line) -> dict[str, Any]:
    """What a 否 here usually stands for and by when it is usually put right; the inspector changes either."""
    days = line.item.get("days")
    by = workdays.add_workdays(clock.today(), days) if days is not None else None
    return {"description": line.item["finding"], "suggested_due_on": by}


@require_POST
def answer(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """Keep the answer; 是 and 不涉及 go on to the next question, 否 stays and opens its sheet."""
    visit, key = _item(request, pk, number)
    form = cleaned(AnswerForm(request.POST))
    shots = asking.photos(request)
    warn_of_reuse(request, visit, shots)
    actions.answer(visit, item=key, photos=shots, actor=person(request), **form.sent, **stamp(form, "answered_at"))
    return redirect(_at(visit, number)) if form.sent["value"] == "no" else _on(request, visit, number)


@require_POST
def skip(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """Leave the question with a reason."""
    visit, key = _item(request, pk, number)
    form = cleaned(SkipForm(request.POST))
    actions.skip(visit, item=key, actor=person(request), **form.sent, **stamp(form, "answered_at"))
    return _on(request, visit, number)


@require_POST
def found(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """Put what the 否 stands for on the ledger, or say that it was put right on the spot."""
    visit, key = _item(request, pk, number)
    form = FindingForm(request.POST)
    if not form.is_valid():
        lines = walk(visit)
        line = lines.line(number)
        assert line is not None  # _item has looked
        return _show(request, visit, lines, line, form, status=422)
    kept: list[str] = next((row.photos for row in visit.answers.filter(item=key)), [])
    _put(request, visit, form, key, kept)
    return _on(request, visit, number)


@require_POST
def known(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """Say that it is a hazard which is on the ledger already."""
    visit, key = _item(request, pk, number)
    form = cleaned(KnownForm(request.POST))
    kept: list[str] = next((row.photos for row in visit.answers.filter(item=key)), [])
    actions.link_known(
        visit,
        actor=person(request),
        hazard=_hazard(visit, form.cleaned_data["hazard"]),
        item=key,
        note=form.cleaned_data["note"],
        photos=kept,
        client_id=form.cleaned_data["client_id"],
    )
    return _on(request, visit, number)


def seen(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was seen outside the list."""
    visit = working_on(request, pk)
    if not visit.is_open:
        return redirect("inspections:detail", pk)
    form = FindingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _put(request, visit, form, "", [])
        return redirect("inspections:review", pk)
    context = {"visit": visit, "form": form, "people": queries.people_there(visit)}
    return render(request, "inspections/seen.html", context, status=422 if form.errors else 200)


def items(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The jump list: every question with its state; a counter narrows it."""
    visit = working_on(request, pk)
    lines = walk(visit)
    chosen = request.GET.get("only", "")
    shown = getattr(lines, chosen) if chosen in FILTERS else lines.lines
    counters = [(name, words, len(getattr(lines, name)), name == chosen) for name, words in FILTERS.items()]
    context = {"visit": visit, "walk": lines, "shown": shown, "counters": counters, "chosen": chosen}
    return render(request, "inspections/items.html", context)


def _put(request: HttpRequest, visit: Visit, form: FindingForm, key: str, kept: list[str]) -> None:
    told, user, new = form.sent, person(request), asking.photos(request)
    after = asking.photos(request, "after") if told["how"] == "fixed" else []
    # Asked before they serve here, or each photo would be told of its own hazard.
    warn_of_reuse(request, visit, [*new, *after])
    shared: dict[str, Any] = {"item": key, "description": told["description"], "place_words": told["place_words"]}
    shared |= stamp(form, "found_at")
    if told["how"] == "fixed":
        before = [*kept, *new]
        actions.fix_at_once(visit, actor=user, statement=told["statement"], before=before, after=after, **shared)
        messages.success(request, "已登记并记为当场改好。")
        return
    suggested = {name: told[name] for name in ("suggested_due_on", "responsible_name")}
    actions.record_hazard(visit, actor=user, photos=[*kept, *new], **suggested, **shared)
    latest = visit.findings.select_related("hazard").last()
    messages.success(request, f"已登记隐患 {latest.hazard if latest else ''}。")


def _item(request: HttpRequest, pk: uuid.UUID, number: int) -> tuple[Visit, str]:
    visit = working_on(request, pk)
    if not 1 <= number <= len(visit.items):
        raise Http404
    return visit, str(visit.items[number - 1]["criterion"])


def _hazard(visit: Visit, pk: uuid.UUID) -> Hazard:
    if found := Hazard.objects.filter(pk=pk, enterprise=visit.enterprise_id).first():
        return found
    raise Missing("没有这条隐患，或者它不属于这家单位。请返回重新选择。", code="inspections.no_hazard")


def _at(visit: Visit, number: int) -> str:
    return reverse("inspections:item", args=[visit.pk, number])


def _on(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Go on to the next question without an answer; to the review page when there is none."""
    if following := walk(visit).next_after(number):
        return redirect(_at(visit, following))
    review = reverse("inspections:review", args=[visit.pk])
    return HttpResponseClientRedirect(review) if is_fragment(request) else redirect(review)
