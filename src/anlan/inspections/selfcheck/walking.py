"""The list at a door: one question a screen, what is wrong, the end with a signature, and the receipt."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from anlan.core.errors import DomainError, Invalid
from anlan.core.forms import form_id
from anlan.enterprises.premises.sessions import Standing
from anlan.files import actions as files
from anlan.hazards.models import Hazard
from anlan.inspections import actions, queries
from anlan.inspections.items import Line, Walk, walk
from anlan.inspections.models import Answer, Visit
from anlan.inspections.selfcheck import acting
from anlan.inspections.selfcheck.doors import inside
from anlan.inspections.selfcheck.mending import open_of
from anlan.inspections.selfcheck.photos import Brought
from anlan.org.models import User

VALUES = {Answer.Value.YES.value, Answer.Value.NO.value, Answer.Value.NOT_APPLICABLE.value}


@inside
def question(request: HttpRequest, token: str, standing: Standing, number: int) -> HttpResponse:
    """One question with its three answers; a good one leads to the next, 不是 to what is wrong."""
    visit = acting.running(standing)
    if visit is None:
        return redirect("selfcheck:lists", token)
    lines = walk(visit)
    line = _line(lines, number)
    if request.method == "POST" and not line.findings:
        value = request.POST.get("value", "")
        if value in VALUES:
            actions.answer(visit, item=line.key, value=value, actor=standing.user, client_id=form_id(request))
            return redirect("selfcheck:wrong", token, number) if value == "no" else _on(token, visit, number)
        messages.error(request, "请点一个答案。")
    actions.jump(visit, number=number, actor=standing.user)
    context = {
        "others": acting.others_at_it(standing) if number == 1 else [],
        "open": _of_before(visit) if number == 1 else [],
        "after": lines.next_after(number),
    }
    return _page(request, "question", token, standing, visit, lines, line, context)


@inside
def wrong(request: HttpRequest, token: str, standing: Standing, number: int) -> HttpResponse:
    """What a 不是 stands for: a photo if one likes, and whether it is put right at once."""
    visit = acting.running(standing)
    if visit is None:
        return redirect("selfcheck:lists", token)
    lines = walk(visit)
    line = _line(lines, number)
    if not line.is_not_fine or line.findings:
        return redirect("selfcheck:question", token, number)
    refused, brought = "", Brought(request, standing.enterprise, standing.user)
    if request.method == "POST":
        try:
            _settle(request, visit, line, standing.user, brought)
            return _on(token, visit, number)
        except Invalid as invalid:
            refused = invalid.message
    context = {"alike": queries.alike(visit, line)[:1], "refused": refused, "brought": brought}
    return _page(request, "wrong", token, standing, visit, lines, line, context, status=422 if refused else 200)


def _settle(request: HttpRequest, visit: Visit, line: Line, user: User, brought: Brought) -> None:
    known = None
    if key := request.POST.get("known"):
        offered = {str(one.pk): one for one in queries.alike(visit, line)}
        known = offered.get(key) or _gone()
    acting.settle(
        visit,
        line,
        actor=user,
        before=brought.take("before"),
        after=brought.take("after"),
        is_fixed=request.POST.get("fixed") == "yes",
        known=known,
        client_id=form_id(request),
    )


def _gone() -> Hazard:
    raise Invalid("那一条刚刚销号了，请按新问题记下来。", code="inspections.known")


@inside
def sign(request: HttpRequest, token: str, standing: Standing) -> HttpResponse:
    """What was found and what happens next; the name under it ends the self-check."""
    visit = acting.running(standing)
    if visit is None:
        return redirect("selfcheck:lists", token)
    lines, refused = walk(visit), ""
    if request.method == "POST":
        try:
            drawn = request.FILES.get("drawn")
            image = files.keep(drawn, actor=standing.user, images_only=True) if drawn else None
            name = request.POST.get("name", "")[:60]
            acting.finish(visit, standing, name=name, image=image, client_id=form_id(request))
            return redirect("selfcheck:done", token)
        except DomainError as error:
            refused = error.message
    context = {
        "token": token,
        "enterprise": standing.enterprise,
        "standing": standing,
        "visit": visit,
        "walk": lines,
        "refused": refused,
        "typed": request.POST.get("name", ""),
        "open": [*lines.unanswered, *lines.lacking_hazard],
        "found": [(line, one, acting.what_next(line, one)) for line in lines.lines for one in line.findings],
    }
    return render(request, "inspections/selfcheck/sign.html", context, status=422 if refused else 200)


@inside
def done(request: HttpRequest, token: str, standing: Standing) -> HttpResponse:
    """The receipt, and what is still to do."""
    visit = next(
        (one for one in acting.done_this_month(standing.enterprise) if one.led_by_id == standing.user.pk), None
    )
    if visit is None:
        return redirect("selfcheck:lists", token)
    lines = walk(visit)
    context = {
        "token": token,
        "enterprise": standing.enterprise,
        "visit": visit,
        "walk": lines,
        "found": [(line, one, acting.what_next(line, one)) for line in lines.lines for one in line.findings],
        "open": open_of(standing.enterprise),
    }
    return render(request, "inspections/selfcheck/done.html", context)


def _of_before(visit: Visit) -> list[Hazard]:
    """What was open here before this self-check."""
    return [one for one in open_of(visit.enterprise) if one.found_at < visit.begun_at]


def _line(lines: Walk, number: int) -> Line:
    line = lines.line(number)
    if line is None:
        raise Http404
    return line


def _on(token: str, visit: Visit, number: int) -> HttpResponse:
    following = walk(visit).next_after(number)
    return redirect("selfcheck:question", token, following) if following else redirect("selfcheck:sign", token)


def _page(
    request: HttpRequest,
    name: str,
    token: str,
    standing: Standing,
    visit: Visit,
    lines: Walk,
    line: Line,
    more: dict,
    status: int = 200,
) -> HttpResponse:
    context = {
        "token": token,
        "enterprise": standing.enterprise,
        "visit": visit,
        "walk": lines,
        "line": line,
        "before": line.number - 1,
        **more,
    }
    return render(request, f"inspections/selfcheck/{name}.html", context, status=status)
