"""Upload and preview of a ledger: what every row would become, before anything is written."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from anlan.core import clock, db, events, jobs
from anlan.core.errors import DomainError, Invalid, NotNow, NotYours
from anlan.core.ids import uuid7
from anlan.files import actions
from anlan.files.importing import kept
from anlan.files.importing.base import Context, Outcome
from anlan.files.importing.hiding import hidden
from anlan.files.importing.lines import PlannedLine, plan_all, rarely_collected, read_lines, sheets_of, shown, tables_of
from anlan.files.importing.registry import importer_of
from anlan.files.models import ImportRow, ImportRun, ImportRunEvent
from anlan.files.sheets.fields import Field
from anlan.files.sheets.reading import Sheet
from anlan.files.sheets.table import BY_HAND, Table
from anlan.files.sheets.text import is_blank, key
from anlan.org.models import User

State = ImportRun.State
AT_ONCE_BYTES = 400_000  # some 5,000 rows: read while the person waits; larger ones go to the worker
MOST_ROWS = 200_000


@events.once(ImportRunEvent)
def upload(kind: str, upload: UploadedFile, *, actor: User, client_id: UUID | None = None) -> ImportRun:
    """Keep a ledger and open its run; the preview is made at once or, for a large file, by the worker.

    Writes one ImportRunEvent. Raises NotYours, and Invalid for an empty or too large file.
    """
    if not importer_of(kind).may(actor):
        raise NotYours("您没有导入这种台账的权限。请由有权限的同事导入。", code="files.not_yours")
    stored = actions.keep_ledger(upload, actor=actor)
    name = actions.clean_name(upload.name)
    run = ImportRun(kind=kind, file=stored, file_name=name, by=actor, at=clock.now())
    run.choices_made = {"learned": _learned(kind, actor)}
    events.begin(
        run, "files.upload", actor=actor, data={"kind": kind, "name": name}, files=[stored.pk], client_id=client_id
    )
    return run


def _learned(kind: str, actor: User) -> dict[str, str]:
    """Return which head the person's office named which field by hand, in its last imports of this kind."""
    if not actor.office_id:
        return {}
    earlier = ImportRun.objects.filter(kind=kind, by__office_id=actor.office_id, state=State.COMMITTED)
    learned: dict[str, str] = {}
    for sheets in earlier.order_by("-at").values_list("tables", flat=True)[:20]:
        for column in (column for sheet in sheets for found in sheet["tables"] for column in found["columns"]):
            if column["why"] == BY_HAND and column["head"]:
                learned.setdefault(key(column["head"]), column["field"])
    return learned


def preview(run: ImportRun, *, at_once: bool | None = None) -> ImportRun:
    """Plan every row and replace the run's rows by the plans; nothing of the room is written.

    A file that cannot be read leaves the run `unreadable` with the sentence in `problem`. Can be repeated until the
    run is committed. `at_once` forces or forbids waiting; by default small files are read at once.
    """
    if run.state not in (State.READING, State.PREVIEWED, State.UNREADABLE):
        raise NotNow(f"这次导入{run.get_state_display()}，不能重新预览。如要再导，请重新上传。", code="files.not_now")
    if not (run.file.size <= AT_ONCE_BYTES if at_once is None else at_once):
        ImportRun.objects.filter(pk=run.pk).update(state=State.READING, done=0, total=0)
        run.refresh_from_db()
        jobs.enqueue("anlan.files.importing.jobs.preview", run.pk)
        return run
    try:
        with transaction.atomic():
            _preview(run)
    except DomainError as problem:
        _store(run, state=State.UNREADABLE, problem=problem.message[:300], tables=[], offers=[], counts={}, total=0)
    return run


@events.once(ImportRunEvent)
def choose(run: ImportRun, choices: dict[str, Any], *, actor: User, client_id: UUID | None = None) -> ImportRun:
    """Note what a person decided about head rows, columns, left-out sheets and offers, and preview again.

    `choices`: {"sheets": {name: {"head_row": 3, "columns": {"B": "name", "C": ""}, "left_out": bool}},
    "declined": [key]}.
    """
    if run.state not in (State.PREVIEWED, State.UNREADABLE, State.READING):
        raise NotNow(f"这次导入{run.get_state_display()}，不能再改列的对应。", code="files.not_now")
    merged = {**run.choices_made, **choices}
    events.append(run, "files.choose", actor=actor, changes={"choices_made": merged}, data=choices, client_id=client_id)
    return preview(run)


def _preview(run: ImportRun) -> None:
    importer = importer_of(run.kind)
    context = Context(run, run.by)
    fields = list(importer.fields_for(context))
    sheets = sheets_of(run)
    tables = tables_of(run, sheets, fields)
    basis = kept.basis_of(run, importer, context)
    run.rows.all().delete()
    run.kept.all().delete()
    counts = dict.fromkeys(Outcome.values, 0)
    offers: dict[str, dict[str, Any]] = {}
    total = 0
    with rarely_collected():
        for chunk in read_lines(tables, fields, private=importer.private):
            start, total = total, total + len(chunk)
            if total > MOST_ROWS:
                raise Invalid(f"这本台账超过 {MOST_ROWS:,} 行。请分成几个文件导入。", code="files.too_many_rows")
            frozen = kept.freeze(chunk) if basis else b""
            plan_all(chunk, importer, context)
            shown = _store_rows(run, chunk)
            if basis:
                kept.keep(run, basis, start, frozen, shown)
            for line in chunk:
                _count(line, counts, offers)
    described = describe(sheets, tables, fields)
    described = _masked(described) if importer.private else described
    _store(
        run,
        state=State.PREVIEWED,
        problem="",
        tables=described,
        offers=list(offers.values()),
        counts=counts,
        total=total,
    )


def _masked(described: Any) -> Any:
    """The same description with the long numbers of its samples hidden."""
    if isinstance(described, dict):
        return {name: _masked(value) for name, value in described.items()}
    return [_masked(value) for value in described] if isinstance(described, list) else hidden(described)


def _store_rows(run: ImportRun, chunk: list[PlannedLine]) -> list[kept.Shown]:
    """Store the rows of planned lines; give back for each line what was stored, by key."""
    shown = [[(uuid7(), one) for one in line.told] for line in chunk]
    db.insert([ImportRow(pk=pk, run=run, **one) for rows in shown for pk, one in rows])
    return shown


def _count(line: PlannedLine, counts: dict[str, int], offers: dict[str, dict[str, Any]]) -> None:
    for plan in line.plans:
        counts[plan.outcome] += 1
        for offer in plan.offers:
            known = offers.setdefault(offer.key, {"key": offer.key, "title": offer.title, "rows": 0})
            known["rows"] += 1


def _store(run: ImportRun, **values: Any) -> None:
    ImportRun.objects.filter(pk=run.pk).update(**values, done=0)
    for name, value in values.items():
        setattr(run, name, value)


def describe(sheets: list[Sheet], tables: list[Table], fields: list[Field]) -> list[dict[str, Any]]:
    """Return for each sheet what was recognised, for the page and for the person to correct."""
    return [_describe(sheet, [table for table in tables if table.sheet is sheet], fields) for sheet in sheets]


def _describe(sheet: Sheet, tables: list[Table], fields: list[Field]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "sheet": sheet.name,
        "hidden": sheet.facts.hidden,
        "rows": len(sheet.rows),
        "empty": not sheet.rows,
        "hidden_rows": len(sheet.facts.hidden_rows),
        "tables": [_table(table, fields) for table in tables],
    }
    if sheet.rows and not tables:
        described["first_rows"] = [
            ["" if is_blank(cell) else shown(cell)[:20] for cell in row[:20]] for row in sheet.rows[:8]
        ]
    return described


def _table(table: Table, fields: list[Field]) -> dict[str, Any]:
    labels = {field.name: field.label for field in fields}
    instead = {field.or_else for field in fields}
    missing = [field for field in fields if field.name not in instead and not table.sums and not table.saying(field)]
    return {
        "head_rows": [table.first_head + 1, table.last_head + 1],
        "year": table.year,
        "year_from": table.year_from,
        "columns": [
            _column(table, column, labels)
            for column in table.columns
            if column.head or column.field or table.unread[column.index]
        ],
        "sums": table.sums,
        "missing": [field.label for field in missing],
        "needed": [field.label for field in missing if field.required and not field.from_title],
    }


def _column(table: Table, column: Any, labels: dict[str, str]) -> dict[str, Any]:
    sample = next(
        (
            shown(row[column.index])
            for row in table.sheet.rows[table.last_head + 1 : table.last_head + 30]
            if column.index < len(row) and not is_blank(row[column.index])
        ),
        "",
    )
    return {
        "letters": column.letters,
        "head": column.head,
        "field": column.field,
        "label": labels.get(column.field, ""),
        "also": labels.get(column.also, ""),
        "sureness": column.sureness,
        "why": column.why,
        "sample": sample[:24],
        "hidden": column.index in table.sheet.facts.hidden_columns,
        "unread": table.unread[column.index],
    }
