"""The township's lists: who is asked for fire rounds and how they are made, and every round."""

import datetime as dt
from typing import Any

from django.db.models import Q

from anlan.core import clock
from anlan.enterprises.learning.rules import round_hours
from anlan.enterprises.models import Enterprise
from anlan.files.registers import Column, Mark, Narrowing, Register, sort
from anlan.inspections.rounds import queries, rules
from anlan.inspections.rounds.models import Round, RoundPlan


def _plan(row: Any) -> RoundPlan | None:
    return queries.in_force(row.plans_near)


def _asked(row: Enterprise) -> str:
    return {2: "营业期间每 2 小时", 24: "每天", None: "本单位自己定的"}[round_hours(row)]


def _today(row: Any) -> Mark:
    """How today stands: which share of the rounds that are over or due was made."""
    if _plan(row) is None:
        return Mark("没有定时间和人员", "wait")
    told = [one for _, rows in queries.days(row.plans_near, 0) for one in rows]
    left = sum(standing == "missed" for _, standing, _ in told)
    made = sum(standing == "made" for _, standing, _ in told)
    if not told:
        return Mark("今天不巡", "")
    if left:
        return Mark(f"漏 {left} 轮，已巡 {made} 轮", "red")
    return Mark(f"已巡 {made} 轮", "done") if made else Mark("还没巡", "")


def _missed(row: Any) -> int | str:
    known = row.plans_near
    return len(queries.missed(known, clock.today() - dt.timedelta(days=queries.DAYS))) if known else ""


def _last(row: Any) -> Any:
    return max((one.at for plan in row.plans_near for one in plan.recent), default="")


def _arranged(row: Any) -> str:
    plan = _plan(row)
    return f"{rules.rhythm(plan)}{'（少于规定）' if rules.is_too_rare(plan) else ''}" if plan else ""


def _has_plan(value: str) -> Q:
    known = Q(pk__in=RoundPlan.objects.filter(ended_at=None).values("enterprise"))
    return known if value == "yes" else ~known


PLACES = Register(
    "rounds",
    "防火巡查",
    "家",
    queries.listed,
    (
        Column("单位", lambda row: row.name, 26),
        Column("今天", _today, 18),
        Column("近 7 天漏", _missed, 10, "num"),
        Column("最近一次", _last, 16),
        Column("规定", _asked, 18),
        Column("本单位安排", _arranged, 40, "text"),
        Column("所在村", lambda row: row.region.plain_name),
    ),
    "inspections:rounds_of",
    ("name", "address", "local_code"),
    "名称、地址、编号",
    "没有要防火巡查的单位。消防安全重点单位，和人员密集的商店、饭店等公众聚集场所，在企业档案里标明后列在这里。",
    (sort("name", "单位", "sort_key", "id"), sort("village", "所在村", "region_code", "sort_key", "id")),
    (Narrowing("plan", "安排", (("no", "没有定的"), ("yes", "定了的")), _has_plan),),
)


def entered(row: Round) -> Mark:
    """How the entry stands: at once, afterwards, struck out."""
    if row.struck_why:
        return Mark("已划掉", "")
    return Mark("补记", "wait") if row.is_late_entry else Mark("当时记", "done")


ROUNDS = Register(
    "rounds_made",
    "防火巡查记录",
    "次",
    queries.rounds,
    (
        Column("单位", lambda row: row.plan.enterprise.name, 26),
        Column("时间", lambda row: row.at, 16),
        Column("谁巡查", lambda row: row.person.name, 10),
        Column("记录", entered, 10),
        Column("看到的问题", lambda row: row.problem, 36, "text"),
        Column("隐患", lambda row: str(row.hazard or ""), 12),
        Column("所在村", lambda row: row.plan.enterprise.region.plain_name),
    ),
    "inspections:round",
    ("plan__enterprise__name", "person__name", "problem"),
    "单位、巡查的人、问题",
    "还没有巡查记录。单位定了时间和人员以后，巡查一轮点一下就记上。",
    (sort("date", "时间", "at", "id"), sort("name", "单位", "plan__enterprise__sort_key", "at", "id")),
    (
        Narrowing(
            "seen",
            "看到",
            (("problem", "有问题的"), ("fine", "没有问题的")),
            lambda value: ~Q(problem="") if value == "problem" else Q(problem=""),
        ),
        Narrowing(
            "entered",
            "记录",
            (("counts", "计入的"), ("struck", "已划掉")),
            lambda value: ~Q(struck_why="") if value == "struck" else Q(struck_why=""),
        ),
    ),
)
