"""The end of a visit: what is still open, who came along, signatures, finishing or abandoning."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from anlan.core.errors import Invalid
from anlan.inspections import actions, content, gaps, queries, rules
from anlan.inspections.forms import AbandonForm, CompanionForm, RefusalForm, Sent, SignForm
from anlan.inspections.items import walk
from anlan.inspections.models import Companion, Signature, Visit
from anlan.inspections.views.asking import cleaned, person, picture, stamp, working_on


def review(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was found and what is still open, each gap with the way to it."""
    visit = working_on(request, pk)
    if not visit.is_open:
        return redirect("inspections:detail", pk)
    lines = walk(visit)
    open_gaps = gaps.of(visit, lines)
    context = {
        "visit": visit,
        "walk": lines,
        "gaps": open_gaps,
        "may_end": not rules.may_end(person(request), visit),
        "ready": not any(gap.blocks for gap in open_gaps),
    }
    return render(request, "inspections/review.html", context)


def people(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who came along; more can be added, and who did not come after all is taken off."""
    visit, user = working_on(request, pk), person(request)
    if request.method == "POST":
        form = cleaned(CompanionForm(request.POST))
        told = form.sent
        chosen = told.pop("user")
        known = next((one for one in _candidates(visit) if one.pk == chosen), None)
        actions.add_companion(visit, actor=user, user=known, client_id=form.cleaned_data["client_id"], **told)
        return redirect("inspections:people", pk)
    there = list(visit.companions.filter(left_out=False))
    listed = {one.user_id for one in there} | {visit.led_by_id}
    choices = [one for one in _candidates(visit) if one.pk not in listed]
    return render(request, "inspections/people.html", {"visit": visit, "companions": there, "choices": choices})


@require_POST
def leave_out(request: HttpRequest, pk: uuid.UUID, companion: uuid.UUID) -> HttpResponse:
    """Take somebody off who did not come."""
    visit, form = working_on(request, pk), cleaned(Sent(request.POST))
    actions.leave_out(visit, actor=person(request), companion_id=companion, client_id=form.cleaned_data["client_id"])
    return redirect("inspections:people", pk)


def _candidates(visit: Visit) -> list:
    if visit.about.is_own:
        return [one.user for one in queries.colleagues(visit.led_by, visit.enterprise) if one.user]
    return queries.may_come_along(visit.led_by, visit.enterprise)


def signatures(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who signed what stands there, and the fields for those who still have to."""
    visit, user = working_on(request, pk), person(request)
    if not visit.is_open:
        return redirect("inspections:detail", pk)
    if request.method == "POST":
        _sign(request, visit)
        return redirect("inspections:signatures", pk)
    rows = content.standing(visit)
    holding = [row for row, how in rows if how == content.Standing.HOLDS]
    valid = {row.role for row in holding}
    signed = {row.name for row in holding if row.role == Signature.Role.COMPANION}
    context = {
        "visit": visit,
        "signatures": rows,
        "leads": visit.led_by_id == user.pk,
        "leader_signed": Signature.Role.INSPECTOR in valid,
        "enterprise_open": visit.enterprise_signs and not valid & {Signature.Role.ENTERPRISE, Signature.Role.REFUSED},
        "companions": [one for one in visit.companions.filter(left_out=False) if one.name not in signed],
        "people": queries.enterprises.people_of(visit.enterprise)[:20],
        "gaps": [gap for gap in gaps.of(visit, walk(visit)) if gap.where == "items" and gap.blocks],
        "refusal": RefusalForm(),
    }
    return render(request, "inspections/signatures.html", context)


def _sign(request: HttpRequest, visit: Visit) -> None:
    form = cleaned(SignForm(request.POST))
    image, field = picture(request, "drawn", "paper")
    if image is None:
        raise Invalid("还没有签名：请在框内手写，或上传纸质签名的照片。", code="inspections.no_signature")
    told = form.sent
    chosen = told.pop("companion")
    actions.sign(
        visit,
        actor=person(request),
        image=image,
        method=Signature.Method.DRAWN if field == "drawn" else Signature.Method.PAPER,
        companion=Companion.objects.filter(pk=chosen, visit=visit).first() if chosen else None,
        **told,
        **stamp(form, "signed_at"),
    )
    messages.success(request, "签名已保存。")


@require_POST
def refuse(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Nobody of the enterprise would sign: the reason and the witness."""
    visit, form = working_on(request, pk), cleaned(RefusalForm(request.POST))
    image, _ = picture(request, "drawn", "paper")
    actions.refuse_signature(
        visit, actor=person(request), image=image, client_id=form.cleaned_data["client_id"], **form.sent
    )
    return redirect("inspections:signatures", pk)


@require_POST
def finish(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Freeze the visit."""
    visit, form = working_on(request, pk), cleaned(Sent(request.POST))
    actions.finish(visit, actor=person(request), **stamp(form, "ended_at"))
    messages.success(request, "检查已完成，记录不再改动。")
    return redirect("inspections:detail", pk)


def abandon(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """End without a result; asks for the reason first."""
    visit = working_on(request, pk)
    form = AbandonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.abandon(visit, actor=person(request), client_id=form.cleaned_data["client_id"], **form.sent)
        return redirect("inspections:detail", pk)
    del form.fields["client_id"], form.fields["moment"]
    context = {
        "title": "中止检查",
        "sentence": f"中止“{visit}”后不能再填写；已经登记的隐患留在台账，继续整改。",
        "form": form,
        "verb": "中止检查",
        "is_danger": True,
        "back_url": reverse("inspections:review", args=[pk]),
    }
    return render(request, "core/confirm.html", context, status=422 if form.errors else 200)
