"""Bring a room's migrations, and what its models still lack, into its first one: `python scripts/initial.py ROOM…`.

Constraints and indexes go into the statement that makes their table. Django would add them one by one and work out the
state of every model anew for each: half the time of a migration from nothing, with which each run of the tests begins.
"""

from __future__ import annotations

import sys
from importlib import import_module, invalidate_caches
from pathlib import Path

import django
from django.core.management import call_command
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.optimizer import MigrationOptimizer
from django.db.migrations.writer import MigrationWriter

NAME = "0001_initial"


def write(room: str) -> Path:
    """Make one migration of all the room has, what its models still lack included; returns its file."""
    call_command("makemigrations", room, verbosity=0)
    invalidate_caches()
    folder = Path(import_module(f"anlan.{room}").__path__[0]) / "migrations"
    parts = [import_module(f"anlan.{room}.migrations.{file.stem}").Migration for file in sorted(folder.glob("0*.py"))]
    whole = parts[0](NAME, room)
    whole.dependencies = sorted({one for part in parts for one in part.dependencies if one[0] != room})
    whole.operations = optimized([one for part in parts for one in part.operations], room)
    for old in folder.glob("0*.py"):
        old.unlink()
    file = folder / f"{NAME}.py"
    file.write_text(MigrationWriter(whole).as_string(), "utf-8")
    return file


def optimized(operations: list[Operation], room: str) -> list[Operation]:
    """As few operations as lead to the same tables."""
    return folded(MigrationOptimizer().optimize(operations, room))


def folded(operations: list[Operation]) -> list[Operation]:
    """The operations with each constraint and index in its table, but for tables that get a column later."""
    later = {one.model_name_lower for one in operations if isinstance(one, AddField)}
    tables = {one.name_lower: one for one in operations if isinstance(one, CreateModel) and one.name_lower not in later}
    kept: list[Operation] = []
    for one in operations:
        if isinstance(one, AddConstraint | AddIndex) and one.model_name_lower in tables:
            _fold(one, tables[one.model_name_lower])
        else:
            kept.append(one)
    return kept


def _fold(one: AddConstraint | AddIndex, table: CreateModel) -> None:
    if isinstance(one, AddConstraint):
        table.options.setdefault("constraints", []).append(one.constraint)
    else:
        table.options.setdefault("indexes", []).append(one.index)


if __name__ == "__main__":
    django.setup()
    for each in sys.argv[1:]:
        print(write(each))
