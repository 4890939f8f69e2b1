"""What the pages of this room share: which enterprise a form is for, and the lists beside each other."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from anlan.core.errors import NotYours
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import posts_of
from anlan.permits import queries, rules
from anlan.permits.models import Permit


def beside() -> dict[str, str]:
    """The lists of the room."""
    return {
        "作业票": reverse("permits:list"),
        "今天在作业的": f"{reverse('permits:list')}?day=today",
        "小型作业申报": reverse("permits:declarations"),
        "设备": reverse("permits:sets"),
    }


def place(request: HttpRequest, pk: UUID) -> Enterprise:
    """An enterprise the person sees. Raises 404."""
    user: Any = request.user
    return get_object_or_404(enterprises.detail_of(user), pk=pk)


def permit(request: HttpRequest, pk: UUID) -> Permit:
    """A permit the person sees. Raises 404."""
    user: Any = request.user
    return get_object_or_404(queries.visible_to(user), pk=pk)


def seen(request: HttpRequest) -> None:
    """Go on for those who have permits to look at. Raises NotYours."""
    if not rules.reads(request.user):
        raise NotYours("危险作业由企业人员和辖区工作人员查看。", code="permits.not_yours")


def own_places(request: HttpRequest, name: str, title: str) -> HttpResponse:
    """Choose among one's own enterprises; straight on where there is one. Raises NotYours for who has none."""
    user: Any = request.user
    found = list(Enterprise.objects.filter(pk__in=list(posts_of(user))).order_by("sort_key"))
    if not found:
        raise NotYours("由企业自己的人员办理，您不在任何单位任职。", code="permits.not_yours")
    if len(found) == 1:
        return redirect(name, found[0].pk)
    rows = [(one.name, reverse(name, args=[one.pk])) for one in found]
    return render(request, "permits/choose.html", {"title": title, "rows": rows})
