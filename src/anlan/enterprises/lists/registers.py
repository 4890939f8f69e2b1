"""The township's shared lists as a table: which industries, how many places they ask, what was changed."""

from typing import Any

from django.db.models import Q

from anlan.enterprises.lists import queries
from anlan.files.registers import Behind, Column, Narrowing, Register, sort
from anlan.standards.queries import title_of

ADJUSTED = (("yes", "本乡调整过"), ("no", "没有调整"))


def _number(name: str) -> Any:
    return lambda row: len(getattr(row.changes[0], name)) if row.changes else 0


def _ordered(row: Any) -> str:
    return "有" if row.changes and row.changes[0].order else ""


SHARED = Register(
    "shared_lists",
    "标准检查表",
    "个行业",
    queries.industries_for,
    (
        Column("行业", lambda row: row.name, 24),
        Column("在营单位", lambda row: row.places, 10, "num"),
        Column("本乡增加", _number("added"), 10, "num"),
        Column("本乡去掉", _number("left_out"), 10, "num"),
        Column("调过次序", _ordered, 10),
    ),
    "enterprises:shared_list",
    ("name", "code"),
    "行业名称",
    "名录里的单位还没有行业。先在企业档案里填写主行业。",
    (sort("order", "行业", "order", "code"), sort("places", "在营单位", "places", "order")),
    (Narrowing("adjusted", "本乡调整", ADJUSTED, lambda value: Q(change__isnull=value == "no")),),
    None,
    (Behind("standard", "改过哪个标准的条目", title_of, lambda slug: Q(change__in=queries.moving(slug))),),
)
