"""What many tests begin with is built once and put back in a few statements: the township alone costs five hundred."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from anlan.core import search, textindex
from anlan.core.models import SearchDoc

T = TypeVar("T")


class Snapshot(Generic[T]):
    """The rows that `build` wrote and what it returned. To be made while the database is as the migrations left it.

    Several may be put back into one database, if no two wrote the same row: numbered rows of one that is put back after
    others were written begin at `first_number`, far from theirs.
    """

    def __init__(self, name: str, build: Callable[[], T], *, first_number: int = 0) -> None:
        self._name = name
        if first_number:
            _count_from(first_number)
        before = {model: model._base_manager.count() for model in _models()}
        with transaction.atomic():
            self._built = build()
            connection.run_on_commit.clear()  # as in a test, whose transaction never ends
            self._filled = [model for model in _models() if model._base_manager.count() > before[model]]
            assert self._filled, "all of it was there already"
            assert not any(before[model] for model in self._filled)
            for model in self._filled:
                _execute(f"CREATE TABLE {self._kept(model)} AS SELECT {_columns(model)} FROM {_table(model)}")
            textindex.forget(SearchDoc.objects.values_list("id", flat=True))
            for model in reversed(self._filled):
                _execute(f"DELETE FROM {_table(model)}")

    def put_back(self) -> T:
        """Write the rows again, and return a copy of what was built that a test may change."""
        with transaction.atomic():  # a row may come before the one it names
            for model in self._filled:
                columns = _columns(model)
                _execute(f"INSERT INTO {_table(model)} ({columns}) SELECT {columns} FROM {self._kept(model)}")
        if SearchDoc in self._filled:  # what is looked for lies beside the rows
            textindex.put_tokens(
                [(one.pk, " ".join(search.tokens_of(one.text))) for one in SearchDoc.objects.iterator()]
            )
        if not connection.in_atomic_block:  # a test before this one may have set the counters back, as a restore does
            for statement in connection.ops.sequence_reset_sql(no_style(), self._filled):
                _execute(statement)
        return copy.deepcopy(self._built)

    def _kept(self, model: type[models.Model]) -> str:
        return connection.ops.quote_name(f"{self._name}_{model._meta.db_table}")


def _models() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def _count_from(number: int) -> None:
    for model in _models():
        if isinstance(model._meta.pk, models.AutoField | models.BigAutoField):
            for statement in COUNT_FROM[connection.vendor]:
                _execute(statement.format(table=model._meta.db_table, column=model._meta.pk.column, number=number))


COUNT_FROM = {
    "postgresql": ["SELECT setval(pg_get_serial_sequence('{table}', '{column}'), {number})"],
    "sqlite": [
        "DELETE FROM sqlite_sequence WHERE name = '{table}'",
        "INSERT INTO sqlite_sequence (name, seq) VALUES ('{table}', {number})",
    ],
}


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _columns(model: type[models.Model]) -> str:
    written: list[Any] = [field for field in model._meta.concrete_fields if not field.generated]
    return ", ".join(connection.ops.quote_name(field.column) for field in written)


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
