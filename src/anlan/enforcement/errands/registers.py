"""The list of planned visits."""

from django.db.models import Q

from anlan.enforcement.errands import queries
from anlan.files.registers import Column, Narrowing, Register, mark, options, sort

STANDING = {"planned": ("待成行", "wait"), "made": ("已成行", "done"), "dropped": ("已取消", "")}
ERRANDS = Register(
    "errands",
    "到访安排",
    "次",
    queries.visible_to,
    (
        Column("单位", lambda row: row.enterprise.name, 28),
        Column("状态", mark(STANDING, lambda row: row.state), 10),
        Column("计划日期", lambda row: row.planned_on),
        Column("种类", lambda row: row.get_kind_display()),
        Column("牵头单位", lambda row: str(row.host), 16),
        Column("参加单位", lambda row: "、".join(one.office_name for one in row.present), 36),
        Column("少跑", lambda row: row.saved, 8, "num"),
        Column("另行到访的理由", lambda row: row.apart_because, 30),
    ),
    "enforcement:errand",
    ("enterprise__name", "matters__office_name"),
    "单位、参加单位",
    "还没有安排到访。打开企业页面，在“到访与检查频次”里安排；十天内有别的单位要去的，并成一次。",
    (sort("date", "计划日期", "planned_on", "id"), sort("enterprise", "单位", "enterprise__sort_key", "id")),
    (Narrowing("state", "状态", options(STANDING), lambda value: Q(state=value)),),
)
