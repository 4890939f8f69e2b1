"""Lists: practices shown to the industry, and the above-scale enterprises with what they show."""

from typing import Any

from django.db.models import Q

from anlan.core import clock
from anlan.enterprises.examples import queries
from anlan.enterprises.investment.regimes import LEVELS
from anlan.files.registers import Column, Mark, Narrowing, Register, mark, options, sort

STANDING = {"shown": ("待发布", "wait"), "published": ("已发布", "done"), "ended": ("已撤下", "")}


def _standing(value: str) -> Q:
    waits = Q(published_at=None, ended_at=None)
    return {"shown": waits, "published": queries.PUBLISHED, "ended": Q(ended_at__isnull=False)}[value]


PRACTICES = Register(
    "practices",
    "示范做法",
    "条",
    queries.visible_to,
    (
        Column("做法", lambda row: row.title, 36),
        Column("状态", mark(STANDING), 10),
        Column("单位", lambda row: row.enterprise.name, 26),
        Column("行业", lambda row: row.industry.name, 14),
        Column("照做（家）", lambda row: row.taken_up, 8, "num"),
        Column("效果", lambda row: row.effect, 36),
        Column("发布", lambda row: clock.local_date(row.published_at) if row.published_at else ""),
        Column("所在村", lambda row: row.enterprise.region.plain_name),
    ),
    "enterprises:practice",
    ("title", "words", "effect", "enterprise__name"),
    "做法、效果、单位",
    "还没有示范做法。规上企业在企业档案的“示范做法”里报送，乡镇看过后发给同行业的单位。",
    (
        sort("date", "发布", "published_at", "shown_at", "id"),
        sort("taken", "照做（家）", "taken_up", "id"),
        sort("name", "单位", "enterprise__sort_key", "id"),
    ),
    (Narrowing("standing", "状态", options(STANDING), _standing),),
)


def _level(row: Any) -> Any:
    return LEVELS[row.level] if row.holds_level else Mark("没有达标", "wait")


ABOVE_SCALE = Register(
    "above_scale",
    "规上企业",
    "家",
    queries.above_scale,
    (
        Column("单位", lambda row: row.name, 28),
        Column("行业", lambda row: str(row.main_industry or ""), 14),
        Column("示范做法", lambda row: row.shows, 8, "num"),
        Column("被照做", lambda row: row.followers, 8, "num"),
        Column("今年投入计划", lambda row: Mark("有计划", "done") if row.has_plan else Mark("没有计划", "wait"), 10),
        Column("标准化", _level, 10),
        Column("档案缺口", lambda row: Mark("有缺口", "wait") if row.has_gap else Mark("没有缺口", "done"), 10),
        Column("从业人数", lambda row: row.headcount or "", 10, "num"),
        Column("所在村", lambda row: row.region.plain_name),
        Column("主管单位", lambda row: str(row.strip or ""), 18),
    ),
    "enterprises:practices_of",
    ("name", "strip__name"),
    "单位、主管单位",
    "辖区里没有标为规上的企业。在企业档案的“修改档案”里标上。",
    (sort("name", "单位", "sort_key", "id"), sort("shows", "示范做法", "shows", "id")),
    (
        Narrowing(
            "shows",
            "示范做法",
            (("yes", "有"), ("no", "没有")),
            lambda value: Q(shows__gt=0) if value == "yes" else Q(shows=0),
        ),
        Narrowing(
            "behind",
            "没带好头",
            (("plan", "没有投入计划"), ("level", "标准化没有达标"), ("gap", "有档案缺口")),
            lambda value: {"plan": Q(has_plan=False), "level": Q(holds_level=False), "gap": Q(has_gap=True)}[value],
        ),
    ),
)
