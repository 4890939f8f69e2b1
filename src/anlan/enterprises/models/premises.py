"""Small premises: which monthly lists their people chose, and the codes their phones are asked for at the door."""

from django.db import models
from django.db.models import Q

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.enterprises.models.register import Enterprise, Person


class ChosenList(models.Model):
    """One monthly list the people of a place said is theirs; a row each, so that lists can be filtered by it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="chosen_lists")
    slug = models.CharField(max_length=40)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["enterprise", "slug"], name="enterprises_list_chosen_once")]

    def __str__(self) -> str:
        return self.slug


class PhoneCode(Chained):
    """One asking for a code at one door; the number itself is kept only as a keyed hash.

    `person` is whose number it is, empty where nobody of the place has it: then no entry is ever right. The code is
    nowhere in the database: it follows from the row's id and the instance's key (enterprises.premises.codes.digits).
    """

    class Delivery(models.TextChoices):
        """How the code went out."""

        WAITING = "waiting", "等待告知"
        SENT = "sent", "短信已发"
        FAILED = "failed", "短信没发出去"
        READ_OUT = "read_out", "已电话告知"

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="phone_codes")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="phone_codes")
    phone_hash = models.CharField(max_length=64)
    shown_phone = models.CharField(max_length=20)
    address = models.CharField(max_length=45)
    asked_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    delivery = models.CharField(max_length=8, choices=Delivery, default=Delivery.WAITING)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(person__isnull=False), name="enterprises_code_used_by_somebody"
            )
        ]
        indexes = [
            models.Index(fields=["enterprise", "asked_at"], name="enterprises_codes_of_site"),
            models.Index(fields=["phone_hash", "asked_at"], name="enterprises_codes_of_phone"),
            models.Index(fields=["address", "asked_at"], name="enterprises_codes_of_address"),
        ]

    def __str__(self) -> str:
        return self.shown_phone

    @property
    def is_open(self) -> bool:
        """Whether it can still be entered."""
        return self.used_at is None and self.expires_at > clock.now()


class PhoneCodeEvent(Event):
    """What happened to a code: asked for, sent, read out by whom, entered wrongly or rightly."""

    subject = models.ForeignKey(PhoneCode, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
