"""Signs that self-inspection is for show, and what a named person decided about them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.enforcement.cases.models import Case
from anlan.enforcement.documents.models import Document
from anlan.enterprises.models import Enterprise
from anlan.hazards.models.hazard import person
from anlan.org.models import Office


class Sign(Chained):
    """One fact of an enterprise's self-inspections, from the day it was seen until it is no longer so.

    Whether it is so follows from visits and hazards (enforcement.forshow.signs); `visits` and `hazards` are the ids of
    the records it is read from. Never a score: one fact, in words.
    """

    class Kind(models.TextChoices):
        NOTHING = "nothing", "几个月没有查出"
        COPIED = "copied", "照抄上次"
        SECONDS = "seconds", "几秒一项全答好"
        OTHERS = "others", "自查没有，别人查出"

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="signs")
    kind = models.CharField(max_length=8, choices=Kind, verbose_name="事实")
    words = models.TextField(verbose_name="内容")
    visits = models.JSONField(default=list)
    hazards = models.JSONField(default=list)
    found_at = models.DateTimeField(verbose_name="发现时间")
    over_at = models.DateTimeField(null=True, verbose_name="不再如此")

    class Meta:
        ordering = ["kind", "-found_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "kind"], condition=Q(over_at=None), name="enforcement_one_open_sign"
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        """The enterprise's page of signs."""
        return reverse("enforcement:signs_of", args=[self.enterprise_id])


class SignEvent(Event):
    """What happened to a sign: seen, more of the same, over."""

    subject = models.ForeignKey(Sign, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Review(Chained):
    """What a named person decided about an enterprise's signs, frozen as they stood; the enterprise may answer.

    Correcting and stopping are only proposed: `office` has the power, and `outcome` says what it did with the proposal,
    by an order or a case of its own.
    """

    class Decision(models.TextChoices):
        NOTHING = "nothing", "不处理"
        TALK = "talk", "约谈"
        CORRECT = "correct", "建议责令限期改正"
        STOP = "stop", "建议停产停业整顿"

    class Outcome(models.TextChoices):
        TALKED = "talked", "已约谈"
        ORDERED = "ordered", "已下达责令限期整改"
        CASE = "case", "已立案"
        DECLINED = "declined", "没有采纳"

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="+")
    signs = models.JSONField(verbose_name="事实")
    decision = models.CharField(max_length=8, choices=Decision, verbose_name="决定")
    reason = models.TextField(verbose_name="理由")
    decided_by = person()
    decided_at = models.DateTimeField(verbose_name="决定时间")
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="建议哪个单位"
    )
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True, verbose_name="结果")
    outcome_words = models.TextField(blank=True, verbose_name="结果说明")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_by = person()
    settled_at = models.DateTimeField(null=True, blank=True, verbose_name="办结时间")
    reply = models.TextField(blank=True, verbose_name="企业回应")
    replied_by = person()
    replied_at = models.DateTimeField(null=True, blank=True, verbose_name="回应时间")

    class Meta:
        ordering = ["-decided_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision__in=["correct", "stop"]) | Q(office__isnull=False),
                name="enforcement_proposed_to_an_office",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="ordered") | Q(document__isnull=False), name="enforcement_ordered_by_a_document"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="case") | Q(case__isnull=False), name="enforcement_case_is_named"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise}走过场自查：{self.get_decision_display()}"

    def get_absolute_url(self) -> str:
        """The enterprise's page of signs."""
        return reverse("enforcement:signs_of", args=[self.enterprise_id])

    @property
    def waits(self) -> bool:
        """Whether something must follow that nobody put on record yet."""
        return self.decision != self.Decision.NOTHING and not self.outcome

    @property
    def standing(self) -> str:
        """What is so now, in a word: over, waiting or settled."""
        return "waiting" if self.waits else "settled" if self.outcome else "over"


class ReviewEvent(Event):
    """What happened to a review: decided, answered by the enterprise, settled."""

    subject = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
