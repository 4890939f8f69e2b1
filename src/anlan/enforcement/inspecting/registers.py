"""The list of inspections: what it shows, what it can be narrowed and sorted by."""

from django.db.models import Q

from anlan.enforcement.inspecting import queries
from anlan.files.registers import Column, Narrowing, Register, mark, options, sort

STANDING = {
    "asked": ("待批准", "wait"),
    "approved": ("已批准，待实施", "blue"),
    "refused": ("不批准", ""),
    "begun": ("已实施", "done"),
    "cancelled": ("已取消", ""),
}
INSPECTIONS = Register(
    "inspections",
    "行政检查",
    "次",
    queries.visible_to,
    (
        Column("单位", lambda row: row.enterprise.name, 28),
        Column("状态", mark(STANDING, lambda row: row.state), 14),
        Column("检查日期", lambda row: row.planned_on),
        Column("检查事项", lambda row: row.item, 30),
        Column("检查人员", lambda row: "、".join(one.full_name for one in row.officers), 16),
        Column("文号", lambda row: row.number, 20),
        Column("通知", lambda row: "不事先通知" if row.is_unannounced else "已通知" if row.noticed_at else "", 12),
        Column("超频次情形", lambda row: row.get_beyond_cap_display(), 12),
    ),
    "enforcement:inspection",
    ("number", "enterprise__name", "item", "lead__full_name", "second__full_name"),
    "文号、单位、事项、人员",
    "还没有行政检查。先登记公示的检查事项，再打开企业，提出检查，批准后实施。",
    (sort("date", "检查日期", "planned_on", "id"), sort("number", "文号", "number", "id")),
    (
        Narrowing("state", "状态", options(STANDING), lambda value: Q(state=value)),
        Narrowing("unannounced", "通知", (("yes", "不事先通知"),), lambda value: Q(is_unannounced=True)),
        Narrowing("beyond", "频次", (("yes", "超出年度频次的"),), lambda value: ~Q(beyond_cap="")),
        Narrowing("scanned", "扫码", (("no", "没有扫码的"),), lambda value: Q(state="begun", scanned_at=None)),
    ),
    ("公示的检查事项", "enforcement:publications"),
)
