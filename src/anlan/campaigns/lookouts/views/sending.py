"""The steps of the office: sending a lesson as a task, reminding, calling off."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from anlan.campaigns.duties.views.pages import BOTH
from anlan.campaigns.lookouts import actions, queries, reminding, rules
from anlan.campaigns.lookouts.forms import SendForm
from anlan.campaigns.lookouts.models import Lookout
from anlan.campaigns.lookouts.views.shared import found_by
from anlan.campaigns.steering.actions.checking import require
from anlan.core.forms import form_id, submitted
from anlan.core.inputs import ReasonForm
from anlan.core.search import wanted
from anlan.core.steps import form_page
from anlan.enterprises.models import Lesson
from anlan.org.doors import needs


@BOTH
@needs("campaigns.send_lookout")
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send a lesson as a task: items found by words, industries, villages, a day; how many it reaches is told first."""
    user: Any = request.user
    lesson, region = get_object_or_404(Lesson, pk=pk), queries.township_for(user)
    if region is None:
        raise Http404
    require(rules.may_send(user, region, lesson))
    looks = bool({"look", "count"} & set(request.POST))
    initial = {"industries": [lesson.industry_id] if lesson.industry_id else [], "find": lesson.title}
    form = SendForm(request.POST or None, region=region, initial=initial)
    if request.method == "POST" and not looks:
        key = form_id(request)
        if made := submitted(form, lambda given: _sent(lesson, region, user, key, given)):
            return redirect(made)
    context = {"title": f"发举一反三任务：{lesson}", "lesson": lesson, "form": form, "looks": looks}
    context["picks"] = _picks(form)
    if request.method == "POST":
        context["reached"] = queries.reached(region, form.picked("industries"), form.picked("villages"))
    status = 422 if form.is_bound and form.errors and not looks else 200
    return render(request, "campaigns/lookouts/send.html", context, status=status)


def _sent(lesson: Lesson, region: Any, user: Any, key: Any, given: dict[str, Any]) -> Lookout:
    given.pop("find")
    return actions.send_lookout(lesson, region=region, actor=user, client_id=key, **given)


def _picks(form: SendForm) -> list[tuple[Any, bool]]:
    """The items to choose from: those ticked, then those the words find."""
    field: Any = form.fields["criteria"]
    ticked = list(field.queryset.filter(pk__in=[one for one in form.picked("criteria") if _is_id(one)]))
    found = queries.picks_for(wanted(str(form["find"].value() or "")))
    return [(one, one in ticked) for one in dict.fromkeys([*ticked, *found])]


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@BOTH
@needs("campaigns.send_lookout")
def remind(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remind those who have not answered."""
    user: Any = request.user
    found = found_by(request, pk)
    require(rules.may_keep(user, found))
    waiting = reminding.waiting(found, user)
    silent = len(waiting) - len(reminding.managers_of(one.key for one in waiting))
    by_phone = f"其中 {silent} 家没有人有账号，请打电话。" if silent else ""
    key = form_id(request)
    return form_page(
        request,
        forms.Form(request.POST if request.method == "POST" else None),
        lambda given: actions.remind(found, actor=user, client_id=key),
        title=f"催办：{found}",
        verb="催办",
        back=found.get_absolute_url(),
        done="已催办。",
        sentence=f"还有 {len(waiting)} 家没有查，各单位负责人会收到一条。{by_phone}",
    )


@BOTH
@needs("campaigns.send_lookout")
def call_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask nobody any more."""
    user: Any = request.user
    found = found_by(request, pk)
    require(rules.may_call_off(user, found))
    key = form_id(request)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda given: actions.call_off_lookout(found, actor=user, client_id=key, **given),
        title=f"撤销任务：{found}",
        verb="撤销",
        back=found.get_absolute_url(),
        done="已撤销，不再要求任何单位查；查过的记录保留。",
    )
