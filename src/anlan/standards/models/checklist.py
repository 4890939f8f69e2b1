"""Checklists: frozen lists of questions, one row per content."""

from typing import Any

from django.db import models

from anlan.core.ids import uuid7


class Checklist(models.Model):
    """A list as it was asked, named by the hash of its content: an answer given today reads the same in ten years."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField(max_length=200)
    industries = models.JSONField(default=list)
    items = models.JSONField(default=list)
    digest = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()

    class Meta:
        ordering = ["-made_on", "title"]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert once: a frozen list is never changed."""
        if not self._state.adding:
            raise TypeError("a checklist is frozen; make a new one")
        super().save(*args, **kwargs)
