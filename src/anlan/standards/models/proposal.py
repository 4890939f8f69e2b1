"""A pack somebody brought: looked at with what it changes and touches before a named person puts it in force."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.standards.models.pack import CriteriaPack


class PackProposal(Chained):
    """One file as it was brought. `content` is the YAML itself; what it changes is computed when one looks."""

    slug = models.SlugField(max_length=60, verbose_name="编号")
    title = models.CharField(max_length=120, verbose_name="名称")
    content = models.TextField()
    reason = models.CharField(max_length=300, blank=True, verbose_name="说明")
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    loaded = models.ForeignKey(CriteriaPack, null=True, on_delete=models.PROTECT, related_name="proposals")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    dropped = models.CharField(max_length=300, blank=True, verbose_name="不采用的理由")

    class Meta:
        ordering = ["-brought_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(loaded=None, dropped="") | Q(decided_at__isnull=False), name="standards_proposal_decided_at"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("standards:proposal", args=[self.pk])

    @property
    def standing(self) -> str:
        """Waiting, loaded or dropped."""
        if self.loaded_id:
            return "loaded"
        return "dropped" if self.dropped else "waiting"


class PackProposalEvent(Event):
    """What happened to a proposal: brought, loaded, dropped."""

    subject = models.ForeignKey(PackProposal, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
