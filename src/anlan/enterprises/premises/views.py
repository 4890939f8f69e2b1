"""Pages of officials: codes that wait to be read out, and which monthly lists are a place's."""

from uuid import UUID

from django.contrib import messages as notes
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from anlan.core import clock, messages
from anlan.core.errors import NotYours
from anlan.core.forms import form_id, submitted
from anlan.enterprises import queries as register
from anlan.enterprises.models import Enterprise
from anlan.enterprises.premises import actions, codes, queries, rules
from anlan.enterprises.premises.forms import ListsForm
from anlan.org.doors import needs
from anlan.standards import papers, premises


@needs("enterprises.read_codes")
@never_cache
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """Codes that can still be entered, of the person's territory."""
    rows = list(queries.waiting_codes(request.user))
    context = {"title": "验证码", "codes": rows, "by_text": messages.is_possible(), "lasts": codes.LASTS}
    return render(request, "enterprises/premises/codes.html", context)


@needs("enterprises.read_codes")
@never_cache
@require_POST
def show(request: HttpRequest, pk: str) -> HttpResponse:
    """The digits and the owner's number, to ring them; who looked is on record."""
    found = queries.waiting_codes(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    digits, phones = codes.show(found, actor=request.user)
    context = {"title": "电话告知验证码", "code": found, "digits": digits, "phones": phones}
    return render(request, "enterprises/premises/code.html", context)


def lists(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Which monthly lists are the place's, and what they ask there."""
    found = _choosing(request, pk)
    form = ListsForm(request.POST or None, offered=queries.offered(found))
    user, key = request.user, form_id(request)
    if submitted(form, lambda given: actions.choose_lists(found, slugs=given["lists"], actor=user, client_id=key)):
        notes.success(request, "自查清单已保存，下次自查按新的清单。")
        return redirect("enterprises:detail", pk=pk)
    items = queries.asked_of(found)
    context = {
        "form": form,
        "title": "每月自查清单",
        "verb": "保存",
        "back": reverse("enterprises:detail", args=[pk]),
        "sentence": f"“{found.name}”每月自查用的清单，可以选几张，相同的问题只问一次。",
        "enterprise": found,
        "count": len(items),
        "parts": premises.parts_of(items),
    }
    return render(request, "enterprises/premises/lists.html", context, status=422 if form.errors else 200)


@require_GET
def lists_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same questions on paper with boxes to tick, for who has no phone at hand."""
    found = _choosing(request, pk)
    items = [{**one, "caution": ""} for one in queries.asked_of(found)]
    title, subtitle = (
        f"{found.name}每月自查表",
        f"{clock.day_words(clock.today())}，{len(items)}项。打印稿不能代替扫码自查。",
    )
    content = papers.checklist(title, subtitle, premises.parts_of(items), printed_by=request.user.full_name)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(False, f"{title[:60]}.pdf") or "inline"
    return answer


def _choosing(request: HttpRequest, pk: UUID) -> Enterprise:
    found = get_object_or_404(register.detail_of(request.user), pk=pk)
    if not rules.can_choose_lists(request.user, found):
        raise NotYours("自查清单由本单位人员或当地工作人员选择。", code="enterprises.not_yours")
    return found
