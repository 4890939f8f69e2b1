"""What an event is, and a subject whose life is a chain of them: nobody changes or removes what happened."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from anlan.core.ids import uuid7


class Chained(models.Model):
    """A subject whose life is a chain of events; `head_digest` is the digest of the last of `event_count`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event_count = models.PositiveIntegerField(default=0, editable=False)
    head_digest = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        abstract = True


class AppendOnly(models.QuerySet):
    """A queryset that cannot change what happened."""

    def update(self, **changes: Any) -> int:
        """Always raises: an event is never changed."""
        raise TypeError("events are append-only")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Always raises: an event is never removed."""
        raise TypeError("events are append-only")


class Event(models.Model):
    """One thing that happened to one subject. A room adds `subject`, a key related by `events`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=60)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=60)
    office_name = models.CharField(max_length=100, blank=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    client_id = models.UUIDField(unique=True, default=uuid7)
    data = models.JSONField(default=dict)
    files = models.JSONField(default=list)
    digest = models.CharField(max_length=64)

    objects = AppendOnly.as_manager()

    class Meta:
        abstract = True
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "number"], name="%(app_label)s_%(class)s_number"),
        ]

    def __str__(self) -> str:
        return f"#{self.number} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert once; an existing event refuses."""
        if not self._state.adding:
            raise TypeError("events are append-only")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Always raises: an event is never removed."""
        raise TypeError("events are append-only")


def event_model_of(subject: Chained | type[Chained]) -> type[Event]:
    """The event table of a subject's kind, by its `events` relation."""
    return _related(subject, "events")


def subject_model_of(event_model: type[Event]) -> type[Chained]:
    """The table whose lives an event table tells."""
    return _related(event_model, "subject")


def _related(model: Any, name: str) -> Any:
    return model._meta.get_field(name).related_model


def event_models() -> list[type[Event]]:
    """Every concrete event table of this installation, in the order of its rooms."""
    return [model for model in apps.get_models() if issubclass(model, Event)]
