"""The list of lessons."""

from django.db.models import Q

from anlan.enterprises.lessons import queries
from anlan.files.registers import Column, Mark, Narrowing, Register, sort

LESSONS = Register(
    "lessons",
    "短课",
    "节",
    queries.all_of,
    (
        Column("题目", lambda row: row.title, 36),
        Column("对应条款", lambda row: row.clause, 40),
        Column("给谁", lambda row: str(row.industry or "所有单位"), 16),
        Column("几分钟", lambda row: row.minutes, 8, "num"),
        Column("学过的人", lambda row: row.readers, 10, "num"),
        Column("状态", lambda row: Mark("已停用") if row.ended_on else Mark("在用", "done"), 8),
    ),
    "enterprises:lesson",
    ("title", "clause", "body"),
    "题目、条款、内容",
    "还没有短课。写一节五分钟能看完的，讲清一条。",
    (sort("title", "题目", "title", "id"),),
    (
        Narrowing(
            "standing",
            "状态",
            (("used", "在用"), ("ended", "已停用")),
            lambda value: Q(ended_on__isnull=value == "used"),
        ),
    ),
    ("写一课", "enterprises:new_lesson"),
)
