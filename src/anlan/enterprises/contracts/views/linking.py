"""The link for the other side, as the enterprise's people see it: made, shown with its code, printed, taken back."""

import base64
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from anlan.core.errors import NotNow
from anlan.core.forms import form_id
from anlan.enterprises.binding.papers import qr
from anlan.enterprises.contracts import links, queries, rules
from anlan.enterprises.models import Contract
from anlan.enterprises.refusing import require
from anlan.files.presses import pdf
from anlan.files.presses.document import Poster, PosterItem
from anlan.files.serving import disposition

SHOWN = [
    PosterItem(words, what, False)
    for words, what in (
        ("合同、安全协议、资质的期限", "到期前补签、换证，交甲方登记"),
        ("检查发现、要整改的隐患", "改好了拍照说“已整改”，由甲方到现场核实；在这里说了不等于销号"),
        ("来干活的人：入场教育、特种作业证", "没有入场教育的不能上岗，没有证的不能从事特种作业"),
        ("正在进行的危险作业", "还剩多少时间，监护人是谁"),
    )
]
"""What the other side finds behind its code, and what it has to do about it."""


def _kept(request: HttpRequest, pk: UUID, contract: UUID) -> Contract:
    """A contract the person keeps. Raises 404, NotYours."""
    user: Any = request.user
    found = get_object_or_404(queries.visible_to(user), enterprise=pk, pk=contract)
    require(rules.may_keep(user, found.enterprise))
    return found


def _path(found: Contract) -> str:
    link = None if found.is_over else links.link_of(found)
    return reverse("contractor:here", args=[links.token_of(link)]) if link else ""


@never_cache
@require_GET
def link(request: HttpRequest, pk: UUID, contract: UUID) -> HttpResponse:
    """The link with its code to show, copy or print; how to make one where there is none."""
    found = _kept(request, pk, contract)
    path = _path(found)
    address = request.build_absolute_uri(path) if path else ""
    code = base64.b64encode(qr(address)).decode() if address else ""
    context = {"title": "给对方的链接", "contract": found, "path": path, "address": address, "code": code}
    return render(request, "enterprises/contracts/link.html", context | {"link": links.link_of(found)})


@require_POST
def make(request: HttpRequest, pk: UUID, contract: UUID) -> HttpResponse:
    """Make a link, or a new one in the place of the old."""
    found = _kept(request, pk, contract)
    links.make_link(found, actor=request.user, client_id=form_id(request))
    messages.success(request, "链接已生成，发给对方现场负责人。旧链接（如有）已作废。")
    return redirect("enterprises:contract_link", pk, contract)


@require_POST
def end(request: HttpRequest, pk: UUID, contract: UUID) -> HttpResponse:
    """Take the link back."""
    found = _kept(request, pk, contract)
    links.end_link(found, actor=request.user, client_id=form_id(request))
    messages.success(request, "链接已停用，对方再打开会看到已停用的说明。")
    return redirect("enterprises:contract_link", pk, contract)


@never_cache
@require_GET
def sheet(request: HttpRequest, pk: UUID, contract: UUID) -> HttpResponse:
    """The link on one sheet to hand over."""
    found = _kept(request, pk, contract)
    path = _path(found)
    if not path:
        raise NotNow("这份合同还没有在用的链接，先生成再打印。", code="enterprises.no_link")
    address = request.build_absolute_uri(path)
    poster = Poster(
        title="相关方安全事项",
        subject=found.contractor.name,
        under=f"{found.enterprise.name}　{found.content}",
        items=SHOWN,
        code=qr(address),
        invitation="扫码看协议、检查、隐患和人员证件",
        address=address,
        reminder="请妥善保管，不要张贴",
        lead="扫码能看到什么，要做什么",
        promise="不用登录。里面有人员姓名和证件情况，请勿转给无关的人。",
    )
    answer = HttpResponse(pdf.posters([poster]), content_type="application/pdf")
    answer["Content-Disposition"] = disposition(f"{found.contractor.name}链接.pdf", inline=True)
    return answer
