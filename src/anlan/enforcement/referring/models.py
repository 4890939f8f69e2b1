"""One referral of what may be a crime to the police, and what happened to it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.enforcement.cases.models import Case
from anlan.enforcement.referring import crimes
from anlan.enterprises.models import Enterprise, Person
from anlan.hazards.models import Hazard
from anlan.hazards.models.hazard import person as account
from anlan.org.models import Office


class Referral(Chained):
    """What may be a crime, on its way to the police (行政执法机关移送涉嫌犯罪案件的规定; rules.md R3.21, R5.11).

    `triggers` are the facts the records showed when it was proposed, frozen; nothing is referred without a head who
    decides. Until the police file it the office answers for it. `to_office` is empty for police outside the system.
    `materials` is what goes with the letter, by the packet's kinds.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "待负责人决定"
        REFUSED = "refused", "不移送"
        DECIDED = "decided", "已决定，待送公安"
        SENT = "sent", "已移送，待公安答复"
        DECLINED = "declined", "公安不予立案"
        OBJECTED = "objected", "已提请复议"
        FILED = "filed", "公安已立案"
        ENDED = "ended", "转回行政处理"
        RESULTED = "resulted", "已反馈结果"

    class Result(models.TextChoices):
        CONVICTED = "convicted", "人民法院判决有罪"
        ACQUITTED = "acquitted", "人民法院判决无罪"
        NOT_PROSECUTED = "not_prosecuted", "人民检察院不起诉"
        WITHDRAWN = "withdrawn", "公安机关撤销案件"

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="referrals", verbose_name="单位")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals", verbose_name="涉嫌人员"
    )
    region_code = models.CharField(max_length=12, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="移送单位")
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals", verbose_name="处罚案件"
    )
    hazard = models.ForeignKey(
        Hazard, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals", verbose_name="隐患"
    )
    crime = models.CharField(max_length=10, verbose_name="涉嫌罪名")
    facts = models.TextField(verbose_name="涉嫌犯罪的事实")
    danger = models.TextField(blank=True, verbose_name="现实危险")
    triggers = models.JSONField(default=list, blank=True, verbose_name="记录里的情形")
    materials = models.JSONField(default=dict, verbose_name="移送材料")
    lead = account()
    second = account()
    lead_card = models.CharField(max_length=60, verbose_name="执法证")
    second_card = models.CharField(max_length=60, verbose_name="执法证")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED, verbose_name="状态")
    proposed_by = account()
    proposed_at = models.DateTimeField(verbose_name="提出时间")
    to_office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="公安机关"
    )
    to_name = models.CharField(max_length=100, verbose_name="公安机关名称")
    number = models.CharField(max_length=60, blank=True, verbose_name="移送书文号")
    decided_by = account()
    decided_at = models.DateTimeField(null=True, blank=True, verbose_name="决定时间")
    decision = models.TextField(blank=True, verbose_name="决定理由")
    sent_at = models.DateTimeField(null=True, blank=True, verbose_name="移送时间")
    receipt = models.CharField(max_length=200, blank=True, verbose_name="公安回执")
    answered_at = models.DateTimeField(null=True, blank=True, verbose_name="公安答复时间")
    answer = models.TextField(blank=True, verbose_name="公安答复")
    objected_at = models.DateTimeField(null=True, blank=True, verbose_name="提请复议时间")
    handed_at = models.DateTimeField(null=True, blank=True, verbose_name="物品材料移交时间")
    copied_to = models.CharField(max_length=200, blank=True, verbose_name="抄送检察院")
    copied_at = models.DateTimeField(null=True, blank=True, verbose_name="抄送时间")
    result_kind = models.CharField(max_length=16, choices=Result, blank=True, verbose_name="结果")
    result = models.TextField(blank=True, verbose_name="结果说明")
    resulted_at = models.DateTimeField(null=True, blank=True, verbose_name="反馈时间")
    said = models.JSONField(default=dict, verbose_name="各步记录")

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(lead=F("second")), name="enforcement_referral_two_officers"),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(hazard__isnull=False), name="enforcement_referral_of_something"
            ),
            models.CheckConstraint(
                condition=~Q(number="") | Q(state__in=["proposed", "refused"]),
                name="enforcement_referral_decided_number",
            ),
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="enforcement_referral_number_once"
            ),
        ]
        indexes = [models.Index(fields=["enterprise", "state"], name="enforcement_referral_place")]

    def __str__(self) -> str:
        return self.number or f"{self.party}涉嫌犯罪（{self.get_state_display()}）"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enforcement:referral", args=[self.pk])

    @property
    def party(self) -> str:
        """Who is suspected: the enterprise, or one of its people."""
        return self.enterprise.name if self.person is None else f"{self.person.name}（{self.enterprise.name}）"

    @property
    def officers(self) -> list:
        """The two who look after it."""
        return [self.lead, self.second]

    @property
    def crime_words(self) -> str:
        """What it is suspected of."""
        return crimes.name_of(self.crime)

    @property
    def is_with_police(self) -> bool:
        """Whether the police have it: sent, not declined and not over."""
        return self.state in (self.State.SENT, self.State.OBJECTED, self.State.FILED)

    @property
    def holder(self) -> str:
        """Who holds it now and what it waits for, in words: the same on both desks."""
        office, police = self.office.name, self.to_name
        return {
            "proposed": f"{office}（待负责人决定是否移送）",
            "refused": f"{office}（决定不移送）",
            "decided": f"{office}（已决定移送，待送{police}）",
            "sent": f"{office}（已送{police}审查，立案前仍由移送单位负责）",
            "declined": f"{office}（{police}不予立案）",
            "objected": f"{office}（已向{police}提请复议）",
            "filed": f"{police}（已立案侦查）",
            "ended": f"{office}（未追究刑事责任，依法作行政处理）",
            "resulted": f"{office}（{police}已反馈结果：{self.get_result_kind_display()}）",
        }[self.state]


class ReferralEvent(Event):
    """What happened to a referral."""

    subject = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
