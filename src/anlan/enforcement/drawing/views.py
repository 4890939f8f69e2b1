"""Pages of draws and interests."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core.forms import form_id
from anlan.core.inputs import ReasonForm
from anlan.core.steps import form_page, step, story
from anlan.enforcement.drawing import actions, lots, paper, queries, rules
from anlan.enforcement.drawing.forms import DrawForm, InterestForm, PlanForm
from anlan.enforcement.drawing.models import Draw
from anlan.enforcement.drawing.registers import DRAWS, INTERESTS
from anlan.enforcement.errands.models import Errand
from anlan.enforcement.refusing import require
from anlan.files.presses import pdf
from anlan.files.registers import show, workbook
from anlan.files.serving import disposition
from anlan.inspections.kinds import Kind
from anlan.org import queries as org
from anlan.org.doors import needs

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "enforcement.make_draw": "抽取",
    "enforcement.plan_draw": "安排到访",
    "enforcement.declare_interest": "申报",
    "enforcement.end_interest": "解除",
}


def _beside() -> dict[str, str]:
    return {"双随机抽查": reverse("enforcement:draws"), "回避申报": reverse("enforcement:interests")}


@require_GET
@needs("enforcement.read_draws")
def draws(request: HttpRequest) -> HttpResponse:
    """Every draw."""
    user: Any = request.user
    may_add = org.townships_with(user, "enforcement.draw").exists()
    return show(request, DRAWS, may_add=may_add, beside=_beside())


@require_GET
@needs("enforcement.read_draws")
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, DRAWS)


@require_GET
@needs("enforcement.read_draws")
def interests(request: HttpRequest) -> HttpResponse:
    """What people declared."""
    return show(request, INTERESTS, may_add=not rules.may_declare(request.user), beside=_beside())


@require_GET
@needs("enforcement.read_draws")
def export_interests(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, INTERESTS)


@BOTH
@needs("enforcement.draw")
def new_draw(request: HttpRequest) -> HttpResponse:
    """Draw."""
    user: Any = request.user
    region = get_object_or_404(org.townships_with(user, "enforcement.draw")[:1])
    form, key = DrawForm(request.POST or None, region=region), form_id(request)
    office = user.office or next(grant.office for grant in user.grants.select_related("office"))

    def act(given: dict[str, Any]) -> Draw:
        told = {name: given[name] for name in ("title", "kind", "wanted", "offices")}
        told["seed"] = lots.seed(given["seed"])
        return actions.make_draw(region, actor=user, office=office, rule=form.rule(), client_id=key, **told)

    return form_page(
        request,
        form,
        act,
        title="双随机抽取",
        verb="抽取",
        back=reverse("enforcement:draws"),
        done="已抽取。名单、种子和结果已写下，不能再改。",
        template="enforcement/drawing/new.html",
    )


@require_GET
@needs("enforcement.read_draws")
def draw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One draw: from what, by which seed, what came of it, and whether it comes again."""
    user: Any = request.user
    found = get_object_or_404(queries.visible_to(user), pk=pk)
    context = {
        "title": found.title,
        "draw": found,
        "rows": _rows(found),
        "apart": _apart(user, found),
        "holds": actions.holds(found),
        "alike": queries.alike(found),
        "how": lots.HOW,
        "is_administrative": found.kind == Kind.ADMINISTRATIVE,
        "steps": [step("安排到访", "enforcement:plan_draw", pk, reason=rules.may_plan(user, found))],
        "story": story(found, WORDS),
    }
    return render(request, "enforcement/drawing/draw.html", context)


def _rows(found: Draw) -> list[dict[str, Any]]:
    """The places drawn, each with its two inspectors and the visit planned."""
    known = {str(one.pk): one for one in Errand.objects.filter(pk__in=list(found.errands.values()))}
    return [
        {
            "place": found.place(one["code"]),
            "people": [found.inspector(number) for number in one["people"]],
            "errand": known.get(found.errands.get(one["code"], "")),
        }
        for one in found.chosen
    ]


def _apart(user: Any, found: Draw) -> list[tuple[Any, Any, str]]:
    """Who kept away from where; why, for themselves and those who may read here what people declared."""
    reads = org.townships_with(user, "enforcement.read_interests").filter(pk=found.region_id).exists()
    rows = [(one, found.inspector(one["number"]), found.place(one["code"])) for one in found.apart]
    return [(who, place, one["why"] if reads or who["id"] == str(user.pk) else "须回避") for one, who, place in rows]


@require_GET
@needs("enforcement.read_draws")
def draw_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The draw on paper."""
    user: Any = request.user
    found = get_object_or_404(queries.visible_to(user), pk=pk)
    page = paper.sheet(found, user.full_name)
    answer = HttpResponse(pdf.sheet(page), content_type=pdf.MEDIA_TYPE)
    answer["Content-Disposition"] = disposition(f"{page.title}.pdf", inline=True)
    return answer


@BOTH
@needs("enforcement.draw")
def plan_draw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Plan visits from a draw."""
    user: Any = request.user
    found, key = get_object_or_404(queries.visible_to(user), pk=pk), form_id(request)
    require(rules.may_plan(user, found))
    return form_page(
        request,
        PlanForm(request.POST or None),
        lambda given: actions.plan_draw(found, actor=user, client_id=key, **given),
        title=f"安排到访：{found}",
        verb="安排",
        back=found.get_absolute_url(),
        done="已安排。别的单位十天内要去的没有另排，请并入那一次。",
        sentence=f"抽中 {len(found.chosen)} 家，按抽取次序排，只排工作日。",
    )


@BOTH
@needs("enforcement.declare_interest")
def declare_interest(request: HttpRequest) -> HttpResponse:
    """Declare what keeps oneself away from a place."""
    user: Any = request.user
    key = form_id(request)
    return form_page(
        request,
        InterestForm(request.POST or None, user=user),
        lambda given: actions.declare_interest(given["enterprise"], why=given["why"], actor=user, client_id=key),
        title="申报回避",
        verb="申报",
        back=reverse("enforcement:interests"),
        done="已申报，双随机不会再派您去这家单位。",
    )


@require_GET
@needs("enforcement.read_draws")
def interest(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One declaration."""
    user: Any = request.user
    found = get_object_or_404(queries.interests(user), pk=pk)
    context = {
        "title": f"{found.who.full_name}回避{found.enterprise.name}",
        "interest": found,
        "steps": [step("解除回避", "enforcement:end_interest", pk, reason=rules.may_end(user, found))],
        "story": story(found, WORDS),
    }
    return render(request, "enforcement/drawing/interest.html", context)


@BOTH
@needs("enforcement.declare_interest")
def end_interest(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It no longer keeps one away."""
    user: Any = request.user
    found, key = get_object_or_404(queries.interests(user), pk=pk), form_id(request)
    require(rules.may_end(user, found))
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: actions.end_interest(found, actor=user, client_id=key, **given),
        title=f"解除回避：{found.enterprise.name}",
        verb="解除",
        back=found.get_absolute_url(),
        done="已解除。",
    )
