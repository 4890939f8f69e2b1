"""Lists of a territory: money and level by enterprise, certificates of standardization, experts engaged."""

import datetime as dt
from typing import Any

from django.db.models import F, Q

from anlan.core import clock
from anlan.enterprises.investment import queries
from anlan.enterprises.investment.regimes import LEVELS, REGIMES, STANDARD
from anlan.enterprises.models import Standardization
from anlan.files.registers import Column, Mark, Narrowing, Register, mark, options, sort

FUNDED = {
    "missing": ("应有没有", "wait"),
    "none": ("没有计划", ""),
    "short": ("低于规定", "red"),
    "planned": ("有计划", "done"),
}
HELD = {"valid": ("有效", "done"), "due": ("临期", "wait"), "expired": ("过期", "red"), "ended": ("已停用", "")}
COMPARED = [one.name for one in REGIMES.values() if one.is_compared]


def funded(row: Any) -> str:
    """How the year's plan stands, for a row of `queries.places`."""
    if row.planned is None:
        return "missing" if queries.is_asked(row) else "none"
    return "short" if row.regime in COMPARED and row.planned < (row.required or 0) else "planned"


def _funded(value: str) -> Q:
    short = Q(regime__in=COMPARED, planned__lt=F("required"))
    known = Q(planned__isnull=False)
    asked = queries.asked()
    none = {"missing": Q(planned=None) & asked, "none": Q(planned=None) & ~asked}
    return {**none, "short": known & short, "planned": known & ~short}[value]


def share(spent: int | None, of: int | None) -> str:
    """A share in words, nothing where there is nothing to share."""
    return f"{100 * (spent or 0) // of}%" if of else ""


def held(row: Standardization) -> str:
    """How a certificate stands today."""
    if row.ended_on:
        return "ended"
    return "expired" if row.days_left < 0 else "due" if row.days_left <= max(STANDARD["reminders"]) else "valid"


def _held(value: str) -> Q:
    day = clock.today()
    last, kept = day + dt.timedelta(days=max(STANDARD["reminders"])), Q(ended_on=None)
    return {
        "ended": ~kept,
        "expired": kept & Q(expires_on__lt=day),
        "due": kept & Q(expires_on__range=(day, last)),
        "valid": kept & Q(expires_on__gt=last),
    }[value]


def _level(row: Any) -> Any:
    if row.level is None:
        return "没有"
    return LEVELS[row.level] if row.has_level else Mark(f"{LEVELS[row.level]}，已过期", "red")


PLACES = Register(
    "investment",
    "安全投入",
    "家",
    queries.places,
    (
        Column("单位", lambda row: row.name, 28),
        Column("今年计划", mark(FUNDED, funded), 12),
        Column("计划（元）", lambda row: row.planned if row.planned is not None else "", 14, "num"),
        Column("按规定（元）", lambda row: row.required if row.required is not None else "", 14, "num"),
        Column("已支出（元）", lambda row: row.spent or 0, 14, "num"),
        Column("占计划", lambda row: share(row.spent, row.planned), 8, "num"),
        Column("标准化等级", _level, 12),
        Column("有效期至", lambda row: row.level_until or "", 12),
        Column("专家问题", lambda row: Mark("有没改的", "wait") if row.has_open_advice else "", 10),
        Column("所在村", lambda row: row.region.plain_name),
        Column("主管单位", lambda row: str(row.strip or ""), 18),
    ),
    "enterprises:investment",
    ("name", "strip__name"),
    "单位、主管单位",
    "辖区内没有在营的单位。",
    (
        sort("name", "单位", "sort_key", "id"),
        sort("planned", "计划（元）", "planned", "id"),
        sort("until", "有效期至", "level_until", "id"),
    ),
    (
        Narrowing("standing", "今年计划", options(FUNDED), _funded),
        Narrowing(
            "level",
            "标准化",
            (("held", "有效"), ("over", "过期"), ("none", "没有")),
            lambda value: {
                "held": Q(has_level=True),
                "over": Q(has_level=False, level__isnull=False),
                "none": Q(level=None),
            }[value],
        ),
        Narrowing("advice", "专家问题", (("open", "有没改的"),), lambda value: Q(has_open_advice=True)),
        Narrowing(
            "flag",
            "标签",
            (("above_scale", "规上企业"), ("high_risk", "高危行业")),
            lambda value: Q(**{value: True}),
        ),
    ),
)


def _left(row: Standardization) -> str:
    left = row.days_left
    return "" if row.ended_on else f"还剩 {left} 天" if left >= 0 else f"已过 {-left} 天"


CERTIFICATES = Register(
    "standardization",
    "标准化等级",
    "张",
    queries.levels,
    (
        Column("单位", lambda row: row.enterprise.name, 28),
        Column("等级", lambda row: row.get_level_display()),
        Column("状态", mark(HELD, held), 10),
        Column("有效期至", lambda row: row.expires_on),
        Column("时限", _left, 12),
        Column("证书编号", lambda row: row.number, 22),
        Column("定级部门", lambda row: row.issued_by, 24),
        Column("所在村", lambda row: row.enterprise.region.plain_name),
    ),
    "enterprises:standardization",
    ("enterprise__name", "number", "issued_by"),
    "单位、编号、定级部门",
    "还没有登记标准化证书。打开企业档案，在“安全投入”里登记。",
    (sort("until", "有效期至", "expires_on", "id"), sort("name", "单位", "enterprise__sort_key", "id")),
    (
        Narrowing("standing", "状态", options(HELD), _held),
        Narrowing("level", "等级", tuple(LEVELS.items()), lambda value: Q(level=value)),
    ),
)

EXPERTS = Register(
    "experts",
    "聘请专家",
    "位",
    queries.engagements,
    (
        Column("专家、机构", lambda row: row.name, 24),
        Column("单位", lambda row: row.enterprise.name, 28),
        Column("请来做什么", lambda row: row.task, 30),
        Column("聘期止", lambda row: row.last_day),
        Column("来过（次）", lambda row: row.came, 8, "num"),
        Column("提出（条）", lambda row: row.advised, 8, "num"),
        Column("没改（条）", lambda row: row.waiting, 8, "num"),
        Column("资格、职称", lambda row: row.qualification, 24),
        Column("所在村", lambda row: row.enterprise.region.plain_name),
    ),
    "enterprises:engagement",
    ("name", "unit", "task", "enterprise__name"),
    "专家、单位、任务",
    "还没有登记企业聘请的专家。打开企业档案，在“安全投入”里登记。",
    (
        sort("date", "聘期止", "ends_on", "id"),
        sort("waiting", "没改（条）", "waiting", "id"),
        sort("name", "单位", "enterprise__sort_key", "id"),
    ),
    (
        Narrowing(
            "standing",
            "聘期",
            (("running", "聘期内"), ("over", "已结束")),
            lambda value: (
                Q(ended_on=None, ends_on__gte=clock.today())
                if value == "running"
                else Q(ends_on__lt=clock.today()) | Q(ended_on__isnull=False)
            ),
        ),
        Narrowing("waiting", "问题", (("yes", "有没改的"),), lambda value: Q(waiting__gt=0)),
    ),
)
