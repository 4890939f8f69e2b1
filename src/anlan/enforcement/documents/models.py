"""One document of an inspection or of a case, and what happened to it."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.core.fields import EncryptedTextField
from anlan.core.ids import uuid7
from anlan.enforcement.documents.kinds import ENDED_BY, TABLE, Kind
from anlan.enforcement.inspecting.models import Inspection
from anlan.enterprises.models import Enterprise
from anlan.files.models import StoredFile
from anlan.hazards.models.hazard import person
from anlan.org.models import Office

UNNUMBERED = [str(kind) for kind, about in TABLE.items() if not about.sign]
SERVED = [str(kind) for kind, about in TABLE.items() if about.is_served]
ANSWERS = [str(kind) for kind, about in TABLE.items() if about.parents]


class Document(Chained):
    """One enforcement document of an inspection, or of a case whose step made it out (rules.md 6.2, 6.3).

    `items` are frozen rows with `words`; of an order with hazard and `due_on`, of an opinion with `done` and `note`.
    `acted_at` is when something was done on the spot before anybody approved it, `reported_at` when its officers told
    the head, `lifted_at` when it was lifted because the head did not approve (行政强制法 art. 19).
    `facts` is what its kind says beside them, `private` the ID number of who was asked. `due_on` is the day by which
    what it began must be dealt with. The number is taken when it is approved, and a void document keeps it;
    `said` is everything it said then, for its template. What answers another has a `parent`.
    """

    Kind = Kind

    class State(models.TextChoices):
        DRAFT = "draft", "待批准"
        ISSUED = "issued", "已签发"
        DROPPED = "dropped", "未签发"
        VOID = "void", "已作废"

    class Way(models.TextChoices):
        DIRECT = "direct", "直接送达"
        LEFT = "left", "留置送达"
        MAIL = "mail", "邮寄送达"
        ELECTRONIC = "electronic", "电子送达"

    kind = models.CharField(max_length=20, choices=Kind, verbose_name="文书")
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT, verbose_name="状态")
    referral = models.ForeignKey(
        "enforcement.Referral", null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="enforcement_documents", verbose_name="单位"
    )
    inspection = models.ForeignKey(
        Inspection, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    case = models.ForeignKey(
        "enforcement.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="answers")
    region_code = models.CharField(max_length=12, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="签发单位")
    items = models.JSONField(default=list, verbose_name="内容")
    facts = models.JSONField(default=dict, blank=True)
    said = models.JSONField(default=dict, blank=True, editable=False)
    private = EncryptedTextField(blank=True, default="", verbose_name="身份证号")
    due_on = models.DateField(null=True, blank=True, verbose_name="到期")
    acted_at = models.DateTimeField(null=True, blank=True, verbose_name="当场实施时间")
    reported_at = models.DateTimeField(null=True, blank=True, verbose_name="报告负责人时间")
    lifted_at = models.DateTimeField(null=True, blank=True, verbose_name="解除时间")
    basis = models.CharField(max_length=300, blank=True, verbose_name="依据")
    lead = person()
    second = person()
    lead_card = models.CharField(max_length=60, verbose_name="带队人执法证")
    second_card = models.CharField(max_length=60, verbose_name="同行人执法证")
    drafted_by = person()
    drafted_at = models.DateTimeField(verbose_name="起草时间")
    number = models.CharField(max_length=60, blank=True, verbose_name="文号")
    decided_by = person()
    decided_at = models.DateTimeField(null=True, blank=True, verbose_name="签发时间")
    decision = models.CharField(max_length=300, blank=True, verbose_name="审批意见")
    served_at = models.DateTimeField(null=True, blank=True, verbose_name="送达时间")
    served_way = models.CharField(max_length=12, choices=Way, blank=True, verbose_name="送达方式")
    served_at_place = models.CharField(max_length=100, blank=True, verbose_name="送达地点")
    receiver = models.CharField(max_length=60, blank=True, verbose_name="签收人")
    receiver_post = models.CharField(max_length=60, blank=True, verbose_name="签收人职务")
    refusal = models.CharField(max_length=300, blank=True, verbose_name="拒收情况")
    witness = models.CharField(max_length=60, blank=True, verbose_name="见证人")
    scan = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="签字后的扫描件"
    )
    void_reason = models.CharField(max_length=300, blank=True, verbose_name="作废理由")

    class Meta:
        ordering = ["-drafted_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="enforcement_document_number"),
            models.CheckConstraint(
                condition=~Q(state="issued") | ~Q(number="") | Q(kind__in=UNNUMBERED),
                name="enforcement_issued_has_a_number",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=ANSWERS) | Q(parent__isnull=False), name="enforcement_answer_has_a_parent"
            ),
            models.CheckConstraint(
                condition=Q(inspection__isnull=False) | Q(case__isnull=False) | Q(referral__isnull=False),
                name="enforcement_document_of_something",
            ),
            models.CheckConstraint(
                condition=Q(served_at=None) | ~Q(receiver="") | (~Q(refusal="") & ~Q(witness="")),
                name="enforcement_served_to_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.get_kind_display()}（{self.get_state_display()}）"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enforcement:document", args=[self.pk])

    @property
    def officers(self) -> list:
        """Who made it out: those of its inspection, or who handle its case."""
        return [one for one in (self.lead, self.second) if one is not None]

    @property
    def party(self) -> str:
        """Whom it is about: the enterprise, or the person a case is against."""
        origin = self.referral or self.case
        return origin.party if origin else self.enterprise.name

    @property
    def is_dealt_with(self) -> bool:
        """Whether what it began was ended by what must end it."""
        ends = ENDED_BY.get(Kind(self.kind), ())
        return any(one.kind in ends and one.state == self.State.ISSUED for one in self.answers.all())

    @property
    def ends_on(self) -> dt.date | None:
        """The day by which what it began must be dealt with, a granted extension counted."""
        longer = Kind.SEALING_EXTENSION
        later = [one.due_on for one in self.answers.all() if one.kind == longer and one.state == self.State.ISSUED]
        return max([day for day in [self.due_on, *later] if day], default=None)

    @property
    def standing(self) -> str:
        """The state, an issued one by whether it was served or stays inside."""
        if self.state != self.State.ISSUED:
            return self.state
        return "served" if self.served_at else "issued" if self.kind in SERVED else "kept"


class DocumentEvent(Event):
    """What happened to a document."""

    subject = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class DocumentSignature(models.Model):
    """One signature on a document, or one refusal with its witness; `digest` is that of the words it stands under."""

    class Role(models.TextChoices):
        LEAD = "lead", "执法人员"
        SECOND = "second", "同行执法人员"
        HEAD = "head", "审批人"
        UNIT = "unit", "当事人"
        REFUSED = "refused", "当事人拒签"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=8, choices=Role, verbose_name="签名身份")
    name = models.CharField(max_length=60, verbose_name="姓名")
    position = models.CharField(max_length=60, blank=True, verbose_name="职务")
    image = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True, verbose_name="拒签原因")
    witness = models.CharField(max_length=60, blank=True, verbose_name="见证人")
    at = models.DateTimeField(verbose_name="签名时间")
    taken_by = person()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["document", "role"], name="enforcement_signature_once"),
            models.CheckConstraint(
                condition=Q(role="refused") | Q(image__isnull=False), name="enforcement_signature_has_an_image"
            ),
            models.CheckConstraint(
                condition=~Q(role="refused") | (~Q(reason="") & ~Q(witness="")),
                name="enforcement_refusal_has_a_witness",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.name}"
