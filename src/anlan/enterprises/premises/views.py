"""Pages of officials: codes that wait to be read out, and which monthly lists are a place's."""

from django.contrib import messages as notes
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from anlan.core import messages
from anlan.core.errors import NotYours
from anlan.core.forms import form_id, submitted
from anlan.enterprises import queries as register
from anlan.enterprises.premises import actions, codes, queries, rules
from anlan.enterprises.premises.forms import ListsForm
from anlan.org.doors import needs


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


def lists(request: HttpRequest, pk: str) -> HttpResponse:
    """Which monthly lists are the place's."""
    found = get_object_or_404(register.detail_of(request.user), pk=pk)
    if not rules.can_choose_lists(request.user, found):
        raise NotYours("自查清单由本单位人员或当地工作人员选择。", code="enterprises.not_yours")
    form = ListsForm(request.POST or None, offered=queries.offered(found))
    user, key = request.user, form_id(request)
    if submitted(form, lambda given: actions.choose_lists(found, slugs=given["lists"], actor=user, client_id=key)):
        notes.success(request, "自查清单已保存，下次自查按新的清单。")
        return redirect("enterprises:detail", pk=pk)
    back = reverse("enterprises:detail", args=[pk])
    sentence = f"“{found.name}”每月自查用的清单，可以选几张，相同的问题只问一次。"
    context = {"form": form, "title": "每月自查清单", "verb": "保存", "back": back, "sentence": sentence}
    return render(request, "core/form_page.html", context, status=422 if form.errors else 200)
