"""The territory's lists: certificates, who was surveyed, who wants training; the batch for the district."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core.errors import NotYours
from anlan.enterprises.certificates import actions, queries, rules
from anlan.enterprises.certificates.registers import CERTIFICATES, SURVEYS, WISHES
from anlan.files.registers import pages

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
    context = {"title": "报送区里", "count": waiting.count(), "export": f"{address}export/?sent=no", "back": address}
    return render(request, "enterprises/certificates/hand_in.html", context)
