"""Pages of the room files: imports of ledgers. Stored files are served by the rooms above through `serve`."""

from __future__ import annotations

import tempfile
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core.errors import Missing, NotYours
from anlan.core.pages import page
from anlan.files import importing, queries
from anlan.files.forms import LedgerForm, Sent, choices_in
from anlan.files.importing import Context, Importer, unread
from anlan.files.importing.running import start_undo
from anlan.files.models import ImportRow, ImportRun
from anlan.files.presses.xlsx import MEDIA_TYPE
from anlan.files.serving import disposition, serve

__all__ = ["serve"]
Outcome, State = ImportRow.Outcome, ImportRun.State
BUSY = (State.READING, State.RUNNING, State.UNDOING)


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest, kind: str) -> HttpResponse:
    """Upload a ledger of one kind, and the runs there were."""
    importer = _importer(request, kind)
    form = LedgerForm(request.POST, request.FILES) if request.method == "POST" else LedgerForm()
    if form.is_valid():
        run = importing.upload(
            kind, form.cleaned_data["file"], actor=request.user, client_id=form.cleaned_data["client_id"]
        )
        if run.state == State.READING:
            importing.preview(run)
        return redirect("files:run", run.pk)
    runs = page(request, queries.runs_visible_to(request.user, kind, private=importer.private), 20)
    context = {"title": f"导入{importer.label}", "importer": importer, "form": form, "page": runs}
    return render(request, "files/imports.html", context, status=422 if form.errors else 200)


@require_GET
def run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """One run: the preview, how far it is, or what became of every row."""
    found = _run(request, run_id)
    importer = importing.importer_of(found.kind)
    if found.state in BUSY:
        return render(request, "files/run.html", {"run": found, "importer": importer, "busy": True})
    outcome = request.GET.get("outcome", "")
    rows = page(request, found.rows.filter(outcome=outcome) if outcome in Outcome.values else found.rows.all(), 50)
    for row in rows:
        row.standing = importer.standing(row.values) if row.outcome == Outcome.CREATED else ""
    unread.tell(rows, found)
    context = {
        "run": found,
        "importer": importer,
        "outcome": outcome,
        "page": rows,
        "outcomes": [(value, label, found.counts.get(value, 0)) for value, label in Outcome.choices],
        "all": sum(found.counts.values()),
        "fields": _fields(found, importer),
        "sheets": _sheets(found),
        "needed": {
            sheet["sheet"]: table["needed"]
            for sheet in found.tables
            for table in sheet["tables"]
            if table.get("needed") and found.state == State.PREVIEWED
        },
        "unread": unread.columns(found),
        "declined": found.choices_made.get("declined", []),
    }
    return render(request, "files/run.html", context)


@require_GET
def progress(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """How far a run is; a fragment that replaces itself until the run rests, then reloads the page."""
    found = _run(request, run_id)
    if found.state in BUSY:
        return render(request, "files/run.html#progress", {"run": found})
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_POST
def choose(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Correct which column is what, and preview again."""
    found = _run(request, run_id)
    known = {field.name for field in _fields(found, importing.importer_of(found.kind))}
    importing.choose(found, choices_in(request.POST, found, known), actor=request.user, client_id=_client_id(request))
    return redirect("files:run", found.pk)


@require_POST
def commit(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Write what the preview showed, without the offers that were unticked."""
    found = _run(request, run_id)
    accepted = set(request.POST.getlist("offer"))
    declined = [offer["key"] for offer in found.offers if offer["key"] not in accepted]
    importing.commit(found, actor=request.user, declined=declined, client_id=_client_id(request))
    return redirect("files:run", found.pk)


@require_POST
def resume(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Put a run that a kill left in the middle back to work; one that is being worked on is not disturbed."""
    found = _run(request, run_id)
    importing.resume(found, actor=request.user)
    return redirect("files:run", found.pk)


@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Take a whole run back, after asking."""
    found = _run(request, run_id)
    if request.method == "POST":
        start_undo(found, actor=request.user, client_id=_client_id(request))
        return redirect("files:run", found.pk)
    context = {
        "title": "撤销整次导入",
        "verb": "撤销这次导入",
        "is_danger": True,
        "back_url": f"../{found.pk}/",
        "sentence": "这次导入新建的记录将被收回，更新过的记录恢复原样。其中任何一条已有后续办理时，整次都不撤销。",
        "facts": [("文件", found.file_name), *_written(found)],
    }
    return render(request, "core/confirm.html", context)


@require_GET
def refused(request: HttpRequest, run_id: UUID) -> HttpResponseBase:
    """The refused rows as a workbook in the ledger's own layout."""
    found = _run(request, run_id)
    spool = tempfile.NamedTemporaryFile(prefix="anlan-refused-", suffix=".xlsx")  # noqa: SIM115 (the answer closes it)
    importing.marked_workbook(found, spool)
    spool.seek(0)
    answer = FileResponse(spool, content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = disposition(f"{found.file_name.rpartition('.')[0]}-退回.xlsx", inline=False)
    return answer


@require_GET
def original(request: HttpRequest, run_id: UUID) -> HttpResponseBase:
    """The ledger as it was uploaded."""
    found = _run(request, run_id)
    return serve(request, found.file_id, name=found.file_name)


def _importer(request: HttpRequest, kind: str) -> Importer:
    importer = importing.importer_of(kind)
    if not importer.may(request.user):
        raise NotYours(f"您没有导入{importer.label}的权限。请由有权限的同事导入。", code="files.not_yours")
    return importer


def _run(request: HttpRequest, run_id: UUID) -> ImportRun:
    kinds = [importer.kind for importer in importing.importers() if importer.may(request.user)]
    found = ImportRun.objects.filter(pk=run_id, kind__in=kinds).first()
    private = found is not None and importing.importer_of(found.kind).private
    if (
        found is None
        or not queries.runs_visible_to(request.user, found.kind, private=private).filter(pk=run_id).exists()
    ):
        raise Missing("没有这次导入。请从“导入台账”重新打开。", code="files.no_run")
    return found


def _written(run: ImportRun) -> list[tuple[str, int]]:
    return [(Outcome(name).label, run.counts.get(name, 0)) for name in (Outcome.CREATED, Outcome.CHANGED)]


def _fields(run: ImportRun, importer: Importer) -> list[Any]:
    return list(importer.fields_for(Context(run, run.by)))


def _sheets(run: ImportRun) -> list[dict[str, Any]]:
    """What was recognised in each sheet, with what the person chose for it."""
    chosen = run.choices_made.get("sheets", {})
    return [{**sheet, "choice": chosen.get(sheet["sheet"], {})} for sheet in run.tables]


def _client_id(request: HttpRequest) -> UUID | None:
    form = Sent(request.POST)
    return form.cleaned_data["client_id"] if form.is_valid() else None
