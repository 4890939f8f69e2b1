"""The list of batches."""

from django.db.models import Q

from anlan.enforcement.batches import queries
from anlan.enforcement.batches.models import Batch
from anlan.files.registers import Column, Narrowing, Register, mark, options, sort

STANDING = {"draft": ("起草中", "wait"), "approved": ("已批准", "done"), "taken_back": ("已撤下", "")}
BATCHES = Register(
    "batches",
    "名单与案例",
    "份",
    queries.visible_to,
    (
        Column("标题", lambda row: row.title, 40),
        Column("类别", lambda row: row.get_kind_display()),
        Column("状态", mark(STANDING, lambda row: row.state), 10),
        Column("文号", lambda row: row.number, 20),
        Column("起", lambda row: row.first_day),
        Column("止", lambda row: row.last_day),
        Column("列入", lambda row: row.listed, 8, "num"),
        Column("起草单位", lambda row: str(row.office), 16),
    ),
    "enforcement:batch",
    ("title", "number"),
    "标题、文号",
    "还没有名单。按周期起草通报、约谈、联合惩戒、停产整顿名单和典型案例，由乡镇领导批准。",
    (sort("date", "起", "first_day", "id"), sort("title", "标题", "title", "id")),
    (
        Narrowing("kind", "类别", tuple(Batch.Kind.choices), lambda value: Q(kind=value)),
        Narrowing("state", "状态", options(STANDING), lambda value: Q(state=value)),
    ),
    ("起草名单", "enforcement:new_batch"),
)
