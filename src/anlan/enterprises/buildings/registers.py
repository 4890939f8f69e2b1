"""The township's list of buildings with several tenants."""

from django.db.models import Q

from anlan.enterprises.buildings import queries
from anlan.enterprises.models import Building
from anlan.files.registers import Column, Mark, Narrowing, Register, sort


def standing(row: Building) -> Mark:
    """How much nobody answers for."""
    found = queries.gaps(row)
    return Mark("已停用") if row.ended_on else Mark(f"缺 {len(found)} 项", "wait") if found else Mark("明确", "done")


def _nobody(value: str) -> Q:
    return {
        "manager": Q(manager=""),
        "exits": Q(exits_by=""),
        "fire": Q(fire_system_by=""),
        "agreement": Q(agreement_on=None),
    }[value]


BUILDINGS = Register(
    "buildings",
    "多家共用的楼",
    "栋",
    queries.visible_to,
    (
        Column("楼栋", lambda row: row.name, 30),
        Column("状态", standing, 10),
        Column("所在村", lambda row: row.region.plain_name),
        Column("单位", lambda row: row.tenants, 8, "num"),
        Column("产权人", lambda row: row.owner, 24),
        Column("统一管理", lambda row: row.manager or "没有", 24),
        Column("安全出口", lambda row: row.exits_by or "没有明确", 20),
        Column("消防设施", lambda row: row.fire_system_by or "没有明确", 20),
    ),
    "enterprises:building",
    ("name", "owner", "manager"),
    "楼栋、产权人、管理人",
    "还没有登记多家共用的楼。从任意一家的“外包外租”里登记它所在的楼。",
    (sort("name", "楼栋", "name", "id"),),
    (
        Narrowing(
            "lacks",
            "没有明确",
            (("manager", "统一管理"), ("exits", "安全出口"), ("fire", "消防设施"), ("agreement", "责任协议")),
            _nobody,
        ),
    ),
)
