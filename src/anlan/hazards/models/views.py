"""How a person looks at the ledger: saved views and the columns chosen. Conveniences, not facts: no events."""

from django.conf import settings
from django.db import models

from anlan.core.ids import uuid7


class SavedView(models.Model):
    """Filters a person named; `query` is the ledger's URL query. A pinned one stands among the tabs with its count."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=20, verbose_name="名称")
    query = models.CharField(max_length=2000, blank=True)
    pinned = models.BooleanField(default=True, verbose_name="固定在上方")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="hazards_view_name")]

    def __str__(self) -> str:
        return self.name


class Layout(models.Model):
    """The columns of the ledger as a person arranged them, by name."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+")
    columns = models.JSONField(default=list)
