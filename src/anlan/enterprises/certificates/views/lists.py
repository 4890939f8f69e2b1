"""The territory's lists: certificates, who was surveyed, who wants training; the batch for the district."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core import clock
from anlan.core.errors import NotYours
from anlan.enterprises.certificates import actions, queries, rules
from anlan.enterprises.certificates.registers import CERTIFICATES, SURVEYS, WISHES
from anlan.enterprises.models import KeyPost
from anlan.files.presses import xlsx
from anlan.files.registers import pages

HEAD = ["序号", "姓名", "身份证号", "电话", "需要", "作业类别", "单位", "统一社会信用代码", "所在村"]
BOTH = require_http_methods(["GET", "POST"])


def _beside() -> dict[str, str]:
    return {
        "证件": reverse("enterprises:certificates"),
        "人员普查": reverse("enterprises:surveys"),
        "培训考试需求": reverse("enterprises:wishes"),
    }


listed, export = pages(CERTIFICATES, _beside)
"""Every certificate the person may see, the first to end first."""


surveys, surveys_export = pages(SURVEYS, _beside)
"""Which enterprises' principals confirmed who does special work there."""


wishes, wishes_export = pages(WISHES, _beside)
"""Who wants training or an examination."""


@require_GET
def wish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The enterprise of somebody who wants training."""
    found = get_object_or_404(queries.wishes(request.user), pk=pk)
    return redirect("enterprises:certificates_of", found.person.enterprise_id)


@BOTH
def hand_in(request: HttpRequest) -> HttpResponse:
    """Note that all who wait went to the district as one batch."""
    if reason := rules.may_hand_in(request.user):
        raise NotYours(reason, code="enterprises.not_yours")
    waiting = queries.wishes(request.user).filter(handed_in_at=None)
    address = reverse("enterprises:wishes")
    if request.method == "POST":
        count = actions.hand_in(waiting, actor=request.user)
        messages.success(request, f"已记为报送区里：{count} 人。")
        return redirect(f"{address}?sent=yes")
    nameless = waiting.filter(person__id_hash="").count()
    context = {"title": "报送区里", "count": waiting.count(), "nameless": nameless, "back": address}
    return render(request, "enterprises/certificates/hand_in.html", context)


@require_POST
def batch(request: HttpRequest) -> HttpResponseBase:
    """The batch as the district enrols from it: ID numbers and phones in full, who looked is on record."""
    waiting = queries.wishes(request.user).filter(handed_in_at=None).order_by("person__enterprise__sort_key", "id")
    rows = actions.name_in_full(waiting, actor=request.user)
    name = f"培训考试报名名单{clock.today():%Y%m%d}.xlsx"
    return xlsx.response(HEAD, (_named(number, one) for number, one in enumerate(rows, 1)), name, sheet="报名名单")


def _named(number: int, one: KeyPost) -> list[Any]:
    who, place = one.person, one.person.enterprise
    told = [who.name, who.id_number, "、".join(who.phones), one.get_wants_display(), one.get_kind_display()]
    return [number, *told, place.name, place.credit_code, place.region.plain_name]
