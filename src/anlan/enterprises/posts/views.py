"""Pages of posts: an enterprise's people with their duties, one list, signing, the yearly check."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core import clock
from anlan.core.errors import NotNow, NotYours
from anlan.core.forms import form_id
from anlan.core.steps import form_page
from anlan.enterprises import queries as register
from anlan.enterprises.models import DutyList, DutySignature, Enterprise, Person
from anlan.enterprises.posts import actions, queries, rules
from anlan.enterprises.posts.forms import CheckForm, DutiesForm, PaperForm
from anlan.enterprises.posts.staffing import staffing
from anlan.files import serving
from anlan.files.presses import pdf, xlsx
from anlan.files.presses.document import Listing
from anlan.files.serving import disposition

BOTH = require_http_methods(["GET", "POST"])
HEAD = ["姓名", "岗位", "工种", "用工形式", "安全员", "职责版本", "签字日期", "本年履职考核"]


def _found(request: HttpRequest, pk: UUID) -> Enterprise:
    return get_object_or_404(register.detail_of(request.user), pk=pk)


def _list(request: HttpRequest, pk: UUID, list_id: UUID) -> tuple[Enterprise, DutyList]:
    found = _found(request, pk)
    return found, get_object_or_404(found.duty_lists.select_related("issued_by", "enterprise"), pk=list_id)


def _kept(request: HttpRequest, found: Enterprise) -> None:
    if reason := rules.may_keep(request.user, found):
        raise NotYours(reason, code="enterprises.not_yours")


@require_GET
def posts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Staffing, everybody with their list and signature, and what is still to do."""
    found = _found(request, pk)
    lines = queries.lines(found)
    missing = [one for one in lines if one.duty_list is None]
    unsigned = [one for one in lines if one.duty_list and one.signature is None]
    context = {
        "title": "岗位职责",
        "enterprise": found,
        "staffing": staffing(found, [one.person for one in lines]),
        "lines": [(one, not rules.may_check(request.user, one.person)) for one in lines],
        "missing": len(missing),
        "unsigned": len(unsigned),
        "mine": next((one for one in lines if one.person.user_id == request.user.pk), None),
        "may_keep": not rules.may_keep(request.user, found),
        "year": clock.today().year,
    }
    return render(request, "enterprises/posts/posts.html", context)


@require_GET
def export(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """What the page shows, as a workbook."""
    found = _found(request, pk)
    name = f"{found.name}岗位职责{clock.today():%Y%m%d}.xlsx"
    return xlsx.response(HEAD, (_written(one) for one in queries.lines(found)), name, sheet="岗位职责")


def _written(line: queries.Line) -> list[Any]:
    person = line.person
    return [
        person.name,
        person.get_post_display(),
        person.job,
        person.get_employment_display(),
        person.get_safety_duty_display(),
        line.duty_list.version if line.duty_list else "没有",
        line.signature.signed_on if line.signature else "没有签",
        line.check.get_outcome_display() if line.check else "",
    ]


@require_POST
def issue_missing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Issue every list that is missing."""
    found = _found(request, pk)
    made = actions.issue_missing(found, actor=request.user)
    messages.success(request, f"按模板发布了 {len(made)} 份岗位职责，请逐人签字。" if made else "各岗位都有职责清单。")
    return redirect("enterprises:posts", pk)


@require_GET
def duty_list(request: HttpRequest, pk: UUID, list_id: UUID) -> HttpResponse:
    """One version: its duties, who signed it, other versions."""
    found, shown = _list(request, pk, list_id)
    mine = found.people.filter(user=request.user, until=None).first()
    waiting = queries.still_to_sign(shown)
    post, employment, job = shown.key
    context = {
        "title": str(shown),
        "enterprise": found,
        "duties": shown,
        "signatures": shown.signatures.select_related("person", "recorded_by"),
        "waiting": waiting,
        "me": mine if mine in waiting else None,
        "versions": found.duty_lists.filter(post=post, employment=employment, job=job),
        "may_keep": not rules.may_keep(request.user, found) and shown.replaced_at is None,
    }
    return render(request, "enterprises/posts/duties.html", context)


@BOTH
def change(request: HttpRequest, pk: UUID, list_id: UUID) -> HttpResponse:
    """Change the duties: a new version."""
    found, known = _list(request, pk, list_id)
    _kept(request, found)
    facts = {"post": known.post, "employment": known.employment, "job": known.job}
    issue, key = actions.issue_duties, form_id(request)

    def act(given: dict[str, Any]) -> str:
        made = issue(found, items=given["items"], actor=request.user, client_id=key, **facts)
        return reverse("enterprises:duty_list", args=[pk, made.pk])

    back = reverse("enterprises:duty_list", args=[pk, list_id])
    return form_page(
        request,
        DutiesForm(request.POST or None, known=known),
        act,
        title=f"修改{known}",
        verb="发布新版本",
        back=back,
        done="新版本已发布，请重新签字。",
    )


@require_POST
def sign(request: HttpRequest, pk: UUID, list_id: UUID) -> HttpResponse:
    """The person themselves signs."""
    found, shown = _list(request, pk, list_id)
    person = found.people.filter(user=request.user, until=None).first()
    if person is None:
        raise NotYours("只有本单位人员能签自己的岗位职责。", code="enterprises.not_yours")
    version = request.POST.get("version", "")
    actions.sign_duties(person, duty_list=shown, version=version, actor=request.user, client_id=form_id(request))
    messages.success(request, "已签。内容有变时会再请您签。")
    return redirect("enterprises:duty_list", pk, list_id)


@BOTH
def paper(request: HttpRequest, pk: UUID, list_id: UUID) -> HttpResponse:
    """Put signatures on paper on record."""
    found, shown = _list(request, pk, list_id)
    _kept(request, found)
    if not queries.still_to_sign(shown):
        raise NotNow("这份职责没有等着签字的人。", code="enterprises.nobody_to_sign")
    back, user = reverse("enterprises:duty_list", args=[pk, list_id]), request.user

    def act(given: dict[str, Any]) -> str:
        facts = {"duty_list": shown, "signed_on": given["signed_on"], "evidence": given["photos"], "actor": user}
        for person in given["people"]:
            actions.record_paper(person, **facts)
        return back

    form = PaperForm(request.POST or None, request.FILES or None, duty_list=shown, user=user)
    return form_page(
        request, form, act, title=f"登记纸质签字：{shown}", verb="保存", back=back, done="已登记。",
        template="files/photo_form.html",
    )  # fmt: skip


@require_GET
def sheet(request: HttpRequest, pk: UUID, list_id: UUID) -> HttpResponse:
    """The duties on paper: who signed, and a place to sign for everybody else whose they are."""
    found, shown = _list(request, pk, list_id)
    waiting = queries.still_to_sign(shown)
    duties = [[number, item["text"], item["source"]] for number, item in enumerate(shown.items, 1)]
    signed = shown.signatures.select_related("person").order_by("signed_on", "pk")
    there = [
        ["", f"{one.person.told_apart} 已签（{one.get_how_display()}）", clock.day_words(one.signed_on)]
        for one in signed
    ]
    signing = [["", f"{one.told_apart} 已读，签字：", "        年    月    日"] for one in waiting]
    page = Listing(
        title=f"{found.name} {shown}",
        subtitle=f"第 {shown.version} 版",
        head=["", "职责", "依据"],
        rows=[*duties, *there, *signing],
        widths=[1, 16, 8],
        printed_by=request.user.full_name,
        printed_at=clock.now(),
    )
    answer = HttpResponse(pdf.listing(page), content_type="application/pdf")
    answer["Content-Disposition"] = disposition(f"{shown}.pdf", inline=True)
    return answer


@BOTH
def check(request: HttpRequest, pk: UUID, person_id: UUID) -> HttpResponse:
    """Judge how somebody did their duties this year."""
    found = _found(request, pk)
    person: Person = get_object_or_404(found.people.filter(until=None).select_related("enterprise"), pk=person_id)
    if reason := rules.may_check(request.user, person):
        raise NotYours(reason, code="enterprises.not_yours")
    back = reverse("enterprises:posts", args=[pk])

    def act(given: dict[str, Any]) -> str:
        actions.check_duties(person, actor=request.user, client_id=form_id(request), **given)
        return back

    title = f"{clock.today().year} 年履职考核：{person.told_apart}"
    return form_page(
        request, CheckForm(request.POST or None), act, title=title, verb="保存", back=back, done="考核已登记。"
    )


@require_GET
def scan(request: HttpRequest, pk: UUID, person_id: UUID, sha256: str) -> HttpResponseBase:
    """The scan of a signature on paper."""
    found = _found(request, pk)
    rows = DutySignature.objects.filter(person__enterprise=found, person=person_id)
    known = {name for one in rows for name in one.files}
    return serving.serve(request, sha256 if sha256 in known else "", "shown")
