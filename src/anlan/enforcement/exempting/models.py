"""What an officer decided about a self-reported major hazard, with the facts as they stood."""

from django.db import models
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.hazards.models import Hazard
from anlan.hazards.models.hazard import person


class Exemption(Chained):
    """Whether a major hazard goes without a penalty (专项行动方案二（二）3；行政处罚法 art. 33).

    `proposed` and `facts` are what the card said at that moment, `hazard_digest` the head of the hazard's chain it was
    read from; `found_at` is when an authority met with it. `granted` is what a person decided; another may reconsider.
    """

    class Proposed(models.TextChoices):
        YES = "yes", "符合"
        NO = "no", "不符合"
        DOUBT = "doubt", "存疑"

    hazard = models.OneToOneField(Hazard, on_delete=models.PROTECT, related_name="exemption", verbose_name="隐患")
    region_code = models.CharField(max_length=12, editable=False)
    proposed = models.CharField(max_length=6, choices=Proposed, verbose_name="系统建议")
    facts = models.JSONField(default=list, verbose_name="事实")
    hazard_digest = models.CharField(max_length=64)
    found_at = models.DateTimeField(verbose_name="检查开始时间")
    found_words = models.CharField(max_length=200, verbose_name="怎样查到")
    granted = models.BooleanField(verbose_name="不予处罚")
    reason = models.TextField(verbose_name="理由")
    decided_by = person()
    decided_at = models.DateTimeField(verbose_name="认定时间")

    class Meta:
        ordering = ["-decided_at", "-id"]

    def __str__(self) -> str:
        return f"{self.hazard} 自查自报认定"

    @property
    def standing(self) -> str:
        """granted or refused."""
        return "granted" if self.granted else "refused"

    @property
    def is_against(self) -> bool:
        """Whether the decision is not what the facts proposed."""
        return self.granted != (self.proposed == self.Proposed.YES)

    def get_absolute_url(self) -> str:
        """The card of its hazard."""
        return reverse("enforcement:card_of", args=[self.hazard_id])


class ExemptionEvent(Event):
    """What happened to an exemption: decided, reconsidered."""

    subject = models.ForeignKey(Exemption, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
