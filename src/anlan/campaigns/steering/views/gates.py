"""Pages of the safety gate."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.campaigns.steering import actions, queries, questions, rules
from anlan.campaigns.steering.actions.checking import require
from anlan.campaigns.steering.forms.measures import GateDecisionForm, GateForm, LinkForm
from anlan.campaigns.steering.models import Gate
from anlan.campaigns.steering.standings import GATE
from anlan.campaigns.steering.views.pages import own_township
from anlan.core.forms import form_id
from anlan.core.steps import form_page, step, story
from anlan.org.doors import needs

BOTH = require_http_methods(["GET", "POST"])
WORDS = {"campaigns.ask_gate": "把关", "campaigns.decide_gate": "决定", "campaigns.link_gate": "落地"}


def _gate(request: HttpRequest, pk: UUID) -> Gate:
    return get_object_or_404(queries.gates(request.user), pk=pk)


@require_GET
@needs("campaigns.read_steering")
def gate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One project: what was asked and answered, what was decided."""
    found, user = _gate(request, pk), request.user
    steer = rules.may_steer(user, found.region)
    passed = found.decision in (Gate.Decision.PASSED, Gate.Decision.CONDITIONAL)
    words = dict(questions.ANSWERS)
    context = {
        "title": found.name,
        "gate": found,
        "mark": GATE[found.decision],
        "answers": [one | {"shown": words[one["answer"]]} for one in found.answers],
        "steps": [
            step("作出决定", "campaigns:decide_gate", pk, reason=rules.may_decide_gate(user, found)),
            step(
                "登记落地企业",
                "campaigns:link_gate",
                pk,
                reason=steer or ("" if passed else "同意后才能登记。"),
            ),
        ],
        "story": story(found, WORDS),
    }
    return render(request, "campaigns/steering/gate.html", context)


@BOTH
@needs("campaigns.steer")
def new_gate(request: HttpRequest) -> HttpResponse:
    """Put a project before the gate."""
    region = own_township(request)
    form = GateForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda given: actions.ask_gate(region, actor=request.user, client_id=form_id(request), **form.facts()),
        title="项目安全把关",
        verb="提交把关意见",
        back=reverse("campaigns:steering", args=["gates"]),
        done="已提交，由另一位领导决定。",
        template="campaigns/steering/gate_form.html",
    )


@BOTH
@needs("campaigns.decide")
def decide_gate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Decide about a project."""
    found = _gate(request, pk)
    require(rules.may_decide_gate(request.user, found))
    return form_page(
        request,
        GateDecisionForm(request.POST or None),
        lambda given: actions.decide_gate(found, actor=request.user, client_id=form_id(request), **given),
        title=f"决定：{found.name}",
        verb="作出决定",
        back=found.get_absolute_url(),
        done="已决定。",
        sentence="\n".join([found.opinion, *_against(found)]),
    )


def _against(gate: Gate) -> list[str]:
    """What was answered with a no, as a leader reads it beside the decision."""
    return [f"不符合：{one['question']}（{one['note']}）" for one in gate.answers if one["answer"] == "no"]


@BOTH
@needs("campaigns.steer")
def link_gate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say which enterprise it became."""
    found = _gate(request, pk)
    require(rules.may_steer(request.user, found.region))
    return form_page(
        request,
        LinkForm(request.POST or None, user=request.user),
        lambda given: actions.link_gate(found, actor=request.user, client_id=form_id(request), **given),
        title=f"落地企业：{found.name}",
        verb="保存",
        back=found.get_absolute_url(),
        done="已登记落地企业。",
    )
