"""Pages of permits: the list, filling one in and changing it, its page with gates, measures, clocks and story."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import hooks
from anlan.core.errors import NotYours
from anlan.core.forms import form_id
from anlan.core.hooks import Note
from anlan.core.pages import is_fragment
from anlan.core.steps import Step, form_page, story
from anlan.enterprises.rules import posts_of
from anlan.files.models import Use
from anlan.files.registers import show, workbook
from anlan.permits import actions, clocks, forms, gates, levels, lifecycle, queries, registers, rules, special
from anlan.permits.actions.drafting import profile_of
from anlan.permits.models import Permit, State
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
    may_add = bool(posts_of(request.user))
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
        "rows": [(one, registers.STANDING[clocks.standing(one)], registers.span(one)) for one in rows[:50]],
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


@BOTH
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a ticket that is not approved."""
    found = shared.permit(request, pk)
    lifecycle.refuse_unless_open("change", request.user, found)
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
    found = shared.permit(request, pk)
    level, raised = levels.in_force(found)
    drafted = found.state == State.DRAFTED
    ticks, aside = {row.code: row for row in found.ticks.select_related("by")}, gates.set_aside(found)
    context = {
        "title": f"{found.about.label} {found}",
        "permit": found,
        "mark": registers.STANDING[clocks.standing(found)],
        "level": level,
        "raised": raised,
        "approver": special.APPROVERS[level.approver],
        "span": registers.span(found),
        "left": registers.left(found),
        "stopped": clocks.stop(found),
        "next_test": clocks.next_test_at(found),
        "watch_until": clocks.watch_until(found),
        "kept_until": clocks.kept_until(found),
        "film_until": clocks.film_until(found),
        "unchecked": special.unchecked(found.about, level),
        "gates": gates.check(found) if drafted else [],
        "may_fix": not rules.may_change(request.user, found),
        "measures": [(row, ticks.get(row.code), aside.get(row.code)) for row in gates.measures_of(found)],
        "may_tick": drafted and not rules.may_confirm(user, found),
        "why_no_tick": rules.may_confirm(user, found),
        "tests": found.gas_tests.all(),
        "sets": found.equipment.all(),
        "overrides": found.overrides.select_related("rule", "asked_by", "agreed_by"),
        "may_agree": drafted and not rules.may_agree(user, found),
        "may_ask": drafted and not rules.may_fill(user, found.enterprise) and _has_own_rules(found),
        "notes": _notes(user, found),
        "has_notice": found.enterprise.crowded and found.kind == "hot_work",
        "photos": Use.objects.filter(room="permits", subject_id=found.pk),
        "steps": _steps(user, found),
        "story": _story(found),
    }
    return render(request, "permits/permit.html", context)


def _has_own_rules(found: Permit) -> bool:
    return bool(gates.own_rules_of(found))


def _notes(user: Any, found: Permit) -> list[Note]:
    """What higher rooms say to those who may take its steps."""
    if found.state not in (State.DRAFTED, *queries.BUSY) or rules.may_fill(user, found.enterprise):
        return []
    return [note for say in hooks.notes.of("permit") for note in say(user, found)]


def _steps(user: Any, found: Permit) -> list[Step]:
    """The steps open in its state; where the work must stop, stopping leads and finishing does not."""
    shown, lead = [], "pause" if clocks.halted(found) else ""
    for name, row in sorted(lifecycle.STEPS.items(), key=lambda pair: pair[0] != lead):
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
