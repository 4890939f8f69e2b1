"""Bulletins and what happened to them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from anlan.campaigns.assigning import models as assigning
from anlan.campaigns.duties import models as duties
from anlan.campaigns.lookouts import models as lookouts
from anlan.campaigns.plans import models as plans
from anlan.campaigns.steering import models as steering
from anlan.core.events import Chained, Event
from anlan.core.models import Seal
from anlan.files.models import StoredFile
from anlan.org.models import Office, Region


class Bulletin(Chained):
    """One bulletin (通报): a period of a township's ledger, its figures frozen with a seal, and words people edited.

    `figures` is the frozen content as campaigns.figures.gather made it at `cut_off_at`; `words` are what a
    person may change: opening, problems, requirements, each a list of paragraphs, and `to`, whom it is sent to.
    A closing report is one whose figures tell of a `campaign`; it goes up, to whom the notice says summaries go.
    """

    title = models.CharField(max_length=120, verbose_name="标题")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name="乡镇")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="发文单位")
    first_day = models.DateField(verbose_name="起")
    last_day = models.DateField(verbose_name="止")
    cut_off_at = models.DateTimeField(verbose_name="数据截至")
    figures = models.JSONField()
    words = models.JSONField()
    seal = models.ForeignKey(Seal, null=True, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40, blank=True, verbose_name="文号")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True, verbose_name="签发时间")
    dropped = models.CharField(max_length=300, blank=True, verbose_name="作废原因")
    docx = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-last_day", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="campaigns_period_in_order"),
            models.CheckConstraint(
                condition=Q(issued_at=None) | (~Q(number="") & Q(docx__isnull=False, pdf__isnull=False)),
                name="campaigns_issued_is_printed",
            ),
            models.CheckConstraint(
                condition=Q(issued_at=None) | Q(dropped=""), name="campaigns_bulletin_issued_or_dropped"
            ),
            models.UniqueConstraint(fields=["office", "number"], condition=~Q(number=""), name="campaigns_one_number"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def standing(self) -> str:
        """Dropped, issued, or a draft."""
        if self.dropped:
            return "dropped"
        return "issued" if self.issued_at else "draft"

    @property
    def is_closing(self) -> bool:
        """Whether it is the closing report of a campaign, sent to those above."""
        return bool(self.figures and self.figures.get("campaign"))

    @property
    def is_issued(self) -> bool:
        """Whether it was signed and has its number; from then on nothing changes."""
        return self.issued_at is not None


class BulletinEvent(Event):
    """What happened to a bulletin: drafted, figures taken anew, words changed, issued, dropped."""

    subject = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


__all__ = ["Bulletin", "BulletinEvent", "assigning", "duties", "lookouts", "plans", "steering"]
