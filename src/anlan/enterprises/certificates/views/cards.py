"""One certificate: entered from the card or its photo, re-examined, verified, withdrawn."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import clock
from anlan.core.errors import NotYours
from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.steps import form_page, step, story
from anlan.enterprises.certificates import actions, card, queries, rules
from anlan.enterprises.certificates.forms import AwayForm, CertificateForm, ReviewForm, StretchForm, VerifyForm
from anlan.enterprises.certificates.registers import STANDING
from anlan.enterprises.certificates.views.surveys import place
from anlan.enterprises.models import Certificate, Enterprise
from anlan.files import ocr, serving

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "enterprises.record_certificate": "登记",
    "enterprises.review_certificate": "登记复审",
    "enterprises.stretch_review": "复审延长到 6 年",
    "enterprises.note_post": "登记离岗、返岗",
    "enterprises.verify_certificate": "核验",
    "enterprises.withdraw_certificate": "作废",
    "enterprises.restore_certificate": "撤销导入，恢复原值",
}


def _certificate(request: HttpRequest, pk: UUID) -> Certificate:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@BOTH
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a certificate on file."""
    found = place(request, pk)
    if reason := rules.may_keep(request.user, found):
        raise NotYours(reason, code="enterprises.not_yours")

    user: Any = request.user

    def act(given: dict[str, Any]) -> Certificate:
        return actions.record_certificate(given.pop("person"), actor=user, client_id=form_id(request), **given)

    form = CertificateForm(request.POST or None, request.FILES or None, enterprise=found, user=user)
    if "read" in request.POST:
        return _read(request, found, form)
    return form_page(
        request,
        form,
        act,
        done="已登记。请到国家查询网站核验真伪后登记核验结果。",
        template="enterprises/certificates/new.html",
        **_entering(found),
    )


def _entering(found: Enterprise) -> dict[str, Any]:
    back = reverse("enterprises:certificates_of", args=[found.pk])
    said = {"title": "登记特种作业证", "verb": "对照证件核对过，保存", "sentence": found.name}
    return {**said, "back": back, "can_read": ocr.available()}


def _read(request: HttpRequest, found: Enterprise, sent: CertificateForm) -> HttpResponse:
    """The form again, filled from the photo; nothing is on file before a person has compared and saved it."""
    user: Any = request.user
    photos = sent.evidence.names
    if not photos or not ocr.available():
        messages.error(request, "先拍证件照片，再从照片读。" if ocr.available() else "这台服务器没有安装文字识别。")
    told = card.read(photos, found, ocr.engine()) if photos and ocr.available() else {}
    shown = CertificateForm(initial={**request.POST.dict(), **told}, enterprise=found, user=user)
    shown.evidence = sent.evidence
    if photos and ocr.available():
        read = "、".join(str(shown.fields[name].label) for name in told)
        messages.info(request, f"从照片读出：{read or '什么也没认出来'}。请对照证件逐项核对，改好再保存。")
    return render(request, "enterprises/certificates/new.html", {"form": shown, **_entering(found)})


@require_GET
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One certificate: what it says, what can be done, what happened."""
    found, user = _certificate(request, pk), request.user
    keep = rules.may_keep(user, found.person.enterprise)
    gone = "已作废。" if found.withdrawn_at else ""
    reviewed = "已登记过复审。" if found.reviewed_on else ""
    context = {
        "title": str(found),
        "certificate": found,
        "mark": STANDING[found.standing],
        "fix": queries.fix(found),
        "at_fault": bool(not found.withdrawn_at and found.why_not(clock.today())),
        "steps": [
            step(
                "登记核验结果",
                "enterprises:verify_certificate",
                pk,
                reason=gone or rules.may_verify(user, found),
            ),
            step(
                "登记新证",
                "enterprises:new_certificate",
                found.person.enterprise_id,
                reason=keep,
                hint="换发、重新考取的新证另登一张，旧证留作记录。",
            ),
            step("登记复审", "enterprises:review_certificate", pk, reason=gone or reviewed or keep),
            step(
                "满 10 年，复审延长到 6 年",
                "enterprises:stretch_review",
                pk,
                reason=gone or reviewed or ("已经延长。" if found.long_service else keep),
            ),
            step("登记离岗、返岗", "enterprises:note_post", pk, reason=gone or keep),
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
def stretch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stretch the re-examination of who did the work for ten years."""
    form = StretchForm(request.POST or None)
    return _step(request, pk, form, actions.stretch_review, "复审延长到 6 年", "保存", "已登记延长。")


@BOTH
def away(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that its holder left the post, or is back."""
    form = AwayForm(request.POST or None, initial={"last_worked_on": _certificate(request, pk).last_worked_on})
    return _step(request, pk, form, actions.note_post, "离岗、返岗", "保存", "已登记。")


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
