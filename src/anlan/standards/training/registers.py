"""The list of sessions: what it shows, what it can be narrowed and sorted by."""

from typing import Any

from django.db.models import Q

from anlan.core import clock
from anlan.files.registers import Behind, Column, Narrowing, Register, mark, options, sort
from anlan.standards.queries import title_of
from anlan.standards.training import queries

STANDING = {
    "planned": ("未举办", ""),
    "overdue": ("到期未记", "wait"),
    "held": ("已举办", "done"),
    "called_off": ("已取消", ""),
}


def _standing(value: str) -> Q:
    day = clock.today()
    open_ = Q(held_on=None, called_off="")
    return {
        "held": Q(held_on__isnull=False),
        "called_off": ~Q(called_off=""),
        "overdue": open_ & Q(planned_on__lt=day),
        "planned": open_ & Q(planned_on__gte=day),
        "open": open_,
    }[value]


def _day(row: Any) -> Any:
    return row.held_on or row.planned_on


SESSIONS = Register(
    "training",
    "检查人员培训",
    "场",
    queries.sessions,
    (
        Column("名称", lambda row: row.title, 36),
        Column("日期", _day),
        Column("地点", lambda row: row.place, 18),
        Column("授课人", lambda row: row.trainer),
        Column("培训对象", lambda row: row.audience, 20),
        Column("教什么", lambda row: row.checklist.title, 24),
        Column("应到", lambda row: row.invited, 8, "num"),
        Column("实到", lambda row: row.came, 8, "num"),
        Column("状态", mark(STANDING), 10),
    ),
    "standards:session",
    ("title", "trainer", "audience", "place"),
    "名称、授课人、对象、地点",
    "还没有培训。先安排一场，选好教哪个行业的检查表，再把人员列入名单。",
    (sort("date", "日期", "planned_on", "id"), sort("title", "名称", "title", "id")),
    (Narrowing("standing", "状态", (*options(STANDING), ("open", "未举办和到期未记")), _standing),),
    ("安排培训", "standards:new_session"),
    (Behind("standard", "教到的标准", title_of, lambda slug: Q(checklist__in=queries.teaching(slug))),),
)
