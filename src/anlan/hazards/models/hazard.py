"""The hazard itself and its events."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Substr

from anlan.core.events import Chained, Event
from anlan.enterprises.models import Enterprise, Person
from anlan.org.models import Office, Region
from anlan.org.scope import Place
from anlan.standards.models import Criterion, Industry


class State(models.TextChoices):
    """Where a hazard is in its life."""

    FOUND = "found", "待判定"
    JUDGED = "judged", "待整改"
    PLANNED = "planned", "已报方案"
    RECTIFYING = "rectifying", "整改中"
    SUBMITTED = "submitted", "待验收"
    ACCEPTED = "accepted", "待销号"
    CLOSED = "closed", "已销号"
    VOID = "void", "已作废"


OPEN_STATES = (State.FOUND, State.JUDGED, State.PLANNED, State.RECTIFYING, State.SUBMITTED, State.ACCEPTED)


class Level(models.TextChoices):
    """General or major (总局令第16号 art. 3); empty while nobody has judged."""

    GENERAL = "general", "一般"
    MAJOR = "major", "重大"


class Source(models.TextChoices):
    """How it came to light."""

    SELF_INSPECTION = "self_inspection", "企业自查"
    PATROL = "patrol", "村级巡查"
    GUIDANCE = "guidance", "帮扶指导"
    INSPECTION = "inspection", "行政检查"
    UPPER_LEVEL = "upper_level", "上级检查"
    REPORT = "report", "举报核查"
    SURVEY = "survey", "日常排查"


class DueBasis(models.TextChoices):
    """Who set the date by which it must be done: guidance and patrol only suggest, a plan or an order binds."""

    SUGGESTED = "suggested", "建议期限"
    PLAN = "plan", "整改方案"
    ORDER = "order", "责令期限"
    EXTENSION = "extension", "批准延期"
    LEDGER = "ledger", "老台账"


def person(related_name: str = "+", **more: Any) -> models.ForeignKey:
    """A foreign key to somebody with an account."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name=related_name, **more
    )


def computed(expression: Any, field: models.Field) -> models.GeneratedField:
    """A column the database works out by itself from the others of its row, so that an index can hold it."""
    return models.GeneratedField(expression=expression, output_field=field, db_persist=True)


# A number, for SQLite uses no index for a condition that is only a column's name, as Django writes a boolean.
STANDS_OPEN = Case(When(state__in=list(OPEN_STATES), then=Value(1)), default=Value(0))
BINDS_ON = Case(
    When(~Q(state__in=list(OPEN_STATES)), then=Value(None)),
    When(
        level=Level.MAJOR,
        state__in=[State.FOUND, State.JUDGED],
        reported_at__isnull=True,
        then=Coalesce("plan_due_on", "due_on"),
    ),
    default=F("due_on"),
    output_field=models.DateField(),
)


class Hazard(Chained):
    """One accident hazard at one place, from the day it was seen to the day it is struck off.

    `plan_due_on` is when a major hazard's plan must be filed, `due_on` when it must be done; `reported_at` is when the
    report that stands went out, empty again after a new judgement or a new plan nobody has received. `strip` is the
    supervising office of this hazard, which the criterion's pack may name. `legacy` rows came from an old ledger in the
    state they claimed and stand outside the three-person rule. Months (`YYYY-MM`) and `closed_on` are kept so that
    periods and what was done in time can be counted without a date function over all rows.
    """

    code = models.CharField(max_length=20, unique=True, null=True, verbose_name="编号")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="hazards", verbose_name="单位")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name="所在村")
    region_code = models.CharField(max_length=12, editable=False)
    strip = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="主管单位"
    )
    industry = models.ForeignKey(
        Industry, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="行业"
    )
    governed_by = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="治理主体"
    )
    place_words = models.CharField(max_length=100, blank=True, verbose_name="部位")
    description = models.TextField(verbose_name="隐患描述")
    source = models.CharField(max_length=16, choices=Source, verbose_name="来源")
    found_at = models.DateTimeField(verbose_name="发现时间")
    found_by = person(verbose_name="发现人")
    finder_name = models.CharField(max_length=60, blank=True, verbose_name="发现人姓名")
    finder_office = models.CharField(max_length=100, blank=True, verbose_name="发现单位")

    state = models.CharField(max_length=12, choices=State, default=State.FOUND, verbose_name="状态")
    level = models.CharField(max_length=8, choices=Level, blank=True, verbose_name="级别")
    doubt = models.BooleanField(default=False, verbose_name="存疑")
    criterion = models.ForeignKey(
        Criterion, null=True, blank=True, on_delete=models.PROTECT, related_name="hazards", verbose_name="判定条款"
    )
    criterion_confirmation = models.CharField(max_length=300, blank=True, verbose_name="原文比对")
    opinion = models.CharField(max_length=300, blank=True, verbose_name="市级部门或鉴定机构意见")
    judged_by = person(verbose_name="判定人")
    judged_at = models.DateTimeField(null=True, blank=True, verbose_name="判定时间")

    plan_due_on = models.DateField(null=True, blank=True, verbose_name="报方案期限")
    reported_at = models.DateTimeField(null=True, blank=True, verbose_name="报告时间")
    due_on = models.DateField(null=True, blank=True, verbose_name="整改期限")
    due_basis = models.CharField(max_length=10, choices=DueBasis, blank=True, verbose_name="期限依据")
    responsible = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="整改责任人"
    )
    responsible_name = models.CharField(max_length=60, blank=True, verbose_name="整改责任人姓名")
    handler = person(verbose_name="经办人")
    self_accepted_at = models.DateTimeField(null=True, blank=True, verbose_name="企业自验时间")
    self_accepted_by = person(verbose_name="企业自验人")
    fixed_by = person(verbose_name="整改人")
    accepted_by = person(verbose_name="验收人")
    accepted_with = person(verbose_name="同去验收的人")
    accepted_at = models.DateTimeField(null=True, blank=True, verbose_name="验收时间")
    closed_by = person(verbose_name="销号人")
    closed_at = models.DateTimeField(null=True, blank=True, verbose_name="销号时间")
    closed_on = models.DateField(null=True, blank=True, editable=False)
    fixed_at_once = models.BooleanField(default=False, verbose_name="当场整改")

    previous = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="recurrences", verbose_name="复发自"
    )
    supervision_level = models.CharField(max_length=10, blank=True, verbose_name="督办级别")
    legacy = models.BooleanField(default=False, verbose_name="老台账")
    found_month = models.CharField(max_length=7, editable=False)
    closed_month = models.CharField(max_length=7, blank=True, editable=False)
    # For questions to the database only: a record asks `is_open` and `next_due_on`, which say the same.
    stands_open = computed(STANDS_OPEN, models.PositiveSmallIntegerField())
    binds_on = computed(BINDS_ON, models.DateField())
    township_code = computed(Substr("region_code", 1, 9), models.CharField(max_length=9))

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="closed")
                | (Q(closed_at__isnull=False, closed_on__isnull=False) & ~Q(closed_month="")),
                name="hazards_closed_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_by__isnull=False) | Q(legacy=True),
                name="hazards_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["found", "void"]) | ~Q(level=""), name="hazards_judged_has_a_level"
            ),
            models.CheckConstraint(
                condition=~Q(level="major")
                | Q(state__in=["found", "void"])
                | Q(criterion__isnull=False)
                | ~Q(opinion="")
                | Q(legacy=True),
                name="hazards_major_has_a_criterion_or_an_opinion",
            ),
            models.CheckConstraint(
                condition=~Q(level="major") | ~Q(fixed_at_once=True), name="hazards_major_is_never_fixed_at_once"
            ),
            models.CheckConstraint(
                condition=~Q(level="major", state="closed", legacy=False)
                | (
                    ~Q(fixed_by=F("accepted_by"))
                    & ~Q(fixed_by=F("closed_by"))
                    & ~Q(accepted_by=F("closed_by"))
                    & ~Q(accepted_with=F("closed_by"))
                    & Q(fixed_by__isnull=False, accepted_by__isnull=False)
                ),
                name="hazards_three_different_people",
            ),
        ]
        indexes = [
            models.Index(fields=["township_code", "stands_open", "-id"], name="hazards_township_open"),
            models.Index(fields=["township_code", "-id"], name="hazards_township"),
            models.Index(fields=["township_code", "-found_at", "-id"], name="hazards_township_found"),
            # Holds all that the base figures of a township ask for: they are counted from the index alone.
            models.Index(
                fields=["township_code", "stands_open", "binds_on", "level", "state", "doubt", "region", "strip"],
                name="hazards_township_due",
            ),
            models.Index(fields=["region_code", "stands_open", "-id"], name="hazards_block"),
            models.Index(fields=["strip", "stands_open", "-id"], name="hazards_strip"),
            models.Index(fields=["enterprise", "-id"], name="hazards_enterprise"),
            models.Index(fields=["township_code", "found_month", "state", "level"], name="hazards_found_month"),
            models.Index(fields=["township_code", "closed_month", "state", "level"], name="hazards_closed_month"),
            models.Index(fields=["binds_on"], name="hazards_due"),
            models.Index(fields=["handler", "state"], name="hazards_handler"),
        ]

    def __str__(self) -> str:
        return self.code or str(self.pk)

    @property
    def place(self) -> Place:
        """Where it lies on both axes, as jurisdiction asks."""
        industries = frozenset({self.industry_id} if self.industry_id else ())
        return Place(self.region_code, self.strip_id, industries, self.governed_by_id)

    @property
    def is_open(self) -> bool:
        """Whether it is neither closed nor void."""
        return self.state in OPEN_STATES

    @property
    def is_major(self) -> bool:
        """Whether it stands as major now."""
        return self.level == Level.MAJOR

    @property
    def state_words(self) -> str:
        """The state as people say it: a judged major hazard waits for its plan and report, then for its desks."""
        if self.state == State.JUDGED and self.is_major:
            return "待收悉" if self.reported_at else "待报方案"
        return str(State(self.state).label)

    @property
    def next_due_on(self) -> dt.date | None:
        """The date that binds now: the plan's while a major hazard is not reported, then the rectification's.

        Once the report is out it is the desks who are waited for: the enterprise is not late by their delay.
        """
        if not self.is_open:
            return None
        if self.is_major and self.state in (State.FOUND, State.JUDGED) and self.reported_at is None:
            return self.plan_due_on or self.due_on
        return self.due_on


class HazardEvent(Event):
    """What happened to a hazard."""

    subject = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        indexes = [models.Index(fields=["action", "recorded_at"], name="hazards_event_action")]
