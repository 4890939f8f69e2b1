"""The one place with vendor SQL: rows in bulk, and the text index over character bigrams (FTS5 or tsvector)."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Field, Model
from django.db.models.expressions import RawSQL

TABLE = "core_searchdoc"

CREATE = {
    "sqlite": ["CREATE VIRTUAL TABLE core_search USING fts5(tokens, tokenize='unicode61', detail='full')"],
    "postgresql": [
        f"ALTER TABLE {TABLE} ADD COLUMN tokens tsvector",
        f"CREATE INDEX core_search_tokens ON {TABLE} USING gin (tokens)",
    ],
}
DROP = {
    "sqlite": ["DROP TABLE IF EXISTS core_search"],
    "postgresql": [f"ALTER TABLE {TABLE} DROP COLUMN IF EXISTS tokens"],
}
FIND = {
    "sqlite": "SELECT rowid FROM core_search WHERE core_search MATCH %s",
    "postgresql": f"SELECT id FROM {TABLE} WHERE tokens @@ to_tsquery('simple', %s)",
}

AT_ONCE = 500
AS_IT_IS: dict[type[Field], type] = {
    models.CharField: str,
    models.TextField: str,
    models.BooleanField: bool,
    models.PositiveIntegerField: int,
    models.PositiveSmallIntegerField: int,
}


@transaction.atomic
def insert(rows: Sequence[Model]) -> None:
    """Write new rows of one table as `bulk_create` does, for tables of ten thousand rows in half its time.

    Django composes each statement anew, field by field and row by row. Keys the database gives are not read back.
    """
    if not rows:
        return
    fields, here = _written(rows[0]), connections[DEFAULT_DB_ALIAS]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(one.column)) for one in fields)
    into = f"INSERT INTO {quote(rows[0]._meta.db_table)} ({columns}) VALUES "
    hole = f"({', '.join(['%s'] * len(fields))})"
    readers = [_reader(one, here) for one in fields]
    values = [[read(row) for read in readers] for row in rows]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(into + hole, values)  # type: ignore[arg-type]  # any iterable will do
        else:  # one round trip for many rows
            for start in range(0, len(values), AT_ONCE):
                batch = values[start : start + AT_ONCE]
                cursor.execute(into + ", ".join([hole] * len(batch)), list(chain.from_iterable(batch)))
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _reader(field: Field, here: Any) -> Callable[[Model], Any]:
    """What gives a row's value of one field as this database takes it; most values need no converting."""
    as_it_is = AS_IT_IS.get(type(field))

    def read(row: Model) -> Any:
        value = field.pre_save(row, True)
        return value if value is None or type(value) is as_it_is else field.get_db_prep_save(value, here)

    return read


def _written(row: Model) -> list[Field]:
    """The fields a new row is written with: not what the database works out, nor a key it gives."""
    return [
        field
        for field in row._meta.concrete_fields
        if not field.generated and not (field.primary_key and row.pk is None)
    ]


def create_search_index(apps: Any, schema_editor: Any) -> None:
    """Migration step: make the text index of this database."""
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_search_index(apps: Any, schema_editor: Any) -> None:
    """Migration step back."""
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def index_tokens(rows: Iterable[tuple[int, str]]) -> None:
    """Write the tokens of documents, keyed by the integer id of their SearchDoc row."""
    rows = list(rows)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany("DELETE FROM core_search WHERE rowid = %s", [(key,) for key, _ in rows])
            cursor.executemany("INSERT INTO core_search(rowid, tokens) VALUES (%s, %s)", rows)
        else:
            update = f"UPDATE {TABLE} SET tokens = to_tsvector('simple', %s) WHERE id = %s"
            cursor.executemany(update, [(tokens, key) for key, tokens in rows])


def is_behind() -> bool:
    """Whether the database lacks tables of this version; one that cannot be reached is not."""
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError:
        return False
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def refresh_statistics(day: Any = None) -> None:
    """Let the database look at its tables again, so that it chooses indexes by what is in them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("ANALYZE")


def forget_tokens(keys: Iterable[int]) -> None:
    """Drop the tokens of documents that are about to be deleted."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM core_search WHERE rowid = %s", [(key,) for key in keys])


def with_tokens(tokens: list[str]) -> RawSQL:
    """Ids of the SearchDoc rows that hold every token, as a subquery."""
    if connection.vendor == "sqlite":
        question = " AND ".join(f'"{token}"' for token in tokens)
    else:
        question = " & ".join(f"'{token}'" for token in tokens)
    return RawSQL(FIND[connection.vendor], (question,))
