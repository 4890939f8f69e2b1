"""Commit and undo of a previewed run.

A commit goes chunk by chunk, each chunk one transaction with its rows and the run's progress: 50,000 rows in one
transaction would lock everybody out of SQLite for a minute. A killed commit goes on where it stopped, because `done`
moved in the same transaction as the records; every chunk is planned anew, so that what a colleague wrote in between is
seen. An undo is one transaction: taken back whole, or not at all.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from anlan.core import clock, db, events, jobs
from anlan.core.errors import DomainError, NotNow, NotYours, Stale
from anlan.files.importing import kept
from anlan.files.importing.base import Context, Importer, Outcome, Plan
from anlan.files.importing.lines import PlannedLine, plan_all, rarely_collected, read_lines, sheets_of, tables_of
from anlan.files.importing.registry import importer_of
from anlan.files.models import ImportRow, ImportRun, ImportRunEvent
from anlan.org.models import User

State = ImportRun.State
AT_ONCE_ROWS = 300  # more than this a person should not wait for: the worker does it and the page shows how far it is


def commit(
    run: ImportRun,
    *,
    actor: User,
    declined: Sequence[str] | None = None,
    client_id: UUID | None = None,
    at_once: bool | None = None,
) -> ImportRun:
    """Write what the preview showed. Writes one ImportRunEvent now and one at the end; the rooms' actions their own.

    `declined` are the keys of offers the person does not want. Small runs are done on return, larger ones go to the
    worker unless `at_once`. Raises NotNow unless previewed.
    """
    begun = start_commit(run, actor=actor, declined=declined, client_id=client_id)
    small = run.total <= AT_ONCE_ROWS if at_once is None else at_once
    if begun is run and small:  # the same form sent again gets the first run, which is under way already
        finish(run)
    elif begun is run:
        jobs.enqueue("anlan.files.importing.jobs.commit", run.pk)
    return begun


@events.once(ImportRunEvent)
def start_commit(
    run: ImportRun, *, actor: User, declined: Sequence[str] | None = None, client_id: UUID | None = None
) -> ImportRun:
    """Set a previewed run going, in a transaction of its own, so that a kill in the middle leaves it to be resumed."""
    _allow(run, actor)
    if run.state != State.PREVIEWED:
        raise NotNow(f"这次导入{run.get_state_display()}，不能再确认导入。", code="files.not_now")
    changes: dict[str, Any] = {"state": State.RUNNING, "done": 0}
    if declined is not None:
        changes["choices_made"] = {**run.choices_made, "declined": list(declined)}
    events.append(
        run,
        "files.start_commit",
        actor=actor,
        changes=changes,
        expect={"state": State.PREVIEWED},
        data={"counts": run.counts, "declined": list(declined or ())},
        client_id=client_id,
        from_state=State.PREVIEWED,
        to_state=State.RUNNING,
    )
    return run


def finish(run: ImportRun) -> ImportRun:
    """Apply a running run from where it stands to its end; safe to call again after a kill, and twice at once."""
    importer, context = importer_of(run.kind), Context(run, run.by)
    _remember_keys(run, context)
    with rarely_collected():
        for chunk in _still_to_do(run, importer, context):
            plan_all(chunk, importer, context)
            with transaction.atomic():
                _apply(run, chunk)
    run.kept.all().delete()
    counts = counted(run)
    with contextlib.suppress(Stale):  # another worker came to the end first
        events.append(
            run,
            "files.finish_commit",
            actor=run.by,
            changes={"state": State.COMMITTED, "committed_at": clock.now(), "counts": counts},
            expect={"state": State.RUNNING},
            data={"counts": counts},
            from_state=State.RUNNING,
            to_state=State.COMMITTED,
        )
    return run


def _still_to_do(run: ImportRun, importer: Importer, context: Context) -> Iterator[list[PlannedLine]]:
    """The lines from where the run stands: as its preview kept them, else from the workbook."""
    fields = list(importer.fields_for(context))
    basis = kept.basis_of(run, importer, context)
    while chunk := kept.lines_at(run, basis, run.done):
        yield chunk
    if run.done < run.total:
        yield from read_lines(tables_of(run, sheets_of(run), fields), fields, start=run.done, private=importer.private)


def _apply(run: ImportRun, chunk: list[PlannedLine]) -> None:
    """Write one chunk: the records, their rows, and the run's progress, or nothing of it."""
    start = chunk[0].position
    writing = [plan for line in chunk for plan in line.plans if plan.writes]
    subjects = importer_of(run.kind).apply_many(writing, actor=run.by, run=run)
    written = {id(plan): subject for plan, subject in zip(writing, subjects, strict=True)}
    _note_refusals(written, writing)
    _settle(run, chunk, written)
    if not ImportRun.objects.filter(pk=run.pk, state=State.RUNNING, done=start).update(done=start + len(chunk)):
        raise Stale("这次导入正由另一个进程继续，请稍后刷新查看。", code="files.stale")
    run.done = start + len(chunk)


def _note_refusals(written: dict[int, Any], writing: list[Plan]) -> None:
    for plan in writing:
        if isinstance(problem := written[id(plan)], DomainError):
            plan.outcome, plan.reasons, plan.cells = Outcome.REFUSED, [problem.message.rstrip("。")], [""]


def _settle(run: ImportRun, chunk: list[PlannedLine], written: dict[int, Any]) -> None:
    """Say in the rows what was written; a line that became something else than was shown gets other rows."""
    told = {line.position: line.told for line in chunk}
    as_shown = [
        line for line in chunk if line.shown is not None and told[line.position] == [one for _, one in line.shown]
    ]
    kept_as_is = {line.position for line in as_shown}
    other = [line for line in chunk if line.position not in kept_as_is]
    run.rows.filter(position__in=[line.position for line in other]).delete()
    made = [
        ImportRow(run=run, **one | _became(written.get(id(plan))))
        for line in other
        for one, plan in zip(told[line.position], line.plans, strict=True)
    ]
    db.insert(made)
    became = [
        (pk, *_became(written.get(id(plan))).values())
        for line in as_shown
        for (pk, _), plan in zip(line.shown or (), line.plans, strict=True)
    ]
    db.update(ImportRow, BECAME, [one for one in became if len(one) > 1])


BECAME = ("applied", "subject_id", "code")


def _became(subject: Any) -> dict[str, Any]:
    """What a row says once it was written; nothing where it was refused."""
    if subject is None or isinstance(subject, DomainError):
        return {}
    values = True, getattr(subject, "pk", subject), (getattr(subject, "code", "") or "")[:40]
    return dict(zip(BECAME, values, strict=True))


def _remember_keys(run: ImportRun, context: Context) -> None:
    """After a kill: know which keys the lines already done have claimed."""
    seen = context.store.setdefault("_seen", {})
    done = run.rows.filter(position__lt=run.done, outcome__in=[Outcome.CREATED, Outcome.CHANGED, Outcome.SAME]).exclude(
        key=""
    )
    for key, sheet, row, values in done.order_by("-position").values_list("key", "sheet", "row", "values").iterator():
        seen[key] = (sheet, row, values)


def counted(run: ImportRun) -> dict[str, int]:
    """Count a run's rows by outcome."""
    counts = dict.fromkeys(Outcome.values, 0)
    return counts | dict(run.rows.order_by().values_list("outcome").annotate(Count("pk")))


@events.once(ImportRunEvent)
def undo(run: ImportRun, *, actor: User, client_id: UUID | None = None) -> ImportRun:
    """Take a committed run back whole, last row first. Writes one ImportRunEvent.

    Raises NotNow with the first reasons where something was built on it; then nothing is taken back.
    """
    _allow(run, actor)
    if run.state != State.COMMITTED:
        raise NotNow(f"这次导入{run.get_state_display()}，不能撤销。", code="files.not_now")
    importer = importer_of(run.kind)
    applied = run.rows.filter(applied=True).order_by("-position", "-part")
    for rows in _chunks(applied):
        if built := importer.built_on(rows):
            raise NotNow(_built_upon(built, rows), code="files.built_on")
    for rows in _chunks(applied):
        for row in rows:
            importer.undo(row, actor=actor)
    applied.update(applied=False)
    changes = {"state": State.UNDONE, "undone_at": clock.now()}
    events.append(
        run,
        "files.undo",
        actor=actor,
        changes=changes,
        expect={"state": State.COMMITTED},
        data={"counts": run.counts},
        client_id=client_id,
        from_state=State.COMMITTED,
        to_state=State.UNDONE,
    )
    return run


def start_undo(run: ImportRun, *, actor: User, client_id: UUID | None = None) -> ImportRun:
    """Take a run back at once where it is small; a large one in the worker, which leaves a refusal in `problem`."""
    if run.total <= AT_ONCE_ROWS or run.state != State.COMMITTED:
        return undo(run, actor=actor, client_id=client_id)
    _allow(run, actor)
    ImportRun.objects.filter(pk=run.pk, state=State.COMMITTED).update(state=State.UNDOING, problem="")
    jobs.enqueue("anlan.files.importing.jobs.undo", run.pk, actor.pk)
    return run


def finish_undo(run: ImportRun, actor: User) -> None:
    """Take back a run the worker was given; a refusal puts it back to committed with the sentence."""
    ImportRun.objects.filter(pk=run.pk, state=State.UNDOING).update(state=State.COMMITTED)
    run.refresh_from_db()
    try:
        with transaction.atomic():
            undo(run, actor=actor)
    except DomainError as problem:
        ImportRun.objects.filter(pk=run.pk).update(problem=problem.message[:300])


JOBS = {State.READING: "preview", State.RUNNING: "commit"}


def resume(run: ImportRun, *, actor: User) -> None:
    """Give the worker a run again that a kill left in the middle; each job goes on from what is already there."""
    _allow(run, actor)
    if run.state in JOBS:
        jobs.enqueue(f"anlan.files.importing.jobs.{JOBS[State(run.state)]}", run.pk)
    elif run.state == State.UNDOING:
        jobs.enqueue("anlan.files.importing.jobs.undo", run.pk, actor.pk)


def _chunks(rows: Any, size: int = 500) -> Iterable[list[ImportRow]]:
    total = rows.count()
    for start in range(0, total, size):
        yield list(rows[start : start + size])


def _built_upon(built: dict[UUID, str], rows: list[ImportRow]) -> str:
    named = [f"“{row.title}”{built[row.pk]}" for row in rows if row.pk in built]
    more = f"等 {len(named)} 条" if len(named) > 3 else ""
    return f"不能整体撤销：{'；'.join(named[:3])}{more}。请先处理这些，或逐条更正。"


def _allow(run: ImportRun, actor: User) -> None:
    if not importer_of(run.kind).may(actor):
        raise NotYours("您没有导入这种台账的权限。请由有权限的同事处理。", code="files.not_yours")
