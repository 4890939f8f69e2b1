"""What happened that calls for duties (accidents, extreme weather, holidays), and what subjects say they did."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from anlan.campaigns.plans.models import Campaign
from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.enterprises.models import Enterprise


class Happening(models.Model):
    """Something that happened and within how many days what the campaign asks of such an event is to be done.

    `lineage` names one duty; without it every duty is called for whose words speak of an event of this `sort`.
    `enterprise` and `village` narrow it to where it happened: a restart calls on one enterprise, a flood on a village.
    """

    class Sort(models.TextChoices):
        """What sort of event it is."""

        ACCIDENT = "accident", "事故、险情"
        RESTART = "restart", "复工复产、开工"
        WEATHER = "weather", "汛情、极端天气"
        HOLIDAY = "holiday", "节假日、重大活动"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="happenings")
    lineage = models.UUIDField(null=True)
    sort = models.CharField(max_length=10, choices=Sort, blank=True, verbose_name="类别")
    name = models.CharField(max_length=60, verbose_name="事由")
    on = models.DateField(verbose_name="日期")
    days = models.PositiveSmallIntegerField(default=7, verbose_name="几天内完成")
    enterprise = models.ForeignKey(Enterprise, null=True, on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=12, blank=True, verbose_name="所在村")
    called_off = models.CharField(max_length=300, blank=True, verbose_name="撤销原因")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "lineage", "name", "on", "enterprise", "village"],
                condition=Q(called_off=""),
                name="campaigns_happened",
            ),
            models.CheckConstraint(
                condition=~Q(sort="") | Q(lineage__isnull=False), name="campaigns_happening_says_what_it_calls"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Statement(Chained):
    """What a subject says it did for a duty the system cannot see: in words, by a person, on a day.

    `whose` is the subject's key as text (an enterprise's or office's id, a region's code). A statement taken back stays
    on record with the reason.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="statements")
    lineage = models.UUIDField()
    whose = models.CharField(max_length=36)
    done_on = models.DateField(verbose_name="完成日期")
    words = models.TextField(verbose_name="做了什么")
    files = models.JSONField(default=list)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    taken_back = models.CharField(max_length=200, blank=True, verbose_name="撤回原因")

    class Meta:
        ordering = ["done_on", "id"]
        indexes = [
            models.Index(fields=["campaign", "lineage"], condition=Q(taken_back=""), name="campaigns_statements")
        ]

    def __str__(self) -> str:
        return self.words[:40]


class StatementEvent(Event):
    """What happened to a statement: said, taken back."""

    subject = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
