"""Pages of cases: the list, one case, its steps, the tabs of an enterprise and of a hazard."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import clock
from anlan.core.errors import NotNow
from anlan.core.forms import form_id
from anlan.core.pages import is_fragment
from anlan.core.steps import Step, form_page, step, story
from anlan.enforcement.cases import actions, clocks, counting, evidence, lifecycle, queries, rules
from anlan.enforcement.cases.forms import FORMS, EvidenceForm
from anlan.enforcement.cases.forms.opening import AcceptForm
from anlan.enforcement.cases.models import Case
from anlan.enforcement.cases.pointing import clauses_for
from anlan.enforcement.cases.registers import CASES, STANDING
from anlan.enforcement.documents.registers import STANDING as PAPER_STANDING
from anlan.enforcement.referring import queries as referrals
from anlan.enforcement.referring import rules as referring
from anlan.enforcement.referring import triggers
from anlan.enforcement.refusing import require
from anlan.enterprises import queries as enterprises
from anlan.files.presses import pdf
from anlan.files.registers import show, workbook
from anlan.hazards import queries as hazards
from anlan.hazards.views.ledger import as_pdf
from anlan.org.doors import needs
from anlan.standards.models import Criterion

BOTH = require_http_methods(["GET", "POST"])
READ = "enforcement.read_cases"
WORDS = {f"enforcement.{name}": one.label for name, one in lifecycle.STEPS.items()} | {
    "enforcement.open_case": "提出立案",
    "enforcement.open_twin": "提出关联案件",
    "enforcement.decide_on_spot": "当场处罚",
    "enforcement.suspend": "移送公安，暂停处罚",
    "enforcement.resume": "公安已有结果，恢复办理",
}
LABELS = {
    "decision": "意见", "facts": "事实", "evidence": "证据", "opinion": "意见", "receipt": "签收", "statement": "陈述",
    "answer": "复核", "recorder": "记录人", "attended": "参加人", "record": "听证记录", "to_name": "接收机关",
    "basis": "依据", "retention": "保管期限", "archive_number": "案卷号", "amount": "金额（元）", "on": "缴款日期",
    "place": "地点", "chair": "主持人", "report": "听证意见", "present": "参加人", "result": "结论",
    "mitigation": "减轻理由", "where": "位置", "words": "情况", "summary": "结案意见", "receiver": "签收人",
    "refusal": "拒收", "witness": "见证人", "number": "文号", "notice_number": "文号", "surcharge": "加处罚款（元）",
    "paid": "实缴（元）", "against": "自查自报认定", "reason": "理由", "twin_open": "未结的关联案件",
}  # fmt: skip


def _found(request: HttpRequest, pk: UUID) -> Case:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@require_GET
@needs(READ)
def cases(request: HttpRequest) -> HttpResponse:
    """The list of cases, narrowed and sorted by the URL."""
    return show(request, CASES, may_add=False)


@require_GET
@needs(READ)
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, CASES)


@require_GET
@needs(READ)
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One case: what it is about, its clocks, what each step said, what can be done."""
    found, user = _found(request, pk), request.user
    context = {
        "title": found.name,
        "case": found,
        "mark": STANDING[found.state],
        "clocks": clocks.clocks(found),
        "surcharge": clocks.surcharge(found, clock.today()) if not found.performed_at else 0,
        "against": lifecycle.over_exemption(found) if found.state in lifecycle.UNDECIDED else "",
        "warnings": [one for told in found.said.values() for one in told.get("warnings", [])],
        "count": counting.count_of(found.enterprise) if _counts(found) else None,
        "told": _told(found),
        "moves": queries.moves_of(found) if found.moved_at else [],
        "evidence": evidence.of(found),
        "papers": [(one, PAPER_STANDING[one.standing]) for one in found.documents.order_by("drafted_at")],
        "referrals": list(referrals.visible_to(user).filter(case=found)),
        "clues": _clues(found),
        "parts": clocks.schedule(found) if found.instalments or found.payments else [],
        "steps": _steps(user, found),
        "story": story(found, WORDS),
    }
    return render(request, "enforcement/cases/case.html", context)


def _counts(found: Case) -> bool:
    """Whether its penalty counts towards closing the enterprise (安全生产法 art. 113)."""
    return found.person is None and found.hazard is not None and found.hazard.is_major


def _clues(found: Case) -> list[triggers.Trigger]:
    """What in the records points to a crime, while the case is open."""
    if found.closed_at:
        return []
    return [*(triggers.of_hazard(found.hazard) if found.hazard else []), *triggers.of_text(found.facts, "案情")]


def _told(found: Case) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """What each step put on record; its way to another authority is told by the events, every round of it."""
    return [
        (
            WORDS.get(f"enforcement.{name}", name),
            told.get("by", ""),
            [(label, str(told[word])) for word, label in LABELS.items() if told.get(word)],
        )
        for name, told in sorted(found.said.items(), key=lambda one: one[1].get("at", ""))
        if name not in queries.MOVES
    ]


def _steps(user: Any, found: Case) -> list[Step]:
    """The steps of this state, those open to the person first; what the case does not need is left out."""
    listed = []
    for name, one in lifecycle.STEPS.items():
        if found.state in one.from_ and not (one.needs(found) and name in OPTIONAL):
            reason = lifecycle.reason(user, found, name)
            listed.append(step(one.label, "enforcement:take_case_step", found.pk, name, reason=reason, hint=one.hint))
    if found.other is None and found.handlers and found.closed_at is None and not found.is_simple:
        words = "同一事实对单位和主要负责人都要处罚的"
        listed.append(
            step("一案双罚", "enforcement:open_twin", found.pk, reason=rules.handles(user, found), hint=words)
        )
    if not found.closed_at and found.handlers and not found.is_simple and not found.referrals.exists():
        reason = referring.may_propose_over_case(user, found)
        listed.append(step("提出移送涉嫌犯罪", "enforcement:propose_referral_over_case", found.pk, reason=reason))
    return sorted(listed, key=lambda one: (bool(one.reason), found.state == Case.State.NOTICED and _is_again(one)))


def _is_again(one: Step) -> bool:
    """Whether it is the notice, which comes last once it was given."""
    return one.label == lifecycle.STEPS["notify_party"].label


OPTIONAL = frozenset(
    {"ask_hearing", "waive_hearing", "call_hearing", "hold_hearing", "override_exemption", "urge_payment", "ask_court",
     "bar", "take_down", "publish_decision", "ask_instalments", "allow_instalments", "refuse_instalments",
     "record_payment", "serve_none"}
)  # fmt: skip


@BOTH
@needs(READ)
def take(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """Take a step of the table."""
    found, user = _found(request, pk), request.user
    if name not in lifecycle.STEPS:
        raise Http404
    if request.method == "GET":
        lifecycle.check(user, found, name)
    taken = lifecycle.STEPS[name]
    return form_page(
        request,
        _form(request, found, name),
        lambda given: getattr(actions, name)(found, actor=user, client_id=form_id(request), **given),
        title=f"{taken.label}：{found}",
        verb=taken.label,
        back=found.get_absolute_url(),
        done=f"{taken.label}已记录。",
        sentence=_sentence(found, name),
        template="files/photo_form.html" if name == "add_evidence" else "core/form_page.html",
    )


def _form(request: HttpRequest, found: Case, name: str) -> Form:
    if name == "accept_proposal":
        return AcceptForm(request.POST or None, case=found)
    if name == "add_evidence":
        user: Any = request.user
        return EvidenceForm(request.POST or None, request.FILES or None, user=user, initial=_at(found))
    place = {"served_at_place": (found.enterprise.address or found.enterprise.name)[:100]}
    initial = {
        "conclude": {"facts": found.facts, "evidence": _listed(found)},
        "notify_party": {"kinds": ["fine"], "amount": found.measure["low"]},
        "decide_penalty": {"penalties": found.kinds, "fine": found.amount},
        "serve_decision": place,
        "serve_none": place,
        "perform": {"paid": clocks.owed(found) + clocks.surcharge(found, clock.today()), "performed_on": clock.today()},
    }
    return FORMS[name](request.POST or None, initial=initial.get(name, {}))


def _listed(found: Case) -> str:
    """The evidence on record as the investigation may list it."""
    return "\n".join(f"{one.name}：{one.shows}，来源：{one.source}。" for one in evidence.of(found))[:2000]


def _at(found: Case) -> dict[str, str]:
    return {"place": (found.enterprise.address or found.enterprise.name)[:100]}


def _sentence(found: Case, name: str) -> str:
    lines = [found.name]
    if name in ("notify_party", "decide_penalty"):
        one = found.measure
        also = f"，{one['also']}" if one["also"] else ""
        sure = "" if one["confidence"] in "AB" else "（来源未核对，只作提示）"
        lines.append(f"{one['basis']}：罚款 {one['low']}—{one['high']} 元{also}{sure}")
    if name == "decide_penalty":
        lines.append(f"已告知：{found.penalty_words}")
    if name in ("allow_instalments", "record_payment", "perform") and found.fine:
        lines.append(f"罚款 {found.fine} 元，还欠 {clocks.owed(found)} 元。")
    if name == "allow_instalments":
        lines.append(f"申请：{found.said.get('ask_instalments', {}).get('reason', '当事人没有申请')}")
    if name == "close_case":
        lines += _left(found)
    if name == "override_exemption":
        lines.append(lifecycle.over_exemption(found))
    return "\n".join(lines)


def _left(found: Case) -> list[str]:
    lines, other = [], found.other
    if other is not None and other.closed_at is None:
        lines.append(f"提醒：关联案件{other}（{other.party}）{other.get_state_display()}，还没有结案。")
    if found.hazard is not None and found.hazard.is_open:
        lines.append(f"提醒：{found.hazard}还没有销号，结案不改变隐患的状态。")
    return lines


@require_GET
@needs(READ)
def penalties_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab 处罚 of an enterprise's page: the counter, who is barred, its cases."""
    user: Any = request.user
    enterprise = get_object_or_404(enterprises.visible_to(user), pk=pk)
    context = {
        "title": f"处罚：{enterprise.name}",
        "enterprise": enterprise,
        "count": counting.count_of(enterprise),
        "barred": queries.barred_of(enterprise),
        "rows": [(one, STANDING[one.state]) for one in queries.visible_to(user).filter(enterprise=enterprise)],
        "today": clock.today(),
    }
    return _tab(request, "of_enterprise", context)


@require_GET
@needs(READ)
def penalties_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab 处罚案件 of a hazard's record."""
    user: Any = request.user
    hazard = hazards.found(user, pk)
    context = {
        "title": f"处罚案件：{hazard}",
        "hazard": hazard,
        "rows": [(one, STANDING[one.state]) for one in queries.visible_to(user).filter(hazard=hazard)],
        "reason": rules.may_open_over_hazard(user, hazard),
        "referrals": list(referrals.visible_to(user).filter(hazard=hazard)),
        "clues": triggers.of_hazard(hazard),
        "refer_reason": referring.may_propose_over_hazard(user, hazard),
    }
    return _tab(request, "of_hazard", context)


@require_GET
def penalties_by(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The part 违反了怎么罚 of a criterion's page: everybody may know beforehand."""
    criterion = get_object_or_404(Criterion, pk=pk)
    rows = clauses_for(f"{criterion.section} {criterion.summary}", clock.today())
    context = {"title": f"违反了怎么罚：{criterion.code}", "criterion": criterion, "rows": rows}
    return _tab(request, "of_criterion", context)


def _tab(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    template = f"enforcement/cases/{name}.html"
    return render(request, f"{template}#tab" if is_fragment(request) else template, context)


@require_GET
@needs("enforcement.open_case")
def closure(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The draft of the proposal to close, once the counter is reached."""
    user: Any = request.user
    enterprise = get_object_or_404(enterprises.visible_to(user), pk=pk)
    require(rules.may_open(user, enterprise))
    count, office = counting.count_of(enterprise), rules.own_office(user)
    if not count.is_reached or office is None:
        words = f"“{enterprise.name}”因重大隐患受处罚还没有达到提请关闭的次数。"
        raise NotNow(words, code="enforcement.not_reached")
    said = counting.proposal(enterprise, count, office, f"{user.full_name} {user.office_name}".strip())
    return as_pdf(pdf.official(said), f"提请关闭{enterprise.name}.pdf")
