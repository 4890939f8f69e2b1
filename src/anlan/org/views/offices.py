"""Offices and the powers they legally hold."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from anlan.core.errors import Missing
from anlan.core.filters import one_of
from anlan.core.forms import form_id, submitted
from anlan.core.inputs import ReasonForm
from anlan.core.pages import page
from anlan.org import actions, queries, scope
from anlan.org.doors import needs
from anlan.org.fields import full_office_name
from anlan.org.forms import OfficeChangeForm, OfficeForm, PowerForm
from anlan.org.models import Office


@needs("org.read_people")
def offices(request: HttpRequest) -> HttpResponse:
    """The offices of one's territory by kind, with the powers they hold today."""
    words = request.GET.get("q", "").strip()
    kind = request.GET.get("kind", "")
    rows = queries.offices(request.user, name=words, kind=kind, region=request.GET.get("region", ""))
    context = {
        "page": page(request, rows),
        "words": words,
        "filters": [
            one_of(request, "kind", "类别", Office.Kind.choices),
            one_of(request, "region", "所在区划", queries.townships_of(request.user)),
        ],
        "may_change": scope.may(request.user, "org.change_offices"),
    }
    return render(request, "org/offices.html", context)


def options(request: HttpRequest) -> HttpResponse:
    """Names of offices for a field that completes."""
    words = next(iter(request.GET.values()), "").strip().partition("（")[0]
    names = [full_office_name(office) for office in queries.office_suggestions(words)]
    return render(request, "org/options.html", {"options": names})


def _visible(request: HttpRequest, office_id: uuid.UUID) -> Office:
    office = queries.offices(request.user).filter(pk=office_id).first()
    if office is None:
        raise Missing("没有找到这个单位，可能不在您的辖区内，请回到单位列表查看。", code="org.missing")
    return office


@needs("org.read_people")
def office(request: HttpRequest, office_id: uuid.UUID) -> HttpResponse:
    """One office: its powers with basis and dates, its people, what happened to it."""
    found = _visible(request, office_id)
    context = {
        "office": found,
        "powers": queries.powers_ever(found),
        "people": page(request, queries.people(request.user, office=str(found.pk))),
        "events": queries.events_of(found),
        "may_change": scope.may(request.user, "org.change_offices") and not found.ended_on,
        "may_empower": scope.may(request.user, "org.change_powers") and not found.ended_on,
    }
    return render(request, "org/office.html", context)


@needs("org.change_offices")
def new_office(request: HttpRequest) -> HttpResponse:
    """Found an office."""
    form = OfficeForm(request.POST or None)
    made = submitted(form, lambda given: actions.found_office(**given, actor=request.user, client_id=form_id(request)))
    if made:
        messages.success(request, f"已设立“{made.name}”。职权由安全管理员登记。")
        return redirect("org:office", made.pk)
    context = {"form": form, "title": "设立单位", "verb": "设立单位", "back_url": "org:offices"}
    return render(request, "org/form.html", context, status=422 if form.errors else 200)


@needs("org.change_offices")
def change_office(request: HttpRequest, office_id: uuid.UUID) -> HttpResponse:
    """Rename an office, or make it the safety office."""
    found = _visible(request, office_id)
    initial = {name: getattr(found, name) for name in ("name", "short_name", "is_safety_office")}
    form = OfficeChangeForm(request.POST or None, initial=initial)
    if submitted(
        form, lambda given: actions.change_office(found, **given, actor=request.user, client_id=form_id(request))
    ):
        messages.success(request, f"已保存“{found.name}”。")
        return redirect("org:office", found.pk)
    context = {"form": form, "title": f"修改单位：{found.name}", "verb": "保存单位", "office": found}
    return render(request, "org/form.html", context, status=422 if form.errors else 200)


@needs("org.change_offices")
def end_office(request: HttpRequest, office_id: uuid.UUID) -> HttpResponse:
    """Dissolve an office."""
    found = _visible(request, office_id)
    form = ReasonForm(request.POST or None)
    if submitted(
        form, lambda given: actions.end_office(found, **given, actor=request.user, client_id=form_id(request))
    ):
        messages.success(request, f"已撤销“{found.name}”。")
        return redirect("org:office", found.pk)
    context = {
        "form": form,
        "title": f"撤销单位：{found.name}",
        "sentence": f"撤销后，在这里的岗位权限全部失效（现有 {found.people_count} 人）；办过的事保留。撤销不能恢复。",
        "verb": "撤销单位",
        "is_danger": True,
        "office": found,
    }
    return render(request, "org/confirm_office.html", context, status=422 if form.errors else 200)


@needs("org.change_powers")
def new_power(request: HttpRequest, office_id: uuid.UUID) -> HttpResponse:
    """Enter a legal power with its basis."""
    found = _visible(request, office_id)
    form = PowerForm(request.POST or None)
    if submitted(
        form, lambda given: actions.give_power(found, **given, actor=request.user, client_id=form_id(request))
    ):
        messages.success(request, f"已登记“{found.name}”的职权。")
        return redirect("org:office", found.pk)
    context = {"form": form, "title": f"登记职权：{found.name}", "verb": "登记职权", "office": found}
    return render(request, "org/form.html", context, status=422 if form.errors else 200)


@needs("org.change_powers")
def end_power(request: HttpRequest, office_id: uuid.UUID, power_id: uuid.UUID) -> HttpResponse:
    """End a legal power."""
    found = _visible(request, office_id)
    power = found.powers.filter(pk=power_id).first()
    if power is None:
        raise Missing("没有找到这项职权，请回到单位页面查看。", code="org.missing")
    form = ReasonForm(request.POST or None)
    if submitted(
        form,
        lambda given: actions.end_power(
            found, power_id=power.pk, **given, actor=request.user, client_id=form_id(request)
        ),
    ):
        messages.success(request, f"已终止“{found.name}”的{power.get_kind_display()}。")
        return redirect("org:office", found.pk)
    context = {
        "form": form,
        "title": f"终止职权：{found.name}",
        "sentence": "终止后从今天起不能再行使；此前依职权办的事保留。",
        "facts": [("职权", power.get_kind_display()), ("依据", power.basis)],
        "verb": "终止职权",
        "is_danger": True,
        "office": found,
    }
    return render(request, "org/confirm_office.html", context, status=422 if form.errors else 200)
