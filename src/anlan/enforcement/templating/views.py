"""Pages of templates: kinds with their versions, a preview on an example, the file, a new version."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import clock
from anlan.core.forms import form_id
from anlan.core.steps import form_page
from anlan.enforcement.refusing import require
from anlan.enforcement.templating import actions, queries, rules
from anlan.enforcement.templating.forms import EndForm, ReplaceForm
from anlan.enforcement.templating.kinds import PaperKind, all_kinds
from anlan.enforcement.templating.models import Template
from anlan.files import serving
from anlan.files.presses import docx, filling, reading
from anlan.hazards.views.ledger import as_pdf
from anlan.org.doors import needs

BOTH = require_http_methods(["GET", "POST"])
READ, REPLACE = "enforcement.read_templates", "enforcement.replace_template"


def _kind(code: str) -> PaperKind:
    kind = all_kinds().get(code)
    if kind is None:
        raise Http404
    return kind


def _version(code: str, version: int) -> Template:
    return get_object_or_404(queries.versions(_kind(code).code), version=min(version, 30_000))


@require_GET
@needs(READ)
def templates(request: HttpRequest) -> HttpResponse:
    """Every kind by its set, with the version that holds today or the reason why none does."""
    rows = [(kind, queries.in_force(code), queries.versions(code).count()) for code, kind in all_kinds().items()]
    sets = [(name, list(part)) for name, part in groupby(rows, key=lambda row: row[0].group)]
    return render(request, "enforcement/templating/templates.html", {"title": "文书模板", "sets": sets})


@require_GET
@needs(READ)
def template_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind: its versions, and the fields a template may show."""
    found = _kind(kind)
    context = {
        "title": f"{found.label}模板",
        "kind": found,
        "versions": list(queries.versions(found.code)),
        "holding": queries.in_force(found.code),
        "today": clock.today(),
        "reason": rules.may_replace(request.user),
    }
    return render(request, "enforcement/templating/kind.html", context)


@require_GET
@needs(READ)
def preview(request: HttpRequest, kind: str, version: int) -> HttpResponse:
    """A version filled with the example, as PDF."""
    found = _version(kind, version)
    content = filling.fill(queries.content_of(found), _kind(kind).example)
    return as_pdf(reading.as_pdf(content, mark="样张"), f"{found}样张.pdf")


@require_GET
@needs(READ)
def download_template(request: HttpRequest, kind: str, version: int) -> HttpResponse:
    """The file of a version, to be changed and uploaded as the next."""
    found = _version(kind, version)
    return serving.download(queries.content_of(found), f"{found}.docx", docx.MEDIA_TYPE)


@BOTH
@needs(REPLACE)
def replace(request: HttpRequest, kind: str) -> HttpResponse:
    """Upload the next version."""
    found = _kind(kind)
    form = ReplaceForm(request.POST or None, request.FILES or None, initial={"valid_from": clock.today()})
    return form_page(
        request,
        form,
        lambda given: actions.replace_template(
            found,
            given.pop("file"),
            actor=request.user,
            client_id=form_id(request),
            **given,
        ),
        title=f"上传新版本：{found.label}",
        verb="核对并登记",
        back=reverse("enforcement:template_kind", args=[kind]),
        done="已登记。已经出具的文书仍用当时的版本。",
    )


@BOTH
@needs(REPLACE)
def end(request: HttpRequest, kind: str, version: int) -> HttpResponse:
    """Let a version end."""
    found = _version(kind, version)
    require(rules.may_replace(request.user))
    return form_page(
        request,
        EndForm(request.POST or None, initial={"valid_to": clock.today()}),
        lambda given: actions.end_template(found, actor=request.user, client_id=form_id(request), **given),
        title=f"停用：{found}",
        verb="停用",
        back=found.get_absolute_url(),
        done="已登记停用日期。",
        sentence="停用后没有其他有效版本的，这种文书不能再生成，请先上传新版本。",
    )
