"""The list of bulletins."""

from django.db.models import Q

from anlan.campaigns import queries
from anlan.core import clock
from anlan.files.registers import Behind, Column, Narrowing, Register, mark, options, sort
from anlan.standards.queries import title_of

STANDING = {"draft": ("草稿", "wait"), "issued": ("已签发", "done"), "dropped": ("已作废", "")}
KINDS = (("bulletin", "通报"), ("closing", "总结报告"))


def _standing(value: str) -> Q:
    return {
        "draft": Q(issued_at=None, dropped=""),
        "issued": Q(issued_at__isnull=False),
        "dropped": ~Q(dropped=""),
    }[value]


BULLETINS = Register(
    "bulletins",
    "通报",
    "期",
    queries.visible_to,
    (
        Column("标题", lambda row: row.title, 44),
        Column("类别", lambda row: "总结报告" if row.is_closing else "通报"),
        Column("文号", lambda row: row.number, 18),
        Column("统计期起", lambda row: row.first_day),
        Column("统计期止", lambda row: row.last_day),
        Column("签发日期", lambda row: clock.local_date(row.issued_at) if row.issued_at else None),
        Column("状态", mark(STANDING), 10),
    ),
    "campaigns:detail",
    ("title", "number"),
    "标题、文号",
    "还没有通报。选好统计期，起草第一期。",
    (
        sort("date", "统计期止", "last_day", "id"),
        sort("issued", "签发日期", "issued_at", "id"),
        sort("title", "标题", "title", "id"),
    ),
    (
        Narrowing("kind", "类别", KINDS, lambda value: Q(figures__campaign__isnull=value != "closing")),
        Narrowing("state", "状态", options(STANDING), _standing),
    ),
    behind=(Behind("standard", "引用的标准", title_of, lambda slug: Q(pk__in=queries.citing(slug))),),
)
