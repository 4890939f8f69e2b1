"""The database's own text index over character bigrams: FTS5 or tsvector."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models.expressions import RawSQL

TABLE = "core_searchdoc"

CREATE = {
    "sqlite": ["CREATE VIRTUAL TABLE core_search USING fts5(tokens, tokenize='unicode61', detail='full')"],
    "postgresql": [
        f"ALTER TABLE {TABLE} ADD COLUMN tokens tsvector",
        # New documents wait in a list that every search reads from end to end: of 4 MB by default, a third of a page.
        f"CREATE INDEX core_search_tokens ON {TABLE} USING gin (tokens) WITH (gin_pending_list_limit = 256)",
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
COLUMNS = ("kind", "subject_id", "scope", "text")
AGAIN = "ON CONFLICT (kind, subject_id) DO UPDATE SET text = excluded.text, scope = excluded.scope"


class Document(NamedTuple):
    """What the text index holds of one subject."""

    subject_id: uuid.UUID
    scope: str
    text: str
    tokens: str


def create(apps: Any, schema_editor: Any) -> None:
    """Migration step: make the text index of this database."""
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps: Any, schema_editor: Any) -> None:
    """Migration step back."""
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def put(kind: str, documents: Sequence[Document]) -> None:
    """Write documents of one kind, each of another subject, with their tokens; replaces what stood there."""
    if not documents:
        return
    write = _write_then_index if connection.vendor == "sqlite" else _write_indexed
    with connection.cursor() as cursor:
        write(cursor, kind, documents)


def _write_then_index(cursor: Any, kind: str, documents: Sequence[Document]) -> None:
    rows = [(kind, one.subject_id.hex, one.scope, one.text) for one in documents]
    cursor.executemany(f"INSERT INTO {TABLE} ({', '.join(COLUMNS)}) VALUES (%s, %s, %s, %s) {AGAIN}", rows)
    holes = ", ".join(["%s"] * len(rows))
    find = f"SELECT subject_id, id FROM {TABLE} WHERE kind = %s AND subject_id IN ({holes})"
    keys = dict(cursor.execute(find, [kind, *(row[1] for row in rows)]).fetchall())
    put_tokens([(keys[row[1]], one.tokens) for row, one in zip(rows, documents, strict=True)])


def _write_indexed(cursor: Any, kind: str, documents: Sequence[Document]) -> None:
    """The tokens with the row: written after it, each row was written twice."""
    new = "unnest(%s::uuid[], %s::text[], %s::text[], %s::text[]) AS new (subject, scope, text, tokens)"
    taken = f"SELECT %s, subject, scope, text, to_tsvector('simple', tokens) FROM {new}"
    into = f"INSERT INTO {TABLE} ({', '.join(COLUMNS)}, tokens) {taken} {AGAIN}, tokens = excluded.tokens"
    cursor.execute(into, [kind, *([*column] for column in zip(*documents, strict=True))])


def put_tokens(rows: Iterable[tuple[int, str]]) -> None:
    """Write the tokens of documents, keyed by the integer id of their SearchDoc row."""
    rows = list(rows)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany("DELETE FROM core_search WHERE rowid = %s", [(key,) for key, _ in rows])
            cursor.executemany("INSERT INTO core_search(rowid, tokens) VALUES (%s, %s)", rows)
        else:
            update = f"UPDATE {TABLE} SET tokens = to_tsvector('simple', %s) WHERE id = %s"
            cursor.executemany(update, [(tokens, key) for key, tokens in rows])


def forget(keys: Iterable[int]) -> None:
    """Drop the tokens of documents that are about to be deleted."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM core_search WHERE rowid = %s", [(key,) for key in keys])


def holding(tokens: list[str]) -> RawSQL:
    """Ids of the SearchDoc rows that hold every token, as a subquery."""
    if connection.vendor == "sqlite":
        question = " AND ".join(f'"{token}"' for token in tokens)
    else:
        question = " & ".join(f"'{token}'" for token in tokens)
    return RawSQL(FIND[connection.vendor], (question,))
