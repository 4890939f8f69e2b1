"""Rows in bulk and what else needs SQL of one vendor; the text index has its own in `core.textindex`."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Field, Model, QuerySet
from django.db.models.base import ModelState

STREAMED = 20
"""So many rows PostgreSQL is handed as a stream; below, one statement with their values is sooner there."""
AS_IT_IS: dict[type[Field], type] = {
    models.CharField: str,
    models.TextField: str,
    models.BooleanField: bool,
    models.PositiveIntegerField: int,
    models.PositiveSmallIntegerField: int,
    models.BigIntegerField: int,
}
"""Values of this type the database takes as they are."""
REPEATED = (models.UUIDField, models.ForeignKey, models.DateField, models.DateTimeField, models.CharField)
"""Of these, rows hold the same value again and again, and it is always prepared the same."""


class _Table(NamedTuple):
    """How new rows of a table are written: the head of the statement, one row's holes, what gives each column."""

    into: str
    holes: str
    columns: tuple[Callable[[Sequence[Model]], list[Any]], ...]


def insert(rows: Sequence[Model]) -> None:
    """Write new rows of one table as `bulk_create` does, in a fraction of its time: column by column, not row by row.

    Keys the database gives are not read back. Call it inside the transaction that would undo it.
    """
    if not rows:
        return
    table = _table(type(rows[0]), rows[0].pk is not None)
    values = list(zip(*(column(rows) for column in table.columns), strict=True))
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        if connection.vendor == "postgresql" and len(values) >= STREAMED:
            _stream(cursor, table, values)
        elif connection.vendor == "postgresql":  # one round trip
            holes = ", ".join([table.holes] * len(values))
            cursor.execute(f"INSERT INTO {table.into} VALUES {holes}", list(chain.from_iterable(values)))
        else:
            cursor.executemany(f"INSERT INTO {table.into} VALUES {table.holes}", values)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def light(rows: QuerySet[Any], names: Sequence[str], *, piece: int) -> Iterator[Any]:
    """The rows as objects that hold the named fields only, read `piece` at a time; what else they are asked is fetched.

    Django makes an object of sixty fields by asking of each whether it was read: half of what a long sheet took.
    """
    model: Any = rows.model
    held = [model._meta.get_field(name).attname for name in names]
    for values in rows.values_list(*held).iterator(chunk_size=piece):
        one = model.__new__(model)
        one.__dict__.update(zip(held, values, strict=True))
        one._state = ModelState()
        one._state.adding, one._state.db = False, connection.alias
        yield one


def count(sql: str, params: Sequence[Any], flags: Sequence[str] = ()) -> list[int]:
    """How many rows a composed statement finds (`query.sql_with_params()`), and of how many each of its flags holds.

    `flags` are columns of truth values. For statements that are kept, and in place of `QuerySet.count`, which composes
    a statement twice.
    """
    each = "".join(f", COUNT(*) FILTER (WHERE found.{connection.ops.quote_name(flag)})" for flag in flags)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*){each} FROM ({sql}) AS found", params)
        return list(cursor.fetchone())


def update(model: type[Model], names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Write the named fields of many rows of one table by one statement; each of `rows` is its key and their values."""
    if not rows:
        return
    key: Any = model._meta.pk
    written: list[Any] = [model._meta.get_field(name) for name in names]
    columns = [_prepared(one, list(found)) for one, found in zip([key, *written], zip(*rows, strict=True), strict=True)]
    quote = connection.ops.quote_name
    table, of, put = quote(model._meta.db_table), quote(key.column), [quote(one.column) for one in written]
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            lists = ", ".join(f"%s::{one.cast_db_type(connection)}[]" for one in [key, *written])
            new = f"unnest({lists}) AS new ({', '.join([of, *put])})"
            assigned = ", ".join(f"{one} = new.{one}" for one in put)
            cursor.execute(f"UPDATE {table} SET {assigned} FROM {new} WHERE {table}.{of} = new.{of}", columns)
        else:
            assigned = ", ".join(f"{one} = %s" for one in put)
            values = list(zip(*columns[1:], columns[0], strict=True))
            cursor.executemany(f"UPDATE {table} SET {assigned} WHERE {of} = %s", values)


def swap(row: Model, values: dict[str, Any], expect: dict[str, Any]) -> bool:
    """Write columns of one row if it still is as expected; say whether it was. Values are plain, not expressions."""
    meta: Any = row._meta
    put, held = [_assigned(meta, *one) for one in values.items()], [_assigned(meta, *one) for one in expect.items()]
    still = [f"{column} IS NULL" if value is None else f"{column} = %s" for column, value in held]
    found = " AND ".join([f"{connection.ops.quote_name(meta.pk.column)} = %s", *still])
    statement = f"UPDATE {connection.ops.quote_name(meta.db_table)} SET {', '.join(f'{one} = %s' for one, _ in put)}"
    key = meta.pk.get_db_prep_value(row.pk, connections[DEFAULT_DB_ALIAS])
    parameters = [*(one for _, one in put), key, *(one for _, one in held if one is not None)]
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} WHERE {found}", parameters)
        return cursor.rowcount > 0


def _assigned(meta: Any, name: str, value: Any) -> tuple[str, Any]:
    field = meta.get_field(name)
    plain = getattr(value, field.target_field.attname) if isinstance(value, Model) else value
    return connection.ops.quote_name(field.column), field.get_db_prep_save(plain, connections[DEFAULT_DB_ALIAS])


@contextmanager
def flushed_together() -> Iterator[None]:
    """Transactions of the block reach the disk together, at its end: acknowledge none of them before.

    Each is there whole or not at all, as ever, and others see it at once. A power cut within the block takes the last
    of them away, as if they had not come yet. Waiting for the disk once for each was a third of what an outbox took.
    """
    if connection.in_atomic_block:  # its end is the flush
        yield
        return
    with connection.cursor() as cursor:
        wait_not, wait, flush = _flushing(cursor)
        cursor.execute(wait_not)
        try:
            yield
        finally:
            cursor.execute(wait)
            cursor.execute(flush)


def _flushing(cursor: Any) -> tuple[str, str, str]:
    """Not to wait for the disk, to wait as before, and to wait now for all that was written: the log is one."""
    if connection.vendor == "postgresql":
        flush = "SELECT pg_logical_emit_message(true, 'anlan', '')"
        return "SET synchronous_commit TO off", "RESET synchronous_commit", flush
    usual = cursor.execute("PRAGMA synchronous").fetchone()[0]
    return "PRAGMA synchronous = NORMAL", f"PRAGMA synchronous = {usual}", "PRAGMA user_version = 0"


def _stream(cursor: Any, table: _Table, values: list[tuple[Any, ...]]) -> None:
    with connection.wrap_database_errors, cursor.copy(f"COPY {table.into} FROM STDIN") as copy:
        for row in values:
            copy.write_row(row)


@cache
def _table(model: type[Model], keyed: bool) -> _Table:
    # Not what the database works out, nor a key it gives.
    fields = [one for one in model._meta.concrete_fields if not one.generated and (keyed or not one.primary_key)]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(one.column)) for one in fields)
    holes = ", ".join(["%s"] * len(fields))
    return _Table(f"{quote(model._meta.db_table)} ({names})", f"({holes})", tuple(map(_column, fields)))


def _column(field: Field) -> Callable[[Sequence[Model]], list[Any]]:
    """What gives the values of one field as this database takes them; most need no converting."""
    as_it_is, value_of = AS_IT_IS.get(type(field)), attrgetter(field.attname)
    if type(field).pre_save is not Field.pre_save:  # a date of its own making

        def value_of(row: Model) -> Any:
            return field.pre_save(row, True)

    def column(rows: Sequence[Model]) -> list[Any]:
        values = [value_of(row) for row in rows]
        if as_it_is and all(value is None or type(value) is as_it_is for value in values):
            return values
        return _prepared(field, values)

    return column


def _prepared(field: Field, values: list[Any]) -> list[Any]:
    """The values as the database takes them; what repeats is prepared once."""
    here, known = connections[DEFAULT_DB_ALIAS], dict[Any, Any]()
    if isinstance(field, models.JSONField):
        empty = {kind: field.get_db_prep_save(kind(), here) for kind in (dict, list)}
        return [
            empty[type(one)] if type(one) in empty and not one else field.get_db_prep_save(one, here) for one in values
        ]
    if not isinstance(field, REPEATED):
        return [field.get_db_prep_save(value, here) for value in values]
    for value in values:
        if value not in known:
            known[value] = field.get_db_prep_save(value, here)
    return [known[value] for value in values]


def is_behind() -> bool:
    """Whether the database lacks tables of this version; one that cannot be reached is not."""
    try:
        return bool(missing_migrations())
    except DatabaseError:
        return False


def missing_migrations() -> list[Any]:
    """What the tables of this version still wait for. Raises DatabaseError where there is no database to ask."""
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


def refresh_statistics(day: Any = None) -> None:
    """Let the database look at its tables again, so that it chooses indexes by what is in them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("ANALYZE")
