"""The list of what was told at plates."""

from django.db.models import Q

from anlan.files.registers import Column, Narrowing, Register, mark, sort
from anlan.inspections.tips import queries
from anlan.inspections.tips.models import Tip

TAGS: dict[str, tuple[str, str]] = {
    Tip.State.UNVERIFIED: (Tip.State.UNVERIFIED.label, "wait"),
    Tip.State.CONFIRMED: (Tip.State.CONFIRMED.label, "done"),
    Tip.State.SET_ASIDE: (Tip.State.SET_ASIDE.label, ""),
}
KEPT = (("yes", "不让单位知道"), ("no", "不限"))
EMPTY = "这里没有报告。有人扫门牌、不用验证码报告隐患后，会出现在这里。"

TIPS = Register(
    "tips",
    "未核实的报告",
    "条",
    queries.visible_to,
    (
        Column("单位", lambda row: row.enterprise.name, 26),
        Column("所在村", lambda row: row.enterprise.region.plain_name, 12),
        Column("说的是什么", lambda row: row.description, 44, "text"),
        Column("部位", lambda row: row.place_words, 16),
        Column("报告时间", lambda row: row.told_at, 16),
        Column("状态", mark(TAGS, lambda row: row.state), 18),
        Column("核实情况", lambda row: row.reason, 30),
        Column("核实人", lambda row: row.settled_by.full_name if row.settled_by else "", 10),
    ),
    "inspections:tip",
    ("enterprise__name", "description", "place_words"),
    "找单位、说的是什么、部位",
    EMPTY,
    (sort("date", "报告时间", "told_at", "id"), sort("enterprise", "单位", "enterprise__sort_key", "id")),
    (
        Narrowing("state", "状态", tuple(Tip.State.choices), lambda value: Q(state=value)),
        Narrowing("kept", "单位是否知道", KEPT, lambda value: Q(kept_from_place=value == "yes")),
    ),
)
