"""Pages that open a case: over a hazard, an order, an inspection, on the spot, the other of a pair."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from anlan.core import clock
from anlan.core.forms import form_id
from anlan.core.steps import form_page
from anlan.enforcement.cases import actions, queries, rules
from anlan.enforcement.cases.forms.opening import OnSpotForm, OpenForm, PartyForm
from anlan.enforcement.cases.pointing import first_for
from anlan.enforcement.documents import queries as documents
from anlan.enforcement.inspecting import queries as inspections
from anlan.enforcement.refusing import require
from anlan.enterprises.models import Enterprise
from anlan.hazards import queries as hazards
from anlan.hazards.models import Hazard
from anlan.org.doors import needs
from anlan.org.models import User

BOTH = require_http_methods(["GET", "POST"])
OPENS = "enforcement.open_case"


@BOTH
@needs(OPENS)
def over_hazard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a case over a hazard."""
    user: Any = request.user
    hazard = hazards.found(user, pk)
    require(rules.may_open_over_hazard(user, hazard))
    words = f"{hazard} {hazard.description}\n处罚不代替整改，隐患照常整改、验收、销号。"
    back = reverse("hazards:record", args=[pk])
    told = f"{hazard.criterion.summary} {hazard.description}" if hazard.criterion else hazard.description
    initial = {"facts": hazard.description, "clause": first_for(told, clock.today())}
    return _open(request, hazard, hazard.enterprise, None, back, words, initial)


@BOTH
@needs(OPENS)
def over_order(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a case over an order that was not obeyed."""
    user: Any = request.user
    order = get_object_or_404(documents.visible_to(user), pk=pk)
    require(rules.may_open_over_order(user, order))
    rows = Hazard.objects.filter(pk__in=[item["hazard"] for item in order.items])
    words = f"{order} 没有履行，{len(order.items)} 项。"
    return _open(request, order, order.enterprise, rows, order.get_absolute_url(), words, {"is_overdue": True})


@BOTH
@needs(OPENS)
def over_inspection(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a case over an inspection."""
    user: Any = request.user
    found = get_object_or_404(inspections.visible_to(user), pk=pk)
    require(rules.may_open_over_inspection(user, found))
    rows = Hazard.objects.filter(findings__visit=found.visit_id).distinct()
    return _open(request, found, found.enterprise, rows, found.get_absolute_url(), f"{found} {found.item}", {})


def _open(
    request: HttpRequest,
    origin: Any,
    enterprise: Enterprise,
    rows: Any,
    back: str,
    sentence: str,
    initial: dict[str, Any],
) -> HttpResponse:
    user: Any = request.user
    own = rules.own_office(user)
    offices = rules.deciding_offices(user, enterprise)
    form = OpenForm(
        request.POST or None,
        enterprise=enterprise,
        hazards=rows,
        offices=offices,
        officers=User.objects.filter(office=own, is_active=True).order_by("sort_key"),
        initial={"office": own, "lead": user.pk} | initial,
    )
    return form_page(
        request,
        form,
        lambda given: actions.open_case(origin, actor=user, client_id=form_id(request), **given),
        title=f"提出立案：{enterprise.name}",
        verb="提交",
        back=back,
        done="已提交，等待审批。",
        sentence=sentence if offices else f"{sentence}\n本区还没有单位登记行政处罚权，请先由安全管理员登记。",
    )


@BOTH
@needs(OPENS)
def on_spot(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Decide on the spot."""
    user: Any = request.user
    found = get_object_or_404(inspections.visible_to(user), pk=pk)
    require(rules.may_open_over_inspection(user, found))
    return form_page(
        request,
        OnSpotForm(request.POST or None, enterprise=found.enterprise),
        lambda given: actions.decide_on_spot(found, actor=user, client_id=form_id(request), **given),
        title=f"当场处罚：{found.enterprise.name}",
        verb="作出决定",
        back=found.get_absolute_url(),
        done="已编号，当场交付当事人，并报本单位备案。",
        sentence="警告，或者单位三千元、个人二百元以下罚款（《行政处罚法》第五十一条）。",
    )


@BOTH
@needs(OPENS)
def twin(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the other case from the same fact."""
    user: Any = request.user
    found = get_object_or_404(queries.visible_to(user), pk=pk)
    require(rules.handles(user, found))
    return form_page(
        request,
        PartyForm(request.POST or None, enterprise=found.enterprise),
        lambda given: actions.open_twin(found, actor=user, client_id=form_id(request), **given),
        title=f"一案双罚：{found}",
        verb="提出关联案件",
        back=found.get_absolute_url(),
        done="已提出关联案件，单独立案、告知、决定。",
        sentence=f"{found.name}\n本案当事人是{found.party}；关联案件选另一方。事实、承办人相同。",
    )
