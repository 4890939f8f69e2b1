"""Duties of posts: lists in frozen versions, who signed which, and the yearly check of each person."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7
from anlan.enterprises.models.register import Enterprise, Person


class DutyList(Chained):
    """The safety duties of one kind of post in one enterprise, one version of them; a change is a new version.

    `items` are {text, source}; `replaced_at` is when a newer version was issued. Nothing of a version ever changes.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="duty_lists")
    post = models.CharField(max_length=16, choices=Person.Post)
    employment = models.CharField(max_length=10, choices=Person.Employment, default=Person.Employment.REGULAR)
    job = models.CharField(max_length=30, blank=True)
    version = models.PositiveSmallIntegerField()
    items = models.JSONField()
    digest = models.CharField(max_length=64)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["enterprise", "post", "employment", "job", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "post", "employment", "job", "version"], name="enterprises_duty_version"
            ),
            models.UniqueConstraint(
                fields=["enterprise", "post", "employment", "job"],
                condition=Q(replaced_at=None),
                name="enterprises_one_duty_list",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.for_whom}安全职责"

    @property
    def key(self) -> tuple[str, str, str]:
        """Whose list it is."""
        return self.post, self.employment, self.job

    @property
    def for_whom(self) -> str:
        """In words: 劳务派遣 焊工."""
        return Person(post=self.post, employment=self.employment, job=self.job).post_words


class DutyListEvent(Event):
    """What happened to a version: issued, replaced."""

    subject = models.ForeignKey(DutyList, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class DutySignature(models.Model):
    """A person read and signed one version, on screen or on paper; told in the person's own chain."""

    class How(models.TextChoices):
        ONLINE = "online", "本人在系统里签"
        PAPER = "paper", "纸质签字扫描"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    duty_list = models.ForeignKey(DutyList, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="duty_signatures")
    how = models.CharField(max_length=6, choices=How)
    signed_on = models.DateField()
    files = models.JSONField(default=list)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-recorded_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["duty_list", "person"], name="enterprises_signed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.duty_list_id}"


class DutyCheck(models.Model):
    """How one person did their duties in one year, as somebody else of the enterprise judged it."""

    class Outcome(models.TextChoices):
        GOOD = "good", "履行到位"
        PARTLY = "partly", "部分履行"
        POOR = "poor", "没有履行"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="duty_checks")
    year = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=6, choices=Outcome)
    note = models.CharField(max_length=300, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["person", "year"], name="enterprises_checked_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.year}"
