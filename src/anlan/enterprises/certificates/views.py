"""Pages of certificates: the territory's list, one enterprise's, one card, the survey, the batch for the district."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core.errors import NotYours
from anlan.core.forms import form_id
from anlan.core.steps import form_page, step, story
from anlan.enterprises import queries as register
from anlan.enterprises.certificates import actions, queries, rules
from anlan.enterprises.certificates.forms import CertificateForm, PostForm, ReasonForm, ReviewForm, VerifyForm
from anlan.enterprises.certificates.registers import CERTIFICATES, STANDING, SURVEYS, WISHES
from anlan.enterprises.models import Certificate, Enterprise, KeyPost
from anlan.files import actions as files
from anlan.files import serving
from anlan.files.registers import show, workbook

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "enterprises.record_certificate": "登记",
    "enterprises.review_certificate": "登记复审",
    "enterprises.verify_certificate": "核验",
    "enterprises.withdraw_certificate": "作废",
}


def _beside() -> dict[str, str]:
    return {
        "证件": reverse("enterprises:certificates"),
        "人员普查": reverse("enterprises:surveys"),
        "培训考试需求": reverse("enterprises:wishes"),
    }


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Every certificate the person may see, the first to end first."""
    return show(request, CERTIFICATES, may_add=False, beside=_beside())


@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, CERTIFICATES)


@require_GET
def surveys(request: HttpRequest) -> HttpResponse:
    """Which enterprises' principals confirmed who does special work there."""
    return show(request, SURVEYS, may_add=False, beside=_beside())


@require_GET
def surveys_export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, SURVEYS)


@require_GET
def wishes(request: HttpRequest) -> HttpResponse:
    """Who wants training or an examination."""
    return show(request, WISHES, may_add=False, beside=_beside())


@require_GET
def wishes_export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook: the batch for the district."""
    return workbook(request, WISHES)


@require_GET
def wish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The enterprise of somebody who wants training."""
    found = get_object_or_404(queries.wishes(request.user), pk=pk)  # type: ignore[arg-type]
    return redirect("enterprises:certificates_of", found.person.enterprise_id)


@BOTH
def hand_in(request: HttpRequest) -> HttpResponse:
    """Note that all who wait went to the district as one batch."""
    if reason := rules.may_hand_in(request.user):  # type: ignore[arg-type]
        raise NotYours(reason, code="enterprises.not_yours")
    waiting = queries.wishes(request.user).filter(handed_in_at=None)  # type: ignore[arg-type]
    address = reverse("enterprises:wishes")
    if request.method == "POST":
        count = actions.hand_in(waiting, actor=request.user)  # type: ignore[arg-type]
        messages.success(request, f"已记为报送区里：{count} 人。")
        return redirect(f"{address}?sent=yes")
    context = {"title": "报送区里", "count": waiting.count(), "export": f"{address}export/?sent=no", "back": address}
    return render(request, "enterprises/certificates/hand_in.html", context)


def _place(request: HttpRequest, pk: UUID) -> Enterprise:
    return get_object_or_404(register.detail_of(request.user), pk=pk)  # type: ignore[arg-type]


def _certificate(request: HttpRequest, pk: UUID) -> Certificate:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)  # type: ignore[arg-type]


@require_GET
def of_enterprise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who does special work here, by which certificate, hired by whom; the survey and its confirmation."""
    found = _place(request, pk)
    survey = getattr(found, "post_survey", None)
    context = {
        "title": "特种作业证",
        "enterprise": found,
        "certificates": [(one, STANDING[one.standing]) for one in queries.of_enterprise(found)],
        "posts": [(one, queries.lacking(one)) for one in queries.posts_of(found)],
        "survey": survey if survey and survey.confirmed_at else None,
        "may_keep": not rules.may_keep(request.user, found),  # type: ignore[arg-type]
        "cannot_confirm": rules.may_confirm(request.user, found),  # type: ignore[arg-type]
    }
    return render(request, "enterprises/certificates/of_enterprise.html", context)


@BOTH
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a certificate on file."""
    found = _place(request, pk)
    if reason := rules.may_keep(request.user, found):  # type: ignore[arg-type]
        raise NotYours(reason, code="enterprises.not_yours")

    def act(given: dict[str, Any]) -> Certificate:
        photo = given.pop("photo")
        photos = [files.keep(photo, actor=request.user, images_only=True).pk] if photo else []  # type: ignore[misc]
        person = given.pop("person")
        return actions.record_certificate(
            person, actor=request.user, photos=photos, client_id=form_id(request), **given
        )

    return form_page(
        request,
        CertificateForm(request.POST or None, request.FILES or None, enterprise=found),
        act,
        title="登记特种作业证",
        verb="保存",
        back=reverse("enterprises:certificates_of", args=[pk]),
        done="已登记。请到国家查询网站核验真伪后登记核验结果。",
        sentence=found.name,
    )


@require_GET
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One certificate: what it says, what can be done, what happened."""
    found, user = _certificate(request, pk), request.user
    keep = rules.may_keep(user, found.person.enterprise)  # type: ignore[arg-type]
    gone = "已作废。" if found.withdrawn_at else ""
    reviewed = "已登记过复审。" if found.reviewed_on else ""
    context = {
        "title": str(found),
        "certificate": found,
        "mark": STANDING[found.standing],
        "steps": [
            step(
                "登记核验结果",
                "enterprises:verify_certificate",
                pk,
                reason=gone or rules.may_verify(user, found),  # type: ignore[arg-type]
            ),
            step("登记复审", "enterprises:review_certificate", pk, reason=gone or reviewed or keep),
            step("作废", "enterprises:withdraw_certificate", pk, reason=gone or keep),
        ],
        "story": story(found, WORDS),
    }
    return render(request, "enterprises/certificates/certificate.html", context)


def _step(request: HttpRequest, pk: UUID, form: Any, action: Any, title: str, verb: str, done: str) -> HttpResponse:
    found = _certificate(request, pk)
    return form_page(
        request,
        form,
        lambda given: action(found, actor=request.user, client_id=form_id(request), **given),
        title=f"{title}：{found}",
        verb=verb,
        back=found.get_absolute_url(),
        done=done,
        sentence=f"证号 {found.shown_number}，{found.person.enterprise}",
    )


@BOTH
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put the re-examination on record."""
    form = ReviewForm(request.POST or None)
    return _step(request, pk, form, actions.review_certificate, "登记复审", "保存", "已登记复审。")


@BOTH
def verify(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what looking it up showed."""
    form = VerifyForm(request.POST or None)
    return _step(request, pk, form, actions.verify_certificate, "核验", "保存核验结果", "核验结果已登记。")


@BOTH
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it off."""
    form = ReasonForm(request.POST or None)
    return _step(request, pk, form, actions.withdraw_certificate, "作废", "作废这张证", "已作废。")


@require_GET
def photo(request: HttpRequest, pk: UUID, sha256: str) -> HttpResponseBase:
    """The photo of the card."""
    found = _certificate(request, pk)
    return serving.serve(request, sha256 if sha256 in found.photos else "", "shown")


@BOTH
def enter_post(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enter somebody who does special work."""
    found = _place(request, pk)
    if reason := rules.may_keep(request.user, found):  # type: ignore[arg-type]
        raise NotYours(reason, code="enterprises.not_yours")
    address = reverse("enterprises:certificates_of", args=[pk])

    def act(given: dict[str, Any]) -> str:
        actions.enter_post(found, actor=request.user, client_id=form_id(request), **given)
        return address

    form = PostForm(request.POST or None, enterprise=found)
    return form_page(
        request, form, act, title="登记特种作业人员", verb="保存", back=address, done="已登记。", sentence=found.name
    )


@require_POST
def leave_post(request: HttpRequest, pk: UUID, post_id: UUID) -> HttpResponse:
    """Take somebody off who does the work no more."""
    found = _place(request, pk)
    post = get_object_or_404(KeyPost.objects.select_related("person"), pk=post_id, person__enterprise=found)
    actions.leave_post(found, post=post, actor=request.user, client_id=form_id(request))
    messages.success(request, f"{post.person.name}已从名单去掉，记录保留。")
    return redirect("enterprises:certificates_of", pk)


@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The principal confirms the list, or that there is nobody."""
    found = _place(request, pk)
    made = actions.confirm_survey(found, actor=request.user, client_id=form_id(request))
    words = (
        f"已确认 {made.people} 人，其中 {made.without} 人没有有效证件。"
        if made.people
        else "已确认：没有特种作业人员。"
    )
    messages.success(request, words)
    return redirect("enterprises:certificates_of", pk)
