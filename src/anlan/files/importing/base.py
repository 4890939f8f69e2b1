"""What a room fills in to import its ledgers, and what it answers for each record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from anlan.core.errors import DomainError
from anlan.files.models import ImportRow, ImportRun
from anlan.files.sheets.fields import Field
from anlan.org import scope
from anlan.org.models import User

Outcome = ImportRow.Outcome
KEY_CHARACTERS = 200  # of a key are kept on its row


@dataclass
class Record:
    """One line of a ledger, read. `values` by field name; `columns` gives the letters of a field's column."""

    sheet: str
    row: int
    values: dict[str, Any]
    columns: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        """Return a value; None where the ledger has no such column."""
        return self.values.get(name)

    def cell(self, name: str) -> str:
        """Return the cell of a field as Excel calls it, "D7"; "" where the ledger has no such column."""
        return f"{self.columns[name]}{self.row}" if name in self.columns else ""


@dataclass
class Offer:
    """Something a ledger names that does not exist yet and would be created with it."""

    key: str
    title: str


@dataclass
class Plan:
    """What is to become of one record. `values`, `changes` and `before` are kept as JSON: plain types only."""

    outcome: str
    values: dict[str, Any] = field(default_factory=dict)
    key: str = ""
    title: str = ""
    subject_id: UUID | None = None
    code: str = ""
    changes: dict[str, list[Any]] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    carried: Any = None  # anything `apply` wants to find again; never stored

    @property
    def writes(self) -> bool:
        """Whether `apply` has anything to do."""
        return self.outcome in (Outcome.CREATED, Outcome.CHANGED)


def created(*, values: dict[str, Any], key: str, title: str, **more: Any) -> Plan:
    """Plan a new record. `key` makes it known again; `title` is how pages call it."""
    return Plan(Outcome.CREATED, values=values, key=key, title=title, **more)


def changed(
    subject_id: UUID, *, values: dict[str, Any], changes: dict[str, list[Any]], key: str, title: str, **more: Any
) -> Plan:
    """Plan to change a record that exists; `changes` is {label: [before, after]} for people, `before` is for undo."""
    return Plan(Outcome.CHANGED, values=values, changes=changes, key=key, title=title, subject_id=subject_id, **more)


def same(subject_id: UUID, *, key: str, title: str, **more: Any) -> Plan:
    """Plan nothing: the record is already there as the ledger says."""
    return Plan(Outcome.SAME, key=key, title=title, subject_id=subject_id, **more)


def refused(reason: str, *, field: str = "", record: Record | None = None, title: str = "", **more: Any) -> Plan:
    """Refuse a record for a reason (a clause without full stop); `field` names the column at fault."""
    cell = record.cell(field) if record and field else ""
    return Plan(Outcome.REFUSED, reasons=[reason], cells=[cell], title=title, **more)


@dataclass
class Context:
    """What a plan may look at besides its record; `store` is the importer's own for the length of one pass."""

    run: ImportRun
    actor: User | None
    store: dict[str, Any] = field(default_factory=dict)

    def declined(self, key: str) -> bool:
        """Whether the person unticked an offer."""
        return key in self.run.choices_made.get("declined", [])

    def made_earlier(self, keys: Iterable[str]) -> dict[str, UUID]:
        """Return the subject that an applied row with each key made, in this run or any that was not taken back."""
        wanted = {key[:KEY_CHARACTERS]: key for key in keys}
        rows = ImportRow.objects.filter(
            key__in=list(wanted), run__kind=self.run.kind, applied=True, subject_id__isnull=False
        )
        made = rows.order_by("pk").values_list("key", "subject_id")
        return {wanted[key]: subject_id for key, subject_id in made if subject_id}


class Importer:
    """Base of a room's importer; the module's doc-string is the recipe."""

    kind = ""
    label = ""
    permission = ""
    fields: Sequence[Field] = ()
    record_url = ""
    """The name of the address of a record by its id, for the rows of a run; none: rows are not linked."""
    private = False
    """Its ledgers hold ID numbers: a run keeps no long number in full, and only who uploaded it opens it."""
    hint = ""
    """What its ledgers need, said where one is uploaded."""

    def may(self, user: User) -> bool:
        """Whether a person may import this kind at all; `plan` still refuses rows outside the person's territory."""
        return scope.may(user, self.permission)

    def fields_for(self, context: Context) -> Sequence[Field]:
        """Return the fields; override where readers need the run (the villages of the person's territory)."""
        return self.fields

    def readers_know(self, context: Context) -> Any:
        """Return, as plain data, all that the readers go by besides the cell, the day and the program.

        Then what a preview cleaned is kept for its commit (`kept`); None, as here, keeps nothing.
        """
        return None

    def standing(self, values: dict[str, Any]) -> str:
        """Return how far a new record of these values would be, beside its outcome; nothing where all begin alike."""
        return ""

    def prepare(self, records: Sequence[Record], context: Context) -> None:
        """Look up for a whole chunk what `plan` needs, into `context.store`."""

    def plan(self, record: Record, context: Context) -> Plan | list[Plan]:
        """Decide what becomes of a record, writing nothing."""
        raise NotImplementedError

    def apply(self, plan: Plan, *, actor: User | None, run: ImportRun) -> Any:
        """Write a created or changed plan; return the subject."""
        raise NotImplementedError

    def apply_many(self, plans: Sequence[Plan], *, actor: User | None, run: ImportRun) -> list[Any]:
        """Write many; for each return the subject, or the DomainError that refused it."""
        return [self._apply_or_refuse(plan, actor, run) for plan in plans]

    def _apply_or_refuse(self, plan: Plan, actor: User | None | None, run: ImportRun) -> Any:
        try:
            with transaction.atomic():
                return self.apply(plan, actor=actor, run=run)
        except DomainError as error:
            return error

    def built_on(self, rows: Sequence[ImportRow]) -> dict[UUID, str]:
        """Return for each row that can no longer be taken back, why."""
        raise NotImplementedError

    def undo(self, row: ImportRow, *, actor: User) -> None:
        """Take back one applied row."""
        raise NotImplementedError
