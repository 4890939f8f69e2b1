"""Backup and restore of a whole instance while it runs: the database first, then everything else in its folder."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

import anlan
from anlan.core import clock
from anlan.core.errors import DomainError

LABEL = "backup.json"
DATABASE = "database"
HOME = "home"
LEFT_OUT = {"static", "worker.pulse", "anlan.sqlite3", "anlan.sqlite3-wal", "anlan.sqlite3-shm"}
"""Rebuilt, alive, or copied by the database itself."""


class CannotRestore(DomainError):
    """The backup does not fit this instance; the sentence says why and what to do."""


def take(folder: Path) -> dict[str, Any]:
    """Write a backup into `folder` and return its label; files that are there already are not copied again.

    The database is a consistent picture of one moment; evidence that is added while files are copied is complete too,
    because files are written before the rows that name them and never change.
    """
    if folder.resolve().is_relative_to(Path(settings.ANLAN_HOME).resolve()):
        raise CannotRestore("备份目录不能放在数据目录里面，请换一个目录。", code="core.backup_inside")
    fresh = folder / f"{DATABASE}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    tables = _from_sqlite(fresh) if connection.vendor == "sqlite" else _from_postgresql(fresh)
    shutil.rmtree(folder / DATABASE, ignore_errors=True)
    fresh.rename(folder / DATABASE)
    label = {
        "made_at": clock.now().isoformat(timespec="seconds"),
        "version": anlan.__version__,
        "database": connection.vendor,
        "migrations": sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations()),
        "tables": tables,
        "files": copy_new(Path(settings.ANLAN_HOME), folder / HOME),
    }
    (folder / LABEL).write_text(json.dumps(label, ensure_ascii=False, indent=2), "utf-8")
    return label


def put_back(folder: Path) -> dict[str, Any]:
    """Bring a backup into this instance, which must be empty, and return its label. Raises CannotRestore."""
    if not (folder / LABEL).exists():
        raise CannotRestore(f"{folder} 里没有完整的备份（缺 {LABEL}）。", code="core.no_backup")
    label = json.loads((folder / LABEL).read_text("utf-8"))
    _refuse_misfit(label)
    if connection.vendor == "sqlite":
        _into_sqlite(folder / DATABASE)
    else:
        _into_postgresql(folder / DATABASE, list(label["tables"]))
    copy_new(folder / HOME, Path(settings.ANLAN_HOME), over=True)
    return label


def _refuse_misfit(label: dict[str, Any]) -> None:
    if get_user_model().objects.exists():
        raise CannotRestore("这里已有数据，不能覆盖。请换一个空的数据目录和数据库再恢复。", code="core.not_empty")
    if label["database"] != connection.vendor:
        words = f"备份来自 {label['database']}，当前数据库是 {connection.vendor}，请用同一种数据库恢复。"
        raise CannotRestore(words, code="core.other_database")
    here = {".".join(key) for key in MigrationRecorder(connection).applied_migrations()}
    if connection.vendor == "postgresql" and here != set(label["migrations"]):
        words = f"备份由 {label['version']} 版所做，请先装同一版本恢复，再升级。"
        raise CannotRestore(words, code="core.other_version")


def copy_new(source: Path, target: Path, *, over: bool = False) -> int:
    """Copy what `target` lacks (or, with `over`, everything); returns how many files there are in `source`."""
    count = 0
    for path in _kept(source):
        copy = target / path.relative_to(source)
        count += 1
        # Evidence is named by its content and never changes; keys and settings are small.
        if over or not copy.exists() or copy.stat().st_size != path.stat().st_size:
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, partial := copy.with_name(copy.name + ".partial"))
            partial.replace(copy)
    return count


def _kept(home: Path) -> Iterator[Path]:
    for path in sorted(home.rglob("*")):
        if path.is_file() and path.relative_to(home).parts[0] not in LEFT_OUT:
            yield path


# -- SQLite: its own backup, in one step; page by page it would start again at every write


def _from_sqlite(folder: Path) -> dict[str, int]:
    connection.ensure_connection()
    copy = sqlite3.connect(folder / "anlan.sqlite3")
    try:
        connection.connection.backup(copy)
    finally:
        copy.close()
    return _row_counts()


def _into_sqlite(folder: Path) -> None:
    connection.ensure_connection()
    copy = sqlite3.connect(folder / "anlan.sqlite3")
    try:
        copy.backup(connection.connection)
    finally:
        copy.close()


# -- PostgreSQL: COPY of every table in one snapshot; needs no client program on the machine


def _from_postgresql(folder: Path) -> dict[str, int]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table in _tables():
            with (folder / f"{table}.copy").open("wb") as file, cursor.copy(f'COPY "{table}" TO STDOUT') as rows:
                for chunk in rows:
                    file.write(chunk)
        return _row_counts()


def _into_postgresql(folder: Path, tables: list[str]) -> None:
    # Foreign keys are checked at the end of the transaction, so the order of tables does not matter.
    with transaction.atomic(), connection.cursor() as cursor:
        names = ", ".join(f'"{table}"' for table in tables)
        cursor.execute(f"TRUNCATE {names} CASCADE")
        for table in tables:
            with (folder / f"{table}.copy").open("rb") as file, cursor.copy(f'COPY "{table}" FROM STDIN') as rows:
                while chunk := file.read(1 << 20):
                    rows.write(chunk)
        for table in tables:
            _continue_numbers(cursor, table)


def _continue_numbers(cursor: Any, table: str) -> None:
    for sequence in connection.introspection.get_sequences(cursor, table):
        column = sequence["column"]
        cursor.execute(
            f"""SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(max("{column}"), 1), max("{column}") IS NOT NULL)
                FROM "{table}" """,
            [f'"{table}"', column],
        )


def _tables() -> list[str]:
    return sorted(connection.introspection.table_names())


def _row_counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        counts = {}
        for table in _tables():
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            counts[table] = cursor.fetchone()[0]
    return counts
