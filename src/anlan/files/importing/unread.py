"""Cells that nobody reads: columns that were taken for nothing are told, and with each record what they say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from anlan.files.models import ImportRow, ImportRun


def columns(run: ImportRun) -> list[dict[str, Any]]:
    """Return the columns of a run that hold something and were taken for nothing: sheet, letters, head, cells."""
    return [
        {"sheet": sheet["sheet"], "letters": one["letters"], "head": one["head"], "cells": one["unread"]}
        for sheet in run.tables
        for table in sheet["tables"]
        for one in table["columns"]
        if one.get("unread")
    ]


def tell(rows: Iterable[ImportRow], run: ImportRun) -> None:
    """Give each row that is or will be a record its `unread`: (cell, head, words) of each cell nobody reads."""
    for row in rows:
        taken = row.outcome in (ImportRow.Outcome.CREATED, ImportRow.Outcome.CHANGED, ImportRow.Outcome.SAME)
        row.unread = list(_cells(row, run)) if taken else []


def _cells(row: ImportRow, run: ImportRun) -> Iterator[tuple[str, str, str]]:
    tables = (table for sheet in run.tables if sheet["sheet"] == row.sheet for table in sheet["tables"])
    above = [table for table in tables if table["head_rows"][1] < row.row]
    for column in above[-1]["columns"] if above else []:
        if column.get("unread") and column["letters"] in row.raw:
            yield f"{column['letters']}{row.row}", column["head"], str(row.raw[column["letters"]])
