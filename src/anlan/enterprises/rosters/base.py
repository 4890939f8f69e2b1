"""What importing lists of people and of certificates has in common: who may, whose, who is on file there."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django.db.models import Model

from anlan.enterprises.models import Person
from anlan.enterprises.rosters.places import Places
from anlan.enterprises.rules import MANAGERS, posts_of
from anlan.files import importing
from anlan.files.importing import Context, Record
from anlan.files.models import ImportRun
from anlan.org import scope
from anlan.org.models import User


class RosterImporter(importing.Importer):
    """An enterprise's managers bring the list of their own, officials those of their territory."""

    permission = "enterprises.import"
    private = True

    def may(self, user: User) -> bool:
        """Officials who import registers, and whoever leads an enterprise or its safety."""
        return scope.may(user, self.permission) or any(post in MANAGERS for post in posts_of(user).values())

    def places(self, context: Context) -> Places:
        """The enterprises the uploader sees."""
        return context.store.setdefault("places", Places(cast(User, context.actor)))

    def prepare(self, records: Sequence[Record], context: Context) -> None:
        """Look up everybody in office at the enterprises of a chunk."""
        rows = Person.objects.filter(enterprise__in=self.places(context).known(records), until=None)
        people: dict[Any, list[Person]] = defaultdict(list)
        for person in rows.select_related("contractor").prefetch_related("key_posts", "certificates").order_by("since"):
            people[person.enterprise_id].append(person)
        context.store["people"] = people


def source_of(run: ImportRun) -> dict[str, str]:
    """How events name the run."""
    return {"import": str(run.pk), "file": run.file_name}


def named_by_records(named: Model, but: set[str]) -> bool:
    """Whether any record names a person or a card, whatever room it is of; `but` are tables that do not count."""
    pointing: list[Any] = [one for one in named._meta.get_fields(include_hidden=True) if one.one_to_many]
    return any(
        one.related_model._base_manager.filter(**{one.field.name: named}).exists()
        for one in pointing
        if one.related_model.__name__ not in but
    )


def by_id(rows: Sequence[Any]) -> dict[UUID, Person]:
    """The persons that rows of a run are about."""
    return Person.objects.select_related("enterprise", "contractor").in_bulk({row.subject_id for row in rows})


def all_named(people: Sequence[Person]) -> str:
    """How two of a name are told apart, in words."""
    return "、".join(one.told_apart for one in people)
