"""Pages of who goes to look: what was told at plates, one of them, and settling it."""

import uuid

from django import forms
from django.contrib import messages as notes
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from anlan.core import inputs
from anlan.core.forms import form_id, submitted
from anlan.files import queries as evidence
from anlan.files import serving
from anlan.files.registers import show, workbook
from anlan.inspections.tips import actions, queries, rules
from anlan.inspections.tips.models import Tip
from anlan.inspections.tips.registers import TIPS
from anlan.inspections.views.asking import person

STORY = {
    "inspections.tell": "门牌上报告",
    "inspections.see_teller": "查看报告人",
    "inspections.confirm_tip": "核实属实，登记隐患",
    "inspections.set_aside_tip": "核实不属实或不成立",
}


class SeenForm(forms.Form):
    """What was found on site."""

    seen = inputs.words("到现场看到的情况", rows=2, limit=300)


@require_GET
def tips(request: HttpRequest) -> HttpResponse:
    """What was told, the latest first; the tab before it holds what waits to be looked at."""
    beside = {"等着核实": "?state=unverified", "全部": "?"}
    return show(request, TIPS, may_add=False, beside=beside, template="inspections/tips/list.html")


@require_GET
def tips_export(request: HttpRequest) -> FileResponse:
    """Exactly what the list shows, all pages of it; who told it is not among it."""
    return workbook(request, TIPS)


@never_cache
def tip(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One report; settling it, where the person may."""
    found = _found(request, pk)
    user = person(request)
    form = SeenForm(request.POST or None)
    key = form_id(request)
    act = actions.set_aside if request.POST.get("verdict") == "set_aside" else actions.confirm
    if submitted(form, lambda given: act(found, actor=user, client_id=key, **given)):
        notes.success(request, f"已登记隐患 {found.hazard}。" if found.hazard else "已记下核实情况。")
        return redirect("hazards:record", found.hazard.pk) if found.hazard else redirect(found)
    context = {
        "tip": found,
        "form": form,
        "events": found.events.all(),
        "words": STORY,
        "may_confirm": found.is_open and rules.may_confirm(user, found),
        "may_set_aside": rules.may_set_aside(user, found),
    }
    return render(request, "inspections/tips/tip.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def teller(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who told it, for whoever asks back; on record."""
    found = _found(request, pk)
    name, phone = actions.see_teller(found, actor=person(request))
    return render(request, "inspections/tips/teller.html", {"tip": found, "name": name, "phone": phone})


def photo(request: HttpRequest, pk: uuid.UUID, sha256: str) -> HttpResponseBase:
    """A photo of a report, without what the camera wrote."""
    evidence.file_of("inspections", _found(request, pk).pk, sha256)
    return serving.serve(request, sha256, "thumbnail" if request.GET.get("variant") == "thumbnail" else "shown")


def _found(request: HttpRequest, pk: uuid.UUID) -> Tip:
    return get_object_or_404(queries.visible_to(person(request)), pk=pk)
