"""One case against one party, from its filing to its closing, and what happened to it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.enforcement.documents.models import Document
from anlan.enforcement.inspecting.models import Inspection
from anlan.enterprises.models import Enterprise, Person
from anlan.hazards.models import Hazard
from anlan.hazards.models.hazard import person as account
from anlan.org.models import Office


class Case(Chained):
    """A case (案件) against an enterprise, or against one of its people where `person` is set (rules.md R5.2).

    `measure` is the clause it is judged by, frozen as it was on the day; `said` what each step put on record, by the
    step's name. `kinds` and `amount` are what the notice proposed, `penalties` and `fine` (yuan) what was decided.
    `twin` is the other of a pair opened from one fact. A barred person without `barred_until` is barred for life.
    `committed_on` is the day the act happened or ended. `instalments` are granted dates with their yuan, `payments`
    what was paid when. A case of another authority goes `to_office`, or to `to_name` outside the system.
    While it is with the police (`suspended_for` names the letter) there is no penalty.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "提请上级，待受理"
        RETURNED = "returned", "提请被退回"
        HANDED = "handed", "已由上级受理"
        ASKED = "asked", "待批准立案"
        REFUSED = "refused", "不予立案"
        FILED = "filed", "调查取证"
        CONCLUDED = "concluded", "调查终结"
        NOTICED = "noticed", "已告知"
        DECIDED = "decided", "已决定，待送达"
        SERVED = "served", "已送达，待履行"
        PERFORMED = "performed", "已履行"
        SPARED = "spared", "不予处罚"
        ANNULLED = "annulled", "决定已撤销"
        WITHDRAWN = "withdrawn", "已撤案"
        MOVING = "moving", "移送中，待对方答复"
        DISPUTED = "disputed", "两次退回，报请指定管辖"
        MOVED = "moved", "已移送有管辖权的机关"
        CLOSED = "closed", "已结案"

    class Source(models.TextChoices):
        HAZARD = "hazard", "隐患"
        ORDER = "order", "不履行责令整改"
        INSPECTION = "inspection", "行政检查"

    class Penalty(models.TextChoices):
        WARNING = "warning", "警告"
        FINE = "fine", "罚款"
        CONFISCATE = "confiscate", "没收违法所得"
        STOP = "stop", "责令停产停业整顿"
        REVOKE = "revoke", "吊销许可证件"
        CLOSE = "close", "责令关闭"
        BAR = "bar", "限制从业"

    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="penalty_cases", verbose_name="单位"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="penalty_cases", verbose_name="个人"
    )
    region_code = models.CharField(max_length=12, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="办案单位")
    from_office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="提请单位"
    )
    source = models.CharField(max_length=12, choices=Source, verbose_name="来源")
    hazard = models.ForeignKey(Hazard, null=True, blank=True, on_delete=models.PROTECT, related_name="penalty_cases")
    order = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="penalty_cases")
    inspection = models.ForeignKey(
        Inspection, null=True, blank=True, on_delete=models.PROTECT, related_name="penalty_cases"
    )
    twin = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="twins")
    cause = models.CharField(max_length=200, verbose_name="案由")
    facts = models.TextField(verbose_name="违法事实")
    committed_on = models.DateField(null=True, blank=True, verbose_name="违法行为发生（终了）日期")
    found_on = models.DateField(null=True, blank=True, verbose_name="发现日期")
    is_harmful = models.BooleanField(default=False, verbose_name="涉及生命健康安全且有危害后果")
    measure = models.JSONField(default=dict, verbose_name="条款")
    is_simple = models.BooleanField(default=False, verbose_name="简易程序")
    is_complex = models.BooleanField(default=False, verbose_name="情节复杂或者重大")
    lead = account()
    second = account()
    lead_card = models.CharField(max_length=60, blank=True, verbose_name="承办人执法证")
    second_card = models.CharField(max_length=60, blank=True, verbose_name="协办人执法证")
    state = models.CharField(max_length=10, choices=State, verbose_name="状态")
    opened_by = account()
    opened_at = models.DateTimeField(verbose_name="提出时间")
    filing_number = models.CharField(max_length=60, blank=True, verbose_name="立案号")
    filed_at = models.DateTimeField(null=True, blank=True, verbose_name="立案时间")
    due_on = models.DateField(null=True, blank=True, verbose_name="办案期限")
    notice_number = models.CharField(max_length=60, blank=True, verbose_name="告知书文号")
    noticed_at = models.DateTimeField(null=True, blank=True, verbose_name="告知时间")
    kinds = models.JSONField(default=list, verbose_name="拟给予的处罚")
    amount = models.PositiveIntegerField(default=0, verbose_name="拟处罚款（元）")
    offers_hearing = models.BooleanField(default=False, verbose_name="告知听证权利")
    hearing_asked_at = models.DateTimeField(null=True, blank=True, verbose_name="要求听证时间")
    hearing_on = models.DateField(null=True, blank=True, verbose_name="听证日期")
    decision_number = models.CharField(max_length=60, blank=True, verbose_name="决定书文号")
    decided_by = account()
    decided_at = models.DateTimeField(null=True, blank=True, verbose_name="决定时间")
    penalties = models.JSONField(default=list, verbose_name="处罚种类")
    fine = models.PositiveIntegerField(default=0, verbose_name="罚款（元）")
    served_at = models.DateTimeField(null=True, blank=True, verbose_name="送达时间")
    instalments = models.JSONField(default=list, blank=True, verbose_name="延期、分期")
    payments = models.JSONField(default=list, blank=True, verbose_name="缴款记录")
    urged_at = models.DateTimeField(null=True, blank=True, verbose_name="催告时间")
    performed_at = models.DateTimeField(null=True, blank=True, verbose_name="履行时间")
    published_at = models.DateTimeField(null=True, blank=True, verbose_name="公示时间")
    annulled_at = models.DateTimeField(null=True, blank=True, verbose_name="撤销时间")
    taken_down_at = models.DateTimeField(null=True, blank=True, verbose_name="撤回公示时间")
    closed_at = models.DateTimeField(null=True, blank=True, verbose_name="结案时间")
    barred_from = models.DateField(null=True, blank=True, verbose_name="限制从业起")
    barred_until = models.DateField(null=True, blank=True, verbose_name="限制从业止")
    suspended_at = models.DateTimeField(null=True, blank=True, verbose_name="移送公安时间")
    suspended_for = models.CharField(max_length=80, blank=True, verbose_name="移送书文号")
    to_office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="接收机关"
    )
    to_name = models.CharField(max_length=100, blank=True, verbose_name="接收机关名称")
    move_number = models.CharField(max_length=60, blank=True, verbose_name="移送书文号")
    moved_at = models.DateTimeField(null=True, blank=True, verbose_name="移送时间")
    taken_on = models.DateField(null=True, blank=True, verbose_name="对方受理日期")
    reported_on = models.DateField(null=True, blank=True, verbose_name="对方反馈结果日期")
    said = models.JSONField(default=dict, verbose_name="各步记录")

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lead=None) | Q(second=None) | ~Q(lead=F("second")), name="enforcement_case_two_handlers"
            ),
            models.UniqueConstraint(
                fields=["decision_number"], condition=~Q(decision_number=""), name="enforcement_decision_number_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(decided_by__isnull=False), name="enforcement_decided_by_somebody"
            ),
        ]
        indexes = [
            models.Index(fields=["enterprise", "decided_at"], name="enforcement_case_place"),
            models.Index(fields=["to_office", "state"], name="enforcement_case_to"),
        ]

    def __str__(self) -> str:
        return self.decision_number or self.filing_number or f"{self.party}案"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("enforcement:penalty_case", args=[self.pk])

    @property
    def party(self) -> str:
        """Whom it is against: 恒通板材厂, or 陈安（恒通板材厂主要负责人）."""
        if self.person is None:
            return self.enterprise.name
        return f"{self.person.name}（{self.enterprise.name}{self.person.get_post_display()}）"

    @property
    def name(self) -> str:
        """The case as papers call it."""
        return f"{self.party}{self.cause}案"

    @property
    def handlers(self) -> list:
        """The two who handle it; nobody while it is only proposed."""
        return [one for one in (self.lead, self.second) if one is not None]

    @property
    def other(self) -> "Case | None":
        """The other of a pair from one fact (一案双罚)."""
        return self.twin or self.twins.first()

    @property
    def holder(self) -> str:
        """Who answers for it now as far as its way to another authority goes, in words: the same on both desks."""
        office, other = self.office.name, self.to_name
        if self.state == self.State.MOVED:
            return f"{other}（已反馈处理结果）" if self.reported_on else f"{other}（已受理，待反馈处理结果）"
        return {
            "moving": f"{office}（已移送{other}，对方受理前仍由移送单位负责）",
            "disputed": f"{office}（{other}两次退回，报请共同上级指定管辖）",
        }.get(self.state, f"{office}（{other}退回，继续办理）" if self.to_name else office)

    @property
    def penalty_words(self) -> str:
        """What was decided, else what the notice proposed, in words: 罚款 30000 元；责令停产停业整顿."""
        kinds, yuan = (self.penalties, self.fine) if self.decided_at else (self.kinds, self.amount)
        names = dict(self.Penalty.choices)
        return "；".join(f"罚款 {yuan} 元" if one == self.Penalty.FINE else str(names[one]) for one in kinds)


class CaseEvent(Event):
    """What happened to a case."""

    subject = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
