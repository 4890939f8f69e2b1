"""The township's lists of drills and trainings."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from anlan.core import clock
from anlan.enterprises import queries as register
from anlan.enterprises.learning import queries, rules
from anlan.enterprises.models import Attendance, Drill, PlannedDrill, Training
from anlan.files.registers import Column, Mark, Narrowing, Register, sort
from anlan.org.models import User


def drills_of(user: User) -> QuerySet[Drill]:
    """Drills of the enterprises the person sees."""
    rows = Drill.objects.filter(enterprise__in=register.visible_to(user).order_by().values("pk"))
    return rows.select_related("enterprise__region", "planned")


def planned_of(user: User) -> QuerySet[PlannedDrill]:
    """Drills to come at the enterprises the person sees."""
    places = register.visible_to(user).order_by().values("pk")
    return queries.still_planned().filter(enterprise__in=places).select_related("enterprise__region")


def trainings_of(user: User) -> QuerySet[Training]:
    """Trainings of the enterprises the person sees, each with how many were taught."""
    rows = Training.objects.filter(enterprise__in=register.visible_to(user).order_by().values("pk"))
    return rows.select_related("enterprise__region").annotate(taught=Count("attendances"))


def outsiders_of(user: User) -> QuerySet[Attendance]:
    """Who came from outside and was taught on entry, at places the person sees (河南省安全生产条例 art. 28)."""
    places = register.visible_to(user).order_by().values("pk")
    rows = Attendance.objects.filter(person=None, training__enterprise__in=places)
    return rows.select_related("training__enterprise__region")


def evaluated(row: Drill) -> Mark:
    """Whether it counts yet."""
    return Mark("已评估", "done") if row.evaluated_on else Mark("没有评估", "wait")


def coming(row: PlannedDrill) -> Mark:
    """Whether its day is still to come."""
    return Mark("日子已过，没有登记", "wait") if row.planned_on < clock.today() else Mark("待演练")


def _reported(row: Drill) -> Any:
    """When it was reported to the county, where that is asked."""
    asked = row.evaluated_on and rules.must_report(row.enterprise)
    return row.reported_on or (Mark("没有报送", "wait") if asked else "")


DRILLS = Register(
    "drills",
    "应急演练",
    "次",
    drills_of,
    (
        Column("情景", lambda row: row.scenario, 40),
        Column("单位", lambda row: row.enterprise.name, 26),
        Column("所在村", lambda row: row.enterprise.region.plain_name),
        Column("类别", lambda row: row.get_kind_display()),
        Column("日期", lambda row: row.held_on),
        Column("人数", lambda row: row.people, 8, "num"),
        Column("用时（分）", lambda row: row.minutes, 8, "num"),
        Column("评估", evaluated, 10),
        Column("报送", _reported, 14),
    ),
    "enterprises:any_drill",
    ("scenario", "enterprise__name"),
    "情景、单位",
    "还没有演练记录。",
    (sort("date", "日期", "held_on", "id"), sort("name", "单位", "enterprise__sort_key", "id")),
    (
        Narrowing("kind", "类别", tuple(Drill.Kind.choices), lambda value: Q(kind=value)),
        Narrowing(
            "standing",
            "评估",
            (("done", "已评估"), ("open", "没有评估")),
            lambda value: Q(evaluated_on__isnull=value == "open"),
        ),
    ),
)
PLANNED = Register(
    "planned-drills",
    "计划的演练",
    "次",
    planned_of,
    (
        Column("情景", lambda row: row.scenario, 40),
        Column("单位", lambda row: row.enterprise.name, 26),
        Column("所在村", lambda row: row.enterprise.region.plain_name),
        Column("类别", lambda row: row.get_kind_display()),
        Column("计划日期", lambda row: row.planned_on),
        Column("现场指挥", lambda row: row.led_by),
        Column("状态", coming, 18),
    ),
    "enterprises:planned_drill",
    ("scenario", "enterprise__name"),
    "情景、单位",
    "没有计划中的演练。企业在“演练与培训”里点“计划演练”，到了日子就出现在它的首页上。",
    (sort("day", "计划日期", "planned_on", "id"), sort("name", "单位", "enterprise__sort_key", "id")),
    (
        Narrowing("kind", "类别", tuple(Drill.Kind.choices), lambda value: Q(kind=value)),
        Narrowing(
            "standing",
            "状态",
            (("coming", "待演练"), ("late", "日子已过，没有登记")),
            lambda value: Q(planned_on__lt=clock.today()) if value == "late" else Q(planned_on__gte=clock.today()),
        ),
    ),
)
TRAININGS = Register(
    "trainings",
    "教育培训",
    "次",
    trainings_of,
    (
        Column("题目", lambda row: row.title, 36),
        Column("单位", lambda row: row.enterprise.name, 26),
        Column("所在村", lambda row: row.enterprise.region.plain_name),
        Column("类别", lambda row: row.get_kind_display(), 20),
        Column("日期", lambda row: row.held_on),
        Column("学时", lambda row: row.hours, 8, "num"),
        Column("到课", lambda row: row.taught, 8, "num"),
    ),
    "enterprises:any_training",
    ("title", "content", "clause", "enterprise__name"),
    "题目、内容、条款、单位",
    "还没有培训记录。",
    (sort("date", "日期", "held_on", "id"), sort("name", "单位", "enterprise__sort_key", "id")),
    (Narrowing("kind", "类别", tuple(Training.Kind.choices), lambda value: Q(kind=value)),),
)
OUTSIDERS = Register(
    "outsiders",
    "外来人员入场教育",
    "人次",
    outsiders_of,
    (
        Column("姓名", lambda row: row.name),
        Column("来自", lambda row: row.unit, 26),
        Column("到哪家单位", lambda row: row.training.enterprise.name, 26),
        Column("所在村", lambda row: row.training.enterprise.region.plain_name),
        Column("日期", lambda row: row.on),
        Column("讲了什么", lambda row: row.training.title, 30),
        Column("学时", lambda row: row.training.hours, 8, "num"),
        Column("考核", lambda row: row.result, 10),
    ),
    "enterprises:outsider",
    ("name", "unit", "training__enterprise__name"),
    "姓名、来自哪家、到哪家",
    "还没有外来人员入场教育的记录。承包、检修的人进场前讲一次，在“演练与培训”里登记培训，类别选外来人员入场教育。",
    (
        sort("date", "日期", "on", "id"),
        sort("unit", "来自", "unit", "id"),
        sort("enterprise", "单位", "training__enterprise__sort_key", "id"),
    ),
    (),
)
