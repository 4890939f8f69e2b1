"""Pages of permits: the list, filling one in, its page with gates and measures, its steps, its papers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core import clock
from anlan.core.errors import NotNow, NotYours
from anlan.core.forms import form_id
from anlan.core.pages import is_fragment
from anlan.core.steps import Step, form_page, story
from anlan.enterprises.models import SiteCode
from anlan.enterprises.rules import posts_of
from anlan.files import actions as files
from anlan.files import serving
from anlan.files.models import Use
from anlan.files.registers import show, workbook
from anlan.permits import actions, clocks, forms, gates, levels, lifecycle, papers, queries, registers, rules, special
from anlan.permits.actions.drafting import profile_of
from anlan.permits.models import OwnRule, Permit, State
from anlan.permits.views import shared
from anlan.permits.views.declarations import begins

BOTH = require_http_methods(["GET", "POST"])
OWN_PAGES = {"approve": "permits:approve", "gas": "permits:gas", "change": "permits:change"}
WORDS = {
    "permits.draft": "填票",
    "permits.change": "修改",
    "permits.tick": "现场确认",
    "permits.record_gas": "气体分析",
    "permits.approve": "到现场批准",
    "permits.ask_override": "对本单位规定提出例外",
    "permits.agree_override": "同意例外",
}


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Every permit the person may see; `day=today` is what burns today."""
    shared.seen(request)
    may_add = bool(posts_of(request.user))  # type: ignore[arg-type]
    return show(request, registers.PERMITS, may_add=may_add, beside=shared.beside())


@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    shared.seen(request)
    return workbook(request, registers.PERMITS)


@require_GET
def of_enterprise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What goes on at one enterprise today, inside its page or alone."""
    user: Any = request.user
    found = shared.place(request, pk)
    rows = queries.visible_to(user).filter(queries.today(), enterprise=found)
    context = {
        "title": "今天的危险作业",
        "enterprise": found,
        "rows": [(one, registers.STANDING[one.standing], registers.span(one)) for one in rows[:50]],
        "may_fill": not rules.may_fill(user, found),
        "all": f"{reverse('permits:list')}?q={found.name}",
    }
    template = "permits/of_enterprise.html#tab" if is_fragment(request) else "permits/of_enterprise.html"
    return render(request, template, context)


@require_GET
def new(request: HttpRequest) -> HttpResponse:
    """For which enterprise."""
    return shared.own_places(request, "permits:fill", "办作业票")


@BOTH
def fill(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Fill in a ticket."""
    user: Any = request.user
    found = shared.place(request, pk)
    if reason := rules.may_fill(user, found):
        raise NotYours(reason, code="permits.not_yours")
    profile = profile_of(found)
    form = forms.PermitForm(request.POST or None, enterprise=found, profile=profile, initial=begins())
    which = special.TABLE["standard"] if profile == special.GB else special.LIGHT_KIND.source
    return form_page(
        request,
        form,
        lambda given: actions.draft(found, actor=user, client_id=form_id(request), **form.facts()),
        title="办作业票",
        verb="保存，去现场确认",
        back=reverse("permits:list"),
        done="票已填好，还没有批准。到现场逐条确认措施后批准。",
        sentence=f"{found.name}\n依据：{which}",
    )


def _found(request: HttpRequest, pk: UUID) -> Permit:
    user: Any = request.user
    return get_object_or_404(queries.visible_to(user), pk=pk)


@BOTH
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a ticket that is not approved."""
    found = _found(request, pk)
    lifecycle.refuse_unless_open("change", request.user, found)  # type: ignore[arg-type]
    shown = {"enterprise": found.enterprise, "profile": found.profile}
    form = forms.PermitForm(request.POST or None, initial=forms.known(found), **shown)
    return form_page(
        request,
        form,
        lambda given: actions.change(found, actor=request.user, client_id=form_id(request), **form.facts()),
        title=f"修改 {found}",
        verb="保存",
        back=found.get_absolute_url(),
        done="已保存，现场确认请重新做。",
    )


@require_GET
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The ticket: what is still in the way, its measures, tests, clocks, steps and story."""
    user: Any = request.user
    found = _found(request, pk)
    level, raised = levels.in_force(found)
    drafted = found.state == State.DRAFTED
    ticks = {row.code: row for row in found.ticks.select_related("by")}
    context = {
        "title": f"{found.about.label} {found}",
        "permit": found,
        "mark": registers.STANDING[found.standing],
        "level": level,
        "raised": raised,
        "approver": special.APPROVERS[level.approver],
        "span": registers.span(found),
        "left": registers.left(found),
        "stopped": clocks.why_stopped(found),
        "next_test": clocks.next_test_at(found),
        "watch_until": clocks.watch_until(found),
        "gates": gates.check(found) if drafted else [],
        "may_fix": not rules.may_change(request.user, found),  # type: ignore[arg-type]
        "measures": [(row, ticks.get(row.code)) for row in gates.measures_of(found)],
        "may_tick": drafted and not rules.may_confirm(user, found),
        "why_no_tick": rules.may_confirm(user, found),
        "tests": found.gas_tests.all(),
        "sets": found.equipment.all(),
        "overrides": found.overrides.select_related("rule", "asked_by", "agreed_by"),
        "may_agree": drafted and not rules.may_agree(user, found),
        "may_ask": drafted and not rules.may_fill(user, found.enterprise),
        "has_notice": found.enterprise.crowded and found.kind == "hot_work",
        "photos": Use.objects.filter(room="permits", subject_id=found.pk),
        "steps": _steps(user, found),
        "story": _story(found),
    }
    return render(request, "permits/permit.html", context)


def _steps(user: Any, found: Permit) -> list[Step]:
    shown = []
    for name, row in lifecycle.STEPS.items():
        if found.state in row.from_ and (name != "gas" or found.about.gas):
            page = OWN_PAGES.get(name)
            url = reverse(page, args=[found.pk]) if page else reverse("permits:step", args=[found.pk, name])
            shown.append(Step(row.label, url, lifecycle.reason(name, user, found), row.hint))
    return shown


def _story(found: Permit) -> list[tuple[Any, str, str]]:
    rows = []
    for event, what, reason in story(found, WORDS):
        name = event.data.get("step", "")
        said = (
            event.data.get("words", "") if event.action == "permits.tick" else reason or event.data.get("problem", "")
        )
        rows.append((event, lifecycle.STEPS[name].label if event.action == "permits.step" else what, said))
    return rows


@require_POST
def tick(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Confirm one measure."""
    found = _found(request, pk)
    concerns = request.POST.get("concerns", "yes") != "no"
    actions.tick(found, code=code, concerns=concerns, actor=request.user, client_id=form_id(request))  # type: ignore[misc]
    return redirect(f"{found.get_absolute_url()}#measures")


@BOTH
def gas(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a reading on record."""
    found = _found(request, pk)
    lifecycle.refuse_unless_open("gas", request.user, found)  # type: ignore[arg-type]
    form = forms.GasForm(
        request.POST or None, names=found.about.gas, initial={"sampled_at": timezone.localtime(clock.now())}
    )
    return form_page(
        request,
        form,
        lambda given: actions.record_gas(found, actor=request.user, client_id=form_id(request), **given),
        title=f"气体分析：{found}",
        verb="登记",
        back=found.get_absolute_url(),
        done="已登记。",
        sentence="作业中读数不合格的，登记后这张票立即停止。",
    )


@BOTH
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Approve on site."""
    found = _found(request, pk)
    lifecycle.refuse_unless_open("approve", request.user, found)  # type: ignore[arg-type]

    def act(given: dict[str, Any]) -> Permit:
        kept = files.keep(given["photo"], actor=request.user, images_only=True)  # type: ignore[misc]
        return actions.approve(found, photos=[kept.pk], actor=request.user, client_id=form_id(request))

    form = forms.ApproveForm(request.POST or None, request.FILES or None)
    return form_page(
        request,
        form,
        act,
        title=f"到现场批准：{found}",
        verb="批准作业",
        back=found.get_absolute_url(),
        done="已批准，可以开始。到时间自动失效。",
        sentence=f"{found.content}，{found.place_words}，{registers.span(found)}",
    )


@BOTH
def step(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """Pause, resume, finish, stop, close or call off."""
    found = _found(request, pk)
    if name not in lifecycle.STEPS or name in OWN_PAGES:
        raise Http404
    taken = lifecycle.refuse_unless_open(name, request.user, found)  # type: ignore[arg-type]
    form_class = forms.ReasonForm if name in ("stop", "call_off") else forms.WordForm
    return form_page(
        request,
        form_class(request.POST or None),
        lambda given: actions.step(found, name=name, actor=request.user, client_id=form_id(request), **given),
        title=f"{taken.label}：{found}",
        verb=taken.label,
        back=found.get_absolute_url(),
        done=f"{taken.label}，已记录。",
        sentence=taken.hint,
    )


@BOTH
def override(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask that an own rule be set aside."""
    found = _found(request, pk)
    if found.state != State.DRAFTED:
        raise NotNow("只能在批准之前提出例外。", code="permits.not_now")
    return form_page(
        request,
        forms.OverrideForm(request.POST or None, permit=found),
        lambda given: actions.ask_override(found, actor=request.user, client_id=form_id(request), **given),
        title=f"对本单位规定提出例外：{found}",
        verb="提出",
        back=found.get_absolute_url(),
        done="已提出，由主要负责人或分管负责人同意后有效。",
        sentence="证件、设备、气体、监护、审批等法定条件没有例外。",
    )


@require_POST
def agree(request: HttpRequest, pk: UUID, override_id: UUID) -> HttpResponse:
    """Agree to an exception."""
    found = _found(request, pk)
    asked = get_object_or_404(found.overrides.select_related("rule", "asked_by"), pk=override_id)
    actions.agree_override(found, override=asked, actor=request.user, client_id=form_id(request))  # type: ignore[misc]
    messages.success(request, "已同意，两个人的名字都在记录里。")
    return redirect(found.get_absolute_url())


@require_GET
def own_rules(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The enterprise's own rules for special work."""
    found = shared.place(request, pk)
    context = {
        "title": "本单位的作业规定",
        "enterprise": found,
        "rules": found.permit_rules.filter(ended_on=None),
        "may_keep": not rules.may_keep(request.user, found),  # type: ignore[arg-type]
    }
    return render(request, "permits/rules.html", context)


@BOTH
def new_rule(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a rule."""
    found = shared.place(request, pk)
    address = reverse("permits:own_rules", args=[pk])

    def act(given: dict[str, Any]) -> str:
        actions.set_rule(found, actor=request.user, **given)  # type: ignore[misc]
        return address

    form = forms.RuleForm(request.POST or None)
    return form_page(request, form, act, title="增加本单位规定", verb="保存", back=address, done="已增加。")


@require_POST
def end_rule(request: HttpRequest, pk: UUID, rule_id: UUID) -> HttpResponse:
    """End a rule."""
    found = shared.place(request, pk)
    rule = get_object_or_404(OwnRule.objects.select_related("enterprise"), pk=rule_id, enterprise=found)
    actions.end_rule(rule, actor=request.user)  # type: ignore[arg-type]
    return redirect("permits:own_rules", pk)


def _pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = serving.disposition(name, inline=True)
    return answer


@require_GET
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The ticket as a PDF."""
    found = _found(request, pk)
    return _pdf(papers.permit(found, request.user), f"{found.number}作业票.pdf")  # type: ignore[arg-type]


@require_GET
def notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The notice for the entrance as a PDF."""
    found = _found(request, pk)
    plate = SiteCode.objects.filter(enterprise=found.enterprise_id).first()
    address = request.build_absolute_uri(reverse("permits_door:now", args=[plate.token])) if plate else ""
    return _pdf(papers.notice(found, request.user, address), f"{found.number}动火公告.pdf")  # type: ignore[arg-type]


@require_GET
def photo(request: HttpRequest, pk: UUID, sha256: str) -> HttpResponseBase:
    """A photo taken at the approval."""
    found = _found(request, pk)
    known = Use.objects.filter(room="permits", subject_id=found.pk, file_id=sha256).exists()
    return serving.serve(request, sha256 if known else "", "shown")
