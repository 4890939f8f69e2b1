"""The lists of draws and of what people declared."""

from django.db.models import Q

from anlan.core import clock
from anlan.enforcement.drawing import queries
from anlan.files.registers import Column, Mark, Narrowing, Register, sort

PLANNED = (("yes", "已安排"), ("no", "没有安排"))
STANDING = (("on", "回避中"), ("ended", "已解除"))
DRAWS = Register(
    "draws",
    "双随机抽查",
    "次",
    queries.listed,
    (
        Column("抽查名称", lambda row: row.title, 30),
        Column("种类", lambda row: row.get_kind_display()),
        Column("抽取时间", lambda row: clock.local_date(row.drawn_at), 14),
        Column("范围", lambda row: row.rule["words"], 40, "text"),
        Column("可抽", lambda row: row.rule["places"], 8, "num"),
        Column("抽中", lambda row: len(row.chosen), 8, "num"),
        Column("检查人员", lambda row: row.rule["people"], 10, "num"),
        Column("种子", lambda row: row.seed, 20),
        Column("抽取人", lambda row: row.drawn_by.full_name, 10),
        Column("到访", lambda row: Mark("已安排", "done") if row.planned_at else Mark("没有安排"), 10),
    ),
    "enforcement:draw",
    ("title", "seed"),
    "抽查名称、种子",
    "还没有抽过。定好范围和检查人员的单位，抽出单位和每家两名检查人员，种子写下来，谁都能照着再算一遍。",
    (sort("date", "抽取时间", "drawn_at", "id"), sort("title", "抽查名称", "title", "id")),
    (Narrowing("planned", "到访", PLANNED, lambda value: Q(planned_at__isnull=value == "no")),),
    ("抽取", "enforcement:new_draw"),
)
INTERESTS = Register(
    "interests",
    "回避申报",
    "条",
    queries.interests,
    (
        Column("申报人", lambda row: row.who.full_name, 12),
        Column("单位", lambda row: row.enterprise.name, 28),
        Column("所在单位", lambda row: str(row.who.office or ""), 16),
        Column("事由", lambda row: row.why, 40, "text"),
        Column("申报时间", lambda row: clock.local_date(row.declared_at), 14),
        Column("状态", lambda row: Mark("已解除") if row.ended_at else Mark("回避中", "wait"), 10),
    ),
    "enforcement:interest",
    ("who__full_name", "enterprise__name", "why"),
    "申报人、单位、事由",
    "没有人申报回避。在企业任职、有近亲属任职或持股的，申报后双随机不会派您去。",
    (sort("date", "申报时间", "declared_at", "id"), sort("enterprise", "单位", "enterprise__sort_key", "id")),
    (Narrowing("standing", "状态", STANDING, lambda value: Q(ended_at__isnull=value == "on")),),
    ("申报回避", "enforcement:declare_interest"),
)
