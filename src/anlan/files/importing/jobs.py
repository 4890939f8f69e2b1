"""Background work of the importer; each job can be repeated after a kill."""

from __future__ import annotations

from anlan.files.importing import previewing, running
from anlan.files.models import ImportRun
from anlan.org.models import User


def preview(run_id: str) -> None:
    """Read and plan a large ledger."""
    run = ImportRun.objects.get(pk=run_id)
    if run.state == ImportRun.State.READING:
        previewing.preview(run, at_once=True)


def commit(run_id: str) -> None:
    """Go on with a running commit until it is done."""
    run = ImportRun.objects.get(pk=run_id)
    if run.state == ImportRun.State.RUNNING:
        running.finish(run)


def undo(run_id: str, actor_id: str) -> None:
    """Take back a large run."""
    run = ImportRun.objects.get(pk=run_id)
    if run.state == ImportRun.State.UNDOING:
        running.finish_undo(run, User.objects.get(pk=actor_id))
