"""What a run did, as data: the shape of `anlan import-… --json`."""

from __future__ import annotations

from typing import Any

from anlan.files.importing import unread
from anlan.files.models import ImportRow, ImportRun


def report(run: ImportRun) -> dict[str, Any]:
    """Return {"counts": {outcome: n}, "rows": [{"sheet", "row", "outcome", "code", "reasons", "cells", …}], "unread"}.

    Counts are of records, a line with two hazards counts twice. "unread" are the columns that hold something and were
    taken for nothing. An unreadable file gives its sentence in "problem".
    """
    counts = {outcome: run.counts.get(outcome, 0) for outcome in ImportRow.Outcome.values}
    found: dict[str, Any] = {"counts": counts, "rows": [_row(row) for row in run.rows.iterator(chunk_size=2000)]}
    found["unread"] = unread.columns(run)
    return {**found, "problem": run.problem} if run.problem else found


def _row(row: ImportRow) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "row": row.row,
        "outcome": row.outcome,
        "code": row.code or None,
        "reasons": row.reasons,
        "cells": row.cells,
        "title": row.title,
        "remarks": row.remarks,
    }
