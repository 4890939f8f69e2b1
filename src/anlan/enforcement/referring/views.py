"""Pages of referrals: the list, one referral, proposing one, its steps."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core.forms import form_id
from anlan.core.steps import Step, form_page, step, story
from anlan.enforcement.cases import queries as cases
from anlan.enforcement.cases.models import Case
from anlan.enforcement.referring import actions, clocks, lifecycle, papers, queries, rules, triggers
from anlan.enforcement.referring.crimes import basis_of
from anlan.enforcement.referring.forms import FORMS, ProposeForm
from anlan.enforcement.referring.models import Referral
from anlan.enforcement.referring.registers import REFERRALS, STANDING
from anlan.enforcement.refusing import require
from anlan.files.registers import pages
from anlan.hazards import queries as hazards
from anlan.hazards.models import Hazard
from anlan.org.doors import needs
from anlan.org.models import User

BOTH = require_http_methods(["GET", "POST"])
READ, PROPOSE = "enforcement.read_referrals", "enforcement.propose_referral"
WORDS = {f"enforcement.{name}": one.label for name, one in lifecycle.STEPS.items()} | {
    "enforcement.propose_referral": "提出移送",
}
LABELS = {
    "reason": "理由", "number": "文号", "receipt": "公安回执", "copied_to": "抄送", "answer": "答复", "words": "情况",
    "result_kind": "结果", "result": "内容",
}  # fmt: skip


def _found(request: HttpRequest, pk: UUID) -> Referral:
    user: Any = request.user
    return get_object_or_404(queries.visible_to(user), pk=pk)


referrals, export = map(needs(READ), pages(REFERRALS))


@require_GET
@needs(READ)
def referral(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One referral: the facts, what the records showed, its clocks, who holds it, what can be done."""
    user: Any = request.user
    found = _found(request, pk)
    context = {
        "title": f"移送涉嫌犯罪：{found.party}",
        "referral": found,
        "mark": STANDING[found.state],
        "basis": basis_of(found.crime),
        "clocks": clocks.clocks(found),
        "material": papers.material(found),
        "told": _told(found),
        "papers": list(found.documents.all()),
        "sees_case": found.case_id and cases.visible_to(user).filter(pk=found.case_id).exists(),
        "sees_hazard": found.hazard_id and hazards.visible_to(user).filter(pk=found.hazard_id).exists(),
        "steps": _steps(user, found),
        "story": story(found, WORDS),
    }
    return render(request, "enforcement/referring/referral.html", context)


def _told(found: Referral) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (
            WORDS.get(f"enforcement.{name}", name),
            told.get("by", ""),
            [(label, str(told[word])) for word, label in LABELS.items() if told.get(word)],
        )
        for name, told in sorted(found.said.items(), key=lambda one: one[1].get("at", ""))
    ]


def _steps(user: Any, found: Referral) -> list[Step]:
    """The steps of this state, those open to the person first."""
    listed = [
        step(one.label, "enforcement:take_referral_step", found.pk, name, reason=lifecycle.reason(user, found, name),
             hint=one.hint)
        for name, one in lifecycle.STEPS.items()
        if found.state in one.from_ and not (name in ONCE and one.needs(found))
    ]  # fmt: skip
    return sorted(listed, key=lambda one: bool(one.reason))


ONCE = frozenset({"copy_to_procuratorate", "hand_over"})


@BOTH
@needs(PROPOSE)
def over_case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Propose a referral over a case."""
    user: Any = request.user
    found = get_object_or_404(cases.visible_to(user), pk=pk)
    require(rules.may_propose_over_case(user, found))
    shown = triggers.of_hazard(found.hazard) if found.hazard else []
    shown += triggers.of_text(f"{found.cause}。{found.facts}", "案情")
    form = ProposeForm(request.POST or None, enterprise=found.enterprise, initial=_initial(found.facts, shown))
    return _propose(request, found, form, shown, found.get_absolute_url())


@BOTH
@needs(PROPOSE)
def over_hazard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Propose a referral over a hazard."""
    user: Any = request.user
    found = hazards.found(user, pk)
    require(rules.may_propose_over_hazard(user, found))
    shown = triggers.of_hazard(found)
    officers = User.objects.filter(office=rules.penalizing.own_office(user), is_active=True).order_by("sort_key")
    initial = _initial(found.description, shown) | {"lead": user.pk}
    form = ProposeForm(request.POST or None, enterprise=found.enterprise, officers=officers, initial=initial)
    return _propose(request, found, form, shown, reverse("hazards:record", args=[pk]))


def _initial(facts: str, shown: list[triggers.Trigger]) -> dict[str, Any]:
    lines = [facts, *(f"{one.words}（{one.source}）。" for one in shown)]
    crime = {"crime": shown[0].crime} if shown else {}
    return {"facts": "\n".join(lines)[:2000]} | crime


def _propose(
    request: HttpRequest, origin: Case | Hazard, form: Form, shown: list[triggers.Trigger], back: str
) -> HttpResponse:
    user: Any = request.user
    lines = [f"记录里的情形：{one.words}（{one.source}）" for one in shown] or [
        "记录里没有算出涉嫌犯罪的情形，由您写明事实。"
    ]
    return form_page(
        request,
        form,
        lambda given: actions.propose_referral(origin, actor=user, client_id=form_id(request), **given),
        title=f"提出移送涉嫌犯罪：{origin.enterprise.name}",
        verb="报负责人决定",
        back=back,
        done="已报负责人，三日内决定是否移送。",
        sentence="\n".join(["情形只是线索，是否移送由负责人决定，不自动移送。", *lines]),
    )


@BOTH
@needs(READ)
def take(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """Take a step of the table."""
    user: Any = request.user
    found = _found(request, pk)
    if name not in lifecycle.STEPS:
        raise Http404
    if request.method == "GET":
        lifecycle.check(user, found, name)
    taken = lifecycle.STEPS[name]
    return form_page(
        request,
        FORMS[name](request.POST or None),
        lambda given: getattr(actions, name)(found, actor=user, client_id=form_id(request), **given),
        title=f"{taken.label}：{found}",
        verb=taken.label,
        back=found.get_absolute_url(),
        done=f"{taken.label}已记录。",
        sentence=f"{found.party}：{found.crime_words}\n现由{found.holder}。",
    )
