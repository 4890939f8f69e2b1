"""One transfer of a hazard from one office to another, and what happened to it."""

import datetime as dt
from dataclasses import replace

from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.hazards.models import Hazard
from anlan.hazards.models.hazard import person
from anlan.org.models import Office
from anlan.org.scope import Place


class Transfer(Chained):
    """A hazard outside an office's remit, sent with a numbered letter (features F8.1, 河南省安全生产条例 art. 42).

    Responsibility stays with `from_office` until the receiver accepts. `to_office` is empty for a receiver outside the
    system, whose name is in `to_name` always. Who refuses a second time, or after the date, leaves the question to the
    task force, whose `ruled_to` is final.
    """

    class State(models.TextChoices):
        SENT = "sent", "待接收"
        ACCEPTED = "accepted", "已接收"
        RETURNED = "returned", "已退回"
        DISPUTED = "disputed", "待裁定"
        REPORTED = "reported", "已反馈"
        WITHDRAWN = "withdrawn", "已撤回"

    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="transfers", verbose_name="隐患")
    region_code = models.CharField(max_length=12, editable=False)
    number = models.CharField(max_length=80, verbose_name="移送函文号")
    from_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="移送单位")
    to_office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="接收单位"
    )
    to_name = models.CharField(max_length=100, verbose_name="接收单位名称")
    reason = models.TextField(verbose_name="移送理由")
    basis = models.CharField(max_length=300, verbose_name="依据")
    asked = models.TextField(blank=True, verbose_name="请对方办理的事项")
    state = models.CharField(max_length=12, choices=State, default=State.SENT, verbose_name="状态")
    sent_by = person()
    sent_at = models.DateTimeField(verbose_name="移送时间")
    answer_due_on = models.DateField(verbose_name="答复期限")
    answer = models.TextField(blank=True, verbose_name="答复意见")
    receipt = models.CharField(max_length=100, blank=True, verbose_name="回执（签收人、文号）")
    answered_by = person()
    answered_at = models.DateTimeField(null=True, blank=True, verbose_name="答复时间")
    ruling_due_on = models.DateField(null=True, blank=True, verbose_name="裁定期限")
    ruled_to = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="裁定由谁负责"
    )
    ruling = models.TextField(blank=True, verbose_name="裁定理由")
    ruled_by = person()
    ruled_at = models.DateTimeField(null=True, blank=True, verbose_name="裁定时间")
    result_due_on = models.DateField(null=True, blank=True, verbose_name="反馈期限")
    result = models.TextField(blank=True, verbose_name="办理结果")
    reported_by = person()
    reported_at = models.DateTimeField(null=True, blank=True, verbose_name="反馈时间")

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["hazard"], condition=Q(state__in=["sent", "disputed"]), name="enforcement_one_transfer_waiting"
            ),
            models.UniqueConstraint(fields=["from_office", "number"], name="enforcement_transfer_number"),
            models.CheckConstraint(
                condition=Q(to_office=None) | ~Q(to_office=models.F("from_office")),
                name="enforcement_transfer_goes_elsewhere",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "reported"])
                | Q(answered_at__isnull=False)
                | Q(ruled_at__isnull=False),
                name="enforcement_accepted_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["to_office", "state"], name="enforcement_transfer_to"),
            models.Index(fields=["from_office", "state"], name="enforcement_transfer_from"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enforcement:transfer", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has taken the hazard over yet, nor is it back."""
        return self.state in (self.State.SENT, self.State.DISPUTED)

    @property
    def due_on(self) -> dt.date | None:
        """The date that binds now: to answer, to rule, to report back."""
        return {"sent": self.answer_due_on, "disputed": self.ruling_due_on, "accepted": self.result_due_on}.get(
            self.state
        )

    @property
    def is_late(self) -> bool:
        """Whether that date has passed."""
        return self.due_on is not None and self.due_on < clock.today()

    @property
    def standing(self) -> str:
        """Its state, or `late` with it where the date has passed."""
        return f"{self.state}_late" if self.is_late else self.state

    @property
    def taken_by(self) -> str:
        """Who took it: the office the task force named, else the receiver."""
        return self.ruled_to.name if self.ruled_to else self.to_name

    @property
    def responsible(self) -> str:
        """The name of who answers for the hazard as far as this transfer goes."""
        return self.taken_by if self.state in (self.State.ACCEPTED, self.State.REPORTED) else self.from_office.name

    @property
    def holder(self) -> str:
        """Who answers for the hazard now, and what it waits for, in words."""
        return {
            "sent": f"{self.from_office.name}（已移送{self.to_name}，对方接收前仍由移送单位负责）",
            "disputed": f"{self.from_office.name}（两次未被接收，等待专班裁定）",
            "accepted": f"{self.taken_by}（已接收，待反馈办理结果）",
            "reported": f"{self.taken_by}（已反馈办理结果）",
            "returned": f"{self.from_office.name}（对方退回）",
            "withdrawn": f"{self.from_office.name}（已撤回移送）",
        }[self.state]

    def place_for(self, office: Office) -> Place:
        """The hazard's place as if the office already supervised it: so a receiver is found before accepting."""
        return replace(self.hazard.place, strip_id=office.pk)


class TransferEvent(Event):
    """What happened to a transfer: sent, accepted, returned, ruled, reported back, withdrawn."""

    subject = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
