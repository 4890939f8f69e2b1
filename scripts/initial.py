"""Bring a room's migrations, and what its models still lack, into its first one: `python scripts/initial.py ROOM…`.

It is a `core.migrating.First`, which makes a room's tables as they are after its last operation.
"""

from __future__ import annotations

import sys
from importlib import import_module, invalidate_caches
from pathlib import Path

import django
from django.core.management import call_command
from django.db.migrations import Migration
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
    whole.operations = MigrationOptimizer().optimize([one for part in parts for one in part.operations], room)
    for old in folder.glob("0*.py"):
        old.unlink()
    file = folder / f"{NAME}.py"
    file.write_text(text_of(whole), "utf-8")
    return file


def text_of(whole: Migration) -> str:
    """The file of a migration that makes all tables of its room at once."""
    text = MigrationWriter(whole).as_string()
    text = text.replace("class Migration(migrations.Migration):", "class Migration(First):")
    return text.replace("\n\n\nclass ", "\n\nfrom anlan.core.migrating import First\n\n\nclass ", 1)


if __name__ == "__main__":
    django.setup()
    for each in sys.argv[1:]:
        print(write(each))
