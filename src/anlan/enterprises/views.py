"""Pages of the register: the list, one enterprise's file, its owners and its people."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core import clock, events, hooks, pages
from anlan.core.errors import DomainError, Invalid, NotYours
from anlan.core.forms import form_id
from anlan.core.ids import uuid7
from anlan.enterprises import actions, filtering, history, queries, rules, twins
from anlan.enterprises.archives import queries as archives
from anlan.enterprises.forms import AccountForm, EnterpriseForm, OwnersForm, PersonForm
from anlan.enterprises.models import Enterprise, EnterpriseEvent, Person
from anlan.enterprises.premises import queries as premises
from anlan.enterprises.premises import rules as premises_rules
from anlan.enterprises.sheet import HEAD, sheet_rows
from anlan.files.presses import xlsx
from anlan.org import scope
from anlan.org.models import Region

BOTH = require_http_methods(["GET", "POST"])


@require_GET
def register(request):
    """The register as far as it is the person's, narrowed by the URL."""
    view = filtering.View(request.GET, request.user)
    page = pages.page(request, filtering.shown(view.rows()))
    context = {
        "page": page,
        "rows": _with_added_columns(request.user, page.object_list),
        "added": hooks.columns.of("enterprises", request.user),
        "filters": filtering.chips(request),
        "sorts": filtering.SORTS,
        "gaps": filtering.gap_count(request.user),
        "text": request.GET.get("q", ""),
        "can_record": rules.can_record(request.user),
        "can_import": scope.may(request.user, "enterprises.import"),
    }
    return render(request, "enterprises/list.html", context)


def _with_added_columns(user, rows):
    """Each enterprise with the cells that higher rooms add to the list."""
    ids = [one.pk for one in rows]
    added = [column.cells(user, ids) for column in hooks.columns.of("enterprises", user)]
    return [(one, [cells.get(one.pk, ("", "")) for cells in added]) for one in rows]


@require_GET
def export(request):
    """What the list shows, all pages of it, as a workbook."""
    rows = filtering.shown(filtering.View(request.GET, request.user).rows())
    return xlsx.response(HEAD, sheet_rows(rows), f"企业名录{clock.today():%Y%m%d}.xlsx", sheet="企业名录")


@require_GET
def detail(request, pk):
    """One enterprise, one file (一企一档)."""
    found = _found(request, pk)
    return render(request, "enterprises/detail.html", _file(request.user, found))


def _found(request, pk):
    return get_object_or_404(queries.detail_of(request.user), pk=pk)


SHOWN_PEOPLE, SHOWN_LINES = 12, 30
RANK = {post: place for place, post in enumerate(Person.Post.values)}


def _file(user, found):
    lines = history.lines(found)
    people = sorted(queries.people_of(found), key=lambda one: (RANK[one.post], one.since, one.pk))
    return {
        "enterprise": found,
        "industries": actions.ordered_industries(found),
        "people": people[:SHOWN_PEOPLE],
        "rest": people[SHOWN_PEOPLE:],
        "former": queries.former_people_of(found),
        "history": lines[:SHOWN_LINES],
        "older": lines[SHOWN_LINES:],
        "tabs": hooks.tabs.of("enterprise", user, found),
        "can_change": rules.can_change(user, found),
        "can_set_owner": rules.can_set_owner(user, found),
        "can_open_account": rules.can_open_account(user, found),
        "can_see_personal": rules.can_see_personal(user, found),
        "may_choose_lists": premises_rules.can_choose_lists(user, found),
        "monthly_lists": premises.names_of(found),
        "archives": archives.groups(found),
    }


@BOTH
def record(request):
    """Open a file."""
    if not rules.can_record(request.user):
        raise NotYours("企业由乡、村工作人员登记，您可以请他们办理。", code="enterprises.not_yours")
    if saved := _done_before(request, "enterprises.record"):
        return redirect("enterprises:detail", pk=saved.pk)
    form = _enterprise_form(request, Enterprise(), "enterprises.record")
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["client_id"]
        saved = actions.record(actor=request.user, client_id=key, **form.facts())
        messages.success(request, f"“{saved.name}”已登记，本地编号 {saved.local_code}。")
        return redirect("enterprises:detail", pk=saved.pk)
    return _form_page(request, form, None)


@BOTH
def change(request, pk):
    """Change the facts of a file."""
    found = _found(request, pk)
    if not rules.can_change(request.user, found):
        raise NotYours(f"您不能修改“{found.name}”的档案，请联系当地工作人员。", code="enterprises.not_yours")
    if _done_before(request, "enterprises.change"):
        return redirect("enterprises:detail", pk=found.pk)
    form = _enterprise_form(request, found, "enterprises.change")
    if request.method == "POST" and form.is_valid():
        actions.change(found, actor=request.user, client_id=form.cleaned_data["client_id"], **form.facts())
        messages.success(request, f"“{found.name}”的档案已保存。")
        return redirect("enterprises:detail", pk=found.pk)
    return _form_page(request, form, found)


def _done_before(request, action):
    """The enterprise that the very same form has already written: sent twice, it is answered as the first time."""
    key = form_id(request)
    earlier = events.repeated(EnterpriseEvent, key, action) if key else None
    return earlier.subject if earlier and earlier.actor_id == request.user.pk else None


def _enterprise_form(request, found, permission):
    regions = queries.regions_for(request.user, permission)
    if found.region_id:
        regions = regions | Region.objects.filter(pk=found.region_id)
    typed = request.POST.get("region", "")
    code = found.region_code or (typed if typed.isdecimal() else "") or getattr(regions.first(), "code", "")
    return EnterpriseForm(
        request.POST or None,
        instance=found,
        user=request.user,
        regions=regions,
        offices=queries.offices_above(code),
        initial={"client_id": uuid7()},
    )


def _form_page(request, form, found):
    context = {"form": form, "enterprise": found, "twins": form.twins}
    return render(request, "enterprises/form.html", context, status=_status_of(request))


def _status_of(request):
    return 422 if request.method == "POST" else 200


@require_GET
def alike(request):
    """Enterprises called alike, while a name is being typed."""
    if not rules.can_record(request.user):
        raise NotYours("企业由乡、村工作人员登记，您可以请他们办理。", code="enterprises.not_yours")
    region = queries.regions_for(request.user, "enterprises.record").filter(pk=request.GET.get("region", "")).first()
    found = twins.twins(request.GET.get("name", "")[:120], region.code) if region else []
    return render(request, "enterprises/form.html#alike", {"twins": found})


@BOTH
def owners(request, pk):
    """Say which village and office own it."""
    found = _found(request, pk)
    if not rules.can_set_owner(request.user, found):
        raise NotYours("归属由乡镇领导或站所负责人确定，您可以请他们办理。", code="enterprises.not_yours")
    now = {"region": found.region, "strip": found.strip, "governed_by": found.governed_by, "client_id": uuid7()}
    regions = queries.regions_for(request.user, "enterprises.set_owner") | Region.objects.filter(pk=found.region_id)
    form = OwnersForm(
        request.POST or None,
        enterprise=found,
        regions=regions,
        offices=queries.offices_above(found.region_code),
        initial=now,
    )
    if request.method == "POST" and form.is_valid():
        actions.set_owner(found, actor=request.user, **form.cleaned_data)
        messages.success(request, f"“{found.name}”的归属已确定。")
        return redirect("enterprises:detail", pk=found.pk)
    context = {"form": form, "enterprise": found, "heading": "确定归属", "verb": "保存归属"}
    return render(request, "enterprises/small_form.html", context, status=_status_of(request))


@require_GET
def any_person(request, person_id):
    """A person by their own id, as rows of an import link them: the people of their enterprise."""
    found = get_object_or_404(Person, pk=person_id, enterprise__in=queries.visible_to(request.user))
    return redirect(f"{reverse('enterprises:detail', args=[found.enterprise_id])}#people")


@BOTH
def add_person(request, pk):
    """Put a person with a post on file."""
    found = _changeable(request, pk)
    known = {"client_id": uuid7(), "post": request.GET.get("post"), "contractor": request.GET.get("contractor")}
    form = PersonForm(request.POST or None, enterprise=found, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_person(found, actor=request.user, **form.cleaned_data)
        except Invalid as problem:
            _put_errors(form, problem)
        else:
            messages.success(request, f"{form.cleaned_data['name']}已登记。")
            return redirect(f"{reverse('enterprises:detail', args=[found.pk])}#people")
    context = {"form": form, "enterprise": found, "heading": "增加人员", "verb": "保存人员"}
    return render(request, "enterprises/small_form.html", context, status=_status_of(request))


def _put_errors(form, problem: DomainError):
    for name, words in (problem.fields or {"": [problem.message]}).items():
        form.add_error(name if name in form.fields else None, words)


def _changeable(request, pk):
    found = _found(request, pk)
    if not rules.can_change(request.user, found):
        raise NotYours(f"您不能修改“{found.name}”的人员，请联系当地工作人员。", code="enterprises.not_yours")
    return found


def _person(found, person_id):
    person = found.people.select_related("user", "contractor").filter(pk=person_id).first()
    if person is None:
        raise Http404
    person.enterprise = found
    return person


@BOTH
def change_person(request, pk, person_id):
    """Correct a person's facts or move them to another post. The form shows full numbers, logged like any look."""
    found = _changeable(request, pk)
    person = _person(found, person_id)
    work = {name: getattr(person, name) for name in ("post", "job", "employment", "safety_duty", "contractor")}
    known = {"name": person.name, "client_id": uuid7(), **work}
    if request.method == "GET":
        known["phones"] = "、".join(actions.see_personal(person, actor=request.user))
    form = PersonForm(request.POST or None, enterprise=found, person=person, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_person(found, person=person, actor=request.user, **form.cleaned_data)
        except Invalid as problem:
            _put_errors(form, problem)
        else:
            messages.success(request, f"{person.name}的信息已保存。")
            return redirect(f"{reverse('enterprises:detail', args=[found.pk])}#people")
    context = {"form": form, "enterprise": found, "heading": f"更正{person.name}", "verb": "保存更正"}
    return render(request, "enterprises/small_form.html", context, status=_status_of(request))


@require_POST
def end_person(request, pk, person_id):
    """End a person's post as of today."""
    found = _changeable(request, pk)
    person = _person(found, person_id)
    actions.end_person(found, person_id=person.pk, actor=request.user, client_id=form_id(request))
    messages.success(request, f"{person.name}的离任已办理，记录保留在档案里。")
    return redirect(f"{reverse('enterprises:detail', args=[found.pk])}#people")


@BOTH
@sensitive_variables("password")
def open_account(request, pk, person_id):
    """Open an account for one of its people; the first password is shown on this answer only."""
    found = _found(request, pk)
    person = _person(found, person_id)
    if not rules.can_open_account(request.user, found):
        raise NotYours("您不能为这家单位开通账号，请联系应急管理办公室。", code="enterprises.not_yours")
    form = AccountForm(request.POST or None, initial={"client_id": uuid7()})
    if request.method == "POST" and form.is_valid():
        try:
            user, password = actions.open_account(found, person=person, actor=request.user, **form.cleaned_data)
        except Invalid as problem:
            _put_errors(form, problem)
        else:
            context = {"enterprise": found, "person": person, "account": user, "password": password}
            return render(request, "enterprises/first_password.html", context)
    context = {"form": form, "enterprise": found, "heading": f"为{person.name}开通账号", "verb": "开通账号"}
    return render(request, "enterprises/small_form.html", context, status=_status_of(request))


@require_POST
def phones(request, pk, person_id):
    """A person's numbers in full; who looked is put on record."""
    found = _found(request, pk)
    person = _person(found, person_id)
    full = actions.see_personal(person, actor=request.user)
    context = {"enterprise": found, "person": person, "phones": full}
    name = "enterprises/phones.html#numbers" if pages.is_fragment(request) else "enterprises/phones.html"
    return render(request, name, context)
