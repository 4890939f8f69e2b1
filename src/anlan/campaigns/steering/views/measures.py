"""Pages of measure lists and their items."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.campaigns.steering import actions, items, queries, rules
from anlan.campaigns.steering.actions.checking import require
from anlan.campaigns.steering.forms.measures import MeasureCheckForm, MeasureForm, MeasureListForm
from anlan.campaigns.steering.models import Measure, MeasureList
from anlan.campaigns.steering.views.pages import own_township
from anlan.core.forms import form_id
from anlan.core.steps import form_page, story
from anlan.files import serving
from anlan.files.evidence import Evidence
from anlan.org.doors import needs

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "campaigns.load_measures": "载入",
    "campaigns.assign_measure": "明确",
    "campaigns.check_measure": "检查",
}


def _list(request: HttpRequest, pk: UUID) -> MeasureList:
    return get_object_or_404(queries.measure_lists(request.user), pk=pk)


def _item(request: HttpRequest, pk: UUID, number: int) -> Measure:
    found = _list(request, pk)
    require(rules.may_steer(request.user, found.region))
    item = get_object_or_404(found.measures.select_related("office__region"), number=number)
    item.of = found
    return item


@require_GET
@needs("campaigns.read_steering")
def measure_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One list: every item with what it means here and what the last look showed."""
    found = _list(request, pk)
    items = list(queries.measures_of(found))
    for item in items:
        item.last = next(iter(item.checks.all()), None)
    context = {
        "title": found.title,
        "list": found,
        "items": items,
        "done": queries.carried_out(request.user).get(found.pk, 0),
        "may_change": not rules.may_steer(request.user, found.region),
        "story": story(found, WORDS)[:30],
    }
    return render(request, "campaigns/steering/measures.html", context)


@BOTH
@needs("campaigns.steer")
def new_measures(request: HttpRequest) -> HttpResponse:
    """Load a document of measures."""
    region = own_township(request)
    return form_page(
        request,
        MeasureListForm(request.POST or None),
        lambda given: actions.load_measures(region, actor=request.user, client_id=form_id(request), **given),
        title="载入措施清单",
        verb="载入",
        back=reverse("campaigns:steering", args=["measures"]),
        done="已载入。请逐条明确是否与本乡有关、由谁负责。",
    )


@BOTH
@needs("campaigns.steer")
def measure(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Say what one item means here."""
    item = _item(request, pk, number)
    known = {name: getattr(item, name) for name in ("local_measure", "office", "due_on")}
    known["applies"] = {None: None, True: "yes", False: "no"}[item.applies]
    assign, key = actions.assign_measure, form_id(request)
    return form_page(
        request,
        MeasureForm(request.POST or None, initial=known),
        lambda given: assign(item.of, number=number, actor=request.user, client_id=key, **given),
        title=f"第{number}条：明确本乡做法",
        verb="保存",
        back=item.of.get_absolute_url(),
        done=f"第{number}条已明确。",
        sentence=item.text,
    )


@BOTH
@needs("campaigns.steer")
def check_measure(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Put on record whether one item is carried out."""
    item = _item(request, pk, number)
    require(rules.may_check(request.user, item.of.region, item))
    form = MeasureCheckForm(request.POST or None, request.FILES or None)
    evidence = Evidence(form, "photos", request.user, images_only=False)
    check, key = actions.check_measure, form_id(request)
    if form.is_bound and evidence.errors:
        form.is_valid()
        form.add_error(None, evidence.errors)
    return form_page(
        request,
        form,
        lambda given: check(
            item.of, number=number, actor=request.user, client_id=key, evidence=evidence.names, **given
        ),
        title=f"第{number}条：检查落实情况",
        verb="保存检查",
        back=item.of.get_absolute_url(),
        done=f"第{number}条的检查已记录。",
        sentence=f"{item.text}\n本乡做法：{item.local_measure}" if item.local_measure else item.text,
        template="campaigns/steering/check.html",
        evidence=evidence,
    )


@require_GET
@needs("campaigns.read_steering")
def measure_item(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One item where it stands in its list."""
    item = get_object_or_404(items.rows(request.user), pk=pk)
    return redirect(f"{item.of.get_absolute_url()}#m{item.number}")


@require_GET
@needs("campaigns.read_steering")
def measure_file(request: HttpRequest, pk: UUID, number: int, sha256: str) -> HttpResponseBase:
    """A file that shows an item is carried out."""
    item = get_object_or_404(_list(request, pk).measures, number=number)
    known = {name for check in item.checks.all() for name in check.files}
    return serving.serve(request, sha256 if sha256 in known else "", "shown")
