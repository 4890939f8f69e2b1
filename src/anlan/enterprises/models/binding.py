"""The token at an enterprise's door, the list published to it, and who read which version of it."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from anlan.core.ids import uuid7
from anlan.enterprises.models.register import Enterprise, Person
from anlan.standards.models import Checklist


class SiteCode(models.Model):
    """The token an enterprise's QR code carries: one per enterprise; a renewed one makes the old plates void."""

    enterprise = models.OneToOneField(Enterprise, on_delete=models.PROTECT, related_name="site_code")
    token = models.CharField(max_length=16, unique=True)
    issued_at = models.DateTimeField()
    renewed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.token


class BindingList(models.Model):
    """The list that binds an enterprise, as it was last published to it; made again whenever law or facts change.

    It follows from packs and industries, so publishing leaves no event; the frozen checklist keeps every version.
    """

    enterprise = models.OneToOneField(Enterprise, on_delete=models.PROTECT, related_name="binding")
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="+")
    item_count = models.PositiveIntegerField()
    published_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.item_count}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enterprises:binding", args=[self.enterprise_id])


class Receipt(models.Model):
    """Somebody of an enterprise has read one version of its list, on their own screen or told face to face."""

    class How(models.TextChoices):
        """The way the list reached the person."""

        ONLINE = "online", "本人在系统里阅读"
        IN_PERSON = "in_person", "当面告知"
        MEETING = "meeting", "会议、培训告知"
        PAPER = "paper", "送达纸质清单"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="receipts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="receipts")
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=How.choices, verbose_name="方式")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["-read_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "checklist"], name="enterprises_one_receipt"),
        ]
        indexes = [models.Index(fields=["enterprise", "checklist"], name="enterprises_receipts")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.checklist_id}"
